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

// lates is the way of late interpretations.
var lates = way[verdict.LateCase, verdict.LateRuling, activities.Taken]{name: "a late interpretation", read: lateCase, outcome: lateOutcome, write: moveLate}

// TakeLate implements activities.Late.
func (s *Store) TakeLate(ctx context.Context, documentID, requestID string, now time.Time, judge activities.JudgeLate) (activities.Taken, error) {
	return lates.take(ctx, s, documentID, requestID, now, judge)
}

// LateTaken is Taken for requests about late interpretations.
func (s *Store) LateTaken(ctx context.Context, documentID, person string, r verdict.Request) (t activities.Taken, ok bool, err error) {
	return lates.taken(ctx, s, documentID, person, r)
}

// LateCase returns the late interpretation of a document as a judge reads it.
func (s *Store) LateCase(ctx context.Context, documentID, actor string, today document.Date) (verdict.LateCase, error) {
	return lates.open(ctx, s, documentID, actor, today)
}

// LateStanding implements activities.Late.
func (s *Store) LateStanding(ctx context.Context, documentID string) (activities.Standing, error) {
	return standingOf(ctx, s, lates.name, documentID, lateOf)
}

func (l lateRow) standing() activities.Standing {
	return activities.Standing{Seq: l.Seq, Stage: l.Stage, Releasing: l.Releasing}
}

func lateOutcome(ctx context.Context, q querier, requestID string) (activities.Taken, error) {
	return takenFrom(q.QueryRow(ctx, `SELECT seq, from_stage, to_stage, false, release FROM interpretation_act WHERE request_id = $1`, requestID))
}

func moveLate(ctx context.Context, tx pgx.Tx, a allowed[verdict.LateCase, verdict.LateRuling]) error {
	id, c, u := a.old.ID, a.found, a.ruling
	_, err := tx.Exec(ctx, `UPDATE interpretation SET stage = $2, seq = seq + 1, releasing = releasing OR $3 WHERE document = $1`, id, u.To, u.Release)
	if err != nil {
		return err
	}
	if err := addLateAct(ctx, tx, c, a.actor, a.words, u, a.now); err != nil {
		return err
	}
	if err := answer(ctx, tx, id, a.words.ID, u.Answers, a.now); err != nil {
		return err
	}
	detail := map[string]any{"request": a.words.ID, "seq": c.Seq + 1, "from": u.From, "to": u.To, "digest": c.Digest, "unit": u.Unit}
	answeredLine(detail, u.Answers)
	return entry{actor: a.actor, act: "interpretation." + string(a.words.Verb), subject: id, outcome: audit.Done, detail: detail, at: a.now}.append(ctx, tx)
}

func addLateAct(ctx context.Context, tx pgx.Tx, c verdict.LateCase, actor string, r verdict.Request, u verdict.LateRuling, now time.Time) error {
	warnings, err := warningsOf(u.Passed)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO interpretation_act (document, seq, request_id, verb, from_stage, to_stage, person, digest, result, opinion, release, warnings, at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), $8, $9, $10, $11, $12, $13)`,
		c.Document.State.ID, c.Seq+1, r.ID, r.Verb, u.From, u.To, actor, c.Digest, r.Result, r.Opinion, u.Release, warnings, now)
	return err
}

// LatePublished implements activities.Late.
func (s *Store) LatePublished(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.Standing, error) {
	return settle(ctx, s, "close the release of an interpretation", documentID, lateOf, func(tx pgx.Tx, r row, l lateRow) error {
		if !l.Releasing {
			return nil
		}
		return closeLate(ctx, tx, r, l, releaseID, failed, now)
	})
}

func closeLate(ctx context.Context, tx pgx.Tx, r row, l lateRow, releaseID, failed string, now time.Time) error {
	end := endOf(failed, l.Stage)
	var duties verdict.Effects
	if failed == "" {
		if err := seenRelease(ctx, tx, r.ID, releaseID); err != nil {
			return err
		}
		duties.Meet = []string{verdict.InterpretDuty}
	}
	_, err := tx.Exec(ctx, `UPDATE interpretation SET stage = $2, seq = seq + 1, releasing = false WHERE document = $1`, r.ID, end.to)
	if err != nil {
		return err
	}
	c := verdict.LateCase{Document: verdict.Case{State: verdict.State{ID: r.ID}}, Seq: l.Seq, Digest: l.Digest}
	if err := addLateAct(ctx, tx, c, "", verdict.Request{Verb: end.verb, Opinion: failed}, verdict.LateRuling{From: l.Stage, To: end.to}, now); err != nil {
		return err
	}
	return end.record(ctx, tx, r.ID, "interpretation", releaseID, l.Seq+1, duties, now)
}
