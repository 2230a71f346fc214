package calendar

import (
	"fmt"
	"io/fs"
	"time"

	"mingfa/policies"
)

const layout = "2006-01-02"

// Calendar knows which days are worked. It is immutable after Load.
type Calendar struct {
	off     map[string]string // day off by notice → why
	madeUp  map[string]bool   // weekend days that are worked
	notices map[int]notice
	last    int             // the latest year with a notice
	own     map[string]bool // days of which the office's own table speaks (CAL-09)

	ownEdition string
}

// Load reads calendar/*.json: the yearly notices, and over them the office's own
// table calendar/local.json, if there is one (CAL-09). Any mistake in a file is a
// *policies.Fault.
func Load(fsys fs.FS) (*Calendar, error) {
	names, err := fs.Glob(fsys, "calendar/*.json")
	if err != nil {
		return nil, fmt.Errorf("calendar: list files: %w", err)
	}
	c := &Calendar{off: map[string]string{}, madeUp: map[string]bool{}, notices: map[int]notice{}, own: map[string]bool{}}
	for _, name := range names {
		if name == localName {
			continue
		}
		n, text, err := readNotice(fsys, name)
		if err == nil {
			err = c.add(n, text)
		}
		if err != nil {
			return nil, err
		}
		c.last = max(c.last, n.Year)
	}
	if len(c.notices) == 0 {
		return nil, &policies.Fault{
			Code: "calendar-table", File: "calendar/", Rule: "CAL-07", Message: "没有任何一年的放假安排", Remedy: "请放入国务院办公厅通知的年度文件，如 calendar/2026.json",
		}
	}
	return c, c.localise(fsys)
}

// NoTableError says that working days of a past year were asked for, of which there is
// no notice: unlike those to come, they are known, and guessing them would be wrong
// (CAL-07).
type NoTableError struct{ Year int }

// Error says in Chinese what is missing and how to supply it.
func (e *NoTableError) Error() string {
	return fmt.Sprintf("日历中没有%[1]d年的放假安排，不能计算该年的工作日。请按国务院办公厅关于%[1]d年部分节假日安排的通知编制 calendar/%[1]d.json（格式同内置的同类文件），放入制度文件夹（MINGFA_POLICIES）后重新载入。", e.Year)
}

// covers returns a *NoTableError for a day of a past year without a notice. Beyond the
// last notice a count is provisional instead.
func (c *Calendar) covers(d time.Time) error {
	if d.Year() < c.last && !c.known(d) {
		return &NoTableError{Year: d.Year()}
	}
	return nil
}

// Workday reports whether a day is worked (CAL-02): Monday to Friday unless off
// by notice, and the weekend days made up (CAL-06). known is false for a year without a
// notice, where only the weekend is known, and for what is no date.
func (c *Calendar) Workday(date string) (works, known bool) {
	d, err := parse(date)
	if err != nil {
		return false, false
	}
	return c.restWhy(d) == "", c.known(d)
}

// restWhy says why a day is not worked, "" if it is.
func (c *Calendar) restWhy(d time.Time) string {
	day := d.Format(layout)
	switch {
	case c.madeUp[day]:
		return ""
	case c.off[day] != "":
		return c.off[day]
	case !c.known(d) && statutory[d.Format("01-02")] != "":
		return statutory[d.Format("01-02")]
	case d.Weekday() == time.Saturday:
		return "星期六"
	case d.Weekday() == time.Sunday:
		return "星期日"
	default:
		return ""
	}
}

// statutory are the holidays of every year whose date does not move (CAL-05;
// 全国年节及纪念日放假办法 第二条). They are off also in a year whose notice is not out yet.
var statutory = map[string]string{
	"01-01": "元旦", "05-01": "劳动节", "05-02": "劳动节", "10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节",
}

func (c *Calendar) known(d time.Time) bool {
	_, ok := c.notices[d.Year()]
	return ok
}

func weekend(d time.Time) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

func parse(day string) (time.Time, error) {
	d, err := time.Parse(layout, day)
	if err != nil {
		return time.Time{}, fmt.Errorf("calendar: %q is no date: %w", day, err)
	}
	return d, nil
}
