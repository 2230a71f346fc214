package verdict

import (
	"slices"
	"strings"
	"time"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
)

// DutyRequest is what a person asks to do about a duty.
type DutyRequest struct {
	ID   string        `json:"id"`   // idempotency key
	Verb document.Verb `json:"verb"` // one of document.BesideVerbs
	Note string        `json:"note"` // the evidence: how it was met, why the clock stops or runs again
	// To, At and Number belong to report-leak (SR-11): which authority was told, at what
	// instant, and under which number.
	To     string    `json:"to,omitempty"`
	At     time.Time `json:"at,omitzero"`
	Number string    `json:"number,omitempty"`
}

// Evidence returns what is put on record as that by which the duty was met, stopped or
// restarted, "" when the request names none.
func (r DutyRequest) Evidence() string {
	note := strings.TrimSpace(r.Note)
	if r.Verb != document.ReportLeak {
		return note
	}
	to, number := strings.TrimSpace(r.To), strings.TrimSpace(r.Number)
	if to == "" || number == "" || r.At.IsZero() {
		return ""
	}
	return "已于" + document.ClockTime(r.At) + "向" + to + "报告，编号：" + number + "。" + note
}

// MetAt returns the instant at which what the request tells of was done: for a report
// that of the report (SR-11), which lies between the discovery and now; for all else now.
func (r DutyRequest) MetAt(begun, now time.Time) (time.Time, error) {
	switch {
	case r.Verb != document.ReportLeak:
		return now, nil
	case r.At.After(now):
		return now, wrongInstant("报告时间不能晚于现在。")
	case r.At.Before(begun.Truncate(time.Minute)): // people write minutes
		return now, wrongInstant("报告时间不能早于发现时间（" + document.ClockTime(begun) + "）。")
	default:
		return r.At, nil
	}
}

func wrongInstant(message string) error {
	e := document.Refuse(document.Unfit, "bad-instant", message)
	e.Rule = "SR-11"
	e.Findings = []document.Finding{{Rule: "SR-11", Severity: document.Block, Place: "at", Message: message, Remedy: "请按实际报告的时间填写。"}}
	return e
}

// RunningDuty is a duty of which something is still due.
type RunningDuty struct {
	Duty
	Held bool // its clock stands still
}

// stoppable are the reviews whose time does not run while others are asked or the
// unit makes good what is missing (CAL-08, ND-05, SR-12). No other term stands still.
var stoppable = []string{
	StageDuty(document.SecrecyReview), StageDuty(document.LegalityReview), StageDuty(document.CompetitionReview),
}

// byHand are the duties that no act in this system meets: what was done outside is
// put on record by who has to do it. All others are met by the act itself.
var byHand = []string{EvaluateDuty, FileDuty, CleanUpDuty, ReviewDuty, ReferDuty, DecideDuty}

// JudgeDuty decides on an act about a duty. A refusal is a *document.Error.
func (l Laws) JudgeDuty(c Case, d RunningDuty, r DutyRequest) error {
	q := c.question(r.Verb)
	q.Owner = d.Owner
	if answer := l.Authority.AskBeside(q); !answer.Allowed {
		return &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	if e := d.admissible(r.Verb); e != nil {
		return e
	}
	if r.Evidence() == "" {
		return dutyNote(r)
	}
	return nil
}

func (d RunningDuty) admissible(v document.Verb) *document.Error {
	switch {
	case v == document.MeetDuty && d.Name == LeakDuty:
		return document.Refuse(document.Conflict, "report-instead", "“"+d.Title+"”须登记报告的机关、时间和编号，请以“"+document.ReportLeak.BesideLabel()+"”办理。")
	case v == document.ReportLeak && d.Name != LeakDuty:
		return document.Refuse(document.Conflict, "not-a-leak", "“"+d.Title+"”不是泄密报告，不能登记已报告。")
	case v == document.MeetDuty && !slices.Contains(byHand, d.Name):
		return document.Refuse(document.Conflict, "met-by-act", "“"+d.Title+"”由相应的办理动作办结，不能另行登记。")
	case v == document.StopDuty && (!slices.Contains(stoppable, d.Name) || d.Unit != calendar.Workdays):
		return document.Refuse(document.Conflict, "not-stoppable", "“"+d.Title+"”的期限不停止计算。只有保密审查、合法性审核、公平竞争审查在补正材料或者征求意见期间可以停止计时。")
	case v == document.StopDuty && d.Held:
		return document.Refuse(document.Conflict, "already-stopped", "该项期限已经停止计时。")
	case v == document.RestartDuty && !d.Held:
		return document.Refuse(document.Conflict, "not-stopped", "该项期限没有停止计时，无须恢复。")
	default:
		return nil
	}
}

// dutyNote says what the request lacks.
func dutyNote(r DutyRequest) *document.Error {
	if r.Verb == document.ReportLeak {
		return reportMissing(r)
	}
	message := "须写明" + r.Verb.BesideLabel() + "的依据。"
	e := document.Refuse(document.Unfit, "note-missing", message)
	e.Findings = []document.Finding{{
		Rule: "CAL-08", Severity: document.Block, Place: "note", Message: message, Remedy: "如备案文号、评估报告编号、补正通知或者复函的文号和日期。",
	}}
	return e
}

// reportMissing names each part of a report that is not there.
func reportMissing(r DutyRequest) *document.Error {
	e := document.Refuse(document.Unfit, "report-incomplete", "登记已报告须写明报告的机关、时间和编号（SR-11）。")
	e.Rule = "SR-11"
	for _, part := range []struct {
		place, message, remedy string
		missing                bool
	}{
		{"to", "没有写明向哪一机关报告。", "如明州市国家保密局。", strings.TrimSpace(r.To) == ""},
		{"at", "没有写明报告的时间。", "请写明年、月、日、时、分。", r.At.IsZero()},
		{"number", "没有写明报告的编号。", "如报告文号；口头报告的，写明电话记录编号。", strings.TrimSpace(r.Number) == ""},
	} {
		if part.missing {
			e.Findings = append(e.Findings, document.Finding{Rule: "SR-11", Severity: document.Block, Place: part.place, Message: part.message, Remedy: part.remedy})
		}
	}
	return e
}

// DutyOptions returns what the actor of the case may do about a duty, verbs that
// are closed left out.
func (l Laws) DutyOptions(c Case, d RunningDuty) []document.Verb {
	out := []document.Verb{}
	for _, v := range document.BesideVerbs() {
		if l.JudgeDuty(c, d, DutyRequest{Verb: v, Note: "-", To: "-", At: time.Unix(0, 0), Number: "-"}) == nil {
			out = append(out, v)
		}
	}
	return out
}
