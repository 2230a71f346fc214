package store

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Exception is a use of what the rules leave for emergencies and special cases.
type Exception struct {
	ID       string         `db:"id"`
	Title    string         `db:"title"`
	UnitName string         `db:"unit_name"`
	Stage    document.Stage `db:"stage"`
	Kind     string         `db:"kind"` // later, waived, urgent_legality, shortened_comment, urgent_takedown
	Reason   string         `db:"reason"`
}

// Exceptions returns what was asked for in the present revisions of the documents
// that were submitted in the year (0 = any): an interpretation that follows (IN-08) or
// is waived (IN-13), a legality review in less time (ND-05), a shortened time for
// comments (ND-07). The newest first, at most 500.
func (s *Store) Exceptions(ctx context.Context, year int) ([]Exception, error) {
	out, err := all[Exception](ctx, s.pool, `
		SELECT d.id, d.title, u.name AS unit_name, d.stage, x.kind, x.reason
		FROM document d JOIN unit u ON u.id = d.unit JOIN revision v ON v.document = d.id AND v.no = d.revision
		CROSS JOIN LATERAL (SELECT v.content::jsonb AS c) AS j
		CROSS JOIN LATERAL (
			SELECT c #>> '{interpretation,need}' AS kind, coalesce(c #>> '{interpretation,reason}', '') AS reason WHERE c #>> '{interpretation,need}' IN ('later', 'waived')
			UNION ALL SELECT 'urgent_legality', c #>> '{record,legality,urgent}' WHERE c #>> '{record,legality,urgent}' <> ''
			UNION ALL SELECT 'urgent_takedown', CASE WHEN bool_or(k.verb = 'confirm-take-down') THEN '先行撤下，已经复核。' ELSE '先行撤下，尚未复核。' END
				FROM takedown_act k WHERE k.document = d.id AND k.ground = 'leak' HAVING bool_or(k.verb = 'take-down')
			UNION ALL SELECT 'shortened_comment', p->>'shortened' FROM jsonb_path_query(c, '$.record.comments[*]') AS p WHERE p->>'shortened' <> ''
		) AS x
		WHERE d.seq > 0 AND d.stage <> 'cancelled' AND `+createdIn+` ORDER BY d.created_at DESC, d.id, x.kind LIMIT 500`, year)
	return out, fail("list the exceptions", err)
}

// Drift is a released document that a surface does not show as the register has it,
// by the read-back of its latest release.
type Drift struct {
	ID      string          `db:"id"`
	Title   string          `db:"title"`
	Number  document.Number `db:"number"`
	Surface string          `db:"surface"`
	Detail  string          `db:"detail"`
	At      time.Time       `db:"at"`
}

// Drifts returns what was read back and did not agree, and what no surface has
// answered for an hour after its release; the latest first, at most 200.
func (s *Store) Drifts(ctx context.Context, now time.Time) ([]Drift, error) {
	out, err := all[Drift](ctx, s.pool, `
		SELECT d.id, d.title, coalesce(d.number, '') AS number, coalesce(c.surface, '') AS surface, coalesce(c.detail, '') AS detail, coalesce(c.at, r.switched_at) AS at
		FROM document d
		JOIN LATERAL (SELECT id, switched_at FROM release WHERE document = d.id AND no IS NOT NULL ORDER BY no DESC LIMIT 1) AS r ON true
		LEFT JOIN receipt c ON c.release = r.id
		WHERE NOT c.ok OR (c.release IS NULL AND r.switched_at < $1) ORDER BY at DESC, d.id, surface LIMIT 200`, now.Add(-time.Hour))
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list what drifts", err)
}

// LateDuty is an obligation that was not met in time.
type LateDuty struct {
	ID       string        `db:"id"` // of the document
	Document string        `db:"document_title"`
	UnitName string        `db:"unit_name"`
	Name     string        `db:"name"`
	Rule     string        `db:"rule"`
	Title    string        `db:"title"`
	DueOn    document.Date `db:"due_on"`
	MetAt    *time.Time    `db:"met_at"` // nil: still owed
}

// LateDuties returns the obligations that were late in the year of their due day (0 =
// any), those still owed first, then by due day; at most 500.
func (s *Store) LateDuties(ctx context.Context, year int, now time.Time) ([]LateDuty, error) {
	out, err := all[LateDuty](ctx, s.pool, `
		SELECT d.id, d.title AS document_title, u.name AS unit_name, o.name, o.rule, o.title, o.due_on, o.met_at
		FROM obligation o JOIN document d ON d.id = o.document JOIN unit u ON u.id = d.unit
		WHERE (o.state = 'late' OR (o.state = 'open' AND o.due_at < $2)) AND ($1 = 0 OR o.due_on LIKE $1::text || '-%')
		ORDER BY o.met_at IS NOT NULL, o.due_on, o.id LIMIT 500`, year, now)
	return out, fail("list the late duties", err)
}

// SurfaceState is when a surface was last read back with success and without.
type SurfaceState struct {
	Surface  string     `db:"surface"`
	Good     int        `db:"good"`
	Bad      int        `db:"bad"`
	LastGood *time.Time `db:"last_good"`
	LastBad  *time.Time `db:"last_bad"`
}

// SurfaceStates returns what each surface has answered so far, by name.
func (s *Store) SurfaceStates(ctx context.Context) ([]SurfaceState, error) {
	out, err := all[SurfaceState](ctx, s.pool, `
		SELECT surface, count(*) FILTER (WHERE ok)::int AS good, count(*) FILTER (WHERE NOT ok)::int AS bad,
			max(at) FILTER (WHERE ok) AS last_good, max(at) FILTER (WHERE NOT ok) AS last_bad
		FROM receipt GROUP BY surface ORDER BY surface`)
	return out, fail("read the surfaces", err)
}
