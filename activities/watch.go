package activities

import (
	"context"
	"time"

	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
)

// Watched is what a look at the obligations found.
type Watched struct {
	Moved    int `json:"moved"`    // dates that a changed calendar moved
	Late     int `json:"late"`     // fallen late since the last look
	Reminded int `json:"reminded"` // reminders recorded
	// Next is when the next reminder is due, nil when none is.
	Next *time.Time `json:"next,omitempty"`
}

// Dating gives a duty the due date and the receipt of the present calendar.
type Dating func(verdict.Duty) (verdict.Duty, error)

// Obligations is the record's side of dated duties.
type Obligations interface {
	// Watch marks what is late and records whom to remind by these settings, each once.
	Watch(ctx context.Context, reminders []procedure.Reminder, now time.Time) (Watched, error)
	// RedateAll works out the running obligations again and returns how many moved.
	RedateAll(ctx context.Context, date Dating, now time.Time) (int, error)
}

// Watch are the steps that look after obligations.
type Watch struct {
	Obligations Obligations
	Date        Dating
	Reminders   func() []procedure.Reminder // those in force: an office may change them while the clock runs
	Now         func() time.Time
}

// Notify records whom to remind now and says when the next reminder is due.
func (w *Watch) Notify(ctx context.Context) (Watched, error) {
	seen, err := w.Obligations.Watch(ctx, w.Reminders(), w.Now())
	return seen, fault(ctx, err)
}

// Look brings the dates up to the present calendar, marks what is late and
// records whom to remind.
func (w *Watch) Look(ctx context.Context) (Watched, error) {
	now := w.Now()
	moved, err := w.Obligations.RedateAll(ctx, w.Date, now)
	if err != nil {
		return Watched{}, fault(ctx, err)
	}
	seen, err := w.Obligations.Watch(ctx, w.Reminders(), now)
	seen.Moved = moved
	return seen, fault(ctx, err)
}
