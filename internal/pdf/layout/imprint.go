package layout

import (
	"rsc.io/qr"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// Line widths of the imprint (LY-23) and its line distance, in points.
const (
	outerLine    = 0.35 * canvas.MM
	innerLine    = 0.25 * canvas.MM
	imprintPitch = 22.0
	imprintPad   = 3.0
)

// imprintGrid is the measure of the imprint: 四号, one character in from both
// sides (LY-24, LY-25).
func imprintGrid() grid {
	return grid{x: left + size4, cell: size4, size: size4, columns: (areaWidth - 2*size4) / size4}
}

// imprintParts returns the recipients' lines of the imprint and whether it has
// a last line with the printing office.
func (c *composer) imprintParts() (recipients [][]line, printed bool) {
	g := imprintGrid()
	add := func(label, names string) {
		if names != "" {
			recipients = append(recipients, g.lines(c.run(face.FangSong, label+names+"。"), 0, 3))
		}
	}
	add("主送：", c.copyMain)
	add("抄送：", c.sheet.CopyTo)
	return recipients, c.sheet.PrintOrgan != "" || !c.sheet.PrintedOn.IsZero()
}

// imprint sets the block at the foot of the last page: its last line is the
// lower edge of the type area (LY-23).
func (c *composer) imprint() {
	recipients, printed := c.imprintParts()
	height := imprintHeight(recipients, printed)
	if height == 0 {
		return
	}
	c.turnTo(height)
	p := c.page()
	y := canvas.PageHeight - top - areaHeight
	elements := make([]*canvas.Element, len(recipients))
	for i := range elements {
		elements[i] = c.add("P")
	}
	ruled := c.sheet.Form != Letter // clause 10.1: an imprint without lines
	if ruled {
		rule(p, outerLine, y)
	}
	if printed {
		p.Marked(c.add("P"), func() { c.printedBy(p, y) })
		y += imprintPitch + imprintPad
	}
	for i := len(recipients) - 1; i >= 0; i-- {
		if ruled && i == len(recipients)-1 && printed { // none between 主送 and 抄送 (clause 7.4.2)
			rule(p, innerLine, y)
		}
		p.Marked(elements[i], func() { drawRecipients(p, recipients[i], y) })
		y += float64(len(recipients[i]))*imprintPitch + imprintPad
	}
	if ruled {
		rule(p, outerLine, y)
	}
}

// rule draws a line across the type area.
func rule(p *canvas.Content, width, y float64) {
	p.Artifact(func() { p.Line(width, left, y, left+areaWidth, y) })
}

// turnTo goes to the page of an imprint of a height: the back of the last sheet, where
// the text ends if it has the room. A front that is left empty before it bears no number,
// and neither does the back then (LY-26). A letter is closed where it ends (clause 10.1).
func (c *composer) turnTo(height float64) {
	fits := c.depth+height <= areaHeight+slack
	back := len(c.pages)%2 == 0
	switch {
	case fits && (back || c.sheet.Form == Letter):
		return
	case back && c.sheet.Form != Letter:
		c.bare = true
		c.newPage()
	}
	c.newPage()
}

func imprintHeight(recipients [][]line, printed bool) float64 {
	h := 0.0
	for _, r := range recipients {
		h += float64(len(r))*imprintPitch + imprintPad
	}
	if printed {
		h += imprintPitch + imprintPad
	}
	return h
}

// drawRecipients sets lines above the rule at y.
func drawRecipients(p *canvas.Content, lines []line, y float64) {
	g := imprintGrid()
	for i, l := range lines {
		above := float64(len(lines)-1-i)*imprintPitch + imprintPad/2
		g.draw(p, l, y+above+(imprintPitch-size4)/2+(1-ascent)*size4)
	}
}

// printedBy sets the printing office at the left and the date at the right.
func (c *composer) printedBy(p *canvas.Content, y float64) {
	y += imprintPad/2 + (imprintPitch-size4)/2 + (1-ascent)*size4
	c.run(face.FangSong, c.sheet.PrintOrgan).draw(p, size4, left+size4, y, 0)
	if date := dateText(c.sheet.PrintedOn); date != "" {
		t := c.run(face.FangSong, date+"印发")
		t.draw(p, size4, left+areaWidth-size4-t.width()*size4, y, 0)
	}
}

// quiet is the white that a reader of the code needs around it, in modules (ISO/IEC 18004).
const quiet = 4

// code sets the QR code with its caption in the lower margin of the last page,
// beside the page number and clear of text and seal (LY-31).
func (c *composer) code() {
	if c.sheet.VerifyURL == "" {
		return
	}
	symbol, err := qr.Encode(c.sheet.VerifyURL, qr.M)
	if err != nil {
		return // longer than any code can hold: the document is good without
	}
	size, y := 17*canvas.MM, 13*canvas.MM
	modules := float64(symbol.Size)
	if c.sheet.Form == Letter && len(c.pages) == 1 { // between the line at the foot and the type area
		line := letterFoot + thick/2 + between + thin/2
		room := canvas.PageHeight - top - areaHeight - line
		size = room * modules / (modules + 2*quiet)
		y = line + (room-size)/2
	}
	p := c.page()
	x := left
	away := max(2*canvas.MM, quiet*size/modules)
	caption := x + size + away
	first, second := c.run(face.FangSong, "扫码核验"), c.run(face.FangSong, "文件效力")
	const small = 9.0
	if len(c.pages)%2 == 0 {
		x = left + areaWidth - size
		caption = x - away - first.width()*small
	}
	p.Marked(c.add("Figure").Describe("核验文件效力的二维码，指向 "+c.sheet.VerifyURL), func() { drawCode(p, symbol, x, y, size) })
	if to := target(c.sheet.VerifyURL); to != "" {
		p.Link(to, x, y, x+size, y+size)
	}
	p.Marked(c.add("P"), func() {
		first.draw(p, small, caption, y+size/2+2, 0)
		second.draw(p, small, caption, y+size/2-small-1, 0)
	})
}

// drawCode fills the dark modules, a run of them at a time.
func drawCode(p *canvas.Content, symbol *qr.Code, x, y, size float64) {
	n := symbol.Size
	module := size / float64(n)
	p.Within(func() {
		p.Fill(ink())
		p.Transform(module, 0, 0, module, x, y)
		for row := range n {
			for col := 0; col < n; {
				end := col
				for end < n && symbol.Black(end, row) {
					end++
				}
				if end > col {
					p.Op("re", float64(col), float64(n-1-row), float64(end-col), 1)
				}
				col = max(end, col+1)
			}
		}
		p.Raw("f")
	})
}
