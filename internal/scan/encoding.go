package scan

import (
	"bytes"
	"strings"
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
		return strictly(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data)
	case utf8.Valid(data) || likeUTF8(data):
		return string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), true
	}
	if text, ok := strictly(simplifiedchinese.GB18030, data); ok {
		return text, true
	}
	return string(data), true // the bytes that are no UTF-8 are found one by one
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
