package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// reassessRow is where the assessment of a document stands.
type reassessRow struct {
	Stage     document.Stage     `db:"stage"`
	Seq       int                `db:"seq"`
	Began     int                `db:"began"`
	PrintedAs document.Attribute `db:"printed_as"`
	From      document.Attribute `db:"from_value"`
	Proposed  document.Attribute `db:"proposed"`
	Reason    string             `db:"reason"`
	Proposer  string             `db:"proposer"`
	Releasing bool               `db:"releasing"`
	ChangedOn document.Date      `db:"changed_on"`
}

// reassessOf reads the assessment of a document; one that nobody has begun rests.
func reassessOf(ctx context.Context, q querier, documentID string) (reassessRow, error) {
	r, err := one[reassessRow](ctx, q, `
		SELECT stage, seq, began, printed_as, from_value, proposed, reason, coalesce(proposer, '') AS proposer, releasing, changed_on
		FROM reassessment WHERE document = $1`, documentID)
	if errors.Is(err, pgx.ErrNoRows) {
		return reassessRow{Stage: document.Filed}, nil
	}
	return r, err
}

func (a reassessRow) standing() activities.Standing {
	return activities.Standing{Seq: a.Seq, Stage: a.Stage, Releasing: a.Releasing}
}

// reassessCase reads everything that a judgement on the assessment rests on.
func reassessCase(ctx context.Context, tx pgx.Tx, r row, actor string, today document.Date) (verdict.ReassessCase, error) {
	c := verdict.ReassessCase{Now: r.Attribute, Dead: r.Ended.Dead()}
	var err error
	if c.Document, err = caseOf(ctx, tx, r, actor, today); err != nil {
		return c, err
	}
	a, err := reassessOf(ctx, tx, r.ID)
	if err != nil {
		return c, err
	}
	c.Stage, c.Seq, c.Releasing = a.Stage, a.Seq, a.Releasing
	if a.Stage != document.Filed {
		c.From, c.Proposed, c.Reason, c.Proposer = a.From, a.Proposed, a.Reason, a.Proposer
	}
	if c.Sealed, err = sealedDigest(ctx, tx, r); err != nil {
		return c, err
	}
	const since = ` FROM reassessment_act WHERE document = $1 AND seq >= $2 AND from_stage = `
	if c.Reviewed, err = stringsOf(ctx, tx, `SELECT DISTINCT person`+since+`'secrecy_review' AND person IS NOT NULL ORDER BY person`, r.ID, a.Began); err != nil {
		return c, err
	}
	if c.Cleared, err = firstString(ctx, tx, `SELECT digest`+since+`'secrecy_review' AND verb = 'approve' ORDER BY seq DESC LIMIT 1`, r.ID, a.Began); err != nil {
		return c, err
	}
	c.Signed, err = firstString(ctx, tx, `SELECT digest`+since+`'signing' AND verb = 'sign' ORDER BY seq DESC LIMIT 1`, r.ID, a.Began)
	return c, err
}

// firstString returns the one value that the query finds, "" for none.
func firstString(ctx context.Context, q querier, sql string, args ...any) (string, error) {
	found, err := stringsOf(ctx, q, sql, args...)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// sealedDigest is the SHA-256 of the sealed original over what was signed, "" for none.
func sealedDigest(ctx context.Context, q querier, r row) (string, error) {
	f, err := fileOf(ctx, q, `document = $1 AND kind = 'sealed' AND basis = $2`, r.ID, r.SignedDigest)
	if document.KindOf(err) == document.NotFound {
		return "", nil
	}
	return f.Digest, err
}

// ReassessCase returns the assessment of a document as a judge reads it.
func (s *Store) ReassessCase(ctx context.Context, documentID, actor string, today document.Date) (verdict.ReassessCase, error) {
	var c verdict.ReassessCase
	err := s.snapshot(ctx, "read an assessment", func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err == nil {
			c, err = reassessCase(ctx, tx, r, actor, today)
		}
		return err
	})
	return c, err
}

