package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Case returns everything a judgement on the document rests on, in one consistent
// view, with the appointments the actor holds at this moment. NotFound when there
// is no such document. A person who does not exist is an inactive actor.
func (s *Store) Case(ctx context.Context, documentID, actorID string, today document.Date) (verdict.Case, error) {
	return onWay.open(ctx, s, documentID, actorID, today)
}

// caseOf reads the case of a document whose row was read in the same transaction.
func caseOf(ctx context.Context, tx pgx.Tx, r row, actorID string, today document.Date) (verdict.Case, error) {
	c := verdict.Case{State: r.state(), Today: today}
	var err error
	if c.Actor, err = actorOf(ctx, tx, actorID); err != nil && document.KindOf(err) != document.NotFound {
		return c, err
	}
	if c.Content, err = contentOf(ctx, tx, r.ID, r.Revision); err != nil {
		return c, err
	}
	if c.Sheets, err = sheetsOf(ctx, tx, r.ID); err != nil {
		return c, err
	}
	if c.Decisions, err = decisionsOf(ctx, tx, r.ID); err != nil {
		return c, err
	}
	if c.LegalityAsked, err = askedOf(ctx, tx, r.ID, document.LegalityReview); err != nil {
		return c, err
	}
	if c.Authors, err = authorsOf(ctx, tx, r.ID); err != nil {
		return c, err
	}
	if c.Related, err = relatedOf(ctx, tx, r.ID, c.Content.Relations); err != nil {
		return c, err
	}
	if c.Quoted, err = quotedOf(ctx, tx, r.ID, c.Content); err != nil {
		return c, err
	}
	if c.Examined, c.Answered, err = examinedOf(ctx, tx, r.ID); err != nil {
		return c, err
	}
	if c.Dead, err = deadOf(ctx, tx, c.Content, today); err != nil {
		return c, err
	}
	if err = joint(ctx, tx, &c); err != nil {
		return c, err
	}
	if c.Completed, err = completedOf(ctx, tx, r.ID); err != nil {
		return c, err
	}
	if c.Referrals, c.Suspected, err = referralsOf(ctx, tx, r); err != nil {
		return c, err
	}
	if c.State.RepealedBy, err = repealedUnseen(ctx, tx, r, today); err != nil {
		return c, err
	}
	issuer, err := issuerOf(ctx, tx, r.Unit)
	if document.KindOf(err) != "" { // no body that issues: the rules then say nothing of its name
		return c, nil
	}
	c.Issuer = issuer.Name
	return c, err
}

// askedOf returns the day on which the document came to the stage for the last time, ""
// when it never did.
func askedOf(ctx context.Context, q querier, documentID string, stage document.Stage) (document.Date, error) {
	var at *time.Time
	err := q.QueryRow(ctx, `SELECT max(at) FROM act WHERE document = $1 AND to_stage = $2 AND from_stage <> to_stage`, documentID, stage).Scan(&at)
	if err != nil || at == nil {
		return "", err
	}
	return document.DateOf(*at), nil
}

func sheetsOf(ctx context.Context, q querier, documentID string) ([]dossier.Sheet, error) {
	rows, err := q.Query(ctx, `SELECT sheet FROM revision WHERE document = $1 ORDER BY no`, documentID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[dossier.Sheet])
}

func decisionsOf(ctx context.Context, q querier, documentID string) ([]dossier.Decision, error) {
	type decision struct {
		Stage    document.Stage `db:"from_stage"`
		Verb     document.Verb  `db:"verb"`
		Person   string         `db:"person"`
		Unit     string         `db:"unit"`
		Revision int            `db:"revision"`
		Digest   string         `db:"digest"`
		Cover    string         `db:"cover"`
		Result   string         `db:"result"`
		Opinion  string         `db:"opinion"`
		At       time.Time      `db:"at"`
	}
	rows, err := all[decision](ctx, q, `
		SELECT from_stage, verb, person, coalesce(unit, '') AS unit, revision, digest, cover, result, opinion, at
		FROM act WHERE document = $1 AND decided ORDER BY seq`, documentID)
	out := make([]dossier.Decision, 0, len(rows))
	for _, d := range rows {
		d.At = d.At.UTC()
		out = append(out, dossier.Decision(d))
	}
	return out, err
}

// authorsOf returns who wrote any revision while drafting. The disclosure office,
// which sets the attribute at its own stage, is no author by that.
func authorsOf(ctx context.Context, q querier, documentID string) ([]string, error) {
	rows, err := q.Query(ctx, `
		SELECT author FROM revision WHERE document = $1 AND cause = 'draft' GROUP BY author ORDER BY min(no)`, documentID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
