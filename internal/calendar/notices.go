package calendar

import (
	"maps"
	"slices"
)

// Notice is a yearly notice as it was entered, for people to look at.
type Notice struct {
	Year   int
	Title  string
	Number string // 国办发明电〔2025〕7号
	Date   string
	Off    []Holiday
	MadeUp []string // weekend days that are worked
}

// Holiday is a holiday with its first and last day off.
type Holiday struct{ Name, From, To string }

// Notices returns the notices the calendar rests on, the latest year first.
func (c *Calendar) Notices() []Notice {
	var out []Notice
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(c.notices))) {
		n := c.notices[year]
		row := Notice{Year: n.Year, Title: n.Title, Number: n.Number, Date: n.Date, MadeUp: slices.Clone(n.MadeUp)}
		for _, s := range n.Off {
			row.Off = append(row.Off, Holiday(s))
		}
		out = append(out, row)
	}
	return out
}

// OwnEdition names the office's own table of days, "" when there is none.
func (c *Calendar) OwnEdition() string { return c.ownEdition }
