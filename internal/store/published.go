package store

import (
	"context"
	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"time"

	"github.com/jackc/pgx/v5"
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
			if err := closeRelease(ctx, tx, r, releaseID, failed, now); err != nil {
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

func closeRelease(ctx context.Context, tx pgx.Tx, r row, releaseID, failed string, now time.Time) error {
	a := Act{
		Seq: r.Seq + 1, Verb: ReleaseDone, From: r.Stage, To: document.Published, Revision: r.Revision, Digest: r.Digest,
		Detail: ActDetail{ReleaseID: releaseID, Failure: failed}, At: now,
	}
	outcome := audit.Done
	if failed != "" {
		a.Verb, a.To, outcome = ReleaseFailed, r.Stage, audit.Failed
	} else if err := visibleRelease(ctx, tx, r.ID, releaseID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		UPDATE document SET stage = $2, seq = $3, releasing = false, changed_at = $4 WHERE id = $1`, r.ID, a.To, a.Seq, now)
	if err != nil {
		return err
	}
	if err := addAct(ctx, tx, r.ID, "", a); err != nil {
		return err
	}
	detail := map[string]any{"release": releaseID, "seq": a.Seq}
	return entry{actor: house, act: "document." + string(a.Verb), subject: r.ID, outcome: outcome, detail: detail, at: now}.append(ctx, tx)
}

// visibleRelease refuses to call published what the public can't see.
func visibleRelease(ctx context.Context, tx pgx.Tx, documentID, releaseID string) error {
	var visible bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM release WHERE id = $1 AND document = $2 AND no IS NOT NULL)`,
		releaseID, documentID).Scan(&visible)
	if err == nil && !visible {
		return document.Refuse(document.Conflict, "not-visible", "本次发布尚未公开，不能记为已发布。")
	}
	return err
}
