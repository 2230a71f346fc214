package look

import (
	"html"
	"strconv"
	"strings"

	"mingfa/internal/official"
)

// page writes the blocks of a text as HTML. Only constants of this file and escaped
// text go into it.
type page struct {
	out     strings.Builder
	listing bool // a list is open
	images  map[string]Image
}

func (p *page) block(b official.Block) {
	if p.listing != (b.Kind == official.Entry) {
		p.list()
	}
	switch b.Kind {
	case official.Title:
		p.element("h3", ` class="inner-title"`, b.Text)
	case official.Heading:
		// A page has six ranks, and two are taken by its own titles.
		p.element("h"+strconv.Itoa(min(b.Depth+2, 6)), "", b.Text)
	case official.Entry:
		p.element("li", "", b.Text)
	case official.Rule:
		p.out.WriteString("<hr>\n")
	case official.Table:
		p.table(b)
	case official.Figure:
		p.figure(b)
	case official.Quote:
		p.out.WriteString("<blockquote>")
		p.element("p", "", b.Text)
		p.out.WriteString("</blockquote>\n")
	case official.Paragraph:
		p.paragraph(b)
	}
}

// list begins or ends a list.
func (p *page) list() {
	if p.listing = !p.listing; p.listing {
		p.out.WriteString("<ul>\n")
	} else {
		p.out.WriteString("</ul>\n")
	}
}

func (p *page) finish() string {
	if p.listing {
		p.list()
	}
	return p.out.String()
}

func (p *page) element(name, attribute string, l official.Line) {
	p.out.WriteString("<" + name + attribute + ">")
	p.line(l)
	p.out.WriteString("</" + name + ">\n")
}

// paragraph sets the lead apart: the number of an article, or a heading that runs
// on into its text.
func (p *page) paragraph(b official.Block) {
	if b.Lead == 0 {
		p.element("p", "", b.Text)
		return
	}
	first := b.Text[0]
	p.out.WriteString("<p><strong>" + html.EscapeString(first.Text[:b.Lead]) + "</strong>")
	p.out.WriteString(html.EscapeString(first.Text[b.Lead:]))
	p.line(b.Text[1:])
	p.out.WriteString("</p>\n")
}

func (p *page) line(l official.Line) {
	for _, s := range l {
		text := html.EscapeString(s.Text)
		if s.URL != "" {
			text = `<a href="` + html.EscapeString(s.URL) + `" rel="nofollow noreferrer">` + text + "</a>"
		}
		switch s.Emphasis {
		case official.Strong:
			text = "<strong>" + text + "</strong>"
		case official.Light:
			text = "<em>" + text + "</em>"
		case official.None:
		}
		p.out.WriteString(text)
	}
}

func (p *page) table(b official.Block) {
	p.out.WriteString("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"表格\">\n<table>\n<thead>\n")
	p.row("th", b.Rows[0], b.Columns)
	p.out.WriteString("</thead>\n")
	if len(b.Rows) > 1 {
		p.out.WriteString("<tbody>\n")
		for _, row := range b.Rows[1:] {
			p.row("td", row, b.Columns)
		}
		p.out.WriteString("</tbody>\n")
	}
	p.out.WriteString("</table>\n</div>\n")
}

func (p *page) row(cell string, row []official.Line, columns []official.Align) {
	p.out.WriteString("<tr>\n")
	for i, c := range row {
		p.element(cell, alignment(columns[i]), c)
	}
	p.out.WriteString("</tr>\n")
}

// alignment is an attribute, because the policy of Secure forbids styles.
func alignment(a official.Align) string {
	switch a {
	case official.Left:
		return ` align="left"`
	case official.Center:
		return ` align="center"`
	case official.Right:
		return ` align="right"`
	case official.Natural:
	}
	return ""
}
