package calendar_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/calendar"
)

func TestPeriods(t *testing.T) {
	c := embedded(t)
	for _, row := range []struct {
		name string
		got  func() (calendar.Receipt, error)
		due  string
	}{
		{"CAL-03 ends on a working day", func() (calendar.Receipt, error) { return c.AddDays("2026-09-01", 15) }, "2026-09-16"},
		{"CAL-03 ends on a Sunday", func() (calendar.Receipt, error) { return c.AddDays("2026-11-07", 15) }, "2026-11-23"},
		{"CAL-03 ends within a holiday", func() (calendar.Receipt, error) { return c.AddDays("2026-09-03", 30) }, "2026-10-08"},
		{"CAL-03 ends on a made-up Saturday", func() (calendar.Receipt, error) { return c.AddDays("2026-10-01", 9) }, "2026-10-10"},
		{"ND-14 six months before the end of a month", func() (calendar.Receipt, error) { return c.AddMonths("2026-08-31", -6) }, "2026-02-28"},
		{"ND-14 back from a day of rest", func() (calendar.Receipt, error) { return c.AddMonths("2026-08-22", -6) }, "2026-02-14"},
		{"DA-17 twelve months on", func() (calendar.Receipt, error) { return c.AddMonths("2025-03-16", 12) }, "2026-03-16"},
	} {
		t.Run(row.name, func(t *testing.T) {
			r, err := row.got()
			if err != nil || r.Due != row.due {
				t.Errorf("due %s, want %s (%v); %+v", r.Due, row.due, err, r)
			}
		})
	}
	for name, bad := range map[string]func() (calendar.Receipt, error){
		"no days":   func() (calendar.Receipt, error) { return c.AddDays("2026-09-01", 0) },
		"no date":   func() (calendar.Receipt, error) { return c.AddDays("2026-02-30", 1) },
		"no months": func() (calendar.Receipt, error) { return c.AddMonths("2026-02-01", 0) },
	} {
		if _, err := bad(); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

func TestHours(t *testing.T) {
	at := time.Date(2026, 2, 14, 10, 30, 0, 0, time.UTC)
	r, due, err := calendar.AddHours(at, 24)
	if err != nil || !due.Equal(at.Add(24*time.Hour)) || r.Due != "2026-02-15T18:30:00+08:00" || r.Unit != calendar.Hours {
		t.Errorf("SR-11: %+v %v %v", r, due, err)
	}
	if _, _, err := calendar.AddHours(at, 0); err == nil {
		t.Error("no hours: want an error")
	}
}

func TestClock(t *testing.T) {
	c := embedded(t)
	clock := func(pauses []calendar.Pause, restarts ...string) calendar.Clock {
		return calendar.Clock{From: "2026-09-17", Workdays: 20, Pauses: pauses, Restarts: restarts}
	}
	asked := calendar.Pause{From: "2026-09-21", Until: "2026-09-23", Why: "征求第三方意见"}
	for _, row := range []struct {
		name    string
		clock   calendar.Clock
		due     string
		stopped bool
	}{
		{"CAL-08 never stopped", clock(nil), "2026-10-21", false},
		{"CAL-08 three days are not counted", clock([]calendar.Pause{asked}), "2026-10-26", false},
		{"CAL-08 days of rest within are not counted twice", clock([]calendar.Pause{{From: "2026-10-01", Until: "2026-10-07", Why: "征询"}}), "2026-10-21", false},
		{"CAL-08 not answered yet", clock([]calendar.Pause{{From: "2026-09-21", Why: "征询"}}), "", true},
		{"GI-23 began anew", clock([]calendar.Pause{asked}, "2026-09-28"), "2026-10-30", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			r, stopped, err := c.Read(row.clock)
			if err != nil || r.Due != row.due || stopped != row.stopped {
				t.Errorf("due %q stopped %t (%v), want %q %t", r.Due, stopped, err, row.due, row.stopped)
			}
		})
	}
	r, _, _ := c.Read(clock([]calendar.Pause{asked}))
	want := calendar.Day{Date: "2026-09-22", Why: "征求第三方意见，停止计算"}
	found := false
	for _, d := range r.Skipped {
		found = found || d == want
	}
	if !found {
		t.Errorf("receipt lacks %+v: %+v", want, r.Skipped)
	}
	for name, bad := range map[string]calendar.Clock{
		"ends before it begins": clock([]calendar.Pause{{From: "2026-09-23", Until: "2026-09-21"}}),
		"no date":               {From: "soon", Workdays: 1},
		"no limit":              {From: "2026-09-17"},
	} {
		if _, _, err := c.Read(bad); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

const notice2026 = `{"year": 2026, "title": "通知", "number": "国办发明电〔2025〕7号", "date": "2025-11-04",
	"off": [{"name": "国庆节", "from": "2026-10-01", "to": "2026-10-07"}], "made_up": ["2026-10-10"]}`

func TestLocalTable(t *testing.T) {
	with := func(text string) fstest.MapFS {
		return fstest.MapFS{"calendar/2026.json": &fstest.MapFile{Data: []byte(notice2026)}, "calendar/local.json": &fstest.MapFile{Data: []byte(text)}}
	}
	c, err := calendar.Load(with(`{"title": "火把节放假", "number": "自治州令第1号", "date": "2026-01-01",
		"off": [{"name": "火把节", "from": "2026-08-06", "to": "2026-08-07"}, {"name": "校庆", "from": "2026-10-10", "to": "2026-10-10"}],
		"worked": ["2026-10-07", "2026-08-08"]}`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.AddWorkdays("2026-08-05", 1)
	if err != nil || r.Due != "2026-08-08" {
		t.Errorf("CAL-09: %+v %v", r, err)
	}
	if diff := cmp.Diff([]string{"国办发明电〔2025〕7号（2025-11-04）", "自治州令第1号（2026-01-01）"}, r.Editions); diff != "" {
		t.Error(diff)
	}
	if works, _ := c.Workday("2026-10-10"); works {
		t.Error("CAL-09: the table takes a made-up day back")
	}
	if works, _ := c.Workday("2026-10-07"); !works {
		t.Error("CAL-09: the table makes a day off worked")
	}
	for name, text := range map[string]string{
		"“of”不是可用的键": `{"title": "x", "number": "1", "date": "2026-01-01", "of": []}`,
		"没有填写决定的文号":  `{"title": "x", "number": "1", "date": "2026-01-01"}`,
		"决定的日期":      `{"title": "x", "number": "1", "date": "", "worked": ["2026-10-07"]}`,
		"本来就是工作日":    `{"title": "x", "number": "1", "date": "2026-01-01", "worked": ["2026-10-09"]}`,
		"没有名称":       `{"title": "x", "number": "1", "date": "2026-01-01", "off": [{"name": "", "from": "2026-08-06", "to": "2026-08-07"}]}`,
		"2026-13-01": `{"title": "x", "number": "1", "date": "2026-01-01", "worked": ["2026-13-01"]}`,
	} {
		if _, err := calendar.Load(with(text)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
