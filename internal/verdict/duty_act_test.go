package verdict_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// CAL-08, ND-14, ND-15, SR-12: who may do what about which duty.
func TestJudgeDuty(t *testing.T) {
	legality := verdict.StageDuty(document.LegalityReview)
	rows := []struct {
		name, who, duty string
		owner           document.Role
		verb            document.Verb
		held            bool
		want            string
	}{
		{"ND-15 the legal office files", "legal", verdict.FileDuty, document.LegalReviewer, document.MeetDuty, false, ""},
		{"ND-15 nobody else", "drafter", verdict.FileDuty, document.LegalReviewer, document.MeetDuty, false, "not-duty-owner"},
		{"ND-14 the unit evaluates", "drafter", verdict.EvaluateDuty, document.Drafter, document.MeetDuty, false, ""},
		{"ND-14 not its head", "head", verdict.EvaluateDuty, document.Drafter, document.MeetDuty, false, "role-missing"},
		{"GI-13 is met by the release", "publisher", verdict.PublishDuty, document.Publisher, document.MeetDuty, false, "role-missing"},
		{"IN-08 is met by the release", "drafter", verdict.InterpretDuty, document.Drafter, document.MeetDuty, false, "met-by-act"},
		{"ND-05 stopped", "legal", legality, document.LegalReviewer, document.StopDuty, false, ""},
		{"ND-05 stopped twice", "legal", legality, document.LegalReviewer, document.StopDuty, true, "already-stopped"},
		{"ND-05 restarted", "legal", legality, document.LegalReviewer, document.RestartDuty, true, ""},
		{"ND-05 never stopped", "legal", legality, document.LegalReviewer, document.RestartDuty, false, "not-stopped"},
		{"ND-05 not by the drafter", "drafter", legality, document.LegalReviewer, document.StopDuty, false, "role-missing"},
		{"ND-15 never stands still", "legal", verdict.FileDuty, document.LegalReviewer, document.StopDuty, false, "not-stoppable"},
		{"an unknown verb", "legal", legality, document.LegalReviewer, document.Approve, false, "unknown-verb"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			b := newBench(t)
			b.c.State.Stage = document.Published
			b.c.Actor = verdict.Actor{ID: row.who, Active: true, Appointments: people[row.who]}
			d := verdict.RunningDuty{Duty: verdict.Duty{Name: row.duty, Title: "期限", Owner: row.owner, Unit: calendar.Workdays}, Held: row.held}
			err := b.laws.JudgeDuty(b.c, d, verdict.DutyRequest{ID: "r", Verb: row.verb, Note: "明司备〔2026〕12号"})
			if code(err) != row.want {
				t.Errorf("%v, want %q", err, row.want)
			}
			if row.want != "" {
				return
			}
			if err := b.laws.JudgeDuty(b.c, d, verdict.DutyRequest{ID: "r", Verb: row.verb, Note: " "}); code(err) != "note-missing" {
				t.Errorf("without evidence: %v", err)
			}
			if got := fmt.Sprint(b.laws.DutyOptions(b.c, d)); got != fmt.Sprint([]document.Verb{row.verb}) {
				t.Errorf("offered: %s", got)
			}
		})
	}
}

// SR-11: a report names authority, instant and number, lies between the discovery and
// now, and is an act of its own.
func TestSR11Report(t *testing.T) {
	b := newBench(t)
	b.c.Actor = verdict.Actor{ID: "secrecy", Active: true, Appointments: people["secrecy"]}
	leak := verdict.RunningDuty{Duty: verdict.Duty{Name: verdict.LeakDuty, Title: "向保密行政管理部门报告", Owner: document.SecrecyReviewer, Unit: calendar.Hours, Count: 24}}
	begun := time.Date(2026, 11, 20, 15, 30, 20, 0, document.Shanghai)
	whole := verdict.DutyRequest{ID: "r", Verb: document.ReportLeak, To: "明州市国家保密局", At: begun.Add(3 * time.Hour), Number: "明密报〔2026〕1号"}
	for name, row := range map[string]struct {
		change func(*verdict.DutyRequest)
		want   string
	}{
		"whole":        {func(*verdict.DutyRequest) {}, ""},
		"to nobody":    {func(r *verdict.DutyRequest) { r.To = " " }, "report-incomplete"},
		"at no time":   {func(r *verdict.DutyRequest) { r.At = time.Time{} }, "report-incomplete"},
		"no number":    {func(r *verdict.DutyRequest) { r.Number = "" }, "report-incomplete"},
		"met by words": {func(r *verdict.DutyRequest) { r.Verb, r.Note = document.MeetDuty, "已报告" }, "report-instead"},
	} {
		r := whole
		row.change(&r)
		if err := b.laws.JudgeDuty(b.c, leak, r); code(err) != row.want {
			t.Errorf("%s: %v, want %q", name, err, row.want)
		}
	}
	other := leak
	other.Name = verdict.ReferDuty
	if err := b.laws.JudgeDuty(b.c, other, whole); code(err) != "not-a-leak" {
		t.Errorf("of another duty: %v", err)
	}
	if got, want := whole.Evidence(), "已于2026年11月20日18时30分向明州市国家保密局报告，编号：明密报〔2026〕1号。"; got != want {
		t.Errorf("evidence %q, want %q", got, want)
	}
	now := begun.Add(5 * time.Hour)
	for name, row := range map[string]struct {
		at   time.Time
		want string
	}{"within": {whole.At, ""}, "in the minute of the discovery": {begun.Truncate(time.Minute), ""}, "in the future": {now.Add(time.Minute), "bad-instant"}, "before it": {begun.Add(-time.Hour), "bad-instant"}} {
		r := whole
		r.At = row.at
		if at, err := r.MetAt(begun, now); code(err) != row.want || err == nil && !at.Equal(row.at) {
			t.Errorf("%s: %s %v", name, at, err)
		}
	}
}

// SR-11: from instant to instant, over a night and a weekend, with a receipt.
func TestSR11RunsByTheHour(t *testing.T) {
	d, err := verdict.Duty{Name: verdict.LeakDuty, Unit: calendar.Hours, Count: 24}.Starting(time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC))
	if err != nil || d.DueOn != "2026-11-21" {
		t.Fatalf("%+v %v", d, err)
	}
	var r calendar.Receipt
	if err := json.Unmarshal(d.Receipt, &r); err != nil || r.From != "2026-11-20T15:30:00+08:00" || r.Due != "2026-11-21T15:30:00+08:00" || r.Counted != 24 {
		t.Errorf("receipt %+v %v", r, err)
	}
	day := verdict.Duty{Name: verdict.FileDuty, Unit: calendar.Days, Count: 15, DueOn: "2026-12-07"}
	if same, err := day.Starting(time.Now()); err != nil || same.DueOn != day.DueOn {
		t.Errorf("a duty in days has no hour: %+v %v", same, err)
	}
	if got := document.ClockTime(time.Date(2026, 11, 21, 7, 30, 0, 0, time.UTC)); got != "2026年11月21日15时30分" {
		t.Errorf("written %q", got)
	}
}
