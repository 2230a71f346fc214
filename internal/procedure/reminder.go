package procedure

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"

	"mingfa/internal/document"
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
// disclosure office. What is wrong is told with its place and what to do.
func LoadReminders(fsys fs.FS) ([]Reminder, error) {
	data, err := fs.ReadFile(fsys, remindersFile)
	if err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	var f struct {
		Reminders []struct {
			Percent  int    `yaml:"percent"`
			DaysLate int    `yaml:"days_late"`
			To       string `yaml:"to"`
		} `yaml:"reminders"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&f); err != nil {
		return nil, fmt.Errorf("procedure: %s: %w", remindersFile, err)
	}
	var out []Reminder
	for i, r := range f.Reminders {
		x := Reminder{Percent: r.Percent, DaysLate: r.DaysLate, To: document.Role(r.To)}
		if r.To == "handler" {
			x.To = ""
		} else if x.To != document.UnitHead && x.To != document.DisclosureOfficer {
			return nil, misplaced(i, "to 须为 handler、unit_head 或者 disclosure_officer")
		}
		if err := x.check(i); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, escalates(out)
}

func (r Reminder) check(i int) error {
	switch {
	case (r.Percent == 0) == (r.DaysLate == 0):
		return misplaced(i, "percent 和 days_late 须填且只填一项")
	case r.DaysLate == 0 && (r.Percent < leastPercent || r.Percent > 100):
		return misplaced(i, fmt.Sprintf("percent 须在%d至100之间", leastPercent))
	case r.DaysLate < 0 || r.DaysLate > mostDaysLate:
		return misplaced(i, fmt.Sprintf("days_late 须在1至%d之间", mostDaysLate))
	default:
		return nil
	}
}

// escalates holds the order: who has the term, the head of the unit, the office.
func escalates(all []Reminder) error {
	last := -1
	for _, who := range []document.Role{"", document.UnitHead, document.DisclosureOfficer} {
		i := slices.IndexFunc(all, func(r Reminder) bool { return r.To == who })
		if i < 0 || i < last {
			return fmt.Errorf("procedure: %s: 提醒须依次到承办人（handler）、处室负责人（unit_head）、政务公开工作机构（disclosure_officer），请补齐并按此顺序排列", remindersFile)
		}
		last = i
	}
	for i := range all[1:] {
		if !all[i].before(all[i+1]) {
			return misplaced(i+1, "须按时间先后排列，且不重复")
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

func misplaced(i int, remedy string) error {
	return fmt.Errorf("procedure: %s: 第%d项：%s", remindersFile, i+1, remedy)
}
