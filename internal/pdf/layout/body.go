package layout

import (
	"regexp"
	"strconv"
	"strings"

	"mingfa/internal/official"
	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

func pageLabel(n int) string { return "— " + strconv.Itoa(n) + " —" }

// body returns the items of the main text.
func (c *composer) body() []item { return c.blocks(c.sheet.Body, 0) }

// blocks sets an official text whose outline begins below a depth. How it is read is the promise of package
// official, from which the page on the portal is made as well.
func (c *composer) blocks(source string, under int) []item {
	var items []item
	var list *canvas.Element
	blocks := official.Parse(source)
	for i, b := range blocks {
		if b.Kind != official.Entry {
			list = nil
		}
		switch b.Kind {
		case official.Title:
			items = append(items, c.innerTitle(b, under)...)
		case official.Table:
			items = append(items, c.table(b)...)
		case official.Rule:
			items = append(items, across())
		case official.Figure:
			items = append(items, c.figure(b, i == len(blocks)-1)...)
		case official.Entry:
			if list == nil {
				list = c.add("L")
			}
			items = append(items, c.entry(list, b)...)
		case official.Heading:
			items = append(items, c.heading(b, under)...)
		case official.Quote:
			items = append(items, of(c.add("BlockQuote").Add("P"), c.lines(c.marked(face.Kai, b.Text).linked(b.Text)))...)
		case official.Paragraph:
			items = append(items, of(c.add("P"), c.paragraph(b))...)
		}
	}
	return items
}

// entry sets an entry of a list after the dash that official texts put before one
// without a number.
func (c *composer) entry(list *canvas.Element, b official.Block) []item {
	e := list.Add("LI")
	label, body := e.Add("Lbl"), e.Add("LBody")
	dash := c.run(face.FangSong, "——")
	g := bodyGrid()
	lines := g.lines(append(dash, c.marked(face.FangSong, b.Text).linked(b.Text)...), 2, 0)
	items := of(body, linesOf(g, lines))
	items[0].element = nil
	items[0].draw = func(p *canvas.Content, depth float64) {
		y := baseline(depth, rowHeight, g.size)
		out, end := g.glyphs(lines[0])
		p.Marked(label, func() { p.Glyphs(g.size, y, out[:len(dash)]) })
		p.Marked(body, func() { p.Glyphs(g.size, y, out[len(dash):]) })
		links(p, g.size, y, lines[0].text, out, end)
	}
	return items
}

// lines sets a paragraph, two characters in.
func (c *composer) lines(t text) []item {
	g := bodyGrid()
	return linesOf(g, g.lines(t, 2, 0))
}

// heading sets a line that is a heading, which does not end a page (LY-17).
func (c *composer) heading(b official.Block, under int) []item {
	e := c.add(headingTag(b.Depth + under))
	mark := &canvas.Bookmark{Title: b.Text.String(), Depth: b.Depth + under}
	t := c.run(headingRole(b.Level), setOff(b.Text.String(), b.Numbering))
	if b.Numbering == official.Chapter || b.Numbering == official.Section {
		return c.chapter(t, e, mark)
	}
	items := of(e, c.lines(t))
	for i := range items {
		items[i].keep = true
	}
	items[0].bookmark = mark
	return items
}

// headingTag is the structure type of a heading: H1 is the title of the document,
// and six ranks are all there are.
func headingTag(depth int) string { return "H" + strconv.Itoa(min(depth+1, 6)) }

// headingRole is the face of a heading by its rank (LY-17).
func headingRole(level int) face.Role {
	switch level {
	case 1:
		return face.Hei
	case 2:
		return face.Kai
	}
	return face.FangSong
}

// paragraph sets running text, its lead in the face of its rank (LY-17).
func (c *composer) paragraph(b official.Block) []item {
	if b.Lead == 0 {
		return c.lines(c.marked(face.FangSong, b.Text).linked(b.Text))
	}
	role := face.Hei // the number of an article, or 一、
	if b.Numbering == official.Second {
		role = face.Kai
	}
	first := b.Text[0].Text
	t := append(c.run(role, first[:b.Lead]), c.run(face.FangSong, wideSpace(first[b.Lead:]))...)
	rest := b.Text[1:]
	if b.Lead == len(first) && len(rest) > 0 {
		rest = append(official.Line{}, rest...)
		rest[0].Text = wideSpace(rest[0].Text)
	}
	return c.lines(append(t, c.marked(face.FangSong, rest)...).linked(b.Text))
}

// marked sets a line in the face of a role, what is emphasised in it in the face that
// Chinese texts have for that.
func (c *composer) marked(role face.Role, l official.Line) text {
	var out text
	for _, s := range l {
		r := role
		switch s.Emphasis {
		case official.Strong:
			r = face.Hei
		case official.Light:
			r = face.Kai
		case official.None:
		}
		out = append(out, c.run(r, s.Text)...)
	}
	return out
}

var chapterNumber = regexp.MustCompile(`^第[^编章节]+[编章节]`)

// setOff puts a full-width space behind the number of a chapter or section.
func setOff(s string, n official.Numbering) string {
	if n != official.Chapter && n != official.Section {
		return s
	}
	end := len(chapterNumber.FindString(s))
	return s[:end] + wideSpace(s[end:])
}

// wideSpace makes a space that begins s a full-width one.
func wideSpace(s string) string {
	if rest, ok := strings.CutPrefix(s, " "); ok {
		return "\u3000" + rest
	}
	return s
}

// across is a thin line in the middle of an empty row.
func across() item {
	return item{height: rowHeight, white: true, draw: func(p *canvas.Content, depth float64) {
		y := canvas.PageHeight - top - depth - rowHeight/2
		p.Artifact(func() { p.Line(innerLine, left+areaWidth/3, y, left+areaWidth*2/3, y) })
	}}
}

// chapter sets a chapter title, centred, with space above it.
func (c *composer) chapter(t text, e *canvas.Element, mark *canvas.Bookmark) []item {
	return []item{blank(), {height: rowHeight, keep: true, element: e, bookmark: mark, draw: func(p *canvas.Content, depth float64) {
		t.centre(p, size3, baseline(depth, rowHeight, size3))
	}}}
}

// annexNote sets the list of annexes below the text (LY-18).
func (c *composer) annexNote() []item {
	annexes := c.sheet.Annexes
	if len(annexes) == 0 {
		return nil
	}
	g := bodyGrid()
	items := []item{blank()}
	for i, a := range annexes {
		e := c.add("P")
		name := c.run(face.FangSong, annexName(a.Title))
		switch {
		case len(annexes) == 1:
			name = append(c.run(face.FangSong, "附件："), name...)
			items = append(items, of(e, linesOf(g, g.lines(name, 2, 5)))...)
		case i == 0:
			label := c.run(face.FangSong, "附件：1. ")
			items = append(items, of(e, linesOf(g, g.lines(append(label, name...), 2, 2+g.measure(label))))...)
		default:
			label := c.run(face.FangSong, strconv.Itoa(i+1)+". ")
			items = append(items, of(e, linesOf(g, g.lines(append(label, name...), 5, 5+g.measure(label))))...)
		}
	}
	return items
}

// annexName is the name of an annex as the list gives it: no line breaks, no
// mark at the end.
func annexName(title string) string {
	return strings.TrimRight(plain(strings.ReplaceAll(title, "\n", "")), "。；，.;,")
}

// annex sets an annex on new pages: label on the first row, title centred from
// the third (LY-22).
func (c *composer) annex(i int) []item {
	a := c.sheet.Annexes[i]
	label := "附件"
	if len(c.sheet.Annexes) > 1 {
		label += strconv.Itoa(i + 1)
	}
	t := c.run(face.Hei, label)
	mark := &canvas.Bookmark{Title: label + "　" + annexName(a.Title), Depth: 1}
	items := []item{{height: 2 * rowHeight, fresh: true, keep: true, element: c.add("P"), bookmark: mark, draw: func(p *canvas.Content, depth float64) {
		t.draw(p, size3, left, baseline(depth, rowHeight, size3), 0)
	}}}
	items = append(items, c.centred(a.Title, c.add("H2"))...)
	return append(items, c.blocks(a.Body, 1)...)
}

// innerTitle sets the title of a text within the text, such as that of the
// measures which a notice issues (印发、转发): centred, with space around it.
func (c *composer) innerTitle(b official.Block, under int) []item {
	title := b.Text.String()
	items := c.centred(title, c.add(headingTag(b.Depth+under)))
	items[0].bookmark = &canvas.Bookmark{Title: title, Depth: b.Depth + under}
	return append([]item{blank()}, items...)
}

// centred sets a title in its lines, back on the grid below it.
func (c *composer) centred(title string, e *canvas.Element) []item {
	var items []item
	for _, l := range c.titleLines(title) {
		items = append(items, item{height: titlePitch, keep: true, element: e, draw: func(p *canvas.Content, depth float64) {
			l.centre(p, size2, baseline(depth, titlePitch, size2))
		}})
	}
	return append(items, item{height: 0.6 * rowHeight, keep: true}, item{snap: true, keep: true})
}
