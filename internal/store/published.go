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

// Published implements activities.Shelf. It asks for the state, not for a memory
// of its own: a repetition finds nothing left to do and returns where the
// document stands.
func (s *Store) Published(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.Standing, error) {
	var out activities.Standing
	err := s.tx(ctx, "close a release", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		if r.Releasing {
			if err := s.closeRelease(ctx, tx, r, releaseID, failed, now); err != nil {
				return err
			}
			if r, err = rowOf(ctx, tx, documentID); err != nil {
				return err
			}
		}
		out = r.standing()
		return nil
	})
	return out, err
}

func (s *Store) closeRelease(ctx context.Context, tx pgx.Tx, r row, releaseID, failed string, now time.Time) error {
	a := Act{
		Seq: r.Seq + 1, Verb: ReleaseDone, From: r.Stage, To: document.Published, Revision: r.Revision, Digest: r.Digest,
		Detail: ActDetail{ReleaseID: releaseID, Failure: failed}, At: now,
	}
	outcome := audit.Done
	var duties verdict.Effects
	if failed != "" {
		a.Verb, a.To, outcome = ReleaseFailed, r.Stage, audit.Failed
	} else {
		if err := seenRelease(ctx, tx, r.ID, releaseID); err != nil {
			return err
		}
		var err error
		if duties, err = s.published(ctx, tx, r, now); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		UPDATE document SET stage = $2, seq = $3, releasing = false, changed_at = $4 WHERE id = $1`, r.ID, a.To, a.Seq, now)
	if err != nil {
		return err
	}
	if err := addAct(ctx, tx, r.ID, "", a); err != nil {
		return err
	}
	if err := oblige(ctx, tx, r.ID, duties, now); err != nil {
		return err
	}
	detail := map[string]any{"release": releaseID, "seq": a.Seq}
	obliged(detail, duties)
	return entry{actor: house, act: "document." + string(a.Verb), subject: r.ID, outcome: outcome, detail: detail, at: now}.append(ctx, tx)
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
