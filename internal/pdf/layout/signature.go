package layout

import (
	"fmt"
	"time"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// sealSize is the diameter of a round official seal.
const sealSize = 42 * canvas.MM

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
	organ := c.run(face.FangSong, c.sheet.SignOrgan)
	date := c.run(face.FangSong, dateText(c.sheet.DatedOn))
	note := c.noteLines()
	signed := len(organ)+len(date) > 0
	if !signed && len(note) == 0 {
		return item{}, false
	}
	space := max(2-c.tight, 1)
	rows := len(note)
	if signed {
		rows += space + 2
	}
	return item{height: float64(rows) * rowHeight, draw: func(p *canvas.Content, depth float64) {
		if signed {
			depth += float64(space) * rowHeight
			c.sign(p, depth, organ, date)
			depth += 2 * rowHeight
		}
		for i, l := range note {
			bodyGrid().draw(p, l, baseline(depth+float64(i)*rowHeight, rowHeight, size3))
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

// sign sets issuer and date: the date four characters from the right, the
// issuer centred above it, or both drawn in if the issuer is long.
func (c *composer) sign(p *canvas.Content, depth float64, organ, date text) {
	organWidth, dateWidth := organ.width()*size3, date.width()*size3
	middle := left + areaWidth - 4*cell - dateWidth/2
	if middle+organWidth/2 > left+areaWidth-2*cell {
		middle = left + areaWidth - 2*cell - organWidth/2
	}
	organ.draw(p, size3, middle-organWidth/2, baseline(depth, rowHeight, size3), 0)
	date.draw(p, size3, middle-dateWidth/2, baseline(depth+rowHeight, rowHeight, size3), 0)
	// Signature and date stand a little below the middle of the seal.
	centre := canvas.PageHeight - top - depth - rowHeight + 0.35*rowHeight
	c.seal = Place{Page: len(c.pages) - 1, X: middle - sealSize/2, Y: centre - sealSize/2, W: sealSize, H: sealSize}
}
