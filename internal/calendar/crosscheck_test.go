package calendar_test

import (
	"testing"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
)

// TestAgreesWithLunar compares every day of the embedded notices with an
// independent transcription of them.
func TestAgreesWithLunar(t *testing.T) {
	c := embedded(t)
	seen := 0
	for d := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2027; d = d.AddDate(0, 0, 1) {
		want := d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		if h := HolidayUtil.GetHoliday(d.Format("2006-01-02")); h != nil {
			want = h.IsWork()
			seen++
		}
		if got, _ := c.Workday(d.Format("2006-01-02")); got != want {
			t.Errorf("%s: worked=%t, lunar-go says %t", d.Format("2006-01-02"), got, want)
		}
	}
	if least := 28 + 8 + 28 + 5 + 33 + 6; seen < least {
		t.Errorf("lunar-go knows %d days of the three notices, want at least %d: the comparison is hollow", seen, least)
	}
}
