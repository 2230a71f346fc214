package look

import (
	"bytes"
	"html/template"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Markdown returns the HTML of a document's text, to be put inside an element of
// class "official". What is shown is what was signed: every line is a paragraph of
// its own, as officials write; numbers, blanks (____), masks (张**) and backslashes
// stay as they are. Of Markdown it knows headings (#), tables (|), bullets (-) and
// links; a line like 一、 or （一） without a full stop becomes a heading, and the
// opening of an article or item (第一条, （一）……。) is set apart. Headings begin at h3:
// the page has h1 for the title and h2 for its parts. HTML in the text is shown, not
// obeyed.
//
// This is the one place that makes a template.HTML. html/template trusts no other
// type, and what is returned here has passed an allow list of elements and of link
// schemes after the renderer had already escaped the text.
func Markdown(src string) template.HTML {
	var out bytes.Buffer
	if err := official.Convert([]byte(separate(src)), &out); err != nil {
		return template.HTML("<p>" + template.HTMLEscapeString(src) + "</p>") //nolint:forbidigo,gosec // escaped in full
	}
	return template.HTML(allowed.SanitizeBytes(out.Bytes())) //nolint:forbidigo,gosec // see the comment above
}

// official has only the parsers that cannot change the wording of a text: no
// emphasis, no ordered lists (they would count anew), no code, no raw HTML.
var official = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(util.Prioritized(parser.NewLinkParser(), 200)),
		parser.WithASTTransformers(util.Prioritized(outline{}, 500)),
	)),
	// The policy forbids style attributes, so cells are aligned by attribute.
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))),
)

var allowed = allowList()

func allowList() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h3", "h4", "h5", "h6", "strong", "ul", "li", "hr", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowStandardURLs()
	p.RequireNoReferrerOnLinks(true)
	return p
}
