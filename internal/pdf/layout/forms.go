package layout

import (
	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// Measures of a letter (LY-27): its lines, and how far the lower one is from the
// foot of the page.
const (
	letterLine = 170 * canvas.MM
	letterFoot = 20 * canvas.MM
	thick      = 2.0
	thin       = 0.6
	between    = (thick+thin)/2 + 1.6 // middles of the two
)

// letterHead sets the mark 30 mm below the edge of the paper, a double line below
// it and one at the foot of the page, and the number at the right. It returns the
// depth where the title may begin.
func (c *composer) letterHead() float64 {
	p := c.page()
	const edge = 30*canvas.MM - top
	var size float64
	p.Marked(c.add("P"), func() { size = c.mark(p, edge) })
	depth := edge + size + 4*canvas.MM
	y := canvas.PageHeight - top - depth
	doubleLine(p, y, thick, thin)
	doubleLine(p, letterFoot+thick/2+between, thin, thick)
	depth += size3 * 7 / 8
	c.urgency(depth, size3) // clause 10.1: at the left of the number, as far below the line
	if c.sheet.Number != "" {
		number := c.run(face.FangSong, c.sheet.Number)
		p.Marked(c.add("P"), func() {
			number.draw(p, size3, left+areaWidth-number.width()*size3, baseline(depth, size3, size3), 0)
		})
	}
	if c.sheet.Number != "" || c.sheet.Urgency != "" {
		depth += size3
	}
	return depth
}

// doubleLine draws two red lines, the upper one at y, in the middle of the page.
func doubleLine(p *canvas.Content, y, upper, lower float64) {
	x := (canvas.PageWidth - letterLine) / 2
	redLine(p, upper, x, y, letterLine)
	redLine(p, lower, x, y-between, letterLine)
}

// orderHead sets the mark 20 mm below the edge of the type area and the number
// between two empty rows, and returns where the text begins (LY-28).
func (c *composer) orderHead() float64 {
	p := c.page()
	const edge = 20 * canvas.MM
	var size float64
	// An order shows no title; a reader of the structure finds the mark in its place.
	p.Marked(c.add("H1"), func() { size = c.mark(p, edge) })
	depth := edge + size + 2*rowHeight
	if c.sheet.Number != "" {
		p.Marked(c.add("P"), func() {
			c.run(face.FangSong, c.sheet.Number).centre(p, size3, baseline(depth, rowHeight, size3))
		})
		depth += rowHeight
	}
	return depth + 2*rowHeight
}

// jointMark sets the names of several issuers one below the other, spread to one
// width, with the word 文件 at their right in the middle (LY-11), and returns the height.
// Many names are set smaller, so that the text shows on the first page (LY-17).
func (c *composer) jointMark(p *canvas.Content, depth float64) float64 {
	const (
		tallest = 44.0
		highest = 62 * canvas.MM
		apart   = 0.6 // before the word, in ems
	)
	names, widest := make([]text, len(c.sheet.JointHead)), 0.0
	for i, n := range c.sheet.JointHead {
		names[i] = c.run(face.Title, n)
		widest = max(widest, names[i].width())
	}
	word := c.run(face.Title, "文件")
	rows := float64(len(names))
	gap := max(0.45-0.05*rows, 0.15)  // between names, in ems
	larger := min(1+0.15*(rows-1), 2) // the word grows with the number of names beside it
	ems := widest + apart + word.width()*larger
	size := min(tallest, highest/(rows+gap*(rows-1)))
	narrow := min(1, areaWidth/(ems*size))
	height := size * (rows + gap*(rows-1))
	y := canvas.PageHeight - top - depth
	p.Within(func() {
		p.Fill(red())
		p.Transform(narrow, 0, 0, 1, left+(areaWidth-ems*size*narrow)/2, 0)
		for i, n := range names {
			spread := 0.0
			if len(n) > 1 {
				spread = (widest - n.width()) * size / float64(len(n)-1)
			}
			n.draw(p, size, 0, y-float64(i)*(1+gap)*size-ascent*size, spread)
		}
		word.draw(p, size*larger, (widest+apart)*size, y-(height-size*larger)/2-ascent*size*larger, 0)
	})
	return height
}

// attendance sets the list of those present below the text of minutes (clause
// 10.3): the word in 黑体, names from the colon on.
func (c *composer) attendance() []item {
	if c.sheet.Form != Minutes {
		return nil
	}
	g := bodyGrid()
	var items []item
	for _, list := range []struct{ word, names string }{
		{"出席：", c.sheet.Present}, {"请假：", c.sheet.Excused}, {"列席：", c.sheet.Attending},
	} {
		if list.names == "" {
			continue
		}
		t := append(c.run(face.Hei, list.word), c.run(face.FangSong, list.names)...)
		if items == nil {
			items = append(items, blank())
		}
		items = append(items, of(c.add("P"), linesOf(g, g.lines(t, 2, 5)))...)
	}
	return items
}
