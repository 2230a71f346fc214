package layout

import (
	"mingfa/internal/official"
	"mingfa/internal/pdf/canvas"
)

// A row of more lines than wholeRow is divided between pages, so many lines at a time.
const wholeRow, pieceOfRow = 20, 6

// rowSet is a row of a table whose cells have been broken into lines.
type rowSet struct {
	cells    [][]line
	widths   []float64
	aligned  []official.Align
	elements []*canvas.Element
	deepest  int // lines of the longest cell
}

// tableRow sets one row with its frame: one item, or several if it is so high that it
// would leave pages half empty, or not fit on any.
func tableRow(cells []text, widths []float64, aligned []official.Align, elements []*canvas.Element) []item {
	r := rowSet{cells: make([][]line, len(cells)), widths: widths, aligned: aligned, elements: elements, deepest: 1}
	for k, t := range cells {
		r.cells[k] = cellLines(t, widths[k])
		r.deepest = max(r.deepest, len(r.cells[k]))
	}
	if r.deepest <= wholeRow {
		return []item{r.whole()}
	}
	var items []item
	for from := 0; from < r.deepest; from += pieceOfRow {
		items = append(items, r.piece(from, min(from+pieceOfRow, r.deepest)))
	}
	return items
}

func (r rowSet) whole() item {
	height := float64(r.deepest)*tablePitch + 2*tablePad
	return item{height: height, draw: func(p *canvas.Content, depth float64) {
		x := left
		for k, lines := range r.cells {
			frame(p, x, depth, r.widths[k], height)
			p.Marked(r.elements[k], func() { drawCell(p, lines, x, depth, r.widths[k], height, r.aligned[k]) })
			x += r.widths[k]
		}
	}}
}

// piece sets some lines of the row. The frame is closed above the first piece, and below
// the last on a page.
func (r rowSet) piece(from, to int) item {
	height := r.height(from, to)
	return item{height: height, draw: func(p *canvas.Content, depth float64) {
		next := r.height(to, min(to+pieceOfRow, r.deepest))
		r.edges(p, depth, height, from == 0, to == r.deepest || depth+height+next > areaHeight+slack)
		if from == 0 {
			depth += tablePad
		}
		x := left
		for k, lines := range r.cells {
			if from < len(lines) {
				shown := lines[from:min(to, len(lines))]
				p.Marked(r.elements[k], func() {
					drawCell(p, shown, x, depth, r.widths[k], float64(len(shown))*tablePitch, r.aligned[k])
				})
			}
			x += r.widths[k]
		}
	}}
}

// height is that of a piece.
func (r rowSet) height(from, to int) float64 {
	h := float64(to-from) * tablePitch
	if from == 0 {
		h += tablePad
	}
	if to == r.deepest {
		h += tablePad
	}
	return h
}

// edges draws the frame of a piece.
func (r rowSet) edges(p *canvas.Content, depth, height float64, above, below bool) {
	upper := canvas.PageHeight - top - depth
	p.Artifact(func() {
		x := left
		p.Line(frameLine, x, upper, x, upper-height)
		for _, w := range r.widths {
			x += w
			p.Line(frameLine, x, upper, x, upper-height)
		}
		if above {
			p.Line(frameLine, left, upper, x, upper)
		}
		if below {
			p.Line(frameLine, left, upper-height, x, upper-height)
		}
	})
}

// frameLine is the width of the lines of a frame, in points.
const frameLine = 0.5

// frame draws the frame of a cell.
func frame(p *canvas.Content, x, depth, width, height float64) {
	p.Artifact(func() {
		p.Op("w", frameLine)
		p.Op("re", x, canvas.PageHeight-top-depth-height, width, height)
		p.Raw("S")
	})
}

// drawCell sets the text of a cell.
func drawCell(p *canvas.Content, lines []line, x, depth, width, height float64, a official.Align) {
	from := depth + (height-float64(len(lines))*tablePitch)/2
	for i, l := range lines {
		free := width - 2*tablePad - l.text.width()*tableSize
		switch a {
		case official.Left:
			free = 0
		case official.Natural, official.Center:
			free /= 2
		case official.Right:
		}
		l.text.draw(p, tableSize, x+tablePad+free, baseline(from+float64(i)*tablePitch, tablePitch, tableSize), 0)
	}
}
