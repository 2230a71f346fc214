package store

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Share counts documents of one unit with one attribute.
type Share struct {
	Unit      string             `db:"unit"` // id
	UnitName  string             `db:"unit_name"`
	Attribute document.Attribute `db:"attribute"`
	N         int                `db:"n"`
}

// Shares counts the documents that were submitted in the year (Shanghai; 0 = any),
// by unit and attribute. Cancelled ones don't count.
func (s *Store) Shares(ctx context.Context, year int) ([]Share, error) {
	out, err := all[Share](ctx, s.pool, `
		SELECT d.unit, u.name AS unit_name, d.attribute, count(*)::int AS n FROM document d JOIN unit u ON u.id = d.unit
		WHERE d.seq > 0 AND d.stage <> 'cancelled' AND `+createdIn+`
		GROUP BY d.unit, u.name, d.attribute ORDER BY u.name, d.attribute`, year)
	return out, fail("count the attributes", err)
}

const createdIn = `($1 = 0 OR extract(year FROM d.created_at AT TIME ZONE 'Asia/Shanghai') = $1)`

// GroundUse counts how often a ground was given.
type GroundUse struct {
	Ground document.Ground `db:"ground"`
	N      int             `db:"n"`
}

// GroundUses counts the grounds in the present revisions of what is withheld.
func (s *Store) GroundUses(ctx context.Context, year int) ([]GroundUse, error) {
	out, err := all[GroundUse](ctx, s.pool, `
		SELECT g.ground, count(*)::int AS n FROM document d JOIN revision v ON v.document = d.id AND v.no = d.revision
		CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(nullif(v.content::jsonb #> '{disclosure,grounds}', 'null'), '[]')) AS g (ground)
		WHERE d.seq > 0 AND d.stage <> 'cancelled' AND `+createdIn+`
		GROUP BY g.ground ORDER BY g.ground`, year)
	return out, fail("count the grounds", err)
}

// Passage is a released document with the days of its signature and first release.
type Passage struct {
	ID         string          `db:"id"`
	Title      string          `db:"title"`
	Number     document.Number `db:"number"`
	SignedAt   time.Time       `db:"signed_at"`
	ReleasedAt time.Time       `db:"released_at"`
}

// Passages returns the documents released, the newest release first.
func (s *Store) Passages(ctx context.Context, year int) ([]Passage, error) {
	out, err := all[Passage](ctx, s.pool, `
		SELECT d.id, d.title, coalesce(d.number, '') AS number, a.at AS signed_at, r.at AS released_at FROM document d
		JOIN LATERAL (SELECT max(at) AS at FROM act WHERE document = d.id AND verb = 'sign') a ON a.at IS NOT NULL
		JOIN LATERAL (SELECT min(switched_at) AS at FROM release WHERE document = d.id) r ON r.at IS NOT NULL
		WHERE `+createdIn+` ORDER BY r.at DESC, d.id`, year)
	return out, fail("list the passages", err)
}

// Uninterpreted returns the documents to be made public on their own initiative
// that have left drafting, need an interpretation or have not said, and have no
// material yet; the oldest first, at most 200.
func (s *Store) Uninterpreted(ctx context.Context, year int) ([]Document, error) {
	ds, err := documents(ctx, s.pool, `
		JOIN revision v ON v.document = d.id AND v.no = d.revision
		WHERE d.seq > 0 AND d.stage NOT IN ('cancelled', 'filed') AND d.attribute = 'PROACTIVE' AND `+createdIn+`
			AND v.content::jsonb #>> '{interpretation,need}' IN ('', 'needed') AND btrim(coalesce(v.content::jsonb #>> '{interpretation,body}', '')) = ''
		ORDER BY d.created_at, d.id LIMIT 200`, year)
	return ds, fail("list what lacks an interpretation", err)
}

// Overdue returns the documents past the time limit of their stage at now, the
// latest first, at most 200.
func (s *Store) Overdue(ctx context.Context, now time.Time) ([]Document, error) {
	ds, err := documents(ctx, s.pool, `
		WHERE l.due_at < $1 AND d.stage NOT IN ('published', 'filed', 'cancelled') ORDER BY l.due_at, d.id LIMIT 200`, now)
	return ds, fail("list what is overdue", err)
}
