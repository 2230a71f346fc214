package store

import (
	"context"

	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// mostQuoted bounds the cited documents whose text is read for one judgement.
const mostQuoted = 20

// quotedOf reads what the register has of the signed documents that the content cites by
// number or by name without a relation to them (IN-06), none where there is no
// interpretation to hold against them. They are called as the content calls them: who may
// not see one learns no more than that.
func quotedOf(ctx context.Context, q querier, self string, c dossier.Content) ([]dossier.Quoted, error) {
	n := c.Interpretation
	if n.Need != dossier.Needed || n.Body == "" {
		return nil, nil
	}
	related := []string{self}
	for _, r := range c.Relations {
		related = append(related, r.Target, string(r.Number))
	}
	numbers, names := verdict.Quoted(c)
	type found struct {
		ID       string `db:"id"`
		Unit     string `db:"unit"`
		Called   string `db:"called"`
		Revision int    `db:"revision"`
	}
	rows, err := all[found](ctx, q, `
		SELECT DISTINCT ON (x.id) x.id, x.unit, x.called, x.revision FROM (
			SELECT d.id, d.unit, d.number AS called, d.number, d.revision FROM document d WHERE d.number = ANY($1)
			UNION ALL
			SELECT d.id, d.unit, '《' || n.name || '》', d.number, d.revision FROM unnest($2::text[]) AS n (name) JOIN document d ON d.named = n.name
			UNION ALL
			SELECT d.id, d.unit, '《' || n.name || '》', d.number, d.revision FROM unnest($2::text[]) AS n (name) JOIN document d ON d.title = n.name
		) AS x JOIN revision v ON v.document = x.id AND v.no = x.revision AND octet_length(v.content) <= $4
		WHERE x.number IS NOT NULL AND NOT x.id = ANY($3) AND NOT x.number = ANY($3) ORDER BY x.id, x.called LIMIT $5`,
		numbers, names, related, longestRelated, mostQuoted)
	out := make([]dossier.Quoted, 0, len(rows))
	for _, r := range rows {
		x, err := contentOf(ctx, q, r.ID, r.Revision)
		if err != nil {
			return nil, err
		}
		body := dossier.Quoted{Called: r.Called, Body: x.Text.Body + "\n" + x.Interpretation.Body}
		if body.Issuer, err = issuerName(ctx, q, r.Unit); err != nil {
			return nil, err
		}
		out = append(out, body)
	}
	return out, err
}

// Quoted reads what content that is not yet saved cites; self is the document that it
// belongs to, "" for a new one.
func (s *Store) Quoted(ctx context.Context, self string, c dossier.Content) ([]dossier.Quoted, error) {
	out, err := quotedOf(ctx, s.pool, self, c)
	return out, fail("read cited documents", err)
}
