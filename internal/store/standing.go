package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
)

// Standing implements activities.Register.
func (s *Store) Standing(ctx context.Context, documentID string) (activities.Standing, error) {
	r, err := rowOf(ctx, s.pool, documentID)
	return r.standing(), fail("read where a document stands", err)
}

func (r row) standing() activities.Standing {
	return activities.Standing{Seq: r.Seq, Stage: r.Stage, Seal: r.Number != "" && !r.SealedReady, Releasing: r.Releasing}
}

// Limit implements activities.Limits.
func (s *Store) Limit(ctx context.Context, documentID string) (activities.Limit, error) {
	var out activities.Limit
	err := s.snapshot(ctx, "read a time limit", func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err != nil {
			return err
		}
		out = activities.Limit{Document: r.ID, Seq: r.Seq, Stage: r.Stage, Workdays: r.state().Pinned.Workdays(r.Stage)}
		return tx.QueryRow(ctx, `
			SELECT coalesce((SELECT max(at) FROM act WHERE document = d.id AND to_stage = d.stage AND from_stage <> to_stage), d.created_at)
			FROM document d WHERE d.id = $1`, documentID).Scan(&out.Since)
	})
	out.Since = out.Since.UTC()
	return out, err
}

// Deadline implements activities.Register. A writer that comes when the document
// has moved on writes nothing.
func (s *Store) Deadline(ctx context.Context, d activities.Deadline) error {
	receipt := d.Receipt
	if len(receipt) == 0 {
		receipt = []byte("null")
	}
	tag, err := s.pool.Exec(ctx, `
		INSERT INTO deadline (document, seq, stage, workdays, due_on, due_at, provisional, receipt)
		SELECT id, seq, stage, $4, $5, $6, $7, $8 FROM document WHERE id = $1 AND seq = $2 AND stage = $3
		ON CONFLICT (document, seq) DO UPDATE SET workdays = excluded.workdays, due_on = excluded.due_on, due_at = excluded.due_at,
			provisional = excluded.provisional, receipt = excluded.receipt`,
		d.Document, d.Seq, d.Stage, d.Workdays, d.DueOn, d.DueAt, d.Provisional, receipt)
	if err != nil || tag.RowsAffected() > 0 {
		return fail("store a deadline", err)
	}
	_, err = rowOf(ctx, s.pool, d.Document)
	return fail("store a deadline", err)
}

// DeadlineOf returns the deadline of the present stage with its receipt; ok is
// false when the stage has none.
func (s *Store) DeadlineOf(ctx context.Context, documentID string) (d activities.Deadline, ok bool, err error) {
	type deadline struct {
		Document    string         `db:"document"`
		Seq         int            `db:"seq"`
		Stage       document.Stage `db:"stage"`
		Workdays    int            `db:"workdays"`
		DueOn       document.Date  `db:"due_on"`
		DueAt       time.Time      `db:"due_at"`
		Provisional bool           `db:"provisional"`
		Receipt     []byte         `db:"receipt"`
	}
	rows, err := all[deadline](ctx, s.pool, `
		SELECT l.document, l.seq, l.stage, l.workdays, l.due_on, l.due_at, l.provisional, l.receipt
		FROM deadline l JOIN document d ON d.id = l.document AND d.seq = l.seq WHERE d.id = $1`, documentID)
	if err != nil || len(rows) == 0 {
		return activities.Deadline{}, false, fail("read a deadline", err)
	}
	rows[0].DueAt = rows[0].DueAt.UTC()
	return activities.Deadline(rows[0]), true, nil
}

// Remind implements activities.Register.
func (s *Store) Remind(ctx context.Context, documentID string, seq int, kind string, now time.Time) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO reminder (document, seq, kind, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		documentID, seq, kind, now)
	if violates(err, foreignKey) {
		return noDocument()
	}
	return fail("record a reminder", err)
}
