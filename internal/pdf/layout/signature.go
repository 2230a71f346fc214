package layout

import (
	"fmt"
	"time"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// SealSize is the diameter of a round official seal, in points.
const SealSize = 42 * canvas.MM

// dateText writes a civil date in Arabic digits without leading zeros (LY-20).
func dateText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// withSignature appends signature, date and note as one block, and holds the
// last two lines of the text with it: neither may stand alone on a page. A short list of
// annexes goes along, being so many of the items; a long one stands for the text.
func (c *composer) withSignature(items []item, annexes int) []item {
	block := append(c.signature(), c.note()...)
	if len(block) == 0 {
		return items
	}
	held := 2
	if annexes < 5 {
		held += annexes
	}
	for i := len(items) - 1; i >= 0 && held > 0 && !c.apart; i-- {
		items[i].keep = true
		if items[i].draw != nil { // and not only white space
			held--
		}
	}
	for i := range block[:len(block)-1] {
		block[i].keep = true
	}
	return append(items, block...)
}

// note is the disclosure mark in round brackets, two characters in (LY-21, DA-14).
func (c *composer) note() []item {
	if c.sheet.Note == "" {
		return nil
	}
	g := bodyGrid()
	return of(c.add("P"), linesOf(g, g.lines(c.run(face.FangSong, "（"+c.sheet.Note+"）"), 2, 2)))
}

// signature returns the lines that say who signs, and when (LY-19). Minutes are not
// signed (LY-29).
func (c *composer) signature() []item {
	if c.sheet.Form == Minutes {
		return nil
	}
	date := c.dateOf()
	if c.sheet.Form == Order && c.sheet.Signer != "" {
		return c.signedByPerson(date)
	}
	var names []signed
	for _, o := range append([]string{c.sheet.SignOrgan}, c.sheet.JointSign...) {
		if o != "" {
			names = append(names, signed{text: c.run(face.FangSong, o)})
		}
	}
	switch {
	case len(names) == 0 && len(date.text) == 0:
		return nil
	case c.sheet.Unsealed:
		return c.unsealed(names, date)
	case len(names) > 1:
		return c.signedJointly(names, date)
	}
	return c.signedByOne(names, date)
}

// signed is a line of the signature.
type signed struct {
	text    text
	element *canvas.Element
}

func (c *composer) dateOf() signed {
	return signed{text: c.run(face.FangSong, dateText(c.sheet.DatedOn))}
}

func (s signed) width() float64 { return s.text.width() * size3 }

// at draws the line from x in the row at a depth. Its place in the structure is made
// before, when the order of the whole is known.
func (s signed) at(p *canvas.Content, x, depth float64) {
	if len(s.text) > 0 {
		p.Marked(s.element, func() { s.text.draw(p, size3, x, baseline(depth, rowHeight, size3), 0) })
	}
}

// elements gives the lines their places in the structure, in this order.
func (c *composer) elements(lines ...*signed) {
	for _, l := range lines {
		if len(l.text) > 0 {
			l.element = c.add("P")
		}
	}
}

// above is the white space between text and signature: the upper part of the seal stands
// in it, its edge within a row of the text (clause 7.3.5.1).
const above = 2 * rowHeight

// How far the middle of a seal is below the upper edge of the issuer's row. Name and date
// stand around and below its star; where a note would reach below the seal, it stands
// higher and leaves it clear.
const (
	sealMiddle = 0.55 * rowHeight
	sealHigher = 0.1 * rowHeight
)

// sealed keeps the place of a seal with its middle at a depth.
func (c *composer) sealed(middle, depth float64) {
	y := canvas.PageHeight - top - depth
	c.seals = append(c.seals, Place{Page: len(c.pages) - 1, X: middle - SealSize/2, Y: y - SealSize/2, W: SealSize, H: SealSize})
}

// sealDepth is how far the middle of a single seal is below the upper edge of the row.
func (c *composer) sealDepth(middle float64) float64 {
	if c.sheet.Note != "" && left+c.run(face.FangSong, "（　　"+c.sheet.Note+"）").width()*size3 > middle-SealSize/2 {
		return sealHigher
	}
	return sealMiddle
}

// signedByOne sets the date four characters from the right and the issuer centred above
// it, or both drawn in if the issuer is long.
func (c *composer) signedByOne(names []signed, date signed) []item {
	var name signed
	if len(names) > 0 {
		name = names[0]
	}
	c.elements(&name, &date)
	middle := left + areaWidth - 4*cell - date.width()/2
	if middle+name.width()/2 > left+areaWidth-2*cell {
		middle = left + areaWidth - 2*cell - name.width()/2
	}
	return []item{{height: above + 2*rowHeight, draw: func(p *canvas.Content, depth float64) {
		depth += above
		name.at(p, middle-name.width()/2, depth)
		date.at(p, middle-date.width()/2, depth+rowHeight)
		c.sealed(middle, depth+c.sealDepth(middle))
	}}}
}

// unsealed sets the issuers two characters from the right and the date two characters
// further in than they begin (clause 7.3.5.2).
func (c *composer) unsealed(names []signed, date signed) []item {
	widest := 0.0
	for i := range names {
		c.elements(&names[i])
		widest = max(widest, names[i].width())
	}
	c.elements(&date)
	right := left + areaWidth - 2*cell
	x := right - widest
	if date.width() > widest {
		x = right - date.width() - 2*cell
	}
	height := rowHeight * float64(1+len(names)+1)
	return []item{{height: height, draw: func(p *canvas.Content, depth float64) {
		for _, n := range names {
			depth += rowHeight
			n.at(p, x, depth)
		}
		date.at(p, x+2*cell, depth+rowHeight)
	}}}
}

// signedByPerson sets office and name of who signs an order: the name four characters
// from the right, the office two characters before it, the date below an empty row
// (clause 7.3.5.3).
func (c *composer) signedByPerson(date signed) []item {
	post, name := signed{text: c.run(face.FangSong, c.sheet.SignerPost)}, signed{text: c.run(face.Kai, c.sheet.Signer)}
	c.elements(&post, &name, &date)
	right := left + areaWidth - 4*cell
	x := right - name.width()
	return []item{{height: 5 * rowHeight, draw: func(p *canvas.Content, depth float64) {
		depth += 2 * rowHeight
		post.at(p, x-2*cell-post.width(), depth)
		name.at(p, x, depth)
		date.at(p, right-date.width(), depth+2*rowHeight)
		const beside, over = 6.0, 3.0
		y := canvas.PageHeight - top - depth - rowHeight
		c.seals = append(c.seals, Place{Page: len(c.pages) - 1, X: x - beside, Y: y - over, W: name.width() + 2*beside, H: rowHeight + 2*over})
	}}}
}
