package store

import (
	"context"
	"reflect"
	"time"

	"mingfa/internal/document"
)

// Latest returns the number of the latest release, 0 before the first. What the
// public sees changes only with it, and with the day.
func (s *Shelf) Latest(ctx context.Context) (no int64, err error) {
	err = s.pool.QueryRow(ctx, `SELECT no FROM portal.latest`).Scan(&no)
	return no, fail("read the latest release", err)
}

// Edition is one release of a document.
type Edition struct {
	No     int64         `db:"no"`
	Kind   string        `db:"kind"` // first or mark
	At     time.Time     `db:"switched_at"`
	Life   document.Life `db:"life"`
	Digest string        `db:"digest"` // SHA-256 of the file
}

// Editions returns what became visible of a document, the first release first;
// nothing for whatever the public can't see.
func (s *Shelf) Editions(ctx context.Context, documentID string) ([]Edition, error) {
	if !sound(reflect.ValueOf(documentID)) {
		return nil, nil
	}
	es, err := all[Edition](ctx, s.pool, `
		SELECT no, kind, switched_at, life, digest FROM portal.edition WHERE document = $1 ORDER BY no`, documentID)
	return es, fail("read the releases of a document", err)
}

// Pointing returns the released documents that speak of a document, the latest
// first, at most 100.
func (s *Shelf) Pointing(ctx context.Context, documentID string) ([]document.Released, error) {
	if !sound(reflect.ValueOf(documentID)) {
		return nil, nil
	}
	rs, err := released(ctx, s.pool, `
		WHERE document = ANY(ARRAY(SELECT document FROM portal.entry WHERE targets @> ARRAY[$1::text] ORDER BY no DESC LIMIT 100)) ORDER BY no DESC`, documentID)
	return rs, fail("read what speaks of a document", err)
}
