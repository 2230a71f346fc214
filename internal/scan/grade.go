package scan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The writings of the mark of a state secret (SC-12): a grade, maybe torn, with a
// star, a term, or both, or in a field for grades, or alone on its line. Spaces and
// the ends of lines are no part of it; each is read in a bounded number of steps.

// grade returns where the grade begins that ends in the 密 at k.
func (f *flow) grade(k int) (int, bool) {
	for i := k - 1; i >= max(0, k-tear-1); i-- {
		switch f.char(i) {
		case '绝', '机', '秘':
			return i, true
		}
		if f.wordy(i) {
			break
		}
	}
	return 0, false
}

// level returns the index behind a grade that begins at i, 0 if there is none.
func (f *flow) level(i int) int {
	switch f.char(i) {
	case '绝', '机', '秘':
	default:
		return 0
	}
	for k := i + 1; k <= i+tear+1; k++ {
		if f.char(k) == '密' {
			return f.suffixed(k + 1)
		}
		if f.wordy(k) {
			return 0
		}
	}
	return 0
}

func (f *flow) suffixed(i int) int {
	if f.char(i) == '级' {
		return i + 1
	}
	return i
}

// mark returns what a mark is made of whose grade ends in the 密 at k.
func (f *flow) mark(k int) (from, to int, ok bool) {
	a, ok := f.grade(k)
	if !ok {
		return 0, 0, false
	}
	b := f.suffixed(k + 1)
	to = f.behind(a, b)
	if to == 0 {
		to = f.before(a, b)
	}
	if to == 0 {
		to = f.header(a, b)
	}
	if to == 0 && f.heads(a, b) {
		to = b
	}
	return a, to, to > 0
}

// behind reads the marks that a grade begins.
func (f *flow) behind(a, b int) int {
	if b >= len(f.sym) || f.wordy(b) && !behindGrade.has(f.char(b)) {
		return 0
	}
	if e := f.starred(a, b); e > 0 {
		return e
	}
	if e := f.termed(a, b); e > 0 && f.endsIn(a, others) < 0 && !f.listed(a, e) {
		return e
	}
	return 0
}

// before reads the marks that a grade ends.
func (f *flow) before(a, b int) int {
	e := 0
	switch c := f.char(a - 1); {
	case c == '★':
		e = f.starBefore(a, b)
	case c == '■' || ticks.has(c):
		e = f.ticked(a, b)
	case beforeGrade.has(c):
		e = f.field(a, b)
	}
	if e > 0 && !f.listed(a, e) {
		return e
	}
	return 0
}

// starred reads a star behind the grade. It hardly stands there in prose (SSL
// 第二十二条: what is no state secret must not carry the mark); without a term the
// words around it decide. Other signs are met as Markdown's asterisks too, so with
// them the term must follow.
func (f *flow) starred(a, b int) int {
	j := b
	for j < b+2 && beforeStar.has(f.char(j)) && (f.char(j) != '*' || f.term(j+1) == 0) {
		j++
	}
	if !stars.has(f.char(j)) {
		return 0
	}
	if e := f.term(j + 1); e > 0 {
		return e
	}
	if j > b || f.char(j) != '★' {
		return 0
	}
	if f.event(j+1) || f.endsIn(a, others) < 0 && (f.begins(a) || f.ends(j+1) && f.char(a-1) != '的') {
		return j + 1
	}
	return 0
}

// event reports whether an event follows up to which the secret is kept:
// 考试结束前 (SR-05).
func (f *flow) event(i int) bool {
	for k := i; k < i+20 && f.wordy(k); k++ {
		if f.char(k) == '前' && k > i+1 && f.ends(k+1) {
			return true
		}
	}
	return false
}

// starBefore reads a star before the grade. It is a bullet there too, so nothing may
// follow.
func (f *flow) starBefore(a, b int) int {
	if f.char(a-1) != '★' || !f.begins(a-1) {
		return 0
	}
	if e := f.term(b); e > 0 {
		b = e
	}
	if f.ends(b) {
		return b
	}
	return 0
}

// termed reads a grade with its term behind a sign, in brackets, behind the word for
// it, or by itself.
func (f *flow) termed(a, b int) int {
	j := b
	for j < b+3 && signs(f.char(j)) {
		j++
	}
	if e := f.term(j); j > b && e > 0 && f.ends(e) {
		return e
	}
	if e := f.enclosed(b); e > 0 {
		return e
	}
	for j = b; j < b+3 && periodOpen.has(f.char(j)); {
		j++
	}
	if e := f.reads(j, termLabels); e > 0 {
		for n := 0; n < 3 && periodVerb.has(f.char(e)); n++ {
			e++
		}
		return f.term(e)
	}
	for j = b; j < b+2 && comma.has(f.char(j)); {
		j++
	}
	if closed.has(f.char(j)) && opened.has(f.char(a-1)) {
		j++
	}
	if e := f.term(j); e > 0 && (f.begins(a) || opened.has(f.char(a-1))) && f.ends(e) {
		return e
	}
	return 0
}

// signs reports whether a character is a sign that a term may stand behind.
func signs(c rune) bool {
	switch {
	case c < utf8.RuneSelf:
		return c != 0 && strings.ContainsRune("#:/.&xX-_~+=|^<>$`", c)
	case c >= 0x4e00 && c <= 0x9fff:
		return false
	default:
		return strings.ContainsRune("·※†‡", c) || unicode.In(c, unicode.S, unicode.Pd, unicode.Pc)
	}
}

// enclosed reads a term in brackets at i.
func (f *flow) enclosed(i int) int {
	if !opened.has(f.char(i)) {
		return 0
	}
	if stars.has(f.char(i + 1)) {
		i++
	}
	if e := f.term(i + 1); e > 0 && closed.has(f.char(e)) {
		return e + 1
	}
	return 0
}