// ReassessStanding implements activities.Reassess.
func (s *Store) ReassessStanding(ctx context.Context, documentID string) (activities.Standing, error) {
	if _, err := rowOf(ctx, s.pool, documentID); err != nil {
		return activities.Standing{}, fail("read an assessment", err)
	}
	a, err := reassessOf(ctx, s.pool, documentID)
	return a.standing(), fail("read an assessment", err)
}

// TakeReassess implements activities.Reassess.
func (s *Store) TakeReassess(ctx context.Context, documentID, requestID string, now time.Time, judge activities.JudgeReassess) (activities.Taken, error) {
	var out activities.Taken
	err := s.tx(ctx, "take an act on an assessment", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		actor, words, err := requestOf(ctx, tx, documentID, requestID)
		if err != nil {
			return err
		}
		if out, err = reassessOutcome(ctx, tx, requestID); !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		c, err := reassessCase(ctx, tx, r, actor, document.DateOf(now))
		if err != nil {
			return err
		}
		ruling, err := judge(c, words)
		if err != nil {
			return err
		}
		if err := moveReassess(ctx, tx, c, words, ruling, now); err != nil {
			return err
		}
		out, err = reassessOutcome(ctx, tx, requestID)
		return err
	})
	return out, err
}

func reassessOutcome(ctx context.Context, q querier, requestID string) (activities.Taken, error) {
	var t activities.Taken
	err := q.QueryRow(ctx, `SELECT seq, from_stage, to_stage, release FROM reassessment_act WHERE request_id = $1`, requestID).
		Scan(&t.Seq, &t.From, &t.Stage, &t.Release)
	t.Closed = t.Stage.Closed()
	return t, err
}

// moveReassess carries a ruling out.
func moveReassess(ctx context.Context, tx pgx.Tx, c verdict.ReassessCase, r verdict.Request, u verdict.ReassessRuling, now time.Time) error {
	id, actor := c.Document.State.ID, c.Document.Actor.ID
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
	if err := oblige(ctx, tx, id, u.Duties, now); err != nil {
		return err
	}
	detail := map[string]any{"request": r.ID, "seq": c.Seq + 1, "from": u.From, "to": u.To, "digest": proposing.Digest(), "unit": u.Unit, "attribute": c.From, "proposed": c.Proposed}
	obliged(detail, u.Duties)
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
	_, err = tx.Exec(ctx, `
		INSERT INTO reassessment_act (document, seq, request_id, verb, from_stage, to_stage, person, digest, proposed, checklist, result, opinion, release, at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), $8, $9, $10, $11, $12, $13, $14)`,
		c.Document.State.ID, c.Seq+1, r.ID, r.Verb, u.From, u.To, c.Document.Actor.ID, c.Digest(), c.Proposed, checklist, r.Result, r.Opinion, u.Release, now)
	return err
}

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

// ReassessTaken returns the outcome of a request about an assessment that was carried
// out before.
func (s *Store) ReassessTaken(ctx context.Context, documentID, person string, r verdict.Request) (t activities.Taken, ok bool, err error) {
	err = s.snapshot(ctx, "find a repeated request", func(tx pgx.Tx) error {
		t, err = reassessOutcome(ctx, tx, r.ID)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		ok = true
		return repeats(ctx, tx, documentID, person, r)
	})
	return t, ok && err == nil, err
}

// ReassessAct is a line of the timeline of an assessment.
type ReassessAct struct {
	Verb     document.Verb      `db:"verb"`
	To       document.Stage     `db:"to_stage"`
	Person   string             `db:"person"` // name, "" for an act of the house
	Proposed document.Attribute `db:"proposed"`
	Opinion  string             `db:"opinion"`
	At       time.Time          `db:"at"`
}

// ReassessActs returns what was done about the assessments of a document, in order.
func (s *Store) ReassessActs(ctx context.Context, documentID string) ([]ReassessAct, error) {
	out, err := all[ReassessAct](ctx, s.pool, `
		SELECT a.verb, a.to_stage, coalesce(p.name, '') AS person, a.proposed, a.opinion, a.at
		FROM reassessment_act a LEFT JOIN person p ON p.id = a.person WHERE a.document = $1 ORDER BY a.seq`, documentID)
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list the acts on an assessment", err)
}
