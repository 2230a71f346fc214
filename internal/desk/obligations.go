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

// obligations returns the dated duties of a document in words.
func (d *Desk) obligations(ctx context.Context, id string) ([]Obligation, error) {
	list, err := d.record.Obligations(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make([]Obligation, 0, len(list))
	for _, o := range list {
		v := Obligation{
			Rule: o.Rule, Title: o.Title, BegunOn: document.DateOf(o.BegunAt), On: o.DueOn, State: string(o.State), Label: obligationLabels[o.State],
			Note: o.Note, Provisional: o.Provisional, Receipt: o.Receipt,
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
