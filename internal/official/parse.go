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
	var r reader
	for line := range strings.SplitSeq(newlines.Replace(text), "\n") {
		if line = clean(line); strings.HasPrefix(line, "|") {
			r.bars = append(r.bars, line)
			continue
		}
		r.table()
		if line != "" {
			r.line(line)
		}
	}
	r.table()
	return r.out
}

// reader builds the blocks line by line.
type reader struct {
	out  []Block
	bars []string // lines with a bar in front, until it shows whether they are a table
	// depth of the last heading, and of the title that it stands under
	depth, base int
	figures     int
}

// line adds one line that is not of a table.
func (r *reader) line(s string) {
	switch m := hashes.FindStringSubmatch(s); {
	case ruling.MatchString(s):
		r.out = append(r.out, Block{Kind: Rule})
	case figure.MatchString(s):
		r.figure(s)
	case strings.HasPrefix(s, "- "):
		r.out = append(r.out, Block{Kind: Entry, Text: spans(s[len("- "):])})
	case m != nil && len(m[1]) == 1 && numberingOf(m[2]) == Unnumbered:
		r.depth, r.base = 1, 1
		r.out = append(r.out, Block{Kind: Title, Text: spans(m[2]), Depth: 1})
	case m != nil:
		r.heading(m[2], max(len(m[1])-1, 1))
	default:
		r.paragraph(s)
	}
}

// heading adds a line with hash marks; its number, if it has one, knows better
// how deep it is.
func (r *reader) heading(s string, level int) {
	n := numberingOf(s)
	if l := n.level(); l > 0 {
		level = l
	}
	r.depth = min(level+r.base, r.depth+1)
	r.out = append(r.out, Block{Kind: Heading, Text: spans(s), Level: level, Depth: r.depth, Numbering: n})
}

// paragraph adds a line without marks.
func (r *reader) paragraph(s string) {
	n := numberingOf(s)
	if isHeading(s, n) {
		r.heading(s, n.level())
		return
	}
	b := Block{Kind: Paragraph, Text: spans(s), Numbering: n}
	b.Lead = leadOf(s, n)
	if b.Lead >= len(b.Text[0].Text) { // a link within it, or nothing behind it
		b.Lead = 0
	}
	r.out = append(r.out, b)
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
