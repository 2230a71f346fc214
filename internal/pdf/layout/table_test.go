package layout

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestParts: a table that is too wide is set in parts with about the same number of
// columns, and every column stands in one of them.
func TestParts(t *testing.T) {
	for _, row := range []struct {
		name    string
		columns int
		need    float64
		want    []int // columns of each part, the first among them
	}{
		{"one column", 1, 30, []int{1}},
		{"what fits stays whole", 13, 32.5, []int{13}},
		{"seventeen narrow ones", 17, 32.5, []int{9, 9}},
		{"forty narrow ones", 40, 32.5, []int{11, 11, 11, 10}},
		{"a column as wide as the page", 3, areaWidth, []int{2, 2}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := parts(slices.Repeat([]float64{row.need}, row.columns))
			var sizes, seen []int
			for _, p := range got {
				sizes, seen = append(sizes, len(p)), append(seen, p[1:]...)
				if p[0] != 0 {
					t.Errorf("a part without the first column: %v", p)
				}
			}
			if diff := cmp.Diff(row.want, sizes); diff != "" {
				t.Error(diff)
			}
			for i, k := range seen {
				if k != i+1 {
					t.Fatalf("columns in this order: %v", seen)
				}
			}
		})
	}
}

// TestFrameHoldsItsText: no line of a cell is wider than the cell, whatever stands in it.
func TestFrameHoldsItsText(t *testing.T) {
	for _, s := range []string{"一二三四五六七八九十，甲乙丙。", "2026年1,234,567.89元", "https://parking.mingzhou.example/open/api/v2", "（（（（——……"} {
		for _, width := range []float64{20.5, 32.5, 60, 200} {
			for _, l := range cellLines(full(s), width) {
				if got := l.text.width() * tableSize; got > width-2*tablePad+1e-6 && len(l.text) > 1 {
					t.Errorf("%q in %.1f: a line of %.1f: %s", s, width, got, l.text)
				}
			}
		}
	}
}

// TestColumnsShareThePage: a long cell gets the room that short ones leave, and columns
// that are alike are as wide as one another.
func TestColumnsShareThePage(t *testing.T) {
	row := func(cells ...string) (out []text) {
		for _, c := range cells {
			out = append(out, full(c))
		}
		return out
	}
	cells := [][]text{row("序号", "泊位（个）", "车位（个）", "责任单位", "备注")}
	for range 6 {
		cells = append(cells, row("1", "1200", "2400", "区城市管理局", strings.Repeat("说明", 30)))
	}
	w := columnWidths(cells)
	total := 0.0
	for k, x := range w {
		total += x
		for _, l := range cellLines(cells[0][k], x) {
			if strings.HasSuffix(l.text.String(), "（") {
				t.Errorf("the head of column %d is torn: %q", k, l.text.String())
			}
		}
	}
	if total > areaWidth+0.01 || total < areaWidth-0.01 {
		t.Errorf("columns of %.1f points together, want %.1f", total, areaWidth)
	}
	if w[1] != w[2] || w[4] < 2*w[3] || len(cellLines(cells[1][4], w[4])) > 5 {
		t.Errorf("widths %.0f", w)
	}
}
