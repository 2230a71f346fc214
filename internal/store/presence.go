package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Presence is a page on which somebody has a document open.
type Presence struct {
	Page, Person string
	Name         string
	Writing      bool // the page is the one for writing
}

// Absent forgets that a person's page is open; one that is not known is no error.
func (s *Store) Absent(ctx context.Context, page, person string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM presence WHERE page = $1 AND person = $2`, page, person)
	return fail("note who left", err)
}

// Presences notes that a page is open and returns all pages of the document that
// were heard of since, the one that asks among them. What is older than that is
// deleted, whichever document it belongs to.
func (s *Store) Presences(ctx context.Context, document string, p Presence, now, since time.Time) ([]Presence, error) {
	var out []Presence
	err := s.tx(ctx, "note who is present", func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM presence WHERE seen_at < $1`, since); err != nil {
			return err
		}
		// A page belongs to who opened it: nobody moves another's.
		_, err := tx.Exec(ctx, `
			INSERT INTO presence (page, document, person, writing, seen_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (page) DO UPDATE SET writing = excluded.writing, seen_at = excluded.seen_at
			WHERE presence.document = excluded.document AND presence.person = excluded.person`, p.Page, document, p.Person, p.Writing, now)
		if err != nil {
			return err
		}
		out, err = all[Presence](ctx, tx, `
			SELECT r.page, r.person, p.name, r.writing FROM presence r JOIN person p ON p.id = r.person
			WHERE r.document = $1 AND r.seen_at >= $2 ORDER BY r.writing DESC, p.name, r.page`, document, since)
		return err
	})
	return out, err
}
