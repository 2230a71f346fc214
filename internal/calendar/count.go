package calendar

import (
	"fmt"
	"slices"
	"time"
)

// Day is a day that was not counted, and why.
type Day struct {
	Date string `json:"date"`
	Why  string `json:"why"` // Chinese, e.g. 春节放假, 星期六
}

// Receipt says how a due date came about, so that anybody can count it again.
type Receipt struct {
	From    string `json:"from"` // start day, not counted (CAL-01)
	Due     string `json:"due"`  // last day that is in time
	Unit    Unit   `json:"unit"`
	Counted int    `json:"counted"`
	Skipped []Day  `json:"skipped"`
	// MadeUp are weekend days that were counted because the notice makes them
	// working days (调休上班).
	MadeUp []string `json:"made_up"`
	// Editions are the notices the count rests on, number and date.
	Editions []string `json:"editions"`
	// Provisional is true when a day of a year without a notice was counted by
	// plain weekends (日历未公布): the date must be worked out again once the
	// notice is out (CAL-07).
	Provisional bool `json:"provisional"`
}

// Unit is what a period is counted in.
type Unit string

// The units.
const (
	Workdays Unit = "workday" // 工作日
	Days     Unit = "day"     // 日, calendar days
	Months   Unit = "month"   // 个月
	Hours    Unit = "hour"    // 小时
)

// maxDays bounds a count: no time limit of the rulebook comes near it.
const maxDays = 1000

// AddWorkdays returns the day that is n working days after from, which itself is
// not counted (CAL-01). n is from 1 to 1000; anything else, or a from that is no
// date, is an error, and so is a past year without a notice (NoTableError).
func (c *Calendar) AddWorkdays(from string, n int) (Receipt, error) {
	d, err := parse(from)
	if err != nil {
		return Receipt{}, err
	}
	if n < 1 || n > maxDays {
		return Receipt{}, fmt.Errorf("calendar: a time limit of %d working days", n)
	}
	r := receipt(from, Workdays)
	for r.Counted < n {
		d = d.AddDate(0, 0, 1)
		if err := c.tally(&r, d); err != nil {
			return Receipt{}, err
		}
	}
	r.Due = d.Format(layout)
	return r, nil
}

func receipt(from string, unit Unit) Receipt {
	return Receipt{From: from, Unit: unit, Skipped: []Day{}, MadeUp: []string{}, Editions: []string{}}
}

// tally enters one day in the receipt.
func (c *Calendar) tally(r *Receipt, d time.Time) error {
	if err := c.cite(r, d); err != nil {
		return err
	}
	if why := c.restWhy(d); why != "" {
		r.Skipped = append(r.Skipped, Day{Date: d.Format(layout), Why: why})
		return nil
	}
	r.Counted++
	if weekend(d) {
		r.MadeUp = append(r.MadeUp, d.Format(layout))
	}
	return nil
}

// cite names the notice that a day rests on, and the office's own table where it
// says something of the day.
func (c *Calendar) cite(r *Receipt, d time.Time) error {
	if err := c.covers(d); err != nil {
		return err
	}
	notice, ok := c.notices[d.Year()]
	if !ok {
		r.Provisional = true
	} else if !slices.Contains(r.Editions, notice.edition()) {
		r.Editions = append(r.Editions, notice.edition())
	}
	if c.own[d.Format(layout)] && !slices.Contains(r.Editions, c.ownEdition) {
		r.Editions = append(r.Editions, c.ownEdition)
	}
	return nil
}

// Between returns how many working days lie after from up to and including to:
// how many are left on the day from for something due on to. It is negative by
// the working days after to when to is past. provisional is as in Receipt.
func (c *Calendar) Between(from, to string) (days int, provisional bool, err error) {
	if to < from {
		days, provisional, err = c.Between(to, from)
		return -days, provisional, err
	}
	d, err := parse(from)
	if err != nil {
		return 0, false, err
	}
	end, err := parse(to)
	if err != nil {
		return 0, false, err
	}
	if end.Sub(d) > 10*366*24*time.Hour {
		return 0, false, fmt.Errorf("calendar: %s to %s is no span of a time limit", from, to)
	}
	var r Receipt
	for d.Before(end) {
		d = d.AddDate(0, 0, 1)
		if err := c.tally(&r, d); err != nil {
			return 0, false, err
		}
	}
	return r.Counted, r.Provisional, nil
}
