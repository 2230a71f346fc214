package sheet_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"mingfa/internal/sheet"
)

func tables() []sheet.Table {
	day := time.Date(2026, 11, 21, 16, 30, 0, 0, time.FixedZone("Shanghai", 8*3600))
	return []sheet.Table{
		{Name: "各单位/公开属性", Head: []string{"单位", "件数", "占比", "日期"}, Rows: [][]any{
			{"办公室", 12, 0.25, day}, {`=HYPERLINK("http://evil.example")`, 3, 1.0, time.Time{}},
		}},
		{Name: "空表", Head: []string{"甲"}},
	}
}

func TestCellsKeepTheirKind(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.Write(&b, tables()); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	const name = "各单位公开属性"
	if d := cmp.Diff([]string{name, "空表"}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"单位", "件数", "占比", "日期"}, {"办公室", "12", "25.0%", "2026年11月21日"}, {`=HYPERLINK("http://evil.example")`, "3", "100.0%"}}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	for _, cell := range []string{"B2", "C2", "D2"} {
		raw, err := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
		if err != nil || strings.ContainsAny(raw, "年%") {
			t.Errorf("%s is kept as %q: %v", cell, raw, err)
		}
	}
	if formula, err := f.GetCellFormula(name, "A3"); formula != "" || err != nil {
		t.Errorf("words became the formula %q: %v", formula, err)
	}
}
