package store

import (
	"context"

	"mingfa/internal/document"
)

// Returned says who sent a document back and why.
type Returned struct {
	Document string                `db:"document"`
	Person   string                `db:"person"` // name
	From     document.Stage        `db:"from_stage"`
	Reason   document.ReturnReason `db:"reason"`
	Opinion  string                `db:"opinion"`
}

// Returned tells of those of the documents on which the latest act was to send them
// back, by id.
func (s *Store) Returned(ctx context.Context, ids []string) (map[string]Returned, error) {
	rows, err := all[Returned](ctx, s.pool, `
		SELECT a.document, coalesce(p.name, '') AS person, a.from_stage, coalesce(a.detail->>'reason_code', '') AS reason, a.opinion
		FROM unnest($1::text[]) AS d(id)
		CROSS JOIN LATERAL (SELECT * FROM act WHERE act.document = d.id ORDER BY seq DESC LIMIT 1) AS a
		LEFT JOIN person p ON p.id = a.person WHERE a.verb = $2`, ids, string(document.SendBack))
	out := map[string]Returned{}
	for _, r := range rows {
		out[r.Document] = r
	}
	return out, fail("read what was sent back", err)
}

// Titles returns the titles of those of the ids that are documents.
func (s *Store) Titles(ctx context.Context, ids []string) (map[string]string, error) {
	type titled struct {
		ID    string `db:"id"`
		Title string `db:"title"`
	}
	rows, err := all[titled](ctx, s.pool, `SELECT id, title FROM document WHERE id = ANY($1)`, ids)
	out := map[string]string{}
	for _, r := range rows {
		out[r.ID] = r.Title
	}
	return out, fail("read titles", err)
}
