package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// dueTargets finds, for published documents that repeal others, the targets the
// public still sees as living although their day has come (ND-20). A target that
// was never released has no face to be marked, and a decision that was itself
// repealed before its day has no effect.
const dueTargets = `
SELECT d.id AS by, t.id AS target, x.day
FROM document d
JOIN revision v ON v.document = d.id AND v.no = d.revision AND v.digest = d.signed_digest
CROSS JOIN LATERAL jsonb_array_elements((v.content::jsonb)->'relations') AS rel
CROSS JOIN LATERAL (SELECT coalesce(nullif(rel->>'on', ''), nullif(d.effective_on, ''), d.dated_on) AS day) AS x
JOIN document t ON t.id = rel->>'target'
WHERE d.repeals AND d.stage = 'published' AND rel->>'kind' = 'repeals' AND t.id <> d.id AND x.day <> '' AND x.day <= $1
	AND t.ended NOT IN ('repealed', 'revoked')
	AND NOT (d.ended IN ('repealed', 'revoked') AND d.ended_on <= x.day)
	AND EXISTS (SELECT 1 FROM release r WHERE r.document = d.id AND r.no IS NOT NULL)
	AND EXISTS (SELECT 1 FROM release r WHERE r.document = t.id AND r.no IS NOT NULL)
`

type dueTarget struct {
	By     string        `db:"by"`
	Target string        `db:"target"`
	Day    document.Date `db:"day"`
}

// DueRepeals implements activities.Duties.
func (s *Store) DueRepeals(ctx context.Context, today document.Date) ([]string, error) {
	rows, err := s.pool.Query(ctx, `SELECT DISTINCT by FROM (`+dueTargets+`) AS due ORDER BY by`, today)
	if err != nil {
		return nil, fail("find the repeals that are due", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return ids, fail("find the repeals that are due", err)
}

// DueRepealsWith implements activities.Duties.
func (s *Store) DueRepealsWith(ctx context.Context, documentID string, today document.Date) ([]string, error) {
	rows, err := s.pool.Query(ctx, `SELECT DISTINCT by FROM (`+dueTargets+`) AS due WHERE by = $2 OR target = $2 ORDER BY by`, today, documentID)
	if err != nil {
		return nil, fail("find the repeals around a document", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return ids, fail("find the repeals around a document", err)
}

// Repeal implements activities.Duties.
func (s *Store) Repeal(ctx context.Context, documentID string, today document.Date) (activities.Repeal, error) {
	out := activities.Repeal{Document: documentID}
	err := s.snapshot(ctx, "read a repeal", func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err != nil {
			return err
		}
		out.Number = r.Number
		if err := tx.QueryRow(ctx, `SELECT title FROM document WHERE id = $1`, documentID).Scan(&out.Title); err != nil {
			return err
		}
		rows, err := all[dueTarget](ctx, tx, dueTargets+`AND d.id = $2 ORDER BY t.id`, today, documentID)
		for _, t := range rows {
			out.Targets = append(out.Targets, activities.Target{Document: t.Target, On: t.Day})
		}
		return err
	})
	return out, err
}

// relationDay is the day from which a relation has effect: its own, else the
// document's effective day, else its date of writing. dueTargets says the same.
func relationDay(r dossier.Relation, t dossier.Text, dated document.Date) document.Date {
	switch {
	case r.On != "":
		return r.On
	case t.EffectiveOn != "":
		return t.EffectiveOn
	default:
		return dated
	}
}
