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

// dueTargets finds, for published documents that end or change others, the targets
// whose day has come and whose life does not say so yet (ND-20): those that the public
// still sees as living, and those that were numbered and repealed before their release,
// which have no face to be marked but a life all the same. A later change prevails over
// an earlier one, and a correction over no change: what is changed has a new text.
const dueTargets = `
SELECT x.document AS by, t.id AS target, x.kind, x.day, v.visible
FROM decision x JOIN document t ON t.id = x.target
CROSS JOIN LATERAL (SELECT is_visible(t.id) AS visible) AS v
WHERE x.repeals AND x.stage = 'published' AND x.day <= $1 AND t.number IS NOT NULL
	AND t.ended NOT IN ('repealed', 'revoked')
	AND (x.kind = 'repeals' OR x.kind IN ('amends', 'partly_repeals', 'corrects') AND v.visible AND (
		t.ended = '' OR t.ended = 'corrected' AND x.kind <> 'corrects'
		OR (t.ended = 'corrected') = (x.kind = 'corrects')
			AND (x.day, x.document) > (t.ended_on COLLATE "C", coalesce(t.by_document, '') COLLATE "C")))
`

type dueTarget struct {
	By     string                `db:"by"`
	Target string                `db:"target"`
	Kind   document.RelationKind `db:"kind"`
	Day    document.Date         `db:"day"`
	// Visible says that the public sees the target, so that its file is to be marked.
	Visible bool `db:"visible"`
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
		rows, err := all[dueTarget](ctx, tx, dueTargets+`AND x.document = $2 ORDER BY t.id`, today, documentID)
		for _, t := range rows {
			if !t.Visible {
				continue
			}
			out.Targets = append(out.Targets, activities.Target{Document: t.Target, On: t.Day, Ended: t.Kind.Ends()})
		}
		return err
	})
	return out, err
}

// Inscribe implements activities.Duties.
func (s *Store) Inscribe(ctx context.Context, documentID string, today document.Date, now time.Time) error {
	return s.tx(ctx, "write repeals into lives", func(tx pgx.Tx) error {
		rows, err := all[dueTarget](ctx, tx, dueTargets+`AND x.document = $2 ORDER BY t.id`, today, documentID)
		if err != nil {
			return err
		}
		for _, t := range rows {
			if t.Visible {
				continue
			}
			if err := inscribe(ctx, tx, t, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// inscribe writes the end into the life of a document that the public never saw.
// Another decision, or a release, may have come first: then nothing is written.
func inscribe(ctx context.Context, tx pgx.Tx, t dueTarget, now time.Time) error {
	r, err := lockDocument(ctx, tx, t.Target)
	if err != nil {
		return err
	}
	if visible, err := isReleased(ctx, tx, r.ID); err != nil || visible || r.Ended.Dead() {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE document t SET ended = 'repealed', ended_on = $3, by_number = d.number, by_title = d.title, by_document = d.id
		FROM document d WHERE t.id = $1 AND d.id = $2`, t.Target, t.By, t.Day)
	if err != nil {
		return err
	}
	over := verdict.Effects{Stop: []string{verdict.EvaluateDuty, verdict.CleanUpDuty, verdict.InterpretDuty, verdict.ReviewDuty, verdict.OpenDuty}}
	if err := oblige(ctx, tx, t.Target, over, now); err != nil {
		return err
	}
	detail := map[string]any{"by": t.By, "on": t.Day}
	return entry{actor: house, act: "document.repealed", subject: t.Target, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// Effect is what became of a relation by which a document ends or changes another one.
type Effect struct {
	Target  string                `db:"target"`
	Kind    document.RelationKind `db:"kind"`
	Day     document.Date         `db:"day"`
	Visible bool                  `db:"visible"` // the public sees the target
	Life    document.Life         `db:"-"`       // of the target, as the register has it now
}

// Effects returns what became of the repeals that a released document decides, in
// the order of the targets. A document that decides none has none.
func (s *Store) Effects(ctx context.Context, documentID string) ([]Effect, error) {
	var out []Effect
	err := s.snapshot(ctx, "read the effects of a repeal", func(tx pgx.Tx) error {
		rows, err := all[dueTarget](ctx, tx, `
			SELECT x.document AS by, t.id AS target, x.kind, x.day, is_visible(t.id) AS visible
			FROM decision x JOIN document t ON t.id = x.target
			WHERE x.document = $1 AND x.repeals AND x.kind IN ('repeals', 'amends', 'partly_repeals', 'corrects') ORDER BY t.id, x.kind`, documentID)
		if err != nil {
			return err
		}
		for _, t := range rows {
			r, err := rowOf(ctx, tx, t.Target)
			if err != nil {
				return err
			}
			out = append(out, Effect{Target: t.Target, Kind: t.Kind, Day: t.Day, Visible: t.Visible, Life: r.life()})
		}
		return nil
	})
	return out, err
}
