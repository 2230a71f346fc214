package activities

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Bulk are the steps for which nobody waits.
type Bulk struct {
	Duties  Duties
	Shelf   Shelf
	Website Website // nil when no website is configured
	Now     func() time.Time
}

// DueRepeals returns the documents whose repeal of another takes effect today or
// has taken effect and is not carried out.
func (b *Bulk) DueRepeals(ctx context.Context) ([]string, error) {
	ids, err := b.Duties.DueRepeals(ctx, document.DateOf(b.Now()))
	return ids, fault(ctx, err)
}

// Repeal returns what the document repeals of which the day has come and which is to
// be marked: ids and days only, since its title is no business of the conductor's.
// What the public never saw needs no mark; its end is written down here.
func (b *Bulk) Repeal(ctx context.Context, documentID string) ([]Target, error) {
	now := b.Now()
	if err := b.Duties.Inscribe(ctx, documentID, document.DateOf(now), now); err != nil {
		return nil, fault(ctx, err)
	}
	r, err := b.Duties.Repeal(ctx, documentID, document.DateOf(now))
	return r.Targets, fault(ctx, err)
}

// Delivery is a release of which the website is told.
type Delivery struct {
	Release string    `json:"release"`
	At      time.Time `json:"at"` // when it became visible
}

// Deliver tells the website and stores its answer. It fails in a way that is
// tried again until the website has acknowledged.
func (b *Bulk) Deliver(ctx context.Context, d Delivery) (Receipt, error) {
	r, err := b.Shelf.Visible(ctx, d.Release)
	if err != nil {
		return Receipt{}, fault(ctx, err)
	}
	now := b.Now()
	proof, failed := b.tell(ctx, d, r, now)
	receipt := answer(ctx, d.Release, WebsiteSurface, now, proof, failed)
	return receipt, keep(ctx, b.Shelf, receipt)
}

func (b *Bulk) tell(ctx context.Context, d Delivery, r document.Released, now time.Time) (map[string]any, error) {
	if b.Website == nil {
		return nil, document.Refuse(document.Unavailable, "no-website", "没有配置接收推送的网站。")
	}
	return b.Website.Deliver(ctx, d.Release, r, r.Life.Words(document.DateOf(now)), d.At)
}
