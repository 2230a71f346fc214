package store

import (
	"context"
	"reflect"
	"time"

	"mingfa/internal/document"
)

// Gone returns what the public may know of a document that was taken down: NotFound of
// every other, as with Get.
func (s *Shelf) Gone(ctx context.Context, documentID string) (document.Gone, error) {
	return s.gone(ctx, `WHERE document = $1`, documentID)
}

// GoneNumber is Gone by the 发文字号, however its brackets are typed. Of a leak the number
// is not known either.
func (s *Shelf) GoneNumber(ctx context.Context, number string) (document.Gone, error) {
	return s.gone(ctx, `WHERE number <> '' AND number = portal.fold($1) ORDER BY no DESC LIMIT 1`, number)
}

// Withdrawn returns what was taken down and is not back, the latest first, at most limit.
func (s *Shelf) Withdrawn(ctx context.Context, limit int) ([]document.Gone, error) {
	out, err := goneRows(ctx, s.pool, `ORDER BY no DESC LIMIT $1`, limit)
	return out, fail("read what is taken down", err)
}

func (s *Shelf) gone(ctx context.Context, where, arg string) (document.Gone, error) {
	if !sound(reflect.ValueOf(arg)) {
		return document.Gone{}, notPublic()
	}
	found, err := goneRows(ctx, s.pool, where, arg)
	if err != nil {
		return document.Gone{}, fail("read what is taken down", err)
	}
	if len(found) == 0 {
		return document.Gone{}, notPublic()
	}
	return found[0], nil
}

func goneRows(ctx context.Context, q querier, where string, args ...any) ([]document.Gone, error) {
	type row struct {
		Document  string    `db:"document"`
		At        time.Time `db:"down_at"`
		Penalty   bool      `db:"penalty"`
		Explained string    `db:"explained"`
	}
	rows, err := all[row](ctx, q, `SELECT document, down_at, penalty, explained FROM portal.gone `+where, args...)
	out := make([]document.Gone, 0, len(rows))
	for _, r := range rows {
		r.At = r.At.UTC()
		out = append(out, document.Gone(r))
	}
	return out, err
}
