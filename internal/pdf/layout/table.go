package layout

import (
	"slices"

	"mingfa/internal/official"
	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// Type of tables: 小四 on its own line distance, with air around it.
const (
	tableSize  = 12.0
	tablePitch = 18.0
	tablePad   = 4.0
)

// table sets a table with the columns as wide as their text asks for. Its
// header is repeated on every page.
func (c *composer) table(b official.Block) []item {
	cells := make([][]text, len(b.Rows))
	for i, row := range b.Rows {
		role := face.FangSong
		if i == 0 {
			role = face.Hei
		}
		for _, cell := range row {
			cells[i] = append(cells[i], c.run(role, cell.String()))
		}
	}
	widths := columnWidths(cells)
	centred := make([]official.Align, len(widths))
	e := c.add("Table")
	header := tableRow(cells[0], widths, centred, rowOf(e, "TH", len(widths)))
	header.keep = true
	again := tableRow(cells[0], widths, centred, make([]*canvas.Element, len(widths))) // decoration where it repeats
	items := []item{{height: 0.3 * rowHeight, white: true}, header}
	aligned := alignments(b.Columns, cells[1:], widths)
	for _, row := range cells[1:] {
		it := tableRow(row, widths, aligned, rowOf(e, "TD", len(widths)))
		it.repeat = &again
		items = append(items, it)
	}
	return append(items, item{height: 0.3 * rowHeight, white: true}, item{snap: true})
}

// columnWidths shares the type area among the columns by their longest cells.
// Where they ask for too much, the widest give way first.
func columnWidths(cells [][]text) []float64 {
	wants := make([]float64, len(cells[0]))
	total := 0.0
	for k := range wants {
		ems := 3.0
		for _, row := range cells {
			ems = max(ems, row[k].width())
		}
		wants[k] = ems*tableSize + 2*tablePad + 0.5
		total += wants[k]
	}
	if total <= areaWidth {
		for k := range wants {
			wants[k] *= areaWidth / total
		}
		return wants
	}
	most := widest(wants)
	for k := range wants {
		wants[k] = min(wants[k], most)
	}
	return wants
}

// widest returns the width above which columns must be cut to fit.
func widest(wants []float64) float64 {
	low, high := 0.0, areaWidth
	for range 40 {
		middle := (low + high) / 2
		sum := 0.0
		for _, w := range wants {
			sum += min(w, middle)
		}
		if sum > areaWidth {
			high = middle
		} else {
			low = middle
		}
	}
	return low
}

// cellLines breaks a cell into lines.
func cellLines(t text, width float64) []line {
	g := grid{cell: tableSize, size: tableSize, columns: max((width-2*tablePad)/tableSize, 1)}
	return g.lines(t, 0, 0)
}

// alignments settles the columns for which the text does not say: those with a
// cell of several lines are set from the left, the others are centred.
func alignments(stated []official.Align, cells [][]text, widths []float64) []official.Align {
	out := slices.Clone(stated)
	for _, row := range cells {
		for k, t := range row {
			if out[k] == official.Natural && len(cellLines(t, widths[k])) > 1 {
				out[k] = official.Left
			}
		}
	}
	return out
}

// rowOf begins a row of the structure and returns its cells.
func rowOf(table *canvas.Element, role string, cells int) []*canvas.Element {
	row := table.Add("TR")
	out := make([]*canvas.Element, cells)
	for i := range out {
		out[i] = row.Add(role)
	}
	return out
}

// tableRow sets one row with its frame.
func tableRow(cells []text, widths []float64, aligned []official.Align, elements []*canvas.Element) item {
	set := make([][]line, len(cells))
	deepest := 1
	for k, t := range cells {
		set[k] = cellLines(t, widths[k])
		deepest = max(deepest, len(set[k]))
	}
	height := float64(deepest)*tablePitch + 2*tablePad
	return item{height: height, draw: func(p *canvas.Content, depth float64) {
		x := left
		for k, lines := range set {
			frame(p, x, depth, widths[k], height)
			p.Marked(elements[k], func() { drawCell(p, lines, x, depth, widths[k], height, aligned[k]) })
			x += widths[k]
		}
	}}
}

// frame draws the frame of a cell.
func frame(p *canvas.Content, x, depth, width, height float64) {
	p.Artifact(func() {
		p.Op("w", 0.5)
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
