package verdict_test

import (
	"fmt"
	"testing"

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
