package store

import (
	"context"
	"errors"
	"reflect"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

// Awaited returns the last day on which the interpretation of a released document is
// in time, "" when none is to follow (IN-08).
func (s *Shelf) Awaited(ctx context.Context, documentID string) (document.Date, error) {
	if !sound(reflect.ValueOf(documentID)) {
		return "", nil
	}
	var due document.Date
	err := s.pool.QueryRow(ctx, `SELECT due_on FROM portal.awaited WHERE document = $1`, documentID).Scan(&due)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return due, fail("read an awaited interpretation", err)
}
