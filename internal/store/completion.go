package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Complete records what was added to the catalogue of a sealed document, and the line in
// the ledger (GI-05). The judge is asked about the case as it is in this transaction;
// what it refuses is not recorded. The row can't be changed afterwards, and neither the
// dossier nor the sealed file is touched.
func (s *Store) Complete(ctx context.Context, documentID, person string, now time.Time,
	judge func(verdict.Case) (dossier.Completed, error),
) (dossier.Completed, error) {
	var out dossier.Completed
	err := s.tx(ctx, "complete the catalogue", func(tx pgx.Tx) error {
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
		_, err = tx.Exec(ctx, `INSERT INTO completion (document, summary, topic, article, reason, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			documentID, out.Catalogue.Summary, out.Catalogue.Topic, out.Catalogue.Article, out.Reason, person, now)
		if err != nil {
			return err
		}
		detail := map[string]any{"catalogue": out.Catalogue, "reason": out.Reason, "digest": r.Digest, "signed": r.SignedDigest}
		return entry{actor: person, act: "catalogue.complete", subject: documentID, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
	return out, err
}

// completedOf reads what was added to the catalogue, zero where nothing was.
func completedOf(ctx context.Context, q querier, documentID string) (dossier.Completed, error) {
	var c dossier.Completed
	err := q.QueryRow(ctx, `
		SELECT c.summary, c.topic, c.article, c.reason, c.person, p.name, c.at
		FROM completion c JOIN person p ON p.id = c.person WHERE c.document = $1`, documentID).
		Scan(&c.Catalogue.Summary, &c.Catalogue.Topic, &c.Catalogue.Article, &c.Reason, &c.Person, &c.Name, &c.At)
	if errors.Is(err, pgx.ErrNoRows) {
		return dossier.Completed{}, nil
	}
	c.At = c.At.UTC()
	return c, err
}
