package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
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

// ReassessAct is a line of the timeline of an assessment.
type ReassessAct struct {
	Verb     document.Verb      `db:"verb"`
	To       document.Stage     `db:"to_stage"`
	Person   string             `db:"person"` // name, "" for an act of the house
	Proposed document.Attribute `db:"proposed"`
	Opinion  string             `db:"opinion"`
	At       time.Time          `db:"at"`
	// Warnings is what was found, with the answers.
	Warnings []document.Finding `db:"warnings"`
}

// ReassessActs returns what was done about the assessments of a document, in order.
func (s *Store) ReassessActs(ctx context.Context, documentID string) ([]ReassessAct, error) {
	out, err := all[ReassessAct](ctx, s.pool, `
		SELECT a.verb, a.to_stage, coalesce(p.name, '') AS person, a.proposed, a.opinion, a.at, a.warnings
		FROM reassessment_act a LEFT JOIN person p ON p.id = a.person WHERE a.document = $1 ORDER BY a.seq`, documentID)
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list the acts on an assessment", err)
}
