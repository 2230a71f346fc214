package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// Published implements activities.Shelf.
func (s *Store) Published(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.Standing, error) {
	return settle(ctx, s, "close a release", documentID, rowOf, func(tx pgx.Tx, r row, _ row) error {
		if !r.Releasing {
			return nil
		}
		return s.closeRelease(ctx, tx, r, releaseID, failed, now)
	})
}

func (s *Store) closeRelease(ctx context.Context, tx pgx.Tx, r row, releaseID, failed string, now time.Time) error {
	end := endOf(failed, r.Stage)
	var duties verdict.Effects
	if failed == "" {
		if err := seenRelease(ctx, tx, r.ID, releaseID); err != nil {
			return err
		}
		var err error
		if duties, err = s.published(ctx, tx, r, now); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		UPDATE document SET stage = $2, seq = seq + 1, releasing = false, changed_at = $3 WHERE id = $1`, r.ID, end.to, now)
	if err != nil {
		return err
	}
	err = addAct(ctx, tx, r.ID, "", Act{
		Seq: r.Seq + 1, Verb: end.verb, From: r.Stage, To: end.to, Revision: r.Revision, Digest: r.Digest,
		Detail: ActDetail{ReleaseID: releaseID, Failure: failed}, At: now,
	})
	if err != nil {
		return err
	}
	return end.record(ctx, tx, r.ID, "document", releaseID, r.Seq+1, duties, now)
}

// ended is how a release came out: the act of the house that says so, and where it leads.
type ended struct {
	verb    document.Verb
	to      document.Stage
	outcome string
}

// endOf returns the end of a release that was asked for at a stage; failed != "" says why
// it did not come about, and then everything stays where it is.
func endOf(failed string, at document.Stage) ended {
	if failed != "" {
		return ended{ReleaseFailed, at, audit.Failed}
	}
	return ended{ReleaseDone, document.Published, audit.Done}
}

// record writes what follows for the duties, and the line of the ledger; what names the
// kind of act there.
func (e ended) record(ctx context.Context, tx pgx.Tx, documentID, what, releaseID string, seq int, duties verdict.Effects, now time.Time) error {
	if err := oblige(ctx, tx, documentID, duties, now); err != nil {
		return err
	}
	detail := map[string]any{"release": releaseID, "seq": seq}
	obliged(detail, duties)
	return entry{actor: house, act: what + "." + string(e.verb), subject: documentID, outcome: e.outcome, detail: detail, at: now}.append(ctx, tx)
}

// published works out what the publication does to the duties of the document.
func (s *Store) published(ctx context.Context, tx pgx.Tx, r row, now time.Time) (verdict.Effects, error) {
	if s.follow == nil {
		return verdict.Effects{}, nil
	}
	c, err := caseOf(ctx, tx, r, "", document.DateOf(now))
	if err != nil {
		return verdict.Effects{}, err
	}
	return s.follow(c)
}

// seenRelease refuses to call published what nobody has seen: the release must be
// visible, and an anonymous look at the portal must have found it (invariant 11).
func seenRelease(ctx context.Context, tx pgx.Tx, documentID, releaseID string) error {
	var visible, seen bool
	err := tx.QueryRow(ctx, `
		SELECT EXISTS (SELECT 1 FROM release WHERE id = $1 AND document = $2 AND no IS NOT NULL),
			EXISTS (SELECT 1 FROM receipt WHERE release = $1 AND surface = $3 AND ok)`,
		releaseID, documentID, activities.PortalSurface).Scan(&visible, &seen)
	switch {
	case err != nil:
		return err
	case !visible:
		return document.Refuse(document.Conflict, "not-visible", "本次发布尚未公开，不能记为已发布。")
	case !seen:
		return document.Refuse(document.Conflict, "not-read-back", "公开栏目尚未回读核验，不能记为已发布。")
	default:
		return nil
	}
}
