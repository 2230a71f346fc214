package desk

import (
	"context"
	"fmt"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

var obligationLabels = map[store.ObligationState]string{
	store.ObligationOpen: "办理中", store.ObligationMet: "按时办结", store.ObligationLate: "逾期", store.ObligationStopped: "终止",
}

var noticeLabels = map[string]string{
	"half": "时间过半，已提醒", "due": "临近到期，已提醒", "late": "已提醒处室负责人", "escalated": "已提请政务公开工作机构督办",
}

// obligations returns the dated duties of a document in words.
func (d *Desk) obligations(ctx context.Context, id string) ([]Obligation, error) {
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
		reminded[n.Obligation] = noticeLabels[n.Kind]
	}
	out := make([]Obligation, 0, len(list))
	for _, o := range list {
		v := Obligation{
			Rule: o.Rule, Title: o.Title, BegunOn: document.DateOf(o.BegunAt), On: o.DueOn, State: string(o.State), Label: obligationLabels[o.State],
			Note: o.Note, Reminded: reminded[o.ID], Provisional: o.Provisional, Receipt: o.Receipt,
		}
		switch {
		case o.MetAt != nil:
			v.MetOn = document.DateOf(*o.MetAt)
			if o.State == store.ObligationLate {
				v.Label = "逾期办结"
			}
		case o.State != store.ObligationStopped:
			if v.Words, err = d.left(o); err != nil {
				return nil, err
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// left says how much time there is. A term in hours is told by the clock.
func (d *Desk) left(o store.Obligation) (string, error) {
	if o.ByTheHour() {
		return o.DueAt.In(document.Shanghai).Format("2006年1月2日15时04分") + "前", nil
	}
	days, _, err := d.days.Between(string(document.DateOf(d.now())), string(o.DueOn))
	if err != nil {
		return "", fmt.Errorf("working days left of obligation %d: %w", o.ID, err)
	}
	return leftWords(days), nil
}
