package layout

import (
	"math"
	"strings"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// titlePitch is the distance of title lines.
const titlePitch = 1.55 * size2

// head sets the part above the text on the first page: mark, number, line and
// title (LY-11 to LY-15), and decides where the addressee goes (LY-16).
func (c *composer) head() {
	depth := 0.0
	if c.sheet.Form != Letter || !c.headed() {
		c.urgency(0, rowHeight)
	}
	if c.headed() {
		switch c.sheet.Form {
		case Letter:
			depth = c.letterHead()
		case Order:
			c.depth = snapped(c.orderHead())
			return // an order has no title and no addressee
		case Document, Minutes:
			depth = c.redHead()
		}
	}
	gap := 2 - 0.5*float64(c.tight)
	depth += gap * rowHeight
	if !c.headed() {
		depth = rowHeight
	}
	depth = c.title(depth)
	if !c.headed() && c.sheet.Number != "" {
		p := c.page()
		p.Marked(c.add("P"), func() {
			c.run(face.Kai, "（"+c.sheet.Number+"）").centre(p, size3, baseline(depth, rowHeight, size3))
		})
		depth += rowHeight
	}
	c.depth = snapped(depth + 0.6*rowHeight)
	c.addressees()
}

// title sets the lines of the title from a depth on and returns where they end.
// Lines that don't fit go to the next page: a gate refuses such a title (DH-02), but
// the preview of a draft shows it whole.
func (c *composer) title(depth float64) float64 {
	element := c.add("H1")
	for _, l := range c.titleLines(c.sheet.Title) {
		if depth+titlePitch > areaHeight {
			c.newPage()
			depth = 0
		}
		p := c.page()
		p.Marked(element, func() { l.centre(p, size2, baseline(depth, titlePitch, size2)) })
		depth += titlePitch
	}
	return depth
}

// urgency sets the grade in bold at the left edge, in a band of a height at a depth
// (LY-10). Copy number and grade of secrecy would stand above it, but only on
// documents that this engine is not for (LY-08, LY-09).
func (c *composer) urgency(depth, height float64) {
	if c.sheet.Urgency == "" {
		return
	}
	p := c.page()
	p.Marked(c.add("P"), func() {
		c.run(face.Hei, c.sheet.Urgency).draw(p, size3, left, baseline(depth, height, size3), 0)
	})
}

// headed reports whether the document has an issuer's mark.
func (c *composer) headed() bool { return c.sheet.Head != "" || len(c.sheet.JointHead) > 0 }

func (c *composer) titleLines(title string) []text {
	width := func(s string) float64 { return c.run(face.Title, s).width() }
	var out []text
	for _, l := range titleLines(title, width) {
		out = append(out, c.run(face.Title, l))
	}
	return out
}

// redHead sets mark, number and red line and returns the depth of the line.
func (c *composer) redHead() float64 {
	p := c.page()
	const edge = 35 * canvas.MM // LY-11
	var size float64
	p.Marked(c.add("P"), func() { size = c.mark(p, edge) })
	gap := 2 - 0.5*float64(c.tight)
	depth := edge + size + gap*rowHeight
	depth += float64(c.number(p, depth)-1) * rowHeight
	if c.sheet.Form == Minutes {
		depth += c.heldBy(p, depth+rowHeight)
	}
	depth += rowHeight*0.5 + size3*0.5 + 4*canvas.MM // LY-14
	y := canvas.PageHeight - top - depth
	redLine(p, 1.4, left, y, areaWidth)
	return depth
}

// heldBy sets who keeps minutes at the left and their date at the right, since they are
// not signed (LY-29), and returns the height.
func (c *composer) heldBy(p *canvas.Content, depth float64) float64 {
	organ, date := c.run(face.FangSong, c.sheet.SignOrgan), c.run(face.FangSong, dateText(c.sheet.DatedOn))
	if len(organ)+len(date) == 0 {
		return 0
	}
	y := baseline(depth, rowHeight, size3)
	for _, t := range []struct {
		text text
		x    float64
	}{{organ, left + cell}, {date, left + areaWidth - cell - date.width()*size3}} {
		if len(t.text) > 0 {
			p.Marked(c.add("P"), func() { t.text.draw(p, size3, t.x, y, 0) })
		}
	}
	return rowHeight
}

// redLine draws a red line from x, as decoration.
func redLine(p *canvas.Content, width, x, y, length float64) {
	p.Artifact(func() {
		p.Within(func() {
			p.Stroke(red())
			p.Line(width, x, y, x+length, y)
		})
	})
}

// mark sets the issuer's mark, fitted to the type area: a long name is set
// narrow and a short one wide, as printers do. It returns the type size.
func (c *composer) mark(p *canvas.Content, depth float64) float64 {
	if len(c.sheet.JointHead) > 0 {
		return c.jointMark(p, depth)
	}
	const (
		tallest   = 58.0
		narrowest = 0.6
	)
	t := c.run(face.Title, c.sheet.Head)
	size, extra, narrow := tallest, 0.0, 1.0
	switch natural := t.width() * tallest; {
	case natural > areaWidth:
		narrow = max(areaWidth/natural, narrowest)
		size = min(tallest, areaWidth/(t.width()*narrow))
	case len(t) > 1:
		extra = min((areaWidth*0.8-natural)/float64(len(t)-1), size*0.5)
		extra = max(extra, 0)
	}
	width := (t.width()*size + extra*float64(len(t)-1)) * narrow
	y := canvas.PageHeight - top - depth - ascent*size
	p.Within(func() {
		p.Fill(red())
		p.Transform(narrow, 0, 0, 1, left+(areaWidth-width)/2, 0)
		t.draw(p, size, 0, y, extra)
	})
	return size
}

// number sets the document number, centred, or at the left in the line of the last
// signer, with the signers at the right (LY-12, LY-13). It returns how many rows they
// take.
func (c *composer) number(p *canvas.Content, depth float64) int {
	number := c.run(face.FangSong, c.sheet.Number)
	names := strings.FieldsFunc(c.sheet.Signer, func(r rune) bool { return strings.ContainsRune("、，,；;", r) })
	rows := max((len(names)+1)/2, 1)
	y := func(row int) float64 { return baseline(depth+float64(row)*rowHeight, rowHeight, size3) }
	if len(names) == 0 {
		p.Marked(c.add("P"), func() { number.centre(p, size3, y(0)) })
		return rows
	}
	p.Marked(c.add("P"), func() { number.draw(p, size3, left+cell, y(rows-1), 0) })
	p.Marked(c.add("P"), func() { c.signersAt(p, names, y) })
	return rows
}

// signersAt sets the names two in a line, one below the other, two characters spread to
// three.
func (c *composer) signersAt(p *canvas.Content, names []string, y func(row int) float64) {
	label, widest := c.run(face.FangSong, "签发人："), 0.0
	set := make([]text, len(names))
	for i, n := range names {
		set[i] = c.run(face.Kai, n)
		widest = max(widest, set[i].width()*size3)
	}
	across := min(len(names), 2)
	step := widest + size3
	x := left + areaWidth - cell - step*float64(across) + size3
	label.draw(p, size3, x-label.width()*size3, y(0), 0)
	for i, n := range set {
		spread := 0.0
		if len(n) == 2 {
			spread = widest - n.width()*size3
		}
		n.draw(p, size3, x+step*float64(i%2), y(i/2), spread)
	}
}

// addressees sets the main recipients, or leaves them to the imprint if they
// would push the text off the first page (LY-16, LY-17).
func (c *composer) addressees() {
	if c.addressee == "" {
		return
	}
	g := bodyGrid()
	lines := g.lines(c.run(face.FangSong, c.addressee+"："), 0, 0)
	free := int(math.Floor((areaHeight-c.depth)/rowHeight + slack))
	if free-len(lines) < 2 {
		c.copyMain = c.addressee
		return
	}
	for _, it := range of(c.add("P"), linesOf(g, lines)) {
		c.set(it)
	}
}

// pageNumber sets the number with its dashes 7 mm below the type area, at the outer side
// of the sheet (LY-26).
func (c *composer) pageNumber(p *canvas.Content, n int) {
	if c.sheet.Form == Letter && n == 1 {
		return // clause 10.1
	}
	t := c.run(face.Song, pageLabel(n))
	x := left + areaWidth - size4 - t.width()*size4
	if n%2 == 0 {
		x = left + size4
	}
	const dash = 0.27 // of the em above the baseline, where its stroke is
	t.draw(p, size4, x, canvas.PageHeight-top-areaHeight-7*canvas.MM-size4*dash, 0)
}

// draftMark sets a pale 送审稿 behind the text.
func (c *composer) draftMark(p *canvas.Content) {
	const size = 120.0
	t := c.run(face.Hei, "送审稿")
	p.Within(func() {
		p.Fill(canvas.Color{R: 0.93, G: 0.93, B: 0.93})
		k := math.Sqrt2 / 2
		p.Transform(k, k, -k, k, canvas.PageWidth/2, canvas.PageHeight/2)
		t.draw(p, size, -t.width()*size/2, -size*0.36, 0)
	})
}
