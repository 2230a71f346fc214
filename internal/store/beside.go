package store

import (
	"context"

	"mingfa/internal/document"
)

// BesideRow is a matter that waits for somebody at a stage of its own.
type BesideRow struct {
	Document
	Matter document.Matter
	At     document.Stage // stage of the matter; the document itself has closed
	Acts   int            // taken on the matter so far
}

// besideWaiting are the matters that wait in the scopes $1 to $3, each with the term that
// runs for it: a late interpretation from the moment in which its document is public.
const besideWaiting = `
WITH matter AS (
	SELECT o.document, 'interpretation' AS matter, coalesce(i.stage, 'drafting') AS at, coalesce(i.seq, 0) AS acts, o.due_on, o.due_at, o.provisional
	FROM obligation o JOIN document d ON d.id = o.document LEFT JOIN interpretation i ON i.document = o.document
	WHERE o.name = 'interpret' AND o.met_at IS NULL AND o.stopped_at IS NULL AND d.stage = 'published'
		AND coalesce(i.stage, 'drafting') <> 'published' AND NOT coalesce(i.releasing, false)
	UNION ALL
	SELECT r.document, 'reassessment', r.stage, r.seq, coalesce(o.due_on, ''), coalesce(o.due_at, 'infinity'), coalesce(o.provisional, false)
	FROM reassessment r LEFT JOIN obligation o ON o.document = r.document AND o.met_at IS NULL AND o.stopped_at IS NULL
		AND o.name = CASE r.stage WHEN 'publication' THEN 'open' ELSE 'review' END
	WHERE r.stage IN ('secrecy_review', 'signing', 'publication') AND NOT r.releasing
)
SELECT m.* FROM matter m JOIN document d ON d.id = m.document
WHERE EXISTS (
	SELECT 1 FROM unnest($1::text[], $2::text[], $3::text[]) AS w (stage, unit, drafter)
	WHERE w.stage = m.at AND (w.unit = '' OR w.unit = d.unit) AND (w.drafter = '' OR w.drafter = d.drafter))`

// Beside returns what waits in the scopes beside the way of documents, what is due
// first at the top; at most max, as in Filter.
func (s *Store) Beside(ctx context.Context, scopes []Scope, max int) ([]BesideRow, error) {
	type row struct {
		Document    string          `db:"document"`
		Matter      document.Matter `db:"matter"`
		At          document.Stage  `db:"at"`
		Acts        int             `db:"acts"`
		DueOn       document.Date   `db:"due_on"`
		Provisional bool            `db:"provisional"`
	}
	stages, units, drafters := columns(scopes)
	rows, err := all[row](ctx, s.pool, `SELECT b.document, b.matter, b.at, b.acts, b.due_on, b.provisional FROM (`+besideWaiting+`) AS b
		ORDER BY b.due_at, b.document LIMIT $4`, stages, units, drafters, limit(max))
	if err != nil {
		return nil, fail("read what waits beside the way", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.Document)
	}
	docs, err := s.inOrder(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]BesideRow, 0, len(docs))
	for i, d := range docs { // none is missing: documents are never deleted
		r := rows[i]
		d.DueOn, d.Provision = r.DueOn, r.Provisional
		out = append(out, BesideRow{Document: d, Matter: r.Matter, At: r.At, Acts: r.Acts})
	}
	return out, nil
}

// countBeside counts what waits in the scopes beside the way, and the acts on it: the
// two change whenever something comes, goes or moves.
func (s *Store) countBeside(ctx context.Context, scopes []Scope) (n, acts int, err error) {
	stages, units, drafters := columns(scopes)
	err = s.pool.QueryRow(ctx, `SELECT count(*), coalesce(sum(b.acts), 0) FROM (`+besideWaiting+`) AS b`, stages, units, drafters).Scan(&n, &acts)
	return n, acts, err
}
