package scan

import (
	"strings"
	"unicode/utf8"
)

// brokenMark is a mark of a state secret that begins in one line and ends in another.
type brokenMark struct {
	line      int // from 1
	lineStart int // in bytes
	found     string
}

// How much is read on both sides of the end of a line, in bytes. It bounds the
// work at each.
const (
	tailReach = 36
	headReach = 48
)

// brokenMarks returns the marks that run over the end of a line, but for lines that
// have one of their own, and adds their lines to those. Line ends are those that
// the folding knows.
func brokenMarks(text string, marked map[int]bool) []brokenMark {
	var all []brokenMark
	line, start := 1, 0
	for i := 0; i < len(text); {
		n := lineEndAt(text, i)
		if n == 0 {
			i++
			continue
		}
		if !marked[line] && !marked[line+1] {
			if found := across(text, i); found != "" {
				all = append(all, brokenMark{line, start, found})
				marked[line], marked[line+1] = true, true
			}
		}
		i += n
		line, start = line+1, i
	}
	return all
}

// lineEndAt returns the length of the end of a line at byte i, 0 if there is none.
func lineEndAt(text string, i int) int {
	switch c := text[i]; {
	case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
		return 2
	case c < utf8.RuneSelf:
		if endsLine(rune(c)) {
			return 1
		}
	case c == 0xc2 || c == 0xe2: // U+0085, U+2028, U+2029
		if r, n := utf8.DecodeRuneInString(text[i:]); endsLine(r) {
			return n
		}
	}
	return 0
}

// across returns the mark that lies over byte i, "" if there is none.
func across(text string, i int) string {
	from, to := max(0, i-tailReach), min(len(text), i+headReach)
	for from > 0 && from < i && !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	if !mayMark(text[from:to]) {
		return ""
	}
	tail, head := compact(last(forms(text[from:i]))), compact(last(forms(text[i:to])))
	if whole := tail + head; mayMark(whole) && speaks(whole) {
		return markIn(whole, len(tail), written)
	}
	return ""
}

func last(forms []string) string { return forms[len(forms)-1] }

// mayMark tells quickly that there is no grade in a text, however it is written.
func mayMark(text string) bool {
	return strings.Contains(text, "&") || strings.ContainsAny(text, "绝机秘㊙絕機祕") && strings.ContainsAny(text, "密㊙")
}

// speaks tells quickly whether a normal form has what no mark is without: a star, a
// term, or the label of a field with what parts it from the grade.
func speaks(form string) bool {
	return strings.ContainsAny(form, "★*☑☒✓✔√■年月天日期前") || strings.ContainsAny(form, "级别定") && strings.ContainsAny(form, ":=|>→_.-为是属")
}

// brokenSecrecy notes the marks that run over the end of a line.
func (p *pass) brokenSecrecy() {
	if !p.secrets {
		return
	}
	for _, m := range brokenMarks(p.text, p.marked) {
		if p.job.list(secret) {
			p.out = append(p.out, found{advice: secret, line: m.line, lineStart: m.lineStart, at: m.lineStart})
		}
	}
}
