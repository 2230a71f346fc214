package scan

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// symbol is a folded character: the rune in the low 21 bits, above it what
// matching wants to know about it.
type symbol uint32

const runes symbol = 1<<21 - 1

// Classes of a character, and what stood before it in the text as written.
const (
	digit   symbol = 1 << (21 + iota)
	letter         // a Latin letter
	opening        // the first character of a phrase
	sign           // one that is looked at by itself: brackets, @, ×, 密, digits in words
	spaced         // one space stood before
	celled         // a tab or several spaces stood before, as between cells
	styled         // emphasis of Markdown stood before
	drop           // in the table only: invisible
	blank          // in the table only: a space
	lineEnd        // in the table only: ends a line
	special        // in the table only: needs a closer look
)

const (
	alnum = digit | letter
	gap   = spaced | celled | styled
	// trigger is what is looked at when a line is read again.
	trigger = alnum | opening | sign
)

// char returns the rune without what is known about it.
func (s symbol) char() rune { return rune(s & runes) }

// foldTable holds the fold of every character of the basic plane.
type foldTable [1 << 16]symbol

// table is made once; it takes some milliseconds, so not at the start of every
// command.
var table = sync.OnceValue(func() *foldTable {
	var t foldTable
	for r := range rune(len(t)) {
		t[r] = tabled(r)
	}
	for _, r := range "&*_\\<\ufffd" { // the last stands for a byte that is no text
		t[r] |= special
	}
	for _, ps := range phrases().list[1:] {
		t[ps[0].text[0]] |= opening
	}
	for r, s := range t {
		if s < drop && s.char() < rune(len(t)) {
			t[r] |= t[s.char()] & opening // 請 begins what 请 begins
		}
	}
	return &t
})

// expansions holds the characters of the basic plane that fold to several.
var expansions = sync.OnceValue(func() map[rune][]symbol {
	all := map[rune][]symbol{}
	t := table()
	for r, s := range t {
		if s == special {
			all[rune(r)] = expanded(rune(r), t)
		}
	}
	return all
})

// expanded folds a character whatever it becomes.
func expanded(r rune, t *foldTable) []symbol {
	folded := fold(r)
	out := make([]symbol, 0, len(folded))
	for _, x := range folded {
		s := classed(x)
		if x < rune(len(t)) && t[x].char() == x {
			s = t[x] &^ special
		}
		out = append(out, s)
	}
	return out
}

// tabled is the entry of a character: its fold with its classes, or the note
// that the fold is more than one character.
func tabled(r rune) symbol {
	switch {
	case endsLine(r):
		return lineEnd
	case r == '\t' || unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		return blank
	case invisible(r):
		return drop
	}
	f := fold(r)
	if unicode.Is(unicode.No, r) {
		return special // ① before a number does not belong to it
	}
	switch len(f) {
	case 0:
		return drop
	case 1:
		return classed(f[0])
	default:
		return special
	}
}

func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', '\f', '\v', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// invisible reports whether a reader does not see the character at all.
func invisible(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800: // fillers that count as letters or symbols
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Cc)
}

// fold returns what a character is taken for: its compatibility form, simplified,
// with digits of every script and dashes of every length as those of ASCII.
func fold(r rune) []rune {
	if v, ok := digitValue(r); ok {
		return []rune{'0' + v}
	}
	var out []rune
	for _, f := range variants.Replace(norm.NFKC.String(string(r))) {
		switch {
		case invisible(f) || unicode.IsSpace(f):
		case unicode.Is(unicode.Pd, f) || f == 0x2212:
			out = append(out, '-')
		default:
			out = append(out, f)
		}
	}
	return out
}

// digitValue returns the value of a decimal digit of any script. Unicode keeps
// them in blocks of ten, in order.
func digitValue(r rune) (rune, bool) {
	for _, b := range unicode.Nd.R16 {
		if lo, hi := rune(b.Lo), rune(b.Hi); lo <= r && r <= hi {
			return (r - lo) % 10, true
		}
	}
	for _, b := range unicode.Nd.R32 {
		if lo, hi := rune(b.Lo), rune(b.Hi); lo <= r && r <= hi {
			return (r - lo) % 10, true
		}
	}
	return 0, false
}

// classed adds to a folded rune what matching asks of it.
func classed(r rune) symbol {
	s := symbol(r)
	switch {
	case r >= '0' && r <= '9':
		s |= digit
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		s |= letter
	case r == '@' || r == '#' || r == '★' || r == '×' || r == '密' || spoken[r] != 0 || openers[r] != 0:
		s |= sign
	}
	return s
}

// openers are the brackets that people put around the year of a document number,
// with their closing ones (SC-20).
var openers = map[rune]rune{'〔': '〕', '[': ']', '(': ')', '【': '】', '{': '}', '〖': '〗', '<': '>', '〈': '〉'}
