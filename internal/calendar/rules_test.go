package calendar_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"mingfa/internal/calendar"
	"mingfa/policies"
)

// worked says whether a day is worked or off, with ! where that is provisional.
func worked(t *testing.T, c *calendar.Calendar, day string) string {
	t.Helper()
	works, known := c.Workday(day)
	out := map[bool]string{true: "worked", false: "off"}[works]
	if !known {
		out += "!"
	}
	return out
}

// due is the day of a receipt, with ! where it is provisional, or what a past year lacks.
func due(t *testing.T, r calendar.Receipt, err error) string {
	t.Helper()
	if e, ok := errors.AsType[*calendar.NoTableError](err); ok {
		return e.Error()
	}
	if err != nil {
		t.Fatal(err)
	}
	if r.Provisional {
		return r.Due + "!"
	}
	return r.Due
}

// TestRules shows each rule of the chapter on working days.
func TestRules(t *testing.T) {
	c := embedded(t)
	add := func(from string, n int) string {
		r, err := c.AddWorkdays(from, n)
		return due(t, r, err)
	}
	days := func(from string, n int) string {
		r, err := c.AddDays(from, n)
		return due(t, r, err)
	}
	clock := func(k calendar.Clock) string {
		r, stopped, err := c.Read(k)
		if stopped {
			return "stopped"
		}
		return due(t, r, err)
	}
	hours := func(at time.Time, n int) string {
		r, _, err := calendar.AddHours(at, n)
		return due(t, r, err)
	}
	asked := []calendar.Pause{{From: "2026-09-21", Until: "2026-09-23", Why: "征求意见"}}
	for _, row := range []struct{ name, got, want string }{
		{"CAL-01 the start day is not counted", add("2026-11-23", 1), "2026-11-24"},
		{"CAL-01 nor is a start day of rest", add("2026-11-22", 1), "2026-11-23"},
		{"CAL-02 Monday to Friday", worked(t, c, "2026-11-23"), "worked"},
		{"CAL-02 a weekend that no notice names", worked(t, c, "2026-11-22"), "off"},
		{"CAL-02 a weekday that is off by notice", worked(t, c, "2026-10-05"), "off"},
		{"CAL-02 the eve of 2024 was not off by the notice", worked(t, c, "2024-02-09"), "worked"},
		{"CAL-03 ends on a Sunday, moved on", days("2026-11-07", 15), "2026-11-23"},
		{"CAL-03 ends on a working day", days("2026-09-01", 15), "2026-09-16"},
		{"CAL-05 the eve is off since 2025", worked(t, c, "2025-01-28"), "off"},
		{"CAL-05 the second of May", worked(t, c, "2025-05-02"), "off"},
		{"CAL-05 a holiday of some citizens only is worked", worked(t, c, "2024-03-08"), "worked"},
		{"CAL-05 a fixed holiday before its notice", worked(t, c, "2027-10-01"), "off!"},
		{"CAL-06 a made-up Sunday", worked(t, c, "2026-09-20"), "worked"},
		{"CAL-06 a made-up Saturday", worked(t, c, "2024-10-12"), "worked"},
		{"CAL-07 within the notices", add("2026-12-30", 1), "2026-12-31"},
		{"CAL-07 beyond the last notice", add("2026-12-31", 1), "2027-01-04!"},
		{"CAL-07 a past year without a table", add("2023-06-01", 5), (&calendar.NoTableError{Year: 2023}).Error()},
		{"CAL-07 calendar days that end there", days("2023-06-01", 5), (&calendar.NoTableError{Year: 2023}).Error()},
		{"CAL-07 a clock that began there", clock(calendar.Clock{From: "2023-12-20", Workdays: 20}), (&calendar.NoTableError{Year: 2023}).Error()},
		{"CAL-07 the last day before the tables is not counted", add("2023-12-31", 1), "2024-01-02"},
		{"CAL-08 days of asking are not counted", clock(calendar.Clock{From: "2026-09-17", Workdays: 20, Pauses: asked}), "2026-10-26"},
		{"CAL-08 not answered yet", clock(calendar.Clock{From: "2026-09-17", Workdays: 20, Pauses: []calendar.Pause{{From: "2026-09-21"}}}), "stopped"},
		{"CAL-09 a festival of the place", worked(t, own(t), "2026-08-06"), "off"},
		{"CAL-10 hours are told in Beijing", hours(time.Date(2026, 2, 14, 16, 30, 0, 0, time.UTC), 24), "2026-02-16T00:30:00+08:00"},
		{"CAL-10 a date has no hour", add("2026-02-28", 1), "2026-03-02"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.got != row.want {
				t.Errorf("%s, want %s", row.got, row.want)
			}
		})
	}
}

// own is the calendar of an office with a festival of its own.
func own(t *testing.T) *calendar.Calendar {
	t.Helper()
	c, err := calendar.Load(fstest.MapFS{
		"calendar/2026.json": &fstest.MapFile{Data: []byte(notice2026)},
		"calendar/local.json": &fstest.MapFile{Data: []byte(`{"title": "火把节放假", "number": "自治州令第1号", "date": "2026-01-01",
			"off": [{"name": "火把节", "from": "2026-08-06", "to": "2026-08-07"}]}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestNoTableIsMended: the words name the year, the file and what to do, and with the
// file the count is made.
func TestNoTableIsMended(t *testing.T) {
	c := embedded(t)
	_, err := c.AddWorkdays("2023-06-01", 5)
	for _, want := range []string{"2023年", "calendar/2023.json", "制度文件夹", "重新载入"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want words on %s", err, want)
		}
	}
	if _, _, err := c.Between("2023-06-01", "2023-06-30"); err == nil {
		t.Error("Between counts what it does not know")
	}
	if _, err := c.AddMonths("2024-06-01", -12); err == nil {
		t.Error("AddMonths ends in a year of which nothing is known")
	}
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"calendar/2023.json": &fstest.MapFile{Data: []byte(`{"year": 2023, "title": "通知", "number": "国办发明电〔2022〕16号", "date": "2022-12-08",
		"off": [{"name": "端午节", "from": "2023-06-22", "to": "2023-06-24"}], "made_up": ["2023-06-25"]}`)}}
	for _, name := range []string{"calendar/2024.json", "calendar/2025.json", "calendar/2026.json"} {
		text, err := policies.Read(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text.Data}
	}
	mended, err := calendar.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := mended.AddWorkdays("2023-06-19", 5)
	if got := due(t, r, err); got != "2023-06-27" || r.Provisional {
		t.Errorf("with the table: %s %+v", got, r)
	}
}
