package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Reminder is a term of which a person is reminded.
type Reminder struct {
	Obligation  int64           `json:"obligation"` // number of the term, see Obligation.ID
	Document    string          `json:"document"`
	Title       string          `json:"title"` // of the document
	Number      document.Number `json:"number"`
	UnitName    string          `json:"unit_name"` // the drafting unit
	Rule        string          `json:"rule"`
	Duty        string          `json:"duty"` // what is to be done
	Why         string          `json:"why"`  // why this person is reminded
	On          document.Date   `json:"on"`   // last day in time
	Words       string          `json:"words"`
	Late        bool            `json:"late"`
	Provisional bool            `json:"provisional"`
	At          time.Time       `json:"at"` // when the person was reminded
	Receipt     json.RawMessage `json:"receipt,omitempty"`
}

// reminderLimit is how many reminders an inbox shows.
const reminderLimit = 100

// Reminders returns the reminders. See Counter.
func (d *Desk) Reminders(ctx context.Context, person string) ([]Reminder, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return nil, err
	}
	list, err := d.record.Reminders(ctx, holders(actor), reminderLimit)
	out := make([]Reminder, 0, len(list))
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		v := Reminder{
			Obligation: r.ID, Document: r.Document, Title: r.DocumentTitle, Number: r.Number, UnitName: r.UnitName, Rule: r.Rule, Duty: r.Title,
			Why: noticeWords(r.Kind), On: r.DueOn, Late: r.State == store.ObligationLate, Provisional: r.Provisional, At: r.RemindedAt, Receipt: r.Receipt,
		}
		if v.Words, err = d.leftFor(r.Obligation); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// holders are the offices for which reminders come in: drafter and unit head for
// what is their own unit's, the other offices for all.
func holders(a verdict.Actor) []store.Holder {
	if !a.Active {
		return nil
	}
	var out []store.Holder
	for _, p := range a.Appointments {
		out = append(out, holder(p))
	}
	return out
}

func holder(p authz.Appointment) store.Holder {
	h := store.Holder{Role: p.Role}
	if p.Role == document.Drafter || p.Role == document.UnitHead {
		h.Unit = p.Unit
	}
	return h
}

// noticeWords says why somebody is reminded, by the kind of the reminder.
func noticeWords(kind string) string {
	if days, ok := strings.CutPrefix(kind, "late+"); ok {
		return "逾期满" + days + "日仍未办结，提请督办"
	}
	switch kind {
	case "100%", "late":
		return "期限已到，仍未办结，报处室负责人"
	case "half":
		return "期限已过一半"
	case "due":
		return "临近到期"
	case "escalated":
		return "逾期未办结，提请督办"
	default:
		return "期限已过" + kind
	}
}

// ActOnDuty acts on a duty. See Counter.
func (d *Desk) ActOnDuty(ctx context.Context, person, id string, obligation int64, r verdict.DutyRequest) (View, error) {
	if r.ID == "" {
		return View{}, document.Refuse(document.Invalid, "request-id-missing", "缺少请求编号，无法防止重复办理。")
	}
	if !slices.Contains(document.BesideVerbs(), r.Verb) {
		return View{}, document.Refuse(document.Invalid, "unknown-verb", "没有这样的办理动作。")
	}
	_, err := d.open(ctx, person, id)
	if err == nil && len(scan.SecrecyMarks(r.Note+"\n"+r.To+"\n"+r.Number)) > 0 {
		err = intake.SecrecyMark("note")
	}
	if err == nil {
		c := store.DutyCommand{Obligation: obligation, Document: id, Person: person, Request: r}
		_, err = d.record.ActOnDuty(ctx, c, d.laws.JudgeDuty, d.laws.Date, d.now())
	}
	if err != nil {
		return View{}, d.refused(ctx, person, string(r.Verb), id, err)
	}
	return d.View(ctx, person, id)
}
