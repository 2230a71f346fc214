package official

import (
	"regexp"
	"strings"
)

// ruler is the second line of a table.
var ruler = regexp.MustCompile(`^\|(?: ?:?-+:? ?\|)*(?: ?:?-+:? ?)?$`)

// table ends a run of lines with a bar in front: a table if the second one is its
// ruling line, else paragraphs.
func (r *reader) table() {
	lines := r.bars
	r.bars = nil
	if len(lines) < 2 || len(lines[1]) < 2 || !ruler.MatchString(lines[1]) {
		for _, s := range lines {
			r.paragraph(s)
		}
		return
	}
	b := Block{Kind: Table}
	for i, s := range lines {
		if i != 1 {
			b.Rows = append(b.Rows, cells(s))
		}
	}
	for _, c := range cells(lines[1]) {
		b.Columns = append(b.Columns, alignOf(c.String()))
	}
	b.square()
	r.out = append(r.out, b)
}

// square gives all rows the same number of cells, that of the longest: a cell too
// many is text all the same.
func (b *Block) square() {
	n := len(b.Columns)
	for _, row := range b.Rows {
		n = max(n, len(row))
	}
	for i := range b.Rows {
		b.Rows[i] = append(b.Rows[i], make([]Line, n-len(b.Rows[i]))...)
	}
	b.Columns = append(b.Columns, make([]Align, n-len(b.Columns))...)
}

func alignOf(s string) Align {
	left, right := strings.HasPrefix(s, ":"), strings.HasSuffix(s, ":")
	switch {
	case left && right:
		return Center
	case right:
		return Right
	case left:
		return Left
	}
	return Natural
}

// cells splits a row at its bars; \| is a bar inside a cell.
func cells(s string) []Line {
	s = strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(s, `\|`, bar), "|"), "|")
	var out []Line
	for c := range strings.SplitSeq(s, "|") {
		out = append(out, spans(strings.ReplaceAll(strings.TrimSpace(c), bar, "|")))
	}
	return out
}

// bar stands for a bar inside a cell; clean text has no such character.
const bar = "\x00"

// eachCell changes the cells of a row and nothing else of it.
func eachCell(row string, change func(string) string) string {
	parts := strings.Split(strings.ReplaceAll(row, `\|`, bar), "|")
	for i, p := range parts {
		parts[i] = change(p)
	}
	return strings.ReplaceAll(strings.Join(parts, "|"), bar, `\|`)
}
