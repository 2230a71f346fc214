package activities

import (
	"context"
	"encoding/json"
	"time"

	"mingfa/internal/document"
)

// askAgain is how long a provisional due date is believed before it is worked
// out anew: the holidays of the next year are announced in some week of autumn.
const askAgain = 7 * 24 * time.Hour

// Due works out the due date of the present stage, stores it with its receipt
// and says when to remind.
func (a *Acts) Due(ctx context.Context, documentID string) (Timetable, error) {
	t, err := a.due(ctx, documentID)
	return t, fault(ctx, err)
}

func (a *Acts) due(ctx context.Context, documentID string) (Timetable, error) {
	limit, err := a.Limits.Limit(ctx, documentID)
	if err != nil || limit.Workdays == 0 {
		return Timetable{Seq: limit.Seq}, err
	}
	term, err := a.Calendar.AddWorkdays(string(document.DateOf(limit.Since)), limit.Workdays)
	if err != nil {
		return Timetable{}, err
	}
	next, err := a.Calendar.AddWorkdays(term.Due, 1)
	if err != nil {
		return Timetable{}, err
	}
	receipt, err := json.Marshal(term)
	if err != nil {
		return Timetable{}, err
	}
	dueOn := document.Date(term.Due)
	err = a.Register.Deadline(ctx, Deadline{
		Document: documentID, Seq: limit.Seq, Stage: limit.Stage, Workdays: limit.Workdays,
		DueOn: dueOn, DueAt: endOf(dueOn), Provisional: term.Provisional, Receipt: receipt,
	})
	return a.timetable(limit, endOf(dueOn), endOf(document.Date(next.Due)), term.Provisional), err
}

func (a *Acts) timetable(limit Limit, dueAt, overdueAt time.Time, provisional bool) Timetable {
	t := Timetable{Seq: limit.Seq, Marks: []Mark{
		{HalfTime, limit.Since.Add(dueAt.Sub(limit.Since) / 2)}, {DueTime, dueAt}, {Overdue, overdueAt},
	}}
	if provisional {
		again := a.Now().Add(askAgain)
		t.Again = &again
	}
	return t
}

// endOf returns the instant at which the civil day is over.
func endOf(d document.Date) time.Time { return d.Midnight().AddDate(0, 0, 1) }
