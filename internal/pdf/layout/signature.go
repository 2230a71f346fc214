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
// last two lines of the text with it: neither may stand alone on a page.
func (c *composer) withSignature(items []item) []item {
	block, ok := c.signature()
	if !ok {
		return items
	}
	for i := max(0, len(items)-2); i < len(items) && !c.apart; i++ {
		items[i].keep = true
	}
	return append(items, block)
}

// signature returns the block below the text (LY-19 to LY-21). The first rows
// are empty: the upper part of the seal stands there.
func (c *composer) signature() (item, bool) {
	signed := c.signers()
	note := c.noteLines()
	if signed.rows() == 0 && len(note) == 0 {
		return item{}, false
	}
	noteOf := c.add("P")
	space := max(2-c.tight, 1)
	rows := len(note)
	if signed.rows() > 0 {
		rows += space + signed.rows()
	}
	return item{height: float64(rows) * rowHeight, draw: func(p *canvas.Content, depth float64) {
		if signed.rows() > 0 {
			depth += float64(space) * rowHeight
			c.sign(p, depth, signed)
			depth += float64(signed.rows()) * rowHeight
		}
		for i, l := range note {
			p.Marked(noteOf, func() { bodyGrid().draw(p, l, baseline(depth+float64(i)*rowHeight, rowHeight, size3)) })
		}
	}}, true
}

// noteLines is the disclosure mark in round brackets, two characters in
// (LY-21, DA-14).
func (c *composer) noteLines() []line {
	if c.sheet.Note == "" {
		return nil
	}
	return bodyGrid().lines(c.run(face.FangSong, "（"+c.sheet.Note+"）"), 2, 2)
}

// signers are the lines at the end of the text: who signs, and when.
type signers struct {
	names    []text
	date     text
	elements []*canvas.Element // of the names, then of the date
}

func (s signers) rows() int {
	if len(s.names) == 0 && len(s.date) == 0 {
		return 0
	}
	return max(len(s.names), 1) + 1
}

// signers collects them: the issuers, or the person who signs an order with name
// and office (LY-28). Minutes are not signed (LY-29).
func (c *composer) signers() signers {
	var s signers
	if c.sheet.Form == Minutes {
		return s
	}
	organs := append([]string{c.sheet.SignOrgan}, c.sheet.JointSign...)
	if c.sheet.Form == Order && c.sheet.Signer != "" {
		organs = nil
		name := append(c.run(face.FangSong, c.sheet.SignerPost), c.run(face.Kai, "　　"+c.sheet.Signer)...)
		s.names = append(s.names, name)
	}
	for _, o := range organs {
		if o != "" {
			s.names = append(s.names, c.run(face.FangSong, o))
		}
	}
	s.date = c.run(face.FangSong, dateText(c.sheet.DatedOn))
	for range len(s.names) + 1 {
		s.elements = append(s.elements, c.add("P"))
	}
	return s
}

// sign sets issuer and date: the date four characters from the right, the
// issuer centred above it, or both drawn in if the issuer is long. The seal of a
// joint document goes to the lead; the others seal on paper beside it.
func (c *composer) sign(p *canvas.Content, depth float64, s signers) {
	widest, dateWidth := 0.0, s.date.width()*size3
	for _, n := range s.names {
		widest = max(widest, n.width()*size3)
	}
	middle := left + areaWidth - 4*cell - dateWidth/2
	if middle+widest/2 > left+areaWidth-2*cell {
		middle = left + areaWidth - 2*cell - widest/2
	}
	row := depth
	for i, n := range s.names {
		p.Marked(s.elements[i], func() { n.draw(p, size3, middle-n.width()*size3/2, baseline(row, rowHeight, size3), 0) })
		row += rowHeight
	}
	row = max(row, depth+rowHeight)
	p.Marked(s.elements[len(s.elements)-1], func() { s.date.draw(p, size3, middle-dateWidth/2, baseline(row, rowHeight, size3), 0) })
	// Signature and date stand a little below the middle of the seal.
	centre := canvas.PageHeight - top - depth - rowHeight + 0.35*rowHeight
	c.seal = Place{Page: len(c.pages) - 1, X: middle - SealSize/2, Y: centre - SealSize/2, W: SealSize, H: SealSize}
}
