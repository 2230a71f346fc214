package calendar

import (
	"fmt"
	"slices"
	"time"
)

// Pause is a stretch in which a clock stands still, such as while another body is
// asked (CAL-08). From is the day on which it was asked, Until that on which it
// answered, "" while it has not. Neither counts.
type Pause struct {
	From  string `json:"from"`
	Until string `json:"until"`
	Why   string `json:"why"` // Chinese, e.g. 征求第三方意见
}

// Clock is a time limit in working days that can stand still and begin again.
type Clock struct {
	From     string  `json:"from"` // start day, not counted
	Workdays int     `json:"workdays"`
	Pauses   []Pause `json:"pauses"`
	// Restarts are days on which the whole limit began anew, such as the receipt of
	// a correction; the last one counts.
	Restarts []string `json:"restarts"`
}

// Read returns the receipt of the clock. While it stands still Due is "" and
// stopped is true: the receipt then says what was counted before.
func (c *Calendar) Read(k Clock) (r Receipt, stopped bool, err error) {
	start := k.From
	if len(k.Restarts) > 0 {
		start = slices.Max(k.Restarts)
	}
	d, err := parse(start)
	if err != nil {
		return Receipt{}, false, err
	}
	if k.Workdays < 1 || k.Workdays > maxDays {
		return Receipt{}, false, fmt.Errorf("calendar: a time limit of %d working days", k.Workdays)
	}
	for _, p := range k.Pauses {
		if err := p.check(); err != nil {
			return Receipt{}, false, err
		}
	}
	r = receipt(start, Workdays)
	for r.Counted < k.Workdays {
		d = d.AddDate(0, 0, 1)
		p, paused := k.pausedOn(d.Format(layout))
		switch {
		case paused && p.Until == "":
			return r, true, nil
		case paused:
			if err := c.cite(&r, d); err != nil {
				return Receipt{}, false, err
			}
			r.Skipped = append(r.Skipped, Day{Date: d.Format(layout), Why: p.Why + "，停止计算"})
		default:
			if err := c.tally(&r, d); err != nil {
				return Receipt{}, false, err
			}
		}
	}
	r.Due = d.Format(layout)
	return r, false, nil
}

func (p Pause) check() error {
	from, err := parse(p.From)
	if err != nil {
		return err
	}
	if p.Until == "" {
		return nil
	}
	until, err := parse(p.Until)
	if err != nil {
		return err
	}
	if until.Before(from) || until.Sub(from) > 10*366*24*time.Hour {
		return fmt.Errorf("calendar: a pause from %s to %s", p.From, p.Until)
	}
	return nil
}

func (k Clock) pausedOn(day string) (Pause, bool) {
	i := slices.IndexFunc(k.Pauses, func(p Pause) bool { return day >= p.From && (p.Until == "" || day <= p.Until) })
	if i < 0 {
		return Pause{}, false
	}
	return k.Pauses[i], true
}
