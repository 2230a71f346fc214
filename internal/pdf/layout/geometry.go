package layout

import "mingfa/internal/pdf/canvas"

// The type area (LY-02, LY-03) and its grid (LY-05), in points.
const (
	left       = 28 * canvas.MM
	top        = 37 * canvas.MM
	areaWidth  = 156 * canvas.MM
	areaHeight = 225 * canvas.MM
	columns    = 28
	rowsOnPage = 22
	rowHeight  = areaHeight / rowsOnPage
	cell       = areaWidth / columns
)

// Type sizes by their Chinese names, in points.
const (
	size2 = 22.0 // 二号
	size3 = 16.0 // 三号
	size4 = 14.0 // 四号
)

const (
	// ascent is the part of the em box above the baseline, which the Chinese
	// fonts in use share.
	ascent = 0.88
	// slack absorbs rounding when heights are compared, in points.
	slack = 0.01
)

// red is the colour of head and line, as it is on screens (LY-06); ink is black.
func red() canvas.Color { return canvas.Color{R: 1} }
func ink() canvas.Color { return canvas.Color{} }

// baseline returns the y of text of a size that is centred in a band of a
// height whose upper edge is at a depth below the top of the type area.
func baseline(depth, height, size float64) float64 {
	return canvas.PageHeight - top - depth - (height-size)/2 - ascent*size
}
