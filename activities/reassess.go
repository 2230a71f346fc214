package activities

import (
	"context"
	"time"

	"mingfa/internal/verdict"
)

// JudgeReassess decides on an assessment of the attribute inside the transaction that
// records the act.
type JudgeReassess func(verdict.ReassessCase, verdict.Request) (verdict.ReassessRuling, error)

// Reassess is the record's side of assessing what was filed unpublished (DA-18).
type Reassess interface {
	// TakeReassess records an act in one transaction, as Register.Take does.
	TakeReassess(ctx context.Context, documentID, requestID string, now time.Time, judge JudgeReassess) (Taken, error)
	// ReassessStanding returns where the assessment stands: filed while nothing is proposed.
	ReassessStanding(ctx context.Context, documentID string) (Standing, error)
	// ReassessPublished closes assessment and document after the release was read back, and
	// with them the duty (DA-19); failed != "" records that it did not come about.
	ReassessPublished(ctx context.Context, documentID, releaseID, failed string, now time.Time) (Standing, error)
}

// Reassessments are the short steps of assessments of the attribute.
type Reassessments struct {
	Reassess Reassess
	Judge    JudgeReassess
	Now      func() time.Time
}

// OpenReassess returns where the assessment stands.
func (a *Reassessments) OpenReassess(ctx context.Context, documentID string) (Standing, error) {
	s, err := a.Reassess.ReassessStanding(ctx, documentID)
	return s, fault(ctx, err)
}

// TakeReassess judges and records an act. It may run twice for one command.
func (a *Reassessments) TakeReassess(ctx context.Context, documentID string, c Command) (Taken, error) {
	judge := bound(c, func(k verdict.ReassessCase) verdict.Case { return k.Document }, a.Judge)
	t, err := a.Reassess.TakeReassess(ctx, documentID, c.RequestID, a.Now(), judge)
	return t, fault(ctx, err)
}

// ReassessPublished records how the release after the assessment ended, and returns where
// it stands then. A repetition changes nothing.
func (a *Reassessments) ReassessPublished(ctx context.Context, o Outcome) (Standing, error) {
	s, err := a.Reassess.ReassessPublished(ctx, o.Document, o.Release, o.Failed, a.Now())
	return s, fault(ctx, err)
}
