package activities

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"mingfa/internal/document"
)

// Shown is a release that the public can see.
type Shown struct {
	No      int64     `json:"no"` // 0 = not visible
	At      time.Time `json:"at"`
	Website bool      `json:"website"` // a website is to be told
}

// Switch makes a prepared release visible.
func (a *Acts) Switch(ctx context.Context, releaseID string) (Shown, error) {
	now := a.Now()
	s, err := a.Shelf.Switch(ctx, releaseID, now)
	if err != nil {
		return Shown{}, fault(ctx, err)
	}
	return Shown{No: s.No, At: now, Website: a.Website != nil}, nil
}

// Discard removes a release that failed. A switch whose answer was lost may have
// happened all the same: then the release is visible and is returned as such.
func (a *Acts) Discard(ctx context.Context, releaseID string) (Shown, error) {
	if err := a.Shelf.Discard(ctx, releaseID); err != nil {
		return Shown{}, fault(ctx, err)
	}
	r, err := a.Shelf.Visible(ctx, releaseID)
	switch {
	case document.KindOf(err) == document.NotFound:
		return Shown{}, nil
	case err != nil:
		return Shown{}, fault(ctx, err)
	}
	return Shown{No: r.No, At: a.Now(), Website: a.Website != nil}, nil
}

// ReadBack looks at the release like a visitor and stores what was seen. As long
// as the portal does not show it, it fails in a way that is tried again: what is
// visible can't be taken back by a failed look, and what nobody has seen is not
// called published.
func (a *Acts) ReadBack(ctx context.Context, releaseID string) (Receipt, error) {
	r, err := a.Shelf.Visible(ctx, releaseID)
	if err != nil {
		return Receipt{}, fault(ctx, err)
	}
	now := a.Now()
	proof, seen := a.Portal.ReadBack(ctx, r, r.Life.Words(document.DateOf(now)))
	receipt := answer(ctx, releaseID, PortalSurface, now, proof, seen)
	return receipt, keep(ctx, a.Shelf, receipt)
}

// answer makes the receipt of one attempt.
func answer(ctx context.Context, releaseID, surface string, now time.Time, proof map[string]any, err error) Receipt {
	attempt := activity.GetInfo(ctx).Attempt
	if proof == nil {
		proof = map[string]any{}
	}
	proof["attempt"] = attempt
	r := Receipt{Release: releaseID, Surface: surface, OK: err == nil, At: now, Proof: proof}
	done, doing := "门户回读核验通过。", "门户回读核验"
	if surface == WebsiteSurface {
		done, doing = "网站已确认收到。", "网站推送"
	}
	if r.Detail = done; err != nil {
		r.Detail = fmt.Sprintf("第%d次%s未成功：%s系统将继续重试。", attempt, doing, sentence(err))
	}
	return r
}

// sentence returns what a person may read of an error.
func sentence(err error) string {
	if e, ok := asRefusal(err); ok {
		return e.Message
	}
	return "系统内部错误。"
}

// keep stores a receipt; a receipt of a failure becomes an error that Temporal
// tries again, however often.
func keep(ctx context.Context, shelf Shelf, r Receipt) error {
	if err := shelf.Receipt(ctx, r); err != nil {
		activity.GetLogger(ctx).Error("receipt not stored", "release", r.Release, "surface", r.Surface, "error", err)
		return temporal.NewApplicationError("receipt not stored", "unconfirmed")
	}
	if !r.OK {
		return temporal.NewApplicationError(r.Detail, "unconfirmed")
	}
	return nil
}
