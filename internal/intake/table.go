package intake

import (
	"strings"

	"mingfa/internal/ooxml"
)

// addTable reads a table. One of a single column is layout, and reads as
// paragraphs; a first row that is one cell is the table's caption.
func (w *word) addTable(n *ooxml.Node) {
	rows := w.rows(n)
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	if columns > 1 && len(rows) > 1 && blankAfter(rows[0]) {
		w.add(line{text: rows[0][0]})
		rows = rows[1:]
	}
	switch columns {
	case 0:
	case 1:
		for _, r := range rows {
			w.add(line{text: strings.Join(r, "")})
		}
	default:
		for i, r := range rows {
			rows[i] = append(r, make([]string, columns-len(r))...)
			for _, c := range r {
				w.length += len(c)
			}
		}
		w.lines = append(w.lines, line{table: rows})
	}
}

// blankAfter reports whether only the first cell has text, and covers all others.
func blankAfter(row []string) bool {
	for i, c := range row {
		if (i == 0) == (c == "") {
			return false
		}
	}
	return len(row) > 1
}

// rows reads the rows that are shown.
func (w *word) rows(n *ooxml.Node) [][]string {
	var out [][]string
	for _, r := range n.Below() {
		switch r.Name {
		case "tr":
			properties := r.Child("trPr")
			w.revisions(properties)
			if properties.Child("del") != nil {
				w.tally.deleted++
				continue
			}
			if properties.Child("ins") != nil {
				w.tally.inserted++
			}
			out = append(out, w.row(r))
		case "sdt":
			out = append(out, w.rows(r.Child("sdtContent"))...)
		case "customXml", "ins", "moveTo":
			out = append(out, w.rows(r)...)
		}
	}
	return out
}

// row reads the cells of a row, a merged one with the empty cells that it covers.
func (w *word) row(n *ooxml.Node) []string {
	out := make([]string, min(number(n.Child("trPr", "gridBefore").Attr("val")), maxSpan))
	for _, c := range n.Below() {
		switch c.Name {
		case "tc":
			out = append(out, w.cell(c)...)
		case "sdt":
			out = append(out, w.row(c.Child("sdtContent"))...)
		case "customXml":
			out = append(out, w.row(c)...)
		}
	}
	return out
}

// maxSpan is the most columns one cell may cover; Word allows 63 columns.
const maxSpan = 64

func (w *word) cell(n *ooxml.Node) []string {
	properties := n.Child("tcPr")
	span := max(1, min(number(properties.Child("gridSpan").Attr("val")), maxSpan))
	out := make([]string, span)
	merged := properties.Child("vMerge")
	goesOn := merged != nil && merged.Attr("val") != "restart"
	if span > 1 || goesOn {
		w.tally.merged++
	}
	if !goesOn {
		out[0] = strings.Join(w.aside(n), " ")
	}
	return out
}
