package store

import (
	"context"
	"reflect"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"

	"mingfa/internal/document"
)

// Shelf is the portal's side of the record. It works as mingfa_portal and can't
// read anything that is not released, whatever it is asked (invariant 7). It is
// safe for concurrent use.
type Shelf struct {
	pool    *pgxpool.Pool
	tallies tallies
}

// OpenShelf connects to a migrated database as mingfa_portal, by SET ROLE where
// the user of the URL is another one. It refuses to start when that role could
// read anything beyond the views of what is released.
func OpenShelf(ctx context.Context, url string) (*Shelf, error) {
	pool, err := connect(ctx, url, PortalRole, Options{})
	if err != nil {
		return nil, err
	}
	if err := guardShelf(ctx, pool); err != nil {
		pool.Close()
		return nil, err
	}
	return &Shelf{pool: pool}, nil
}

// Close waits for what is under way and gives up all connections; the shelf can't be used
// after it.
func (s *Shelf) Close() { s.pool.Close() }

// Get returns the latest release of the document; NotFound in one and the same
// sentence for whatever the public can't see.
func (s *Shelf) Get(ctx context.Context, documentID string) (document.Released, error) {
	return s.only(ctx, `WHERE document = $1`, documentID)
}

// ByDigest returns the document of which a file with that SHA-256 is or was
// public, or whose sealed original has it; NotFound as with Get.
func (s *Shelf) ByDigest(ctx context.Context, digest string) (document.Released, error) {
	return s.only(ctx, `
		WHERE document IN (SELECT document FROM portal.fingerprint WHERE digest = $1) ORDER BY no DESC LIMIT 1`, strings.ToLower(digest))
}

// ByNumber returns the document with that 发文字号, however its brackets are typed;
// NotFound as with Get.
func (s *Shelf) ByNumber(ctx context.Context, number string) (document.Released, error) {
	return s.only(ctx, `
		WHERE document IN (SELECT document FROM portal.entry WHERE number = portal.fold($1)) ORDER BY no DESC LIMIT 1`, number)
}

// File returns the file of the latest release of a document by its SHA-256, and
// the name under which to save it; NotFound as with Get.
func (s *Shelf) File(ctx context.Context, digest string) (name string, b []byte, err error) {
	if !sound(reflect.ValueOf(digest)) {
		return "", nil, notPublic()
	}
	err = s.pool.QueryRow(ctx, `SELECT name, bytes FROM portal.released_file WHERE digest = $1 LIMIT 1`, strings.ToLower(digest)).Scan(&name, &b)
	return name, b, fail("read a released file", missing(err, notPublic()))
}

func (s *Shelf) only(ctx context.Context, where, arg string) (document.Released, error) {
	if !sound(reflect.ValueOf(arg)) {
		return document.Released{}, notPublic()
	}
	rs, err := released(ctx, s.pool, where, arg)
	if err != nil {
		return document.Released{}, fail("read what is released", err)
	}
	if len(rs) == 0 {
		return document.Released{}, notPublic()
	}
	return rs[0], nil
}

func released(ctx context.Context, q querier, where string, args ...any) ([]document.Released, error) {
	type row struct {
		No     int64           `db:"no"`
		Public document.Public `db:"public"`
	}
	rows, err := all[row](ctx, q, `SELECT no, public FROM portal.released `+where, args...)
	out := make([]document.Released, 0, len(rows))
	for _, r := range rows {
		out = append(out, document.Released{Public: r.Public, No: r.No})
	}
	return out, err
}

func notPublic() *document.Error {
	return document.Refuse(document.NotFound, "not-found", "您访问的内容不存在或者未公开。")
}
