package verdict

import (
	"slices"
	"strings"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
)

// DutyRequest is what a person asks to do about a duty.
type DutyRequest struct {
	ID   string        `json:"id"`   // idempotency key
	Verb document.Verb `json:"verb"` // one of document.BesideVerbs
	Note string        `json:"note"` // the evidence: how it was met, why the clock stops or runs again
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
var byHand = []string{EvaluateDuty, FileDuty, CleanUpDuty, ReviewDuty, LeakDuty, ReferDuty, DecideDuty}

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
	if strings.TrimSpace(r.Note) == "" {
		return dutyNote(r.Verb)
	}
	return nil
}

func (d RunningDuty) admissible(v document.Verb) *document.Error {
	switch {
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

func dutyNote(v document.Verb) *document.Error {
	message := "须写明" + v.BesideLabel() + "的依据。"
	e := document.Refuse(document.Unfit, "note-missing", message)
	e.Findings = []document.Finding{{
		Rule: "CAL-08", Severity: document.Block, Place: "note", Message: message, Remedy: "如备案文号、评估报告编号、补正通知或者复函的文号和日期。",
	}}
	return e
}

// DutyOptions returns what the actor of the case may do about a duty, verbs that
// are closed left out.
func (l Laws) DutyOptions(c Case, d RunningDuty) []document.Verb {
	out := []document.Verb{}
	for _, v := range document.BesideVerbs() {
		if l.JudgeDuty(c, d, DutyRequest{Verb: v, Note: "-"}) == nil {
			out = append(out, v)
		}
	}
	return out
}
