package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// style is the emphasis of a character.
type style byte

const (
	normal style = iota
	emphasis
	strong
)

// styled is text whose characters may be emphasised.
type styled struct {
	chars  []rune
	styles []style
}

func (s *styled) add(text string, st style) {
	for _, r := range text {
		s.chars = append(s.chars, r)
		s.styles = append(s.styles, st)
	}
}

// block is a paragraph, a heading or a table of the body.
type block struct {
	heading int // level of a heading made with # marks, 0 for none
	text    styled
	table   [][]styled // rows of cells, the first being the header
}

// parseBody reads Markdown or plain text. In plain text every line is a
// paragraph, as official texts are commonly kept.
func parseBody(body string) []block {
	lines := strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimFunc(l, isBlank)
	}
	source := []byte(strings.Join(lines, "\n"))
	root := bodyParser().Parse(gmtext.NewReader(source))
	r := &bodyReader{source: source}
	r.blocks(root, "")
	return r.out
}

// bodyParser knows the part of Markdown that plain official text cannot
// trigger by accident: no indented code, no underlined headings, no HTML; and
// no emphasis, whose asterisks stand for what is left out of a name (张**). The
// page on the portal reads the text in the same way.
func bodyParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
		),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

type bodyReader struct {
	source []byte
	out    []block
}

// blocks reads the children of a node; label goes before the first paragraph.
func (r *bodyReader) blocks(parent ast.Node, label string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch x := n.(type) {
		case *ast.Heading:
			r.paragraph(n, label, x.Level)
		case *ast.Paragraph, *ast.TextBlock:
			r.paragraph(n, label, 0)
		case *ast.List:
			r.list(x)
		case *extast.Table:
			r.table(x)
		case *ast.FencedCodeBlock:
			r.verbatim(x)
		default:
			r.blocks(n, label)
		}
		label = ""
	}
}

// list sets numbered items with their numbers and others with the dash that
// official texts use.
func (r *bodyReader) list(l *ast.List) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		label := "——"
		if l.IsOrdered() {
			label = fmt.Sprintf("%d%c", number, l.Marker)
			number++
		}
		r.blocks(item, label)
	}
}

func (r *bodyReader) verbatim(n ast.Node) {
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		var s styled
		s.add(string(seg.Value(r.source)), normal)
		r.emit(s, 0)
	}
}

func (r *bodyReader) table(t *extast.Table) {
	var rows [][]styled
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []styled
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			parts := r.inline(c)
			cells = append(cells, parts[len(parts)-1])
		}
		rows = append(rows, cells)
	}
	r.out = append(r.out, block{table: rows})
}

func (r *bodyReader) paragraph(n ast.Node, label string, heading int) {
	lines := r.inline(n)
	if label != "" {
		first := styled{}
		first.add(label, normal)
		first.chars = append(first.chars, lines[0].chars...)
		first.styles = append(first.styles, lines[0].styles...)
		lines[0] = first
	}
	for _, l := range rejoin(lines) {
		r.emit(l, heading)
	}
}

// rejoin puts together the lines of a paragraph that was wrapped in the source.
func rejoin(lines []styled) []styled {
	out := lines[:1:1]
	for i, l := range lines[1:] {
		if !wrapped(lines[i].chars, l.chars) {
			out = append(out, l)
			continue
		}
		last := &out[len(out)-1]
		last.chars = append(last.chars, l.chars...)
		last.styles = append(last.styles, l.styles...)
	}
	return out
}

// wrapped reports whether next only carries on the line before it: that line
// is long, ends in the middle of a sentence, and next begins neither an item
// nor a labelled entry.
func wrapped(line, next []rune) bool {
	const long, label = 24, 10
	if len(line) < long || len(next) == 0 || strings.ContainsRune("。；：！？.;:!?”）)", line[len(line)-1]) {
		return false
	}
	if strings.ContainsAny(string(next[:min(label, len(next))]), ":：") {
		return false
	}
	return levelOf(string(line)) == levelNone && levelOf(string(next)) == levelNone
}

func (r *bodyReader) emit(s styled, heading int) {
	if strings.TrimFunc(string(s.chars), isBlank) != "" {
		r.out = append(r.out, block{text: s, heading: heading})
	}
}

// inline returns the source lines of the text below a node.
func (r *bodyReader) inline(n ast.Node) []styled {
	lines := []styled{{}}
	r.collect(n, normal, &lines)
	return lines
}

func (r *bodyReader) collect(n ast.Node, st style, lines *[]styled) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cur := &(*lines)[len(*lines)-1]
		switch x := c.(type) {
		case *ast.Text:
			cur.add(unescape(x.Segment.Value(r.source)), st)
			if x.SoftLineBreak() || x.HardLineBreak() {
				*lines = append(*lines, styled{})
			}
		case *ast.String:
			cur.add(string(x.Value), st)
		case *ast.AutoLink:
			cur.add(string(x.Label(r.source)), st)
		case *ast.Emphasis:
			r.collect(c, style(min(x.Level, int(strong))), lines)
		default:
			r.collect(c, st, lines)
		}
	}
}

// unescape resolves backslash escapes of ASCII punctuation and drops bytes
// that are no text.
func unescape(b []byte) string {
	b = util.UnescapePunctuations(b)
	if !utf8.Valid(b) {
		return strings.ToValidUTF8(string(b), "")
	}
	return string(b)
}
