package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// wideTable is a table with so many columns, each with words, figures and an address.
func wideTable(columns int) Sheet {
	s := notice()
	cells := func(f func(k int) string) string {
		var b strings.Builder
		for k := range columns {
			b.WriteString("| " + f(k) + " ")
		}
		return b.String() + "|\n"
	}
	s.Body = "各地情况见下表。\n\n" + cells(func(k int) string { return fmt.Sprintf("指标%d，万元", k) }) +
		cells(func(int) string { return "---" }) +
		cells(func(k int) string { return fmt.Sprintf("明州市第%d区，合计1,234,567.89元。", k) }) +
		cells(func(k int) string { return fmt.Sprintf("%d", 1000000*k) }) +
		cells(func(int) string { return "https://data.mingzhou.example/open" })
	return s
}

// TestWideTables: whatever a table has of columns, no two pieces of text stand on one
// another or beyond the page, and every cell is there.
func TestWideTables(t *testing.T) {
	for _, columns := range []int{2, 12, 16, 17, 25, 40} {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			set := typeset(t, wideTable(columns))
			pages, err := placedText(set.PDF)
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for i, runs := range pages {
				overlaps(t, i+1, runs)
				for _, r := range runs {
					all.WriteString(r.text)
				}
			}
			for k := range columns {
				if !strings.Contains(all.String(), fmt.Sprint(1000000*k)) {
					t.Errorf("the figure of column %d is broken or missing", k)
				}
			}
		})
	}
}

// overlaps fails where a run of text begins before the one to its left has ended, or
// ends beyond the type area.
func overlaps(t *testing.T, page int, runs []placed) {
	t.Helper()
	end := func(r placed) float64 {
		w := 0.0
		for _, c := range r.text {
			switch {
			case unicode.Is(unicode.Han, c), strings.ContainsRune("，。：", c):
				w++
			default:
				w += 0.42 // less than any letter but the narrowest
			}
		}
		return r.x + w*r.size
	}
	small := slices.DeleteFunc(slices.Clone(runs), func(r placed) bool { return r.size != 12 })
	for i, a := range small {
		if end(a) > 595-26*72/25.4+1 {
			t.Errorf("page %d: %q ends at %.1f", page, a.text, end(a))
		}
		for _, b := range small[i+1:] {
			if d := a.y - b.y; d > -11 && d < 11 && a.x < end(b)-0.5 && b.x < end(a)-0.5 {
				t.Errorf("page %d: %q at %.1f–%.1f and %q at %.1f–%.1f stand on one another", page, a.text, a.x, end(a), b.text, b.x, end(b))
			}
		}
	}
}

// TestHighRows: a cell longer than a page goes on over pages, whole and within the type
// area, with the head above it on each.
func TestHighRows(t *testing.T) {
	s := notice()
	var cell strings.Builder
	for i := range 900 {
		fmt.Fprintf(&cell, "第%d项，", i)
	}
	s.Body = "见下表。\n\n| 名称 | 说明 |\n|---|---|\n| 甲 | " + cell.String() + " |\n| 乙 | 无 |\n"
	pages, err := placedText(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	heads := 0
	for i, runs := range pages {
		for _, r := range runs {
			if r.size != 12 {
				continue
			}
			if r.y < 35*72/25.4 || r.y > (297-37)*72/25.4 {
				t.Errorf("page %d: %q at %.0f leaves the type area", i+1, r.text, r.y)
			}
			if r.text == "说明" {
				heads++
				continue
			}
			all.WriteString(r.text)
		}
	}
	if !strings.Contains(strings.ReplaceAll(all.String(), "名称", ""), cell.String()) || heads < 3 {
		t.Errorf("%d heads; the cell is not whole in %.200s", heads, all.String())
	}
}

// TestSignatureStandsWithATable: where a table ends the text, its last rows go along with
// the signature; no page bears a signature alone.
func TestSignatureStandsWithATable(t *testing.T) {
	for rows := 8; rows < 40; rows++ {
		s := notice()
		s.Body = "见下表。\n\n" + tableOf(2, rows)
		set := typeset(t, s)
		pages, err := placedText(set.PDF)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(pages[set.Seal.Page], func(r placed) bool { return r.size == 12 }) {
			t.Errorf("%d rows: the signature stands alone on page %d", rows, set.Seal.Page+1)
		}
	}
}
