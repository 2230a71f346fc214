package procedure_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
)

func TestReminders(t *testing.T) {
	got, err := procedure.LoadReminders(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []procedure.Reminder{{Percent: 50}, {Percent: 80}, {Percent: 100, To: document.UnitHead}, {DaysLate: 3, To: document.DisclosureOfficer}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got[0].Kind() != "50%" || got[3].Kind() != "late+3" {
		t.Errorf("kinds %s, %s", got[0].Kind(), got[3].Kind())
	}
}

func TestRemindersRefused(t *testing.T) {
	const head, office = "  - {percent: 100, to: unit_head}\n", "  - {days_late: 3, to: disclosure_officer}\n"
	for name, row := range map[string]struct{ text, want string }{
		"unknown key":        {"  - {percent: 50, too: handler}\n" + head + office, "“too”不是可用的键"},
		"unknown person":     {"  - {percent: 50, to: mayor}\n" + head + office, "第1项"},
		"both":               {"  - {percent: 50, days_late: 1, to: handler}\n" + head + office, "只填一项"},
		"neither":            {"  - {to: handler}\n" + head + office, "只填一项"},
		"too early":          {"  - {percent: 1, to: handler}\n" + head + office, "5至100"},
		"after the end":      {"  - {percent: 120, to: handler}\n" + head + office, "5至100"},
		"never":              {"  - {percent: 50, to: handler}\n" + head + "  - {days_late: 365, to: disclosure_officer}\n", "1至60"},
		"nobody escalates":   {"  - {percent: 50, to: handler}\n" + head, "请补齐"},
		"nobody is reminded": {head + office, "请补齐"},
		"the wrong way":      {"  - {days_late: 1, to: handler}\n" + head + office, "时间先后"},
		"twice":              {"  - {percent: 50, to: handler}\n  - {percent: 50, to: handler}\n" + head + office, "不重复"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := procedure.LoadReminders(fstest.MapFS{"reminders.yaml": {Data: []byte("reminders:\n" + row.text)}})
			if err == nil || !strings.Contains(err.Error(), row.want) || !strings.Contains(err.Error(), "reminders.yaml") {
				t.Errorf("%v, want an error about %q", err, row.want)
			}
		})
	}
}
