package store

import (
	"context"
	"reflect"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

// Latest returns the number of the latest release, 0 before the first. What the
// public sees changes only with it, and with the day.
func (s *Shelf) Latest(ctx context.Context) (no int64, err error) {
	err = s.pool.QueryRow(ctx, `SELECT no FROM portal.latest`).Scan(&no)
	return no, fail("read the latest release", err)
}

// Editions returns what became visible of a document, the first release first;
// nothing for whatever the public can't see.
func (s *Shelf) Editions(ctx context.Context, documentID string) ([]document.Edition, error) {
	if !sound(reflect.ValueOf(documentID)) {
		return nil, nil
	}
	es, err := all[document.Edition](ctx, s.pool, `
		SELECT no, kind IN ('first', 'opening') AS first, kind = 'interpretation' AS late, kind = 'restored' AS back, switched_at, life, digest FROM portal.edition WHERE document = $1 ORDER BY no`, documentID)
	return es, fail("read the releases of a document", err)
}

// Pointing returns the released documents that speak of a document, the latest
// first, at most 100.
func (s *Shelf) Pointing(ctx context.Context, documentID string) ([]document.Released, error) {
	if !sound(reflect.ValueOf(documentID)) {
		return nil, nil
	}
	// All that point there first: in one go the planner would walk the releases from the
	// latest on until it has a hundred.
	rs, err := released(ctx, s.pool, `
		WHERE document = ANY(ARRAY(
			WITH pointing AS MATERIALIZED (SELECT document, no FROM portal.entry WHERE targets @> ARRAY[$1::text])
			SELECT document FROM pointing ORDER BY no DESC LIMIT 100)) ORDER BY no DESC`, documentID)
	return rs, fail("read what speaks of a document", err)
}

// Addresses returns where released documents are, the first released first: limit of
// them, from the one with the number offset on.
func (s *Shelf) Addresses(ctx context.Context, offset, limit int) ([]document.Address, error) {
	rows, err := s.pool.Query(ctx, `
		SELECT document, issued_on, attribute, interpretation, effective_on, expires_on, ended, ended_on
		FROM portal.entry ORDER BY no LIMIT $2 OFFSET $1`, offset, limit)
	if err != nil {
		return nil, fail("read what is released", err)
	}
	as, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a document.Address, err error) {
		l := &a.Life
		err = row.Scan(&a.Document, &a.IssuedOn, &a.Attribute, &a.Interpretation, &l.EffectiveOn, &l.ExpiresOn, &l.Ended, &l.EndedOn)
		return a, err
	})
	return as, fail("read what is released", err)
}
