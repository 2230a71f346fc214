package syntax

import (
	"io"
	"strings"
)

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unescapeName resolves #xx escapes.
func unescapeName(w string) Name {
	if !strings.Contains(w, "#") {
		return Name(w)
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if hi, lo := hexDigit(w[i+1]), hexDigit(w[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return Name(out)
}

func (l *lexer) hexString() (Object, error) {
	l.pos++
	out := String{}
	high := -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		d := hexDigit(c)
		switch {
		case c == '>':
			if high >= 0 {
				out = append(out, byte(high<<4))
			}
			return out, nil
		case isSpace(c):
		case d < 0:
			return nil, errSyntax
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	return nil, io.ErrUnexpectedEOF
}

func (l *lexer) literalString() (Object, error) {
	l.pos++
	out := String{}
	for depth := 1; l.pos < len(l.data); {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out, nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, io.ErrUnexpectedEOF
}

// escape appends what the characters after a backslash stand for.
func (l *lexer) escape(out String) String {
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for range 2 {
		if l.pos >= len(l.data) || l.data[l.pos] < '0' || l.data[l.pos] > '7' {
			break
		}
		v = v*8 + int(l.data[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}
