package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingfa/internal/calendar"
	"mingfa/policies"
)

func embedded(t interface {
	Helper()
	Fatal(...any)
},
) *calendar.Calendar {
	t.Helper()
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestVectors are the test vectors of the rulebook, §12.
func TestVectors(t *testing.T) {
	c := embedded(t)
	for _, row := range []struct {
		from string
		n    int
		due  string
	}{
		{"2026-09-17", 7, "2026-09-28"},
		{"2026-09-17", 15, "2026-10-14"},
		{"2026-09-17", 20, "2026-10-21"},
		{"2026-02-10", 20, "2026-03-16"},
		{"2026-04-28", 3, "2026-05-06"},
		{"2025-09-26", 20, "2025-10-30"},
		{"2025-01-24", 20, "2025-02-27"},
		{"2024-09-29", 20, "2024-10-31"},
		{"2024-02-08", 20, "2024-03-13"},
		{"2026-11-23", 20, "2026-12-21"},
	} {
		t.Run(fmt.Sprintf("CAL-02 %s + %d", row.from, row.n), func(t *testing.T) {
			r, err := c.AddWorkdays(row.from, row.n)
			if err != nil {
				t.Fatal(err)
			}
			if r.Due != row.due || r.Provisional || r.Counted != row.n {
				t.Errorf("due %s (provisional %t, counted %d), want %s", r.Due, r.Provisional, r.Counted, row.due)
			}
			if left, _, err := c.Between(row.from, row.due); err != nil || left != row.n {
				t.Errorf("between %s and %s: %d, %v, want %d", row.from, row.due, left, err, row.n)
			}
		})
	}
}

func TestReceiptExplainsTheDate(t *testing.T) {
	got, err := embedded(t).AddWorkdays("2026-09-17", 7)
	if err != nil {
		t.Fatal(err)
	}
	want := calendar.Receipt{
		From: "2026-09-17", Due: "2026-09-28", Unit: calendar.Workdays, Counted: 7,
		Skipped: []calendar.Day{
			{Date: "2026-09-19", Why: "星期六"},
			{Date: "2026-09-25", Why: "中秋节放假"},
			{Date: "2026-09-26", Why: "中秋节放假"},
			{Date: "2026-09-27", Why: "中秋节放假"},
		},
		MadeUp:   []string{"2026-09-20"},
		Editions: []string{"国办发明电〔2025〕7号（2025-11-04）"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReceiptNamesBothYears(t *testing.T) {
	got, err := embedded(t).AddWorkdays("2025-12-30", 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"国办发明电〔2024〕12号（2024-11-12）", "国办发明电〔2025〕7号（2025-11-04）"}
	if diff := cmp.Diff(want, got.Editions); diff != "" {
		t.Error(diff)
	}
	if got.Due != "2026-01-05" { // 12-31, then 01-04 is made up, then 01-05
		t.Errorf("due %s, want 2026-01-05", got.Due)
	}
}

// TestCAL07Provisional: 2027 has no notice, so only its weekends and the holidays
// whose date never moves (CAL-05) are off, and
// the date says so.
func TestCAL07Provisional(t *testing.T) {
	c := embedded(t)
	r, err := c.AddWorkdays("2026-12-31", 1)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Provisional || r.Due != "2027-01-04" || len(r.Editions) != 0 {
		t.Errorf("2026-12-31 + 1 = %+v, want 2027-01-04, provisional, resting on no notice", r)
	}
	if _, known := c.Workday("2027-01-04"); known {
		t.Error("2027 is not known")
	}
	if _, provisional, err := c.Between("2026-12-30", "2027-01-05"); err != nil || !provisional {
		t.Errorf("Between into 2027: provisional=%t, %v", provisional, err)
	}
}

// TestTotals are the working days of each month and year of the rulebook, §12.
func TestTotals(t *testing.T) {
	c := embedded(t)
	for year, months := range map[int][]int{
		2024: {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
		2025: {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
		2026: {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23},
	} {
		got := make([]int, 12)
		for d := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
			works, known := c.Workday(d.Format("2006-01-02"))
			if !known {
				t.Fatalf("%s is not known", d)
			}
			if works {
				got[d.Month()-1]++
			}
		}
		if diff := cmp.Diff(months, got); diff != "" {
			t.Errorf("%d: %s", year, diff)
		}
	}
	for year, want := range map[string]int{"2024": 251, "2025": 248, "2026": 248} {
		// 1 January is off in every year, so counting after it loses nothing.
		got, _, err := c.Between(year+"-01-01", year+"-12-31")
		if err != nil || got != want {
			t.Errorf("%s: %d working days, %v, want %d", year, got, err, want)
		}
	}
}

func TestBetween(t *testing.T) {
	c := embedded(t)
	for _, row := range []struct {
		name, from, to string
		want           int
	}{
		{"same day", "2026-11-23", "2026-11-23", 0},
		{"due tomorrow", "2026-11-23", "2026-11-24", 1},
		{"over a weekend", "2026-11-27", "2026-11-30", 1},
		{"overdue by one", "2026-11-24", "2026-11-23", -1},
		{"overdue over the national holiday", "2026-10-08", "2026-09-30", -1},
		{"due on a day off", "2026-10-01", "2026-10-05", 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, provisional, err := c.Between(row.from, row.to)
			if err != nil || provisional || got != row.want {
				t.Errorf("Between = %d, %t, %v, want %d", got, provisional, err, row.want)
			}
		})
	}
}

func TestRefusesNonsense(t *testing.T) {
	c := embedded(t)
	for _, row := range []struct {
		name, from string
		n          int
	}{
		{"no date", "", 1},
		{"impossible date", "2026-02-30", 1},
		{"no limit is no due date", "2026-11-23", 0},
		{"negative", "2026-11-23", -1},
		{"beyond all reason", "2026-11-23", 1001},
	} {
		t.Run(row.name, func(t *testing.T) {
			if r, err := c.AddWorkdays(row.from, row.n); err == nil {
				t.Errorf("AddWorkdays = %+v, want an error", r)
			}
		})
	}
	for _, span := range [][2]string{{"x", "2026-11-23"}, {"2026-11-23", "x"}, {"1999-01-01", "2026-01-01"}} {
		if n, _, err := c.Between(span[0], span[1]); err == nil {
			t.Errorf("Between(%s, %s) = %d, want an error", span[0], span[1], n)
		}
	}
	if works, known := c.Workday("2026-13-01"); works || known {
		t.Error("what is no date is neither worked nor known")
	}
}

// TestAddAndBetweenAgree: whatever the start and the limit, the due date is a
// working day, and counting back to it gives the limit.
func TestAddAndBetweenAgree(t *testing.T) {
	c := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 1200).Draw(t, "day"))
		from, n := start.Format("2006-01-02"), rapid.IntRange(1, 60).Draw(t, "n")
		r, err := c.AddWorkdays(from, n)
		if err != nil {
			t.Fatal(err)
		}
		if works, _ := c.Workday(r.Due); !works {
			t.Fatalf("due on %s, which is no working day", r.Due)
		}
		left, provisional, err := c.Between(from, r.Due)
		if err != nil || left != n || provisional != r.Provisional {
			t.Fatalf("Between = %d, %t, %v; AddWorkdays(%s, %d) = %+v", left, provisional, err, from, n, r)
		}
		due, _ := time.Parse("2006-01-02", r.Due)
		if days := int(due.Sub(start).Hours() / 24); days != r.Counted+len(r.Skipped) {
			t.Fatalf("%d days passed, %d counted and %d skipped", days, r.Counted, len(r.Skipped))
		}
	})
}

