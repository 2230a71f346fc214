package calendar

import (
	"fmt"
	"time"
)

// AddDays returns the last day of a period of n calendar days after from, which is
// not counted. When that is a day of rest the period ends on the next working day
// (CAL-03; 《民法典》第二百零三条); the days in between are among Skipped. n is from
// 1 to 1000.
func (c *Calendar) AddDays(from string, n int) (Receipt, error) {
	d, err := parse(from)
	if err != nil {
		return Receipt{}, err
	}
	if n < 1 || n > maxDays {
		return Receipt{}, fmt.Errorf("calendar: a time limit of %d days", n)
	}
	r := receipt(from, Days)
	r.Counted = n
	return c.endAtWork(r, d.AddDate(0, 0, n), 1)
}

// endAtWork puts the end on d, or on the next working day by steps of so many days,
// 1 or -1.
func (c *Calendar) endAtWork(r Receipt, d time.Time, step int) (Receipt, error) {
	words := map[int]string{1: "，顺延", -1: "，提前"}[step]
	for {
		if err := c.cite(&r, d); err != nil {
			return Receipt{}, err
		}
		why := c.restWhy(d)
		if why == "" {
			r.Due = d.Format(layout)
			return r, nil
		}
		r.Skipped = append(r.Skipped, Day{Date: d.Format(layout), Why: why + words})
		d = d.AddDate(0, 0, step)
	}
}

// AddMonths returns the day n months after from, or before it when n is negative:
// the day of the same number, or the last of a shorter month (《民法典》第二百零二条).
// A day of rest is moved on to the next working day, or back from a day before.
// n is from -120 to 120, not 0.
func (c *Calendar) AddMonths(from string, n int) (Receipt, error) {
	d, err := parse(from)
	if err != nil {
		return Receipt{}, err
	}
	if n == 0 || n < -120 || n > 120 {
		return Receipt{}, fmt.Errorf("calendar: a time limit of %d months", n)
	}
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	day := min(d.Day(), first.AddDate(0, 1, -1).Day())
	r := receipt(from, Months)
	r.Counted = n
	end := first.AddDate(0, 0, day-1)
	if n > 0 {
		return c.endAtWork(r, end, 1)
	}
	return c.endAtWork(r, end, -1)
}

// beijing is the zone of every hour that is written (CAL-10).
var beijing = time.FixedZone("+08:00", 8*60*60)

// AddHours returns the instant n hours after from: such a period knows no rest
// (SR-11). n is from 1 to 1000.
func AddHours(from time.Time, n int) (Receipt, time.Time, error) {
	if n < 1 || n > maxDays {
		return Receipt{}, time.Time{}, fmt.Errorf("calendar: a time limit of %d hours", n)
	}
	due := from.Add(time.Duration(n) * time.Hour)
	r := receipt(from.In(beijing).Format(time.RFC3339), Hours)
	r.Counted, r.Due = n, due.In(beijing).Format(time.RFC3339)
	return r, due, nil
}
