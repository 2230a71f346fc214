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

// ReassessPublished implements activities.Reassess. A repetition finds nothing left to do.
func (s *Store) ReassessPublished(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.Standing, error) {
	var out activities.Standing
	err := s.tx(ctx, "close the release after an assessment", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		a, err := reassessOf(ctx, tx, documentID)
		if err != nil {
			return err
		}
		if a.Releasing {
			if err := s.closeReassess(ctx, tx, r, a, releaseID, failed, now); err != nil {
				return err
			}
			if a, err = reassessOf(ctx, tx, documentID); err != nil {
				return err
			}
		}
		out = a.standing()
		return nil
	})
	return out, err
}

// closeReassess closes the release as that of any document: what was filed is published.
func (s *Store) closeReassess(ctx context.Context, tx pgx.Tx, r row, a reassessRow, releaseID, failed string, now time.Time) error {
	if err := s.closeRelease(ctx, tx, r, releaseID, failed, now); err != nil {
		return err
	}
	verb, to, outcome := ReleaseDone, document.Published, audit.Done
	if failed != "" {
		verb, to, outcome = ReleaseFailed, a.Stage, audit.Failed
	}
	if _, err := tx.Exec(ctx, `UPDATE reassessment SET stage = $2, seq = seq + 1, releasing = false WHERE document = $1`, r.ID, to); err != nil {
		return err
	}
	c := verdict.ReassessCase{Document: verdict.Case{State: verdict.State{ID: r.ID}}, Seq: a.Seq, Proposed: a.Proposed}
	if err := addReassessAct(ctx, tx, c, verdict.Request{Verb: verb, Opinion: failed}, verdict.ReassessRuling{From: a.Stage, To: to}, now); err != nil {
		return err
	}
	var duties verdict.Effects
	if failed == "" {
		duties.Meet = []string{verdict.OpenDuty}
	}
	if err := oblige(ctx, tx, r.ID, duties, now); err != nil {
		return err
	}
	detail := map[string]any{"release": releaseID, "seq": a.Seq + 1}
	obliged(detail, duties)
	return entry{actor: house, act: "reassessment." + string(verb), subject: r.ID, outcome: outcome, detail: detail, at: now}.append(ctx, tx)
}
