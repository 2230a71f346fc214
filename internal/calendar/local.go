package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

const localName = "calendar/local.json"

// local is the form of calendar/local.json: days of the office's own, such as the
// festivals of a place (全国年节及纪念日放假办法 第四条), with the decision they
// rest on.
type local struct {
	Title  string   `json:"title"`
	Number string   `json:"number"`
	Date   string   `json:"date"`
	Off    []span   `json:"off"`
	Worked []string `json:"worked"` // worked although the yearly notice or the week says off
}

// localise lays the office's own table over the notices.
func (c *Calendar) localise(fsys fs.FS) error {
	data, err := fs.ReadFile(fsys, localName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var l local
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&l); err != nil {
		return err
	}
	if _, err := parse(l.Date); err != nil {
		return err
	}
	if l.Title == "" || l.Number == "" || len(l.Off)+len(l.Worked) == 0 {
		return errors.New("title, number or days are missing")
	}
	c.ownEdition = notice{Number: l.Number, Date: l.Date}.edition()
	for _, s := range l.Off {
		if err := c.rest(s); err != nil {
			return err
		}
	}
	for _, day := range l.Worked {
		if err := c.work(day); err != nil {
			return err
		}
	}
	return nil
}

func (c *Calendar) rest(s span) error {
	from, err := parse(s.From)
	if err != nil {
		return err
	}
	to, err := parse(s.To)
	if err != nil {
		return err
	}
	if s.Name == "" || to.Before(from) || to.Sub(from) > 15*24*time.Hour {
		return fmt.Errorf("holiday %q from %s to %s", s.Name, s.From, s.To)
	}
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		day := d.Format(layout)
		c.off[day], c.own[day] = s.Name+"放假", true
		delete(c.madeUp, day)
	}
	return nil
}

func (c *Calendar) work(day string) error {
	d, err := parse(day)
	if err != nil {
		return err
	}
	if c.restWhy(d) == "" || c.own[day] {
		return fmt.Errorf("%s is worked anyway, or is listed as off", day)
	}
	c.own[day], c.madeUp[day] = true, true
	return nil
}
