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

// table sets a table, in parts where it has more columns than go across the page:
// one part below the other, the first column in each of them.
func (c *composer) table(b official.Block) []item {
	cells := make([][]text, len(b.Rows))
	for i, row := range b.Rows {
		role := face.FangSong
		if i == 0 {
			role = face.Hei
		}
		for _, cell := range row {
			cells[i] = append(cells[i], c.marked(role, cell))
		}
	}
	var items []item
	for _, part := range parts(needs(cells)) {
		items = append(items, c.tablePart(pick(cells, part), pickOne(b.Columns, part))...)
	}
	return items
}

// tablePart sets a table with the columns as wide as their text asks for. Its
// header is repeated on every page.
func (c *composer) tablePart(cells [][]text, stated []official.Align) []item {
	widths := columnWidths(cells)
	centred := make([]official.Align, len(widths))
	e := c.add("Table")
	header := tableRow(cells[0], widths, centred, rowOf(e, "TH", len(widths)))
	header[len(header)-1].keep = true
	var again *item
	if len(header) == 1 { // a higher one would fill the pages
		again = &tableRow(cells[0], widths, centred, make([]*canvas.Element, len(widths)))[0] // decoration where it repeats
	}
	items := append([]item{{height: 0.3 * rowHeight, white: true}}, header...)
	aligned := alignments(stated, cells[1:], widths)
	for _, row := range cells[1:] {
		for _, it := range tableRow(row, widths, aligned, rowOf(e, "TD", len(widths))) {
			it.repeat = again
			items = append(items, it)
		}
	}
	return append(items, item{height: 0.3 * rowHeight, white: true}, item{snap: true})
}

// cellLines breaks a cell into lines.
func cellLines(t text, width float64) []line {
	g := grid{cell: tableSize, size: tableSize, columns: max((width-2*tablePad)/tableSize, 1), framed: true}
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
