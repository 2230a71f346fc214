package scan

import (
	"bytes"
	"strings"
	std "unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// decoded returns a text file as UTF-8. Read as they are: UTF-16 that says so of
// itself by its mark, and GB 18030 where the file can't be meant as UTF-8. The
// second result is false when something could not be read.
func decoded(data []byte) (string, bool) {
	switch {
	case utf16(data):
		text, ok := strictly(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data)
		return text, ok && assigned(text) && !contradicts(data[2:])
	case utf8.Valid(data) || likeUTF8(data):
		return string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), true
	}
	if text, ok := strictly(simplifiedchinese.GB18030, data); ok {
		return text, true
	}
	return string(data), true // the bytes that are no UTF-8 are found one by one
}

// otherwise is how a file may be meant that says of itself that it is UTF-16, in
// UTF-8 or GB 18030; "" if it can't be. A line end or a figure in UTF-16 has a byte
// that is nought, which a text in the others has not.
func otherwise(data []byte) string {
	if !utf16(data) || bytes.IndexByte(data, 0) >= 0 {
		return ""
	}
	if data = data[2:]; likeUTF8(data) {
		return string(data)
	}
	if text, ok := strictly(simplifiedchinese.GB18030, data); ok {
		return text
	}
	return ""
}

// contradicts reports whether what follows a mark of UTF-16 is whole UTF-8 with more
// than ASCII in it, which UTF-16 is not by chance.
func contradicts(data []byte) bool {
	return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 && bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
}

// assigned reports whether every character is one that Unicode has given a meaning, or
// private.
func assigned(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return !std.In(r, std.L, std.M, std.N, std.P, std.S, std.Z, std.Cc, std.Cf, std.Co)
	})
}

// strictly decodes and reports whether every byte was a character.
func strictly(e encoding.Encoding, data []byte) (string, bool) {
	text, err := e.NewDecoder().Bytes(data)
	out := string(text)
	return out, err == nil && !strings.ContainsRune(out, utf8.RuneError)
}

// likeUTF8 reports whether damaged text is more likely UTF-8 than GB 18030. Read
// as the other, words would be others and what is sought be missed, so a few
// characters of UTF-8 are enough.
func likeUTF8(data []byte) bool {
	valid, invalid := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			invalid++
		case n >= 3:
			valid++
		}
		data = data[n:]
	}
	return 10*valid > invalid
}
