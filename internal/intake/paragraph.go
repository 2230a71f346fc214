package intake

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"mingfa/internal/ooxml"
)

// field is a field that is being read: what is before its separator is a formula,
// what is behind it is what it shows.
type field struct {
	shows   bool
	formula string
}

// paragraph is one that is being read.
type paragraph struct {
	*word
	style
	text  strings.Builder
	hides bool
	own   bool // the size is that of the characters
	boxes []*ooxml.Node
	newP  bool

	figures []figure
}

func (w *word) paragraph(n *ooxml.Node) {
	p := &paragraph{word: w, style: w.normal}
	properties := n.Child("pPr")
	id := properties.Child("pStyle").Attr("val")
	if s := w.styles[id]; s != nil {
		p.style = *s
	}
	p.take(properties, nil)
	p.hides = w.hiding[id]
	p.newP = properties.Child("pageBreakBefore").On()
	w.revisions(properties)
	p.inline(n.Nodes)
	p.close(properties.Child("rPr", "del") != nil)
	w.illustrate(p.figures)
	for _, b := range p.boxes {
		w.blocks(b.Nodes)
	}
}

// revisions counts the changes of form noted in the properties.
func (w *word) revisions(properties *ooxml.Node) {
	for _, n := range properties.Below() {
		switch n.Name {
		case "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange":
			w.tally.formatted++
		case "rPr":
			w.revisions(n)
		}
	}
}

// inline reads what a paragraph holds.
func (p *paragraph) inline(nodes []*ooxml.Node) {
	for _, n := range nodes {
		switch n.Name {
		case "r":
			p.run(n)
		case "ins", "moveTo":
			p.tally.inserted++
			p.inline(n.Nodes)
		case "del", "moveFrom":
			p.tally.deleted++
		case "hyperlink":
			p.link(n)
		case "sdt":
			p.inline(n.Child("sdtContent").Below())
		case "fldSimple", "smartTag", "customXml", "dir", "bdo":
			p.inline(n.Nodes)
		case "AlternateContent":
			p.inline(choice(n))
		case "oMath", "oMathPara":
			p.tally.formulas++
			p.write(mathText(n))
		}
	}
}

func mathText(n *ooxml.Node) string {
	if n.Name == "t" {
		return n.Text
	}
	var b strings.Builder
	for _, c := range n.Nodes {
		b.WriteString(mathText(c))
	}
	return b.String()
}

// link writes the words of a link with its address, where it has one.
func (p *paragraph) link(n *ooxml.Node) {
	start := p.text.Len()
	p.inline(n.Nodes)
	url := p.links[n.Attr("id")]
	words := p.text.String()[start:]
	bare := strings.TrimSuffix(strings.TrimPrefix(url, "mailto:"), "/")
	if !linkable(url) || strings.TrimSpace(words) == "" || strings.ContainsAny(words, "[]\n") || strings.TrimSuffix(words, "/") == bare {
		return
	}
	whole := p.text.String()[:start] + "[" + words + "](" + url + ")"
	p.text.Reset()
	p.text.WriteString(whole)
}

func linkable(url string) bool {
	known := strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "mailto:")
	return known && !strings.ContainsAny(url, " ()<>\n")
}

// run reads a stretch of characters of one look.
func (p *paragraph) run(n *ooxml.Node) {
	properties := n.Child("rPr")
	p.revisions(properties)
	hidden := p.hides || properties.Child("vanish").On() || p.hiding[properties.Child("rStyle").Attr("val")]
	start := p.text.Len()
	for _, c := range n.Nodes {
		p.piece(c, properties, hidden)
	}
	if size := number(properties.Child("sz").Attr("val")); size > 0 && !p.own && p.text.Len() > start {
		p.size, p.own = size, true
	}
}

func (p *paragraph) piece(n, properties *ooxml.Node, hidden bool) {
	switch n.Name {
	case "fldChar":
		p.fieldMark(n)
	case "instrText":
		if k := len(p.fields); k > 0 {
			p.fields[k-1].formula += n.Text
		}
	case "commentReference":
		p.tally.comments++
	case "AlternateContent":
		for _, c := range choice(n) {
			p.piece(c, properties, hidden)
		}
	case "drawing", "pict", "object":
		p.drawing(n, hidden || !p.showing())
	default:
		p.characters(n, properties, hidden)
	}
}

