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

// escalateAfter is how long after the due day a late obligation goes from the
// head of the unit to the disclosure office.
const escalateAfter = 72 * time.Hour

// Watch implements activities.Obligations: it marks what is late and records who
// is to be reminded. It can run any number of times.
func (s *Store) Watch(ctx context.Context, now time.Time) (activities.Watched, error) {
	var out activities.Watched
	err := s.tx(ctx, "watch the obligations", func(tx pgx.Tx) error {
		var err error
		if out.Reminded, err = notify(ctx, tx, now); err != nil {
			return err
		}
		late, err := obligationsWhere(ctx, tx, `state = 'open' AND `+running+` AND due_at < $1 ORDER BY id FOR NO KEY UPDATE`, now)
		if err != nil {
			return err
		}
		for _, o := range late {
			if err := fallLate(ctx, tx, o, now); err != nil {
				return err
			}
		}
		out.Late = len(late)
		return nil
	})
	return out, err
}

func fallLate(ctx context.Context, tx pgx.Tx, o Obligation, now time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE obligation SET state = 'late' WHERE id = $1`, o.ID); err != nil {
		return err
	}
	detail := map[string]any{"obligation": o.ID, "name": o.Name, "rule": o.Rule, "due_on": o.DueOn}
	return entry{actor: house, act: "obligation.late", subject: o.Document, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// notify records the reminders that are due: half of the time over and the last
// day to who has the document, the first day late to the head of the unit, and
// after that to the disclosure office.
func notify(ctx context.Context, tx pgx.Tx, now time.Time) (int, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO notice (obligation, kind, role, at)
		SELECT o.id, n.kind, n.role, $1 FROM obligation o CROSS JOIN LATERAL (VALUES
			('half', '', o.begun_at + (o.due_at - o.begun_at) / 2),
			('due', '', o.due_at - interval '1 day'),
			('late', $2, o.due_at),
			('escalated', $3, o.due_at + $4)
		) AS n (kind, role, at)
		WHERE `+running+` AND n.at <= $1
		ON CONFLICT DO NOTHING`,
		now, document.UnitHead, document.DisclosureOfficer, escalateAfter)
	return int(tag.RowsAffected()), err
}

// Notice is a reminder of an obligation.
type Notice struct {
	Obligation int64         `json:"obligation" db:"obligation"`
	Kind       string        `json:"kind" db:"kind"` // half, due, late, escalated
	Role       document.Role `json:"role" db:"role"` // "" = whoever has the document
	At         time.Time     `json:"at" db:"at"`
}

// Notices returns the reminders of the obligations of a document, the oldest first.
func (s *Store) Notices(ctx context.Context, documentID string) ([]Notice, error) {
	out, err := all[Notice](ctx, s.pool, `
		SELECT n.obligation, n.kind, n.role, n.at FROM notice n JOIN obligation o ON o.id = n.obligation
		WHERE o.document = $1 ORDER BY n.at, n.obligation, n.kind`, documentID)
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list the notices", err)
}

// Redate works out every running obligation again by the calendar of date, and
// says in the ledger which of them moved (CAL-07).
func (s *Store) Redate(ctx context.Context, date activities.Dating, now time.Time) ([]Obligation, error) {
	var moved []Obligation
	err := s.tx(ctx, "redate the obligations", func(tx pgx.Tx) error {
		open, err := obligationsWhere(ctx, tx, running+` AND unit <> 'hour' ORDER BY id FOR NO KEY UPDATE`)
		if err != nil {
			return err
		}
		for _, o := range open {
			fresh, err := date(o.Duty)
			if err != nil {
				return err
			}
			if fresh.DueOn == o.DueOn && fresh.Provisional == o.Provisional {
				continue
			}
			if err := redate(ctx, tx, o, fresh, now); err != nil {
				return err
			}
			o.Duty = fresh
			moved = append(moved, o)
		}
		return nil
	})
	return moved, err
}

// RedateAll implements activities.Obligations.
func (s *Store) RedateAll(ctx context.Context, date activities.Dating, now time.Time) (int, error) {
	moved, err := s.Redate(ctx, date, now)
	return len(moved), err
}

// redate moves one obligation. What had become late by the old date and is not by
// the new one is open again.
func redate(ctx context.Context, tx pgx.Tx, o Obligation, fresh verdict.Duty, now time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE obligation SET due_on = $2, due_at = $3::timestamptz, provisional = $4, receipt = $5, state = CASE WHEN $3::timestamptz >= $6 THEN 'open' ELSE state END
		WHERE id = $1`, o.ID, fresh.DueOn, dueAt(fresh, o.BegunAt), fresh.Provisional, fresh.Receipt, now)
	if err != nil {
		return err
	}
	detail := map[string]any{"obligation": o.ID, "name": o.Name, "rule": o.Rule, "before": o.DueOn, "after": fresh.DueOn, "provisional": fresh.Provisional}
	return entry{actor: house, act: "obligation.redate", subject: o.Document, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}
