package calendar

import (
	"errors"
	"io/fs"
	"time"

	"mingfa/policies"
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
	if _, err := fs.Stat(fsys, localName); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	text, err := policies.Read(fsys, localName)
	if err != nil {
		return err
	}
	var l local
	if err := text.JSON(&l); err != nil {
		return err
	}
	if _, err := parse(l.Date); err != nil {
		return wrong(text, "date", `"date"`, "决定的日期“"+l.Date+"”不是日期", "请按2026-01-01的形式填写")
	}
	if l.Title == "" || l.Number == "" || len(l.Off)+len(l.Worked) == 0 {
		return wrong(text, "number", `"number"`, "没有填写决定的文号、标题或者日期", "请补齐 number、title 和 off 或者 worked")
	}
	c.ownEdition = notice{Number: l.Number, Date: l.Date}.edition()
	for i, s := range l.Off {
		from, to, err := s.days(text, i)
		if err != nil {
			return err
		}
		c.rest(s.Name, from, to)
	}
	for i, day := range l.Worked {
		d, err := parse(day)
		if err != nil || c.restWhy(d) == "" || c.own[day] {
			return wrong(text, policies.Item("worked", i), `"`+day+`"`, "上班的“"+day+"”不是日期、本来就是工作日，或者同时列为放假", "请删去或者更正")
		}
		c.own[day], c.madeUp[day] = true, true
	}
	return nil
}

func (c *Calendar) rest(name string, from, to time.Time) {
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		day := d.Format(layout)
		c.off[day], c.own[day] = name+"放假", true
		delete(c.madeUp, day)
	}
}
