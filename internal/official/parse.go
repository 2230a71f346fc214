package official

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
	hashes   = regexp.MustCompile(`^(#{1,6})[ \x{3000}](.+)$`)
	ruling   = regexp.MustCompile(`^-{3,}$`)
)

// Parse reads a text. It accepts anything; what it does not know is a paragraph.
func Parse(text string) []Block {
	r := reader{leads: map[int]int{}}
	for _, l := range linesOf(text) {
		if !l.fenced && strings.HasPrefix(l.text, "|") {
			r.bars = append(r.bars, l.text)
			continue
		}
		r.table()
		switch {
		case l.text == "" || l.fence:
		case l.fenced:
			r.out = append(r.out, Block{Kind: Paragraph, Text: Line{{Text: l.text}}})
		default:
			r.line(l.text)
		}
	}
	r.table()
	setLeadsApart(r.out, r.leads)
	return r.out
}

// reader builds the blocks line by line.
type reader struct {
	out  []Block
	bars []string // lines with a bar in front, until it shows whether they are a table
	// depth of the last heading, and of the title that it stands under
	depth, base int
	figures     int
	leads       map[int]int // by index of the block: how many bytes may be set apart
}

// line adds one line that is not of a table.
func (r *reader) line(s string) {
	switch m := hashes.FindStringSubmatch(s); {
	case ruling.MatchString(s):
		r.out = append(r.out, Block{Kind: Rule})
	case figure.MatchString(s):
		r.figure(s)
	case quoted(s) != "":
		r.out = append(r.out, Block{Kind: Quote, Text: spans(quoted(s))})
	case strings.HasPrefix(s, "- "):
		r.out = append(r.out, Block{Kind: Entry, Text: spans(s[len("- "):])})
	case m != nil && len(m[1]) == 1 && numberingOf(spans(m[2]).String()) == Unnumbered:
		r.depth, r.base = 1, 1
		r.out = append(r.out, Block{Kind: Title, Text: unmarked(spans(m[2])), Depth: 1})
	case m != nil:
		r.heading(spans(m[2]), max(len(m[1])-1, 1))
	default:
		r.paragraph(s)
	}
}

// heading adds a line with hash marks; its number, if it has one, knows better
// how deep it is.
func (r *reader) heading(l Line, level int) {
	n := numberingOf(l.String())
	if l := n.level(); l > 0 {
		level = l
	}
	r.depth = min(level+r.base, r.depth+1)
	r.out = append(r.out, Block{Kind: Heading, Text: unmarked(l), Level: level, Depth: r.depth, Numbering: n})
}

// paragraph adds a line without marks.
func (r *reader) paragraph(line string) {
	text := spans(line)
	s := text.String()
	n := numberingOf(s)
	if isHeading(s, n) {
		r.heading(text, n.level())
		return
	}
	b := Block{Kind: Paragraph, Text: text, Numbering: n}
	if lead := leadOf(s, n); n == Article {
		b.setApart(lead)
	} else if lead > 0 {
		r.leads[len(r.out)] = lead
	}
	r.out = append(r.out, b)
}

// setApart makes the first bytes of a paragraph its lead, unless a link is in them or
// nothing is behind them. A lead has a face of its own, whatever was marked in it.
func (b *Block) setApart(lead int) {
	var rest Line
	at := 0
	for _, s := range b.Text {
		if at < lead && s.URL != "" {
			return
		}
		if from := min(max(lead-at, 0), len(s.Text)); from < len(s.Text) {
			rest = append(rest, Span{Text: s.Text[from:], URL: s.URL, Emphasis: s.Emphasis})
		}
		at += len(s.Text)
	}
	if lead == 0 || lead >= at {
		return
	}
	if first := b.Text[0]; lead >= len(first.Text) || first.Emphasis != None {
		b.Text = append(Line{{Text: b.Text.String()[:lead]}}, rest...)
	}
	b.Lead = lead
}

// clean makes every run of white space one space, an ideographic one if there is
// one in it, takes it away at the ends, and drops what can't be seen. Bytes that
// are no text become U+FFFD.
func clean(line string) string {
	var b strings.Builder
	space := rune(0)
	for _, c := range strings.ToValidUTF8(line, string(utf8.RuneError)) {
		switch {
		case c == ideographicSpace:
			space = c
			continue
		case unicode.IsSpace(c):
			space = max(space, ' ')
			continue
		case unicode.IsControl(c) || unicode.Is(unicode.Cf, c):
			continue
		}
		if space > 0 && b.Len() > 0 {
			b.WriteRune(space)
		}
		space = 0
		b.WriteRune(c)
	}
	return b.String()
}

// ideographicSpace sets the number of an article off from its text.
const ideographicSpace = '\u3000'
