package activities

import (
	"context"
	"time"

	"mingfa/internal/verdict"
)

// JudgeLate decides on a late interpretation inside the transaction that records the act.
type JudgeLate func(verdict.LateCase, verdict.Request) (verdict.LateRuling, error)

// Late is the record's side of interpretations that follow their document (IN-08).
type Late interface {
	// TakeLate records an act in one transaction, as Register.Take does.
	TakeLate(ctx context.Context, documentID, requestID string, now time.Time, judge JudgeLate) (Taken, error)
	// LateStanding returns where the interpretation stands.
	LateStanding(ctx context.Context, documentID string) (Standing, error)
	// LatePublished closes the interpretation after its release was read back, and with
	// it the duty; failed != "" records that the release did not come about.
	LatePublished(ctx context.Context, documentID, releaseID, failed string, now time.Time) (Standing, error)
}

// Interpretations are the short steps of late interpretations.
type Interpretations struct {
	Late  Late
	Judge JudgeLate
	Now   func() time.Time
}

// OpenLate returns where the interpretation stands.
func (a *Interpretations) OpenLate(ctx context.Context, documentID string) (Standing, error) {
	s, err := a.Late.LateStanding(ctx, documentID)
	return s, fault(ctx, err)
}

// TakeLate judges and records an act. It may run twice for one command.
func (a *Interpretations) TakeLate(ctx context.Context, documentID string, c Command) (Taken, error) {
	judge := bound(c, func(k verdict.LateCase) verdict.Case { return k.Document }, a.Judge)
	t, err := a.Late.TakeLate(ctx, documentID, c.RequestID, a.Now(), judge)
	return t, fault(ctx, err)
}

// LatePublished records how the release of the interpretation ended, and returns where it
// stands then. A repetition changes nothing.
func (a *Interpretations) LatePublished(ctx context.Context, o Outcome) (Standing, error) {
	s, err := a.Late.LatePublished(ctx, o.Document, o.Release, o.Failed, a.Now())
	return s, fault(ctx, err)
}
