package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// reassessments is the way of assessments.
var reassessments = way[verdict.ReassessCase, verdict.ReassessRuling, activities.Taken]{name: "an assessment", read: reassessCase, outcome: reassessOutcome, write: moveReassess}

// TakeReassess implements activities.Reassess.
func (s *Store) TakeReassess(ctx context.Context, documentID, requestID string, now time.Time, judge activities.JudgeReassess) (activities.Taken, error) {
	return reassessments.take(ctx, s, documentID, requestID, now, judge)
}

// ReassessTaken is Taken for requests about assessments.
func (s *Store) ReassessTaken(ctx context.Context, documentID, person string, r verdict.Request) (t activities.Taken, ok bool, err error) {
	return reassessments.taken(ctx, s, documentID, person, r)
}

// ReassessCase returns the assessment of a document as a judge reads it.
func (s *Store) ReassessCase(ctx context.Context, documentID, actor string, today document.Date) (verdict.ReassessCase, error) {
	return reassessments.open(ctx, s, documentID, actor, today)
}

// ReassessStanding implements activities.Reassess.
func (s *Store) ReassessStanding(ctx context.Context, documentID string) (activities.Standing, error) {
	return standingOf(ctx, s, reassessments.name, documentID, reassessOf)
}

func reassessOutcome(ctx context.Context, q querier, requestID string) (activities.Taken, error) {
	return takenFrom(q.QueryRow(ctx, `SELECT seq, from_stage, to_stage, false, release FROM reassessment_act WHERE request_id = $1`, requestID))
}

// moveReassess carries a ruling out.
func moveReassess(ctx context.Context, tx pgx.Tx, a allowed[verdict.ReassessCase, verdict.ReassessRuling]) error {
	id, actor, c, r, u, now := a.old.ID, a.actor, a.found, a.words, a.ruling, a.now
	if u.Proposed != "" {
		if err := beginReassess(ctx, tx, c, u); err != nil {
			return err
		}
		c.From, c.Proposed, c.Reason, c.Proposer = c.Now, u.Proposed, u.Reason, actor
	}
	_, err := tx.Exec(ctx, `UPDATE reassessment SET stage = $2, seq = $3, releasing = releasing OR $4 WHERE document = $1`, id, u.To, c.Seq+1, u.Release)
	if err != nil {
		return err
	}
	if u.Changed {
		if err := changeAttribute(ctx, tx, c, now); err != nil {
			return err
		}
	}
	proposing := c
	proposing.Stage = u.From
	if u.Proposed != "" {
		proposing.Stage = u.To // the digest under which the proposal goes on
	}
	if err := addReassessAct(ctx, tx, proposing, r, u, now); err != nil {
		return err
	}
	if err := answer(ctx, tx, id, r.ID, u.Answers, now); err != nil {
		return err
	}
	if err := oblige(ctx, tx, id, u.Duties, now); err != nil {
		return err
	}
	detail := map[string]any{"request": r.ID, "seq": c.Seq + 1, "from": u.From, "to": u.To, "digest": proposing.Digest(), "unit": u.Unit, "attribute": c.From, "proposed": c.Proposed}
	obliged(detail, u.Duties)
	answeredLine(detail, u.Answers)
	return entry{actor: actor, act: "reassessment." + string(r.Verb), subject: id, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

func beginReassess(ctx context.Context, tx pgx.Tx, c verdict.ReassessCase, u verdict.ReassessRuling) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO reassessment (document, stage, seq, began, printed_as, from_value, proposed, reason, proposer) VALUES ($1, $2, $3, $3 + 1, $4, $5, $6, $7, $8)
		ON CONFLICT (document) DO UPDATE SET began = excluded.began, from_value = excluded.from_value, proposed = excluded.proposed,
			reason = excluded.reason, proposer = excluded.proposer, changed_on = ''`,
		c.Document.State.ID, c.Stage, c.Seq, c.Document.Content.Disclosure.Attribute, c.Now, u.Proposed, u.Reason, c.Document.Actor.ID)
	return err
}

// changeAttribute writes the attribute that was signed into the register.
func changeAttribute(ctx context.Context, tx pgx.Tx, c verdict.ReassessCase, now time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE document SET attribute = $2, changed_at = $3 WHERE id = $1`, c.Document.State.ID, c.Proposed, now); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE reassessment SET changed_on = $2 WHERE document = $1`, c.Document.State.ID, document.DateOf(now))
	return err
}

func addReassessAct(ctx context.Context, tx pgx.Tx, c verdict.ReassessCase, r verdict.Request, u verdict.ReassessRuling, now time.Time) error {
	answers := r.Checklist
	if answers == nil {
		answers = map[string]string{}
	}
	checklist, err := json.Marshal(answers)
	if err != nil {
		return err
	}
	warnings, err := warningsOf(u.Passed)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO reassessment_act (document, seq, request_id, verb, from_stage, to_stage, person, digest, proposed, checklist, result, opinion, release, warnings, at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), $8, $9, $10, $11, $12, $13, $14, $15)`,
		c.Document.State.ID, c.Seq+1, r.ID, r.Verb, u.From, u.To, c.Document.Actor.ID, c.Digest(), c.Proposed, checklist, r.Result, r.Opinion, u.Release, warnings, now)
	return err
}
