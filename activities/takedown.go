package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// JudgeTakeDown decides on a take-down inside the transaction that records the act.
type JudgeTakeDown func(verdict.TakeDownCase, verdict.Request) (verdict.TakeDownRuling, error)

// DownStanding is where the take-down of a document stands, and the answer to an act.
type DownStanding struct {
	Seq       int                    `json:"seq"`
	State     document.TakeDownState `json:"state"`
	Confirmed bool                   `json:"confirmed"`
	No        int64                  `json:"no"` // from which the public can't see it, 0 = it can
}

// Downs is the record's side of take-downs.
type Downs interface {
	// TakeTakeDown records an act in one transaction, as Register.Take does. An act that
	// takes the document down hides it from every surface in that same transaction.
	TakeTakeDown(ctx context.Context, documentID, requestID string, now time.Time, judge JudgeTakeDown) (DownStanding, error)
	// TakeDownStanding returns where the take-down stands: up of what was never taken down.
	TakeDownStanding(ctx context.Context, documentID string) (DownStanding, error)
	// TakenDown returns what must no longer be found; NotFound when it is not taken down.
	TakenDown(ctx context.Context, documentID string) (document.Missing, error)
	// DownReceipt stores what a surface answered, the latest for each (take-down, surface).
	DownReceipt(ctx context.Context, documentID string, no int64, r Receipt) error
	// DownSeen records that an anonymous look found nothing any more: 已撤下. It refuses
	// with Conflict while no such look is on record.
	DownSeen(ctx context.Context, documentID string, now time.Time) (DownStanding, error)
	// Restored closes the release that put the document back; failed != "" records that it
	// did not come about, and the document stays down.
	Restored(ctx context.Context, documentID, releaseID, failed string, now time.Time) (DownStanding, error)
}

// Absence is the public side as an anonymous visitor meets it after a take-down.
type Absence interface {
	// Absent looks at every surface like a visitor. The error is a *document.Error that
	// says in Chinese where the document still shows; proof is returned with it and has
	// nothing that stood in the document.
	Absent(ctx context.Context, m document.Missing) (proof map[string]any, err error)
}

// Retraction is a website that is told of take-downs.
type Retraction interface {
	// Retract tells that a document left the portal, by its id and address only.
	Retract(ctx context.Context, documentID string, no int64, at time.Time) (proof map[string]any, err error)
}

// TakeDowns are the steps of take-downs.
type TakeDowns struct {
	Downs   Downs
	Absence Absence
	Website Retraction // nil when no website is configured
	Judge   JudgeTakeDown
	Now     func() time.Time
}

// OpenTakeDown returns where the take-down stands.
func (a *TakeDowns) OpenTakeDown(ctx context.Context, documentID string) (DownStanding, error) {
	s, err := a.Downs.TakeDownStanding(ctx, documentID)
	return s, fault(ctx, err)
}

// TakeTakeDown judges and records an act. It may run twice for one command.
func (a *TakeDowns) TakeTakeDown(ctx context.Context, documentID string, c Command) (DownStanding, error) {
	judge := bound(c, func(k verdict.TakeDownCase) verdict.Case { return k.Document }, a.Judge)
	s, err := a.Downs.TakeTakeDown(ctx, documentID, c.RequestID, a.Now(), judge)
	return s, fault(ctx, err)
}

// LookAway looks at the portal like a visitor and stores what was seen. As long as the
// document shows anywhere it fails in a way that is tried again.
func (a *TakeDowns) LookAway(ctx context.Context, documentID string) (Receipt, error) {
	m, err := a.Downs.TakenDown(ctx, documentID)
	if err != nil {
		return Receipt{}, fault(ctx, err)
	}
	now := a.Now()
	proof, seen := a.Absence.Absent(ctx, m)
	r := answer(ctx, "", PortalSurface, now, proof, seen)
	if seen == nil {
		r.Detail = "门户回读核验通过：各处均已看不到本件。"
	}
	return r, a.keep(ctx, documentID, m.No, r)
}

// TellWebsite tells the website that the document left the portal, until it has
// acknowledged. Without a website there is nobody to tell.
func (a *TakeDowns) TellWebsite(ctx context.Context, documentID string) (Receipt, error) {
	if a.Website == nil {
		return Receipt{}, nil
	}
	m, err := a.Downs.TakenDown(ctx, documentID)
	if document.KindOf(err) == document.NotFound { // it is back: its release tells the website
		return Receipt{}, nil
	}
	if err != nil {
		return Receipt{}, fault(ctx, err)
	}
	now := a.Now()
	proof, failed := a.Website.Retract(ctx, documentID, m.No, m.At)
	r := answer(ctx, "", WebsiteSurface, now, proof, failed)
	return r, a.keep(ctx, documentID, m.No, r)
}

// keep stores a receipt, as the function of that name does for releases.
func (a *TakeDowns) keep(ctx context.Context, documentID string, no int64, r Receipt) error {
	if err := a.Downs.DownReceipt(ctx, documentID, no, r); err != nil {
		activity.GetLogger(ctx).Error("receipt not stored", "document", documentID, "surface", r.Surface, "error", err)
		return temporal.NewApplicationError("receipt not stored", "unconfirmed")
	}
	if !r.OK {
		return temporal.NewApplicationError(r.Detail, "unconfirmed")
	}
	return nil
}

// DownSeen records that nothing shows any more.
func (a *TakeDowns) DownSeen(ctx context.Context, documentID string) (DownStanding, error) {
	s, err := a.Downs.DownSeen(ctx, documentID, a.Now())
	return s, fault(ctx, err)
}

// Restored records how the release that puts it back ended.
func (a *TakeDowns) Restored(ctx context.Context, o Outcome) (DownStanding, error) {
	s, err := a.Downs.Restored(ctx, o.Document, o.Release, o.Failed, a.Now())
	return s, fault(ctx, err)
}
