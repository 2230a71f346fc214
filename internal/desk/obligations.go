package desk

import (
	"context"
	"fmt"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

var obligationLabels = map[store.ObligationState]string{
	store.ObligationOpen: "办理中", store.ObligationMet: "按时办结", store.ObligationLate: "逾期", store.ObligationStopped: "终止",
}

// obligations returns the dated duties of a document in words, with what the actor
// of the case may do about each.
func (d *Desk) obligations(ctx context.Context, c verdict.Case) ([]Obligation, error) {
	id := c.State.ID
	list, err := d.record.Obligations(ctx, id)
	if err != nil {
		return nil, err
	}
	notices, err := d.record.Notices(ctx, id)
	if err != nil {
		return nil, err
	}
	reminded := map[int64]string{}
	for _, n := range notices { // oldest first: the latest stays
		reminded[n.Obligation] = noticeWords(n.Kind) + "，已提醒" + n.Role.Label()
	}
	out := make([]Obligation, 0, len(list))
	for _, o := range list {
		v := Obligation{
			ID: o.ID, Owner: o.Owner.Label(), Rule: o.Rule, Title: o.Title, BegunOn: document.DateOf(o.BegunAt), On: o.DueOn, State: string(o.State), Label: obligationLabels[o.State],
			Note: o.Note, Reminded: reminded[o.ID], Provisional: o.Provisional, Receipt: o.Receipt, Verbs: []document.Verb{},
		}
		switch {
		case o.MetAt != nil:
			v.MetOn = document.DateOf(*o.MetAt)
			if o.State == store.ObligationLate {
				v.Label = "逾期办结"
			}
		case o.State != store.ObligationStopped && o.HeldAt != nil:
			v.Held, v.Label, v.Words = true, "停止计时", "自"+document.DateOf(*o.HeldAt).Chinese()+"起停止计时"
			v.Verbs = d.laws.DutyOptions(c, o.Running())
		case o.State != store.ObligationStopped:
			v.Verbs = d.laws.DutyOptions(c, o.Running())
			if v.Words, err = d.leftFor(o); err != nil {
				return nil, err
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// hoursLeft says how much is left of a term in hours: under an hour in minutes, the
// begun one counted.
func hoursLeft(left time.Duration) string {
	words := "还剩"
	if left < 0 {
		words, left = "已超期", -left
	}
	if left < time.Hour {
		return fmt.Sprintf("%s%d分钟", words, int((left+time.Minute-1)/time.Minute))
	}
	return fmt.Sprintf("%s%d小时", words, int(left/time.Hour))
}

// leftFor says how much time there is. A term in hours is told by the clock.
func (d *Desk) leftFor(o store.Obligation) (string, error) {
	if o.ByTheHour() {
		return hoursLeft(o.DueAt.Sub(d.now())) + "，" + document.ClockTime(o.DueAt) + "届满", nil
	}
	_, words, err := d.left(o.DueOn)
	if err != nil {
		return "", fmt.Errorf("working days left of obligation %d: %w", o.ID, err)
	}
	if o.Provisional {
		words += "（暂定）"
	}
	return words, nil
}
