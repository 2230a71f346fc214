package calendar

import (
	"fmt"
	"io/fs"
	"regexp"
	"time"

	"mingfa/policies"
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

func readNotice(fsys fs.FS, name string) (notice, policies.Text, error) {
	var n notice
	text, err := policies.Read(fsys, name)
	if err != nil {
		return n, text, err
	}
	if err := text.JSON(&n); err != nil {
		return n, text, err
	}
	m := fileName.FindStringSubmatch(name)
	switch {
	case m == nil || fmt.Sprint(n.Year) != m[1]:
		return n, text, wrong(text, "year", `"year"`, fmt.Sprintf("年份为%d，与文件名不同", n.Year), "请使文件名为“四位年份.json”，并与 year 相同")
	case n.Number == "" || n.Title == "" || len(n.Off) == 0:
		return n, text, wrong(text, "number", `"number"`, "没有填写通知的文号、标题或者放假日期", "请对照内置的同类文件补齐 number、title、off")
	}
	if _, err := parse(n.Date); err != nil {
		return n, text, wrong(text, "date", `"date"`, "通知的日期“"+n.Date+"”不是日期", "请按2026-11-04的形式填写")
	}
	return n, text, nil
}

// wrong is a fault of a table of days, at the first line that holds the words.
func wrong(text policies.Text, key, words, message, remedy string) error {
	return &policies.Fault{
		Code: "calendar-table", File: text.Name, Line: text.LineOf(words), Path: key, Rule: "CAL-07", Message: message, Remedy: remedy,
	}
}

// add enters the days of the notice. A notice may reach into the last days of the
// year before (元旦) but no further.
func (c *Calendar) add(n notice, text policies.Text) error {
	for i, s := range n.Off {
		from, to, err := s.days(text, i)
		if err != nil {
			return err
		}
		if !n.holds(from) || !n.holds(to) {
			return wrong(text, policies.Item("off", i), `"`+s.From+`"`, fmt.Sprintf("“%s”放假自%s至%s，不在%d年之内", s.Name, s.From, s.To, n.Year), "请更正起止日期；跨年的元旦可以从上年12月起")
		}
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			c.off[d.Format(layout)] = s.Name + "放假"
		}
	}
	for i, day := range n.MadeUp {
		d, err := parse(day)
		if err != nil || !n.holds(d) || !weekend(d) || c.off[day] != "" {
			return wrong(text, policies.Item("made_up", i), `"`+day+`"`, "调休上班的“"+day+"”不是该年的日期，不是星期六、星期日，或者同时列为放假", "请对照通知更正")
		}
		c.madeUp[day] = true
	}
	c.notices[n.Year] = n
	return nil
}

// longest is how many days a holiday may take, so that a slip of the pen shows.
const longest = 15 * 24 * time.Hour

// days returns the first and the last day of the holiday.
func (s span) days(text policies.Text, i int) (from, to time.Time, err error) {
	from, err = parse(s.From)
	if err == nil {
		to, err = parse(s.To)
	}
	if err != nil || s.Name == "" || to.Before(from) || to.Sub(from) > longest {
		return from, to, wrong(text, policies.Item("off", i), `"`+s.From+`"`, fmt.Sprintf("“%s”放假自“%s”至“%s”，没有名称、不是日期、先后颠倒或者过长", s.Name, s.From, s.To), "请对照通知更正")
	}
	return from, to, nil
}

func (n notice) holds(d time.Time) bool {
	return d.Year() == n.Year || d.Year() == n.Year-1 && d.Month() == time.December
}
