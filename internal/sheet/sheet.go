// Package sheet writes tables as an XLSX workbook, so that a spreadsheet can go on
// with the figures: numbers are numbers, days are days, and words are never formulas.
package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Table is a sheet of a workbook. A cell is a string, an int, a float64 between 0
// and 1 (shown as a share in per cent), a time.Time (shown as a day; zero is empty)
// or nil.
type Table struct {
	Name string // at most 31 characters count; what a sheet can't be called is left out
	Head []string
	Rows [][]any
}

// styles are those of a workbook by what they show.
type styles struct{ head, day, share int }

// Write writes the tables as a workbook, in their order. There must be one.
func Write(w io.Writer, tables []Table) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	s, err := newStyles(f)
	if err != nil {
		return fmt.Errorf("sheet: styles: %w", err)
	}
	for i, t := range tables {
		name := sheetName(t.Name)
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err == nil {
			err = s.fill(f, name, t)
		}
		if err != nil {
			return fmt.Errorf("sheet: %s: %w", t.Name, err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("sheet: write: %w", err)
	}
	return nil
}

func newStyles(f *excelize.File) (s styles, err error) {
	day, share := `yyyy"年"m"月"d"日"`, "0.0%"
	if s.head, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return s, err
	}
	if s.day, err = f.NewStyle(&excelize.Style{CustomNumFmt: &day}); err != nil {
		return s, err
	}
	s.share, err = f.NewStyle(&excelize.Style{CustomNumFmt: &share})
	return s, err
}

func (s styles) fill(f *excelize.File, name string, t Table) error {
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i := range t.Head {
		if err := out.SetColWidth(i+1, i+1, 20); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(t.Head))
	for i, h := range t.Head {
		head[i] = excelize.Cell{StyleID: s.head, Value: h}
	}
	for i, row := range append([][]any{head}, t.Rows...) {
		cells := make([]any, len(row))
		for j, c := range row {
			cells[j] = s.cell(c)
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell gives a value its look. A string is written as text, whatever it begins with.
func (s styles) cell(v any) any {
	switch x := v.(type) {
	case time.Time:
		if x.IsZero() {
			return nil
		}
		return excelize.Cell{StyleID: s.day, Value: time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC)}
	case float64:
		return excelize.Cell{StyleID: s.share, Value: x}
	default:
		return v
	}
}

func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, name)
	r := []rune(name)
	return string(r[:min(len(r), 31)])
}
