package scan

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// window is the number of characters folded at a time. A longer line is read
	// in several windows.
	window = 1 << 15
	// overlap is how much of a window is read again in the next, more than any
	// pattern looks around.
	overlap = 512
)

// stream is a folded stretch of a line.
type stream struct {
	sym  []symbol
	at   []int32 // where each character stood, in bytes from the start of the text
	todo []int32 // indexes at which there is something to look at
}

func newStream() stream {
	return stream{sym: make([]symbol, 0, window+32), at: make([]int32, 0, window+32), todo: make([]int32, 0, window/4)}
}

// folder folds a text line by line.
type folder struct {
	stream
	table      *foldTable
	expansions map[rune][]symbol
	text       string
	pos        int    // next byte to read
	gap        symbol // what stood between the last character and the next
	bare       bool   // tags are left out, as a browser shows the text

	stop int // more reads no further

	tags         bool // a tag was seen in this line
	invalid      int  // bytes that are no UTF-8
	firstInvalid int  // where the first of them stands

	line, lineStart int     // number from 1, place in bytes
	noting          bool    // spans are noted
	spans           []span  // what may hold marks of state secrets, see flow
	past            []int32 // where the last characters of the lines before stand
}

// fill folds up to the end of the line or of the window, and reports whether it
// was the end of the line.
func (f *folder) fill() bool {
	f.sym, f.at, f.todo, f.gap, f.stop = f.sym[:0], f.at[:0], f.todo[:0], 0, len(f.text)
	return f.more(window) || f.pos >= len(f.text)
}

// more folds on up to the end of the line, until there are so many characters or
// nothing is left before f.stop. It reports whether it was the end of the line.
func (f *folder) more(limit int) bool {
	text, t := f.text, f.table
	for f.pos < f.stop && len(f.sym) < limit {
		i := f.pos
		var r rune
		n := 1
		if c := text[i]; c < utf8.RuneSelf {
			r = rune(c)
		} else if c >= 0xe1 && c <= 0xec && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80 {
			r, n = rune(c&0x0f)<<12|rune(text[i+1]&0x3f)<<6|rune(text[i+2]&0x3f), 3 // Chinese, nearly always
		} else {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		f.pos = i + n
		if r >= rune(len(t)) {
			f.rare(r, i)
			continue
		}
		s := t[r]
		if s < drop {
			f.emit(s, i)
			continue
		}
		if s&lineEnd != 0 {
			if r == '\r' && f.pos < len(text) && text[f.pos] == '\n' {
				f.pos++
			}
			return true
		}
		f.other(r, s, i)
	}
	return false
}

// emit appends a character. The first of a phrase, of a number or a word, and a
// sign are noted.
func (f *folder) emit(s symbol, at int) {
	s |= f.gap
	f.gap = 0
	if s&trigger != 0 {
		k := len(f.sym)
		if s&alnum == 0 || s&(gap|opening) != 0 || k == 0 || f.sym[k-1]&alnum == 0 {
			f.todo = append(f.todo, int32(k))
		}
		if s.char() == '密' && f.mayGrade() || s&letter != 0 && f.noting && f.latinEnds(s) {
			f.spot(at)
		}
	}
	f.sym = append(f.sym, s)
	f.at = append(f.at, int32(at))
}

// other deals with what is not simply a character.
func (f *folder) other(r rune, s symbol, at int) {
	switch {
	case s&drop != 0:
	case s&blank != 0:
		f.space(r)
	case r == utf8.RuneError && f.pos == at+1:
		f.bad(at)
	case r == '&':
		f.entity(at)
	case r == '<':
		f.tag(at)
	case r == '\\':
		f.gap |= styled
	case (r == '*' || r == '_') && f.pos < len(f.text) && f.text[f.pos] == byte(r):
		for f.pos < len(f.text) && f.text[f.pos] == byte(r) {
			f.pos++
		}
		f.gap |= styled
	case s.char() != 0:
		f.emit(s&^special, at)
	default:
		f.rare(r, at)
	}
}

func (f *folder) space(r rune) {
	if r == '\t' || f.gap&spaced != 0 {
		f.gap |= celled
	}
	f.gap |= spaced
}

func (f *folder) bad(at int) {
	if f.invalid == 0 {
		f.firstInvalid = at
	}
	f.invalid++
	f.emit(symbol(utf8.RuneError), at)
}

// rare folds a character that becomes several, or lies outside the basic plane.
func (f *folder) rare(r rune, at int) {
	if r > 0xffff && invisible(r) {
		return
	}
	folded, ok := f.expansions[r]
	if !ok {
		folded = expanded(r, f.table)
	}
	apart := unicode.Is(unicode.No, r)
	for k, s := range folded {
		if apart && k == 0 {
			f.gap |= spaced
		}
		f.emit(s, at)
	}
	if apart {
		f.gap |= spaced
	}
}

// entity resolves a character reference of HTML, as &#23494; or &nbsp;.
func (f *folder) entity(at int) {
	end := at + 1
	for end < len(f.text) && isEntity(f.text[end]) {
		end++
	}
	if end == len(f.text) || f.text[end] != ';' || (end-at > 32 && f.text[at+1] != '#') {
		f.emit('&', at)
		return
	}
	plain := html.UnescapeString(f.text[at : end+1])
	if plain == f.text[at:end+1] {
		f.emit('&', at)
		return
	}
	f.pos = end + 1
	for _, r := range plain {
		switch s := tabled(r); {
		case r > 0xffff || s&special != 0:
			f.rare(r, at)
		case s&(blank|lineEnd) != 0:
			f.space(r)
		case s&drop == 0:
			f.emit(f.table[r]&^special, at)
		}
	}
}

func isEntity(c byte) bool {
	return c == '#' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// tag leaves a tag out when the text is read as a browser shows it.
func (f *folder) tag(at int) {
	rest := f.text[at+1:]
	end := strings.IndexAny(rest, "<>\r\n")
	if end < 1 || rest[end] != '>' || !isTag(rest) {
		f.emit(f.table['<']&^special, at)
		return
	}
	f.tags = true
	if !f.bare {
		f.emit(f.table['<']&^special, at)
		return
	}
	f.pos = at + end + 2
	if parting[tagName(rest)] {
		f.gap |= celled | spaced
	}
}

// parting are the elements whose tags a reader sees as a gap.
var parting = map[string]bool{
	"br": true, "hr": true, "p": true, "div": true, "li": true, "td": true, "th": true, "tr": true, "table": true,
	"dd": true, "dt": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
}

func tagName(s string) string {
	s = strings.TrimPrefix(s, "/")
	end := 0
	for end < len(s) && end < 8 && isEntity(s[end]) {
		end++
	}
	return strings.ToLower(s[:end])
}

func isTag(s string) bool {
	s = strings.TrimPrefix(s, "/")
	return s != "" && (s[0] == '!' || s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z')
}
