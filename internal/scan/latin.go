package scan

import "unicode"

// Marks of state secrets in Latin letters: the grades in Pinyin, or in English as papers
// for abroad have them. The words are those of names and of prose too, so they count only
// where a mark stands: with a star and a term, in a field for grades, or alone on a line.

var (
	// latinGrades are in capitals, the longer one before what it ends in.
	latinGrades = spelt("CONFIDENTIAL", "TOPSECRET", "SECRET", "JUEMI", "JIMI", "MIMI")
	latinLast   = newSet("iItTlL") // what they end in
	latinLabels = spelt("CLASSIFICATION", "SECURITYLEVEL", "MIJI")
)

// headLines is how many lines from the first a mark may stand alone in small letters.
const headLines = 6

// capital returns an ASCII letter as a capital, any other character as it is.
func capital(c rune) rune {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// spelled reports whether the word stands in the symbols that end before j, in letters of
// either case.
func spelled(sym []symbol, j int, word []rune) bool {
	if j < len(word) || j > len(sym) {
		return false
	}
	for k, c := range word {
		if capital(sym[j-len(word)+k].char()) != c {
			return false
		}
	}
	return true
}

// latinEnds reports whether the character that comes now ends a grade in Latin letters.
func (f *folder) latinEnds(s symbol) bool {
	if !latinLast.has(s.char()) {
		return false
	}
	for _, w := range latinGrades {
		if n := len(w) - 1; w[n] == capital(s.char()) && spelled(f.sym, len(f.sym), w[:n]) {
			return true
		}
	}
	return false
}

// latin returns what a mark is made of whose grade in Latin letters ends at k.
func (f *flow) latin(k int) (from, to int, ok bool) {
	if !latinLast.has(f.char(k)) {
		return 0, 0, false
	}
	for _, w := range latinGrades {
		if !spelled(f.sym, k+1, w) {
			continue
		}
		a, b := k+1-len(w), k+1
		if !f.begins(a) || f.char(a-1) == '_' || f.char(a-1) == '.' {
			return 0, 0, false
		}
		if e := f.latinMark(a, b); e > 0 {
			return a, e, true
		}
		return 0, 0, false
	}
	return 0, 0, false
}

// latinMark returns the index behind the mark whose grade stands from a to b, 0 for none.
func (f *flow) latinMark(a, b int) int {
	if stars.has(f.char(b)) {
		if e := f.term(b + 1); e > 0 {
			return e
		}
	}
	if beforeGrade.has(f.char(a-1)) && f.ends(b) {
		if e := f.field(a, b); e > 0 {
			return e
		}
	}
	if f.char(a-1) == ':' && f.ends(b) {
		for _, w := range latinLabels {
			if spelled(f.sym, a-1, w) && f.begins(a-1-len(w)) {
				return b
			}
		}
	}
	return f.latinHeader(a, b)
}

// latinHeader reads a line of nothing but the grade. Capitals count on any line, as a
// header that is repeated on each page; other letters only at the head of a text and by
// themselves, and English words there only as a title has them.
func (f *flow) latinHeader(a, b int) int {
	e := f.header(a, b)
	if e == 0 || f.capitals(a, b) {
		return e
	}
	line := f.lineOf(a)
	first, english := f.char(a), b-a > len("JUEMI")
	plain := f.starts[line].index == a && f.starts[line].line <= headLines && (line+1 >= len(f.starts) || f.starts[line+1].index == e)
	if plain && (!english || unicode.IsUpper(first)) {
		return e
	}
	return 0
}

func (f *flow) capitals(a, b int) bool {
	for _, s := range f.sym[a:b] {
		if capital(s.char()) != s.char() {
			return false
		}
	}
	return true
}