func TestLoadRefuses(t *testing.T) {
	const good = `{"year":2027,"title":"通知","number":"国办发明电〔2026〕1号","date":"2026-11-01","off":[{"name":"元旦","from":"2026-12-31","to":"2027-01-03"}],"made_up":["2027-01-09"]}`
	load := func(name, text string) error {
		_, err := calendar.Load(fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}})
		return err
	}
	if err := load("calendar/2027.json", good); err != nil {
		t.Fatalf("a good notice: %v", err)
	}
	for _, row := range []struct{ name, old, with, want string }{
		{"not JSON", "{", "", "policy-value"},
		{"unknown field", `"off"`, `"offf"`, "“offf”不是可用的键"},
		{"another year", `"year":2027`, `"year":2028`, "与文件名不同"},
		{"no number", "国办发明电〔2026〕1号", "", "没有填写通知的文号"},
		{"no date of the notice", "2026-11-01", "", "通知的日期"},
		{"holiday of another year", `"to":"2027-01-03"`, `"to":"2029-01-03"`, "过长"},
		{"holiday of the year before", `"from":"2026-12-31","to":"2027-01-03"`, `"from":"2026-05-01","to":"2026-05-03"`, "不在2027年之内"},
		{"holiday that ends before it begins", `"from":"2026-12-31"`, `"from":"2027-01-04"`, "元旦"},
		{"holiday without end", `"to":"2027-01-03"`, `"to":"2027-03-01"`, "元旦"},
		{"day that does not exist", "2027-01-09", "2027-02-30", "“2027-02-30”不是该年的日期"},
		{"made-up day on a weekday", "2027-01-09", "2027-01-08", "不是星期六、星期日"},
		{"made-up day that is off", "2027-01-09", "2027-01-03", "同时列为放假"},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := strings.Replace(good, row.old, row.with, 1)
			if err := load("calendar/2027.json", text); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("Load: %v, want an error about %q", err, row.want)
			}
		})
	}
	if _, err := calendar.Load(fstest.MapFS{}); err == nil {
		t.Error("Load without any notice must fail")
	}
}
