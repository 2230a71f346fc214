package calendar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"time"
)

// notice is the form of calendar/2026.json: one yearly notice.
type notice struct {
	Year   int      `json:"year"`
	Title  string   `json:"title"`
	Number string   `json:"number"` // 国办发明电〔2025〕7号
	Date   string   `json:"date"`   // date of the notice
	Off    []span   `json:"off"`
	MadeUp []string `json:"made_up"` // weekend days that are worked (调休上班)
}

// span is one holiday, first and last day off.
type span struct {
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"`
}

// edition is how a receipt names the notice.
func (n notice) edition() string { return fmt.Sprintf("%s（%s）", n.Number, n.Date) }

var fileName = regexp.MustCompile(`^calendar/(\d{4})\.json$`)

func readNotice(fsys fs.FS, name string) (notice, error) {
	var n notice
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return n, err
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&n); err != nil {
		return n, err
	}
	m := fileName.FindStringSubmatch(name)
	switch {
	case m == nil || fmt.Sprint(n.Year) != m[1]:
		return n, fmt.Errorf("the file is not named after its year %d", n.Year)
	case n.Number == "" || n.Title == "" || len(n.Off) == 0:
		return n, fmt.Errorf("number, title or days off are missing")
	}
	if _, err := parse(n.Date); err != nil {
		return n, err
	}
	return n, nil
}

// add enters the days of the notice. A notice may reach into the last days of the
// year before (元旦) but no further.
func (c *Calendar) add(n notice) error {
	for _, s := range n.Off {
		from, err := c.inside(n, s.From)
		if err != nil {
			return err
		}
		to, err := c.inside(n, s.To)
		if err != nil {
			return err
		}
		if s.Name == "" || to.Before(from) || to.Sub(from) > 15*24*time.Hour {
			return fmt.Errorf("holiday %q from %s to %s", s.Name, s.From, s.To)
		}
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			c.off[d.Format(layout)] = s.Name + "放假"
		}
	}
	for _, day := range n.MadeUp {
		d, err := c.inside(n, day)
		if err != nil {
			return err
		}
		if !weekend(d) || c.off[day] != "" {
			return fmt.Errorf("made-up day %s is no weekend day, or is off", day)
		}
		c.madeUp[day] = true
	}
	c.notices[n.Year] = n
	return nil
}

func (c *Calendar) inside(n notice, day string) (time.Time, error) {
	d, err := parse(day)
	if err != nil {
		return d, err
	}
	if d.Year() != n.Year && (d.Year() != n.Year-1 || d.Month() != time.December) {
		return d, fmt.Errorf("day %s is not of the year %d", day, n.Year)
	}
	return d, nil
}
