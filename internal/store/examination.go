package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Examine records which hits of the scanner a person lets pass, and the line in
// the ledger. The judge is asked about the case as it is in this transaction; what
// it refuses is not recorded. The rows can't be changed afterwards.
func (s *Store) Examine(ctx context.Context, documentID, person string, now time.Time,
	judge func(verdict.Case) ([]dossier.Examined, error),
) ([]dossier.Examined, error) {
	var out []dossier.Examined
	err := s.tx(ctx, "let a hit pass", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		c, err := caseOf(ctx, tx, r, person, document.DateOf(now))
		if err != nil {
			return err
		}
		if out, err = judge(c); err != nil {
			return err
		}
		if len(out) == 0 { // all of them pass already: a second click
			return nil
		}
		hits := map[string]string{}
		for _, x := range out {
			_, err := tx.Exec(ctx, `INSERT INTO examination (document, hit, rule, place, reason, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				documentID, x.Hit, x.Rule, x.Place, x.Reason, person, now)
			if err != nil {
				return err
			}
			hits[x.Hit] = x.Rule
		}
		detail := map[string]any{"hits": hits, "digest": r.Digest, "revision": r.Revision}
		return entry{actor: person, act: "scan.examine", subject: documentID, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
	return out, err
}

// examinedOf reads what was let pass on a document, the oldest first.
func examinedOf(ctx context.Context, q querier, documentID string) ([]dossier.Examined, error) {
	type examined struct {
		Hit    string    `db:"hit"`
		Rule   string    `db:"rule"`
		Place  string    `db:"place"`
		Reason string    `db:"reason"`
		Person string    `db:"person"`
		Name   string    `db:"name"`
		At     time.Time `db:"at"`
	}
	rows, err := all[examined](ctx, q, `
		SELECT e.hit, e.rule, e.place, e.reason, e.person, p.name, e.at
		FROM examination e JOIN person p ON p.id = e.person WHERE e.document = $1 ORDER BY e.at, e.hit`, documentID)
	out := make([]dossier.Examined, 0, len(rows))
	for _, r := range rows {
		out = append(out, dossier.Examined{
			Hit: r.Hit, Rule: r.Rule, Place: r.Place, Reason: r.Reason, Person: r.Person, Name: r.Name, On: document.DateOf(r.At), At: r.At.UTC(),
		})
	}
	return out, err
}

// Dead returns which of the documents that the content may cite are repealed,
// lapsed or revoked on the day (SC-17). Only what the public can see counts: of
// others nobody is told.
func (s *Store) Dead(ctx context.Context, c dossier.Content, today document.Date) ([]document.Number, error) {
	out, err := deadOf(ctx, s.pool, c, today)
	return out, fail("look up what a text cites", err)
}

func deadOf(ctx context.Context, q querier, c dossier.Content, today document.Date) ([]document.Number, error) {
	cited := verdict.Cited(c)
	if len(cited) == 0 {
		return nil, nil
	}
	type life struct {
		Number      document.Number   `db:"number"`
		EffectiveOn document.Date     `db:"effective_on"`
		ExpiresOn   document.Date     `db:"expires_on"`
		Ended       document.Validity `db:"ended"`
		EndedOn     document.Date     `db:"ended_on"`
	}
	rows, err := all[life](ctx, q, `
		SELECT number, effective_on, expires_on, ended, ended_on FROM document d
		WHERE number = ANY($1) AND EXISTS (SELECT 1 FROM release r WHERE r.document = d.id AND r.no IS NOT NULL) ORDER BY number`, cited)
	var out []document.Number
	for _, r := range rows {
		l := document.Life{EffectiveOn: r.EffectiveOn, ExpiresOn: r.ExpiresOn, Ended: r.Ended, EndedOn: r.EndedOn}
		if l.On(today).Dead() {
			out = append(out, r.Number)
		}
	}
	return out, err
}
