package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/verdict"
)

// ReassessPublished implements activities.Reassess.
func (s *Store) ReassessPublished(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.Standing, error) {
	return settle(ctx, s, "close the release after an assessment", documentID, reassessOf, func(tx pgx.Tx, r row, a reassessRow) error {
		if !a.Releasing {
			return nil
		}
		return s.closeReassess(ctx, tx, r, a, releaseID, failed, now)
	})
}

// closeReassess closes the release as that of any document: what was filed is published.
func (s *Store) closeReassess(ctx context.Context, tx pgx.Tx, r row, a reassessRow, releaseID, failed string, now time.Time) error {
	if err := s.closeRelease(ctx, tx, r, releaseID, failed, now); err != nil {
		return err
	}
	end := endOf(failed, a.Stage)
	if _, err := tx.Exec(ctx, `UPDATE reassessment SET stage = $2, seq = seq + 1, releasing = false WHERE document = $1`, r.ID, end.to); err != nil {
		return err
	}
	c := verdict.ReassessCase{Document: verdict.Case{State: verdict.State{ID: r.ID}}, Seq: a.Seq, Proposed: a.Proposed}
	if err := addReassessAct(ctx, tx, c, verdict.Request{Verb: end.verb, Opinion: failed}, verdict.ReassessRuling{From: a.Stage, To: end.to}, now); err != nil {
		return err
	}
	var duties verdict.Effects
	if failed == "" {
		duties.Meet = []string{verdict.OpenDuty}
	}
	return end.record(ctx, tx, r.ID, "reassessment", releaseID, a.Seq+1, duties, now)
}
