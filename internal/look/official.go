package look

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var (
	newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\x00", "\uFFFD")
	listMark = regexp.MustCompile(`^(\d+)([.)])`)
)

// separate makes every line a paragraph, because officials write one paragraph a
// line. Rows of a table and bullets stay together. Indents are the style sheet's.
func separate(src string) string {
	var b strings.Builder
	last := ""
	for line := range strings.SplitSeq(newlines.Replace(src), "\n") {
		line = strings.Trim(line, " \t\u3000\u00a0\ufeff")
		if !together(last, line) {
			b.WriteByte('\n')
		}
		b.WriteString(literal(line))
		b.WriteByte('\n')
		last = line
	}
	return b.String()
}

func together(a, b string) bool {
	return strings.HasPrefix(a, "|") && strings.HasPrefix(b, "|") || strings.HasPrefix(a, "- ") && strings.HasPrefix(b, "- ")
}

// literal takes from a line everything by which Markdown would change its wording:
// numbers that start a list, other list marks, character references, escapes.
func literal(line string) string {
	if m := listMark.FindStringSubmatch(line); m != nil {
		return m[1] + `\` + m[2] + plain(line[len(m[0]):])
	}
	if line != "" && strings.ContainsRune("*+_", rune(line[0])) {
		return `\` + line[:1] + plain(line[1:])
	}
	return plain(line)
}

func plain(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString(`\&`)
		case r == '\\' && !strings.HasPrefix(s[i+1:], "|"): // \| is a bar inside a cell
			b.WriteString(`\\`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

const numeral = `[一二三四五六七八九十百零〇]+`

var (
	// Titles of parts, by rank. A line with a full stop, a semicolon or a colon is a
	// sentence or an item of a list, not a title.
	parts = []*regexp.Regexp{
		regexp.MustCompile(`^(?:` + numeral + `、[^。；：]{1,60}|第` + numeral + `[编章][\s\x{3000}]+[^。；：]{1,40})$`),
		regexp.MustCompile(`^(?:（` + numeral + `）[^。；：]{1,60}|第` + numeral + `节[\s\x{3000}]+[^。；：]{1,40})$`),
	}
	// The opening of a paragraph that is set apart: the number of an article, or the
	// title of an item that runs on into its text.
	opening = regexp.MustCompile(`^(?:第` + numeral + `条|(?:` + numeral + `、|（` + numeral + `）)[^。；：，]{1,40}。)`)
)

// outline turns the paragraphs that are titles by their numbering into headings,
// keeps headings from skipping a level, and sets openings apart.
type outline struct{}

// Transform implements parser.ASTTransformer.
func (outline) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	rank := 0
	for n := doc.FirstChild(); n != nil; {
		next := n.NextSibling()
		switch n := n.(type) {
		case *ast.Heading:
			rank = min(n.Level, rank+1)
			n.Level = min(rank+2, 6)
		case *ast.Paragraph:
			if want := partRank(n, reader.Source()); want > 0 {
				rank = min(want, rank+1)
				retitle(doc, n, rank+2)
			} else {
				setApart(n, reader.Source())
			}
		}
		n = next
	}
}

func partRank(p *ast.Paragraph, source []byte) int {
	line := strings.TrimSpace(string(p.Lines().Value(source)))
	for i, form := range parts {
		if form.MatchString(line) {
			return i + 1
		}
	}
	return 0
}

func retitle(doc *ast.Document, p *ast.Paragraph, level int) {
	h := ast.NewHeading(level)
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		h.AppendChild(h, c)
	}
	doc.ReplaceChild(doc, p, h)
}

func setApart(p *ast.Paragraph, source []byte) {
	first, ok := p.FirstChild().(*ast.Text)
	if !ok {
		return
	}
	n := len(opening.Find(first.Segment.Value(source)))
	if n == 0 || n == first.Segment.Len() {
		return
	}
	strong := ast.NewEmphasis(2)
	strong.AppendChild(strong, ast.NewTextSegment(first.Segment.WithStop(first.Segment.Start+n)))
	first.Segment = first.Segment.WithStart(first.Segment.Start + n)
	p.InsertBefore(p, first, strong)
}
