package layout

import (
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
func (c *composer) table(rows [][]styled) []item {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil
	}
	cells := make([][]text, len(rows))
	for i, row := range rows {
		role := face.FangSong
		if i == 0 {
			role = face.Hei
		}
		for k := range len(rows[0]) {
			var t text
			if k < len(row) {
				chars, _ := tidy(row[k])
				t = c.run(role, string(chars))
			}
			cells[i] = append(cells[i], t)
		}
	}
	widths := columnWidths(cells)
	header := tableRow(cells[0], widths)
	header.keep = true
	items := []item{{height: 0.3 * rowHeight, white: true}, header}
	for _, row := range cells[1:] {
		it := tableRow(row, widths)
		it.repeat = &header
		items = append(items, it)
	}
	return append(items, item{height: 0.3 * rowHeight, white: true}, item{snap: true})
}

// columnWidths shares the type area among the columns by their longest cells,
// none less than three characters.
func columnWidths(cells [][]text) []float64 {
	wants := make([]float64, len(cells[0]))
	total := 0.0
	for k := range wants {
		wants[k] = 3
		for _, row := range cells {
			wants[k] = max(wants[k], min(row[k].width(), 24))
		}
		wants[k] = wants[k]*tableSize + 2*tablePad
		total += wants[k]
	}
	for k := range wants {
		wants[k] *= areaWidth / total
	}
	return wants
}

// tableRow sets one row with its frame.
func tableRow(cells []text, widths []float64) item {
	set := make([][]line, len(cells))
	deepest := 1
	for k, t := range cells {
		g := grid{cell: tableSize, size: tableSize, columns: max((widths[k]-2*tablePad)/tableSize, 1)}
		set[k] = g.lines(t, 0, 0)
		deepest = max(deepest, len(set[k]))
	}
	height := float64(deepest)*tablePitch + 2*tablePad
	return item{height: height, draw: func(p *canvas.Content, depth float64) {
		x := left
		for k, lines := range set {
			drawCell(p, lines, x, depth, widths[k], height)
			x += widths[k]
		}
	}}
}

// drawCell sets the frame of a cell and its text: centred if it is one line,
// else from the left.
func drawCell(p *canvas.Content, lines []line, x, depth, width, height float64) {
	y := canvas.PageHeight - top - depth
	p.Op("w", 0.5)
	p.Op("re", x, y-height, width, height)
	p.Raw("S")
	from := depth + (height-float64(len(lines))*tablePitch)/2
	for i, l := range lines {
		at := x + tablePad
		if len(lines) == 1 {
			at = x + (width-l.text.width()*tableSize)/2
		}
		l.text.draw(p, tableSize, at, baseline(from+float64(i)*tablePitch, tablePitch, tableSize), 0)
	}
}
