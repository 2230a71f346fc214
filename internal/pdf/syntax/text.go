package syntax

import (
	"fmt"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Text returns s as a PDF text string (UTF-16 with a byte order mark).
func Text(s string) String {
	out := String{0xFE, 0xFF}
	for _, c := range utf16.Encode([]rune(s)) {
		out = append(out, byte(c>>8), byte(c))
	}
	return out
}

// DecodeText returns the characters of a PDF text string; anything that is not
// a String gives the empty string. Bytes without a mark are read as UTF-8 if
// they are valid, else as Latin-1.
func DecodeText(o Object) string {
	s, ok := o.(String)
	if !ok {
		return ""
	}
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return decodeUTF16(s[2:])
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		return string(s[3:])
	case utf8.Valid(s):
		return string(s)
	}
	out := make([]rune, len(s))
	for i, c := range s {
		out[i] = rune(c)
	}
	return string(out)
}

func decodeUTF16(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}

// Date returns t as a PDF date string in the zone of t.
func Date(t time.Time) String {
	_, offset := t.Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return String(fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, offset/3600, offset%3600/60))
}

// ParseDate reads a PDF date string that states a full date and time.
func ParseDate(o Object) (time.Time, bool) {
	s, ok := o.(String)
	if !ok {
		return time.Time{}, false
	}
	for _, form := range []string{"D:20060102150405-07'00'", "D:20060102150405-07'00", "D:20060102150405Z", "D:20060102150405"} {
		if t, err := time.Parse(form, string(s)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
