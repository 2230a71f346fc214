package store

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Holder is an office that somebody holds; Unit is "" where the unit does not matter.
type Holder struct {
	Role document.Role
	Unit string
}

// Reminder is an obligation of which an office was reminded and which still waits.
type Reminder struct {
	Obligation
	DocumentTitle string
	Number        document.Number
	UnitName      string    // the drafting unit
	Kind          string    // of the latest reminder, procedure.Reminder.Kind
	RemindedAt    time.Time // when it was recorded
}

// forHolders are the latest reminders for the offices $1, held in the units $2, of
// obligations whose clock runs.
const forHolders = `
SELECT DISTINCT ON (o.id) o.id, n.kind, n.at, o.due_at, d.title, coalesce(d.number, '') AS number, u.name AS unit_name
FROM notice n JOIN obligation o ON o.id = n.obligation JOIN document d ON d.id = o.document JOIN unit u ON u.id = d.unit
WHERE ` + ticking + ` AND EXISTS (
	SELECT 1 FROM unnest($1::text[], $2::text[]) AS h (role, unit) WHERE h.role = n.role AND (h.unit = '' OR h.unit = d.unit))
ORDER BY o.id, n.at DESC, length(n.kind) DESC, n.kind DESC`

func holderColumns(hs []Holder) (roles, units []string) {
	for _, h := range hs {
		roles, units = append(roles, string(h.Role)), append(units, h.Unit)
	}
	return roles, units
}

// CountReminders returns how many obligations the offices are reminded of now.
func (s *Store) CountReminders(ctx context.Context, hs []Holder) (int, error) {
	var n int
	roles, units := holderColumns(hs)
	err := s.pool.QueryRow(ctx, `SELECT count(*) FROM (`+forHolders+`) AS r`, roles, units).Scan(&n)
	return n, fail("count the reminders", err)
}

// Reminders returns the obligations of which the offices are reminded now, the most
// urgent first, at most limit.
func (s *Store) Reminders(ctx context.Context, hs []Holder, limit int) ([]Reminder, error) {
	type row struct {
		ID       int64           `db:"id"`
		Kind     string          `db:"kind"`
		At       time.Time       `db:"at"`
		DueAt    time.Time       `db:"due_at"`
		Title    string          `db:"title"`
		Number   document.Number `db:"number"`
		UnitName string          `db:"unit_name"`
	}
	roles, units := holderColumns(hs)
	rows, err := all[row](ctx, s.pool, `SELECT * FROM (`+forHolders+`) AS r ORDER BY due_at, id LIMIT $3`, roles, units, limit)
	if err != nil {
		return nil, fail("list the reminders", err)
	}
	ids := make([]int64, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	list, err := obligationsWhere(ctx, s.pool, `id = ANY($1)`, ids)
	byID := map[int64]Obligation{}
	for _, o := range list {
		byID[o.ID] = o
	}
	out := make([]Reminder, 0, len(rows))
	for _, r := range rows {
		if o, ok := byID[r.ID]; ok {
			out = append(out, Reminder{Obligation: o, DocumentTitle: r.Title, Number: r.Number, UnitName: r.UnitName, Kind: r.Kind, RemindedAt: r.At.UTC()})
		}
	}
	return out, fail("list the reminders", err)
}