func (p *paragraph) characters(n, properties *ooxml.Node, hidden bool) {
	s := ""
	switch n.Name {
	case "t":
		s = raised(n.Text, properties)
	case "tab", "ptab":
		s = " "
	case "br":
		s = p.lineBreak(n)
	case "cr":
		s = "\n"
	case "noBreakHyphen":
		s = "-"
	case "sym":
		s = p.symbol(n)
	case "ruby":
		p.inline(n.Child("rubyBase").Below())
	case "footnoteReference", "endnoteReference":
		s = p.note(strings.TrimSuffix(n.Name, "Reference") + n.Attr("id"))
	}
	if s == "" || !p.showing() {
		return
	}
	if hidden {
		p.tally.hidden += utf8.RuneCountInString(s)
		return
	}
	p.write(s)
}

func (p *paragraph) write(s string) { p.text.WriteString(s) }

func (p *paragraph) lineBreak(n *ooxml.Node) string {
	switch n.Attr("type") {
	case "page":
		if strings.TrimSpace(p.text.String()) == "" {
			p.newP = true
			return ""
		}
	case "column":
		return ""
	}
	return "\n"
}

// fieldMark follows the marks of a field that is made of several runs.
func (p *paragraph) fieldMark(n *ooxml.Node) {
	k := len(p.fields)
	switch n.Attr("fldCharType") {
	case "begin":
		p.fields = append(p.fields, field{})
	case "separate":
		if k > 0 {
			p.fields[k-1].shows = true
		}
	case "end":
		if k > 0 {
			p.fields = p.fields[:k-1]
		}
	}
}

// showing reports whether what comes now is seen on the page.
func (p *paragraph) showing() bool {
	for _, f := range p.fields {
		if !f.shows {
			return false
		}
	}
	return true
}

// note puts the mark of a note where it stands; its text follows at the end.
func (p *paragraph) note(id string) string {
	text, ok := p.noteOf[id]
	if !ok || text == "" {
		return ""
	}
	p.tally.notes++
	p.notes = append(p.notes, text)
	return "（注" + strconv.Itoa(len(p.notes)) + "）"
}

// drawing takes a picture, or notes it, and finds the text boxes in a drawing.
func (p *paragraph) drawing(n *ooxml.Node, hidden bool) {
	before := len(p.boxes)
	p.findBoxes(n)
	if len(p.boxes) > before || !holdsPicture(n) {
		return
	}
	if !hidden && !p.apart {
		if f, ok := p.figureOf(n); ok {
			p.figures = append(p.figures, f)
			return
		}
	}
	p.tally.pictures++
}

func (p *paragraph) findBoxes(n *ooxml.Node) {
	for _, c := range n.Nodes {
		if c.Name == "txbxContent" {
			p.tally.boxes++
			p.boxes = append(p.boxes, c)
			continue
		}
		if c.Name != "Fallback" {
			p.findBoxes(c)
		}
	}
}

func holdsPicture(n *ooxml.Node) bool {
	switch n.Name {
	case "blip", "imagedata", "OLEObject", "chart", "relIds":
		return true
	}
	for _, c := range n.Nodes {
		if holdsPicture(c) {
			return true
		}
	}
	return false
}

// close hands on the paragraph. One whose end was deleted goes on in the next.
func (p *paragraph) close(goesOn bool) {
	l := line{text: p.text.String(), title: p.title, heading: p.heading, centered: p.jc == "center", size: p.size, newPage: p.newP}
	if p.carried != nil {
		c := *p.carried
		c.text += l.text
		l, p.carried = c, nil
	} else if strings.TrimSpace(l.text) != "" || goesOn {
		l.label = p.numbers.next(p.number, p.level)
	}
	switch {
	case goesOn:
		p.carried = &l
	case p.contents || p.inContents():
		p.tally.contents++
	default:
		p.add(l)
	}
}

// inContents reports whether the paragraph stands in a table of contents.
func (p *paragraph) inContents() bool {
	for _, f := range p.fields {
		if strings.HasPrefix(strings.TrimSpace(f.formula), "TOC ") {
			return true
		}
	}
	return false
}
