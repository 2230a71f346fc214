package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
)

// Watch implements activities.Obligations: it records who is to be reminded and marks
// what is late. It can run any number of times. A clock that stands still reminds
// nobody and makes nothing late.
func (s *Store) Watch(ctx context.Context, reminders []procedure.Reminder, now time.Time) (activities.Watched, error) {
	var out activities.Watched
	err := s.tx(ctx, "watch the obligations", func(tx pgx.Tx) error {
		var err error
		if out.Reminded, err = notify(ctx, tx, reminders, now); err != nil {
			return err
		}
		late, err := obligationsWhere(ctx, tx, `state = 'open' AND `+ticking+` AND due_at < $1 ORDER BY id FOR NO KEY UPDATE`, now)
		if err != nil {
			return err
		}
		for _, o := range late {
			if err := fallLate(ctx, tx, o, now); err != nil {
				return err
			}
		}
		out.Late = len(late)
		out.Next, err = nextMark(ctx, tx, reminders, now)
		return err
	})
	return out, err
}

// ticking are the running obligations whose clock does not stand still.
const ticking = running + ` AND held_at IS NULL`

func fallLate(ctx context.Context, tx pgx.Tx, o Obligation, now time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE obligation SET state = 'late' WHERE id = $1`, o.ID); err != nil {
		return err
	}
	detail := map[string]any{"obligation": o.ID, "name": o.Name, "rule": o.Rule, "due_on": o.DueOn}
	return entry{actor: house, act: "obligation.late", subject: o.Document, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// marks are the instants at which somebody is to be reminded of an obligation whose
// clock runs: shares of the term, counted back from its end without the time in
// which it stood still, and days after it.
const marks = `
FROM obligation o CROSS JOIN LATERAL unnest($2::text[], $3::text[], $4::integer[], $5::integer[]) AS m (kind, role, percent, days)
CROSS JOIN LATERAL (SELECT CASE WHEN m.days > 0 THEN o.due_at + m.days * interval '1 day'
	ELSE o.due_at - (o.due_at - o.begun_at - o.held) * ((100 - m.percent) / 100.0::float8) END AS at) AS x
WHERE ` + ticking

func markArgs(now time.Time, reminders []procedure.Reminder) []any {
	var kinds, roles []string
	var percents, days []int
	for _, r := range reminders {
		kinds, roles = append(kinds, r.Kind()), append(roles, string(r.To))
		percents, days = append(percents, r.Percent), append(days, r.DaysLate)
	}
	return []any{now, kinds, roles, percents, days}
}

// notify records the reminders that are due, each once, for the role whom they are for.
func notify(ctx context.Context, tx pgx.Tx, reminders []procedure.Reminder, now time.Time) (int, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO notice (obligation, kind, role, at)
		SELECT o.id, m.kind, coalesce(nullif(m.role, ''), o.owner), $1 `+marks+` AND x.at <= $1
		ON CONFLICT DO NOTHING`, markArgs(now, reminders)...)
	return int(tag.RowsAffected()), err
}

// nextMark is the next instant at which somebody is to be reminded, nil for none.
func nextMark(ctx context.Context, tx pgx.Tx, reminders []procedure.Reminder, now time.Time) (*time.Time, error) {
	var at *time.Time
	err := tx.QueryRow(ctx, `SELECT min(x.at) `+marks+` AND x.at > $1`, markArgs(now, reminders)...).Scan(&at)
	if at != nil {
		utc := at.UTC()
		at = &utc
	}
	return at, err
}

// Notice is a reminder of an obligation.
type Notice struct {
	Obligation int64         `json:"obligation" db:"obligation"`
	Kind       string        `json:"kind" db:"kind"` // procedure.Reminder.Kind
	Role       document.Role `json:"role" db:"role"` // whom it is for
	At         time.Time     `json:"at" db:"at"`
}

// Notices returns the reminders of the obligations of a document, the oldest first.
func (s *Store) Notices(ctx context.Context, documentID string) ([]Notice, error) {
	out, err := all[Notice](ctx, s.pool, `
		SELECT n.obligation, n.kind, n.role, n.at FROM notice n JOIN obligation o ON o.id = n.obligation
		WHERE o.document = $1 ORDER BY n.at, n.obligation, length(n.kind), n.kind`, documentID)
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
		open, err := obligationsWhere(ctx, tx, ticking+` AND unit <> 'hour' ORDER BY id FOR NO KEY UPDATE`)
		if err != nil {
			return err
		}
		for _, o := range open {
			fresh, err := date(o.Duty)
			if document.KindOf(err) == document.Invalid {
				continue // its year has no table any more (CAL-07): the date that was given stands
			}
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
