package layout

import (
	"strings"
	"unicode"
)

// fullWidth turns half-width marks into full-width ones where they belong to
// Chinese text: next to a Chinese character, never between Latin letters or
// digits, so that 1,234, 12:30 and addresses stay as they are. Runs of spaces
// become one. The number of characters does not change otherwise.
func fullWidth(in []rune) []rune {
	out := append([]rune(nil), in...)
	brackets(out)
	quotes(out)
	for i, r := range out {
		if full, ok := wideMark(r); ok && beside(out, i) {
			out[i] = full
		}
	}
	return out
}

func wideMark(r rune) (rune, bool) {
	if i := strings.IndexRune(",;:!?", r); i >= 0 {
		return []rune("，；：！？")[i], true
	}
	return 0, false
}

// isChinese reports whether r is an ideograph or a Chinese mark.
func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || strings.ContainsRune("，。、；：？！（）《》「」『』〔〕【】“”‘’…—〇", r)
}

// beside reports whether the mark at i stands in Chinese text.
func beside(t []rune, i int) bool {
	before, after := neighbour(t, i, -1), neighbour(t, i, 1)
	if isChinese(before) || strings.ContainsRune(")]", before) && isChinese(after) {
		return true
	}
	return isChinese(after) && !unicode.IsDigit(before)
}

// neighbour returns the nearest character that is not a space, 0 if none.
func neighbour(t []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(t); i += step {
		if !unicode.IsSpace(t[i]) {
			return t[i]
		}
	}
	return 0
}

// brackets widens pairs of round brackets that hold Chinese or stand beside it.
func brackets(t []rune) {
	var open []int
	for i, r := range t {
		switch r {
		case '(', '（':
			open = append(open, i)
		case ')', '）':
			if len(open) == 0 {
				continue
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			if t[start] == '（' || r == '）' || chinesePair(t, start, i) {
				t[start], t[i] = '（', '）'
			}
		}
	}
}

func chinesePair(t []rune, start, end int) bool {
	if isChinese(neighbour(t, start, -1)) || isChinese(neighbour(t, end, 1)) {
		return true
	}
	for _, r := range t[start:end] {
		if isChinese(r) {
			return true
		}
	}
	return false
}

// quotes turns straight double quotes into Chinese ones, if they come in pairs
// and every pair holds Chinese.
func quotes(t []rune) {
	var at []int
	for i, r := range t {
		if r == '"' {
			at = append(at, i)
		}
	}
	if len(at)%2 != 0 {
		return
	}
	for i := 0; i < len(at); i += 2 {
		inches := at[i] > 0 && isAlnum(t[at[i]-1])
		if inches || !chinesePair(t, at[i], at[i+1]) {
			return
		}
	}
	for i, p := range at {
		t[p] = []rune("“”")[i%2]
	}
}

// clean removes what has no place in set text (control and zero-width
// characters) and makes every run of spaces one space.
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.TrimFunc(s, isBlank) {
		switch {
		case isBlank(r):
			space = true
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isBlank reports whether r is white space; the ideographic space is.
func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' }

// plain is clean text with Chinese marks, for titles, names and labels.
func plain(s string) string { return string(fullWidth([]rune(clean(s)))) }
