package layout

import (
	"math"

	"mingfa/internal/official"
	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// Measures of a figure: no convention of the standard, but what printers do.
const (
	figureDPI    = 150.0 // natural size of a picture that states no resolution
	captionPitch = 20.0  // of lines in 四号
	captionGap   = 6.0   // between picture and caption
	figureAir    = 10.0  // above the picture
	// mostRows leaves room on a page for a heading above a figure; mostLast for the
	// signature with its seal below one that ends the text.
	mostRows = rowsOnPage - 3
	mostLast = rowsOnPage - 9
)

// figure sets a picture in the middle of its place with its caption below it, as one piece
// that no page divides. What follows is on the grid again. A picture that is missing is
// shown as it is written.
func (c *composer) figure(b official.Block, last bool) []item {
	picture := c.sheet.Pictures[b.Picture]
	if picture == nil {
		return of(c.add("P"), c.lines(c.run(face.FangSong, b.Source())))
	}
	most := mostRows
	if last {
		most = mostLast
	}
	caption := captionGrid().lines(c.run(face.Kai, b.Caption()), 0, 0)
	below := captionGap + float64(len(caption))*captionPitch
	w, h := fitted(picture, max(float64(most)*rowHeight-below-figureAir, 3*rowHeight))
	rows := math.Ceil((figureAir+h+below)/rowHeight - slack)
	spare := rows*rowHeight - figureAir - h - below
	shown, said := c.add("Figure").Describe(b.Text.String()), c.add("P")
	return []item{{height: rows * rowHeight, snap: true, draw: func(p *canvas.Content, depth float64) {
		depth += figureAir + spare/2
		x, y := left+(areaWidth-w)/2, canvas.PageHeight-top-depth-h
		p.Marked(shown.At(x, y, x+w, y+h), func() { p.Image(picture, x, y, w, h) })
		depth += h + captionGap
		for i, l := range caption {
			p.Marked(said, func() { l.text.centre(p, size4, baseline(depth+float64(i)*captionPitch, captionPitch, size4)) })
		}
	}}}
}

// captionGrid is the measure of captions: 四号, two characters in from both sides.
func captionGrid() grid {
	return grid{x: left + 2*size4, cell: size4, size: size4, columns: (areaWidth - 4*size4) / size4, framed: true}
}

// fitted is the size of a picture in points: its natural one, or as large as the measure
// and a height allow.
func fitted(i *canvas.Image, highest float64) (width, height float64) {
	dpi := figureDPI
	if i.DPI > 0 {
		dpi = i.DPI
	}
	w, h := float64(i.Width)*72/dpi, float64(i.Height)*72/dpi
	by := min(1, areaWidth/w, highest/h)
	return w * by, h * by
}
