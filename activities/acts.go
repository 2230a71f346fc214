package activities

import (
	"context"
	"time"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// Workdays counts working days; it is the calendar in force.
type Workdays interface {
	AddWorkdays(from string, n int) (calendar.Receipt, error)
}

// Acts are the short steps for which a person waits.
type Acts struct {
	Register Register
	Limits   Limits
	Shelf    Shelf
	Duties   Duties
	Portal   Portal
	Website  Website // nil when no website is configured
	Judge    Judge
	Calendar Workdays
	Now      func() time.Time
}

// Open returns where the document stands.
func (a *Acts) Open(ctx context.Context, documentID string) (Standing, error) {
	s, err := a.Register.Standing(ctx, documentID)
	return s, fault(ctx, err)
}

// Take judges and records an act. It may run twice for one command: the register
// answers a repetition with the first outcome.
func (a *Acts) Take(ctx context.Context, documentID string, c Command) (Taken, error) {
	t, err := a.Register.Take(ctx, documentID, c.RequestID, a.Now(), bound(c, itself, a.Judge))
	return t, fault(ctx, err)
}

func itself(k verdict.Case) verdict.Case { return k }

// Outcome is how a release ended.
type Outcome struct {
	Document string `json:"document"`
	Release  string `json:"release"`
	Failed   string `json:"failed"` // Chinese: why it did not come about; "" = it was read back
}

// Published records how the release of the document ended, and returns where it stands
// then. A repetition changes nothing.
func (a *Acts) Published(ctx context.Context, o Outcome) (Standing, error) {
	s, err := a.Shelf.Published(ctx, o.Document, o.Release, o.Failed, a.Now())
	return s, fault(ctx, err)
}

// Owes returns the repealing documents that are to be carried out now that this
// one is released: itself, and those that repeal it and were released before it.
func (a *Acts) Owes(ctx context.Context, documentID string) ([]string, error) {
	ids, err := a.Duties.DueRepealsWith(ctx, documentID, document.DateOf(a.Now()))
	return ids, fault(ctx, err)
}

// Reminder is one reminder of one stay at a stage.
type Reminder struct {
	Document string       `json:"document"`
	Seq      int          `json:"seq"`
	Kind     ReminderKind `json:"kind"`
}

// Remind records that a reminder was due.
func (a *Acts) Remind(ctx context.Context, r Reminder) error {
	return fault(ctx, a.Register.Remind(ctx, r.Document, r.Seq, string(r.Kind), a.Now()))
}
