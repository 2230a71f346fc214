package official

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	// link is [text](address). An address of any other scheme is left as it stands.
	link = regexp.MustCompile(`^\[([^\[\]]+)\]\(((?:https?://|mailto:)[^\s()<>]+)\)`)
	// bare is an address that stands in the text itself: what is in it marks nothing.
	bare = regexp.MustCompile(`^https?://[!-)+-~]+`)
	// code is `text`, which is set as text.
	code = regexp.MustCompile("^`([^`]+)`")
)

// spans reads a line into text, emphasis and links.
func spans(s string) Line {
	ps := pieces(s)
	pairUp(s, ps)
	var out Line
	for _, p := range ps {
		if p.run == 0 || p.role == kept {
			out = append(out, p.Span)
		}
	}
	return out.joined()
}

// joined makes one span of neighbours that are set alike.
func (l Line) joined() Line {
	var out Line
	for i := 0; i < len(l); {
		k := i + 1
		for k < len(l) && l[i].URL == "" && l[k].URL == "" && l[k].Emphasis == l[i].Emphasis {
			k++
		}
		one := l[i]
		if k > i+1 {
			one.Text = l[i:k].String()
		}
		out = append(out, one)
		i = k
	}
	return out
}

// piece is a stretch of a line: text, or a run of * or _ that may be a mark.
type piece struct {
	Span
	at, end int // bytes of the line
	run     int // length of a run of marks, 0 for text
	role    role
}

// role is what became of a run of marks.
type role int

const (
	kept   role = iota // printed as it stands
	opened             // begins emphasis
	closed             // ends it
)

// pieces splits a line where something may be marked.
func pieces(s string) []piece {
	var out []piece
	text := 0 // where text began that is not yet a piece
	add := func(p piece) {
		if p.at > text {
			out = append(out, piece{Span: Span{Text: s[text:p.at]}, at: text, end: p.at})
		}
		out = append(out, p)
		text = p.end
	}
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "[h`*_")
		if n < 0 {
			break
		}
		i += n
		p, ok := pieceAt(s, i)
		if !ok {
			i++
			continue
		}
		add(p)
		i = p.end
	}
	if text < len(s) {
		out = append(out, piece{Span: Span{Text: s[text:]}, at: text, end: len(s)})
	}
	return out
}

// pieceAt reads what begins at a byte, if it is more than text.
func pieceAt(s string, i int) (piece, bool) {
	rest := s[i:]
	switch s[i] {
	case '[':
		if m := link.FindStringSubmatch(rest); m != nil {
			return piece{Span: Span{Text: m[1], URL: m[2]}, at: i, end: i + len(m[0])}, true
		}
	case '`':
		if m := code.FindStringSubmatch(rest); m != nil {
			return piece{Span: Span{Text: m[1]}, at: i, end: i + len(m[0])}, true
		}
	case 'h':
		if m := bare.FindString(rest); m != "" {
			return piece{Span: Span{Text: m}, at: i, end: i + len(m)}, true
		}
	default:
		n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
		return piece{Span: Span{Text: rest[:n]}, at: i, end: i + n, run: n}, true
	}
	return piece{}, false
}

// around returns the characters before and behind a piece, a space at the ends.
func around(s string, p piece) (before, after rune) {
	before, after = ' ', ' '
	if p.at > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:p.at])
	}
	if p.end < len(s) {
		after, _ = utf8.DecodeRuneInString(s[p.end:])
	}
	return before, after
}

// unmarked is a line without emphasis, for what is set in one face as a whole.
func unmarked(l Line) Line {
	out := slices.Clone(l)
	for i := range out {
		out[i].Emphasis = None
	}
	return out.joined()
}
