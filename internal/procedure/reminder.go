package procedure

import (
	"fmt"
	"io/fs"
	"slices"

	"mingfa/internal/document"
	"mingfa/policies"
)

// Reminder is when somebody is reminded of a term, and who.
type Reminder struct {
	// Percent of the term that is over, from 5 to 100; 0 where DaysLate counts.
	Percent int
	// DaysLate is how many days after its end the term is still not met.
	DaysLate int
	To       document.Role // "" = who has to meet the term
}

// Kind is the name under which the reminder is recorded, once for each term.
func (r Reminder) Kind() string {
	if r.DaysLate > 0 {
		return fmt.Sprintf("late+%d", r.DaysLate)
	}
	return fmt.Sprintf("%d%%", r.Percent)
}

// remindersFile is where the reminders stand.
const remindersFile = "reminders.yaml"

// Bounds of a reminder. The shortest term is a day (SR-11), and whoever watches the
// terms looks at least once an hour: an earlier mark could be overlooked.
const (
	leastPercent = 5
	mostDaysLate = 60
)

// LoadReminders reads reminders.yaml and checks it: every term is brought before who
// has to meet it, at its end before the head of the unit, and then before the
// disclosure office. What is wrong is a *policies.Fault.
func LoadReminders(fsys fs.FS) ([]Reminder, error) {
	text, err := policies.Read(fsys, remindersFile)
	if err != nil {
		return nil, err
	}
	var f struct {
		Reminders []struct {
			Percent  int    `yaml:"percent"`
			DaysLate int    `yaml:"days_late"`
			To       string `yaml:"to"`
		} `yaml:"reminders"`
	}
	if err := text.YAML(&f); err != nil {
		return nil, err
	}
	var out []Reminder
	for i, r := range f.Reminders {
		x := Reminder{Percent: r.Percent, DaysLate: r.DaysLate, To: document.Role(r.To)}
		if r.To == "handler" {
			x.To = ""
		} else if x.To != document.UnitHead && x.To != document.DisclosureOfficer {
			return nil, misplaced(text, i, "to", "没有“"+r.To+"”这一收件人", "to 须为 handler、unit_head 或者 disclosure_officer")
		}
		if err := x.check(text, i); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, escalates(text, out)
}

func (r Reminder) check(text policies.Text, i int) error {
	switch {
	case (r.Percent == 0) == (r.DaysLate == 0):
		return misplaced(text, i, "", "提醒时点不明确", "percent 和 days_late 须填且只填一项")
	case r.DaysLate == 0 && (r.Percent < leastPercent || r.Percent > 100):
		return misplaced(text, i, "percent", fmt.Sprintf("百分比为%d", r.Percent), fmt.Sprintf("percent 须在%d至100之间", leastPercent))
	case r.DaysLate < 0 || r.DaysLate > mostDaysLate:
		return misplaced(text, i, "days_late", fmt.Sprintf("逾期日数为%d", r.DaysLate), fmt.Sprintf("days_late 须在1至%d之间", mostDaysLate))
	default:
		return nil
	}
}

// escalates holds the order: who has the term, the head of the unit, the office.
func escalates(text policies.Text, all []Reminder) error {
	last := -1
	for _, who := range []document.Role{"", document.UnitHead, document.DisclosureOfficer} {
		i := slices.IndexFunc(all, func(r Reminder) bool { return r.To == who })
		if i < 0 || i < last {
			return text.Fault("reminder-order", "reminders", "", "提醒没有依次到承办人（handler）、处室负责人（unit_head）、政务公开工作机构（disclosure_officer）", "请补齐并按此顺序排列")
		}
		last = i
	}
	for i := range all[1:] {
		if !all[i].before(all[i+1]) {
			return misplaced(text, i+1, "", "先后次序不对，或者重复", "须按时间先后排列，且不重复")
		}
	}
	return nil
}

func (r Reminder) before(o Reminder) bool {
	if r.DaysLate != o.DaysLate {
		return r.DaysLate < o.DaysLate
	}
	return r.DaysLate == 0 && r.Percent < o.Percent
}

func misplaced(text policies.Text, i int, field, message, remedy string) error {
	key := policies.Item("reminders", i)
	if field != "" {
		key += "." + field
	}
	return text.Fault("reminder", key, "", fmt.Sprintf("第%d项：%s", i+1, message), remedy)
}
