package store

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// awaitedConsents are the joint documents on their way to the signature that wait for the
// 会签 of one of the bodies $1 on the text as it stands (DH-13).
const awaitedConsents = `
FROM document d WHERE d.joint_with && $1::text[] AND d.joint_with <> '{}' AND d.stage = ANY($2)
	AND EXISTS (SELECT 1 FROM unnest(d.joint_with) AS b (body) WHERE b.body = ANY($1) AND NOT EXISTS (
		SELECT 1 FROM countersign c WHERE c.document = d.id AND c.body = b.body AND c.revision >= d.joint_since))`

// circulating are the stages at which a joint document can be countersigned: after the
// first submission and before it is signed.
func circulating() []string {
	var out []string
	for _, row := range document.StageTable() {
		switch row.Stage { //nolint:exhaustive // all others are on the way to the signature
		case document.Drafting, document.Registration, document.Publication, document.Published, document.Filed, document.Cancelled:
		default:
			out = append(out, string(row.Stage))
		}
	}
	return out
}

// bodiesOf names the bodies in whose name the units issue, each as it may be written.
func (s *Store) bodiesOf(ctx context.Context, units []string) ([]string, error) {
	names := []string{}
	for _, id := range units {
		u, err := issuerOf(ctx, s.pool, id)
		switch {
		case document.KindOf(err) != "": // a unit without a body countersigns nothing
			continue
		case err != nil:
			return nil, err
		}
		names = append(names, u.Name)
		if u.ShortName != "" {
			names = append(names, u.ShortName)
		}
	}
	return names, nil
}

// AwaitedConsents returns the documents that wait for the 会签 of the bodies of these
// units, the oldest first; at most max, as in Filter.
func (s *Store) AwaitedConsents(ctx context.Context, units []string, max int) ([]Document, error) {
	bodies, err := s.bodiesOf(ctx, units)
	if err != nil || len(bodies) == 0 {
		return nil, fail("find the bodies of units", err)
	}
	rows, err := all[struct {
		ID string `db:"id"`
	}](ctx, s.pool, `SELECT d.id`+awaitedConsents+` ORDER BY d.created_at, d.id LIMIT $3`, bodies, circulating(), limit(max))
	if err != nil {
		return nil, fail("read what waits for a countersignature", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return s.inOrder(ctx, ids)
}

// CountAwaitedConsents counts them, and says when one of them changed last.
func (s *Store) CountAwaitedConsents(ctx context.Context, units []string) (n int, latest time.Time, err error) {
	bodies, err := s.bodiesOf(ctx, units)
	if err != nil || len(bodies) == 0 {
		return 0, time.Time{}, fail("find the bodies of units", err)
	}
	var at *time.Time
	err = s.pool.QueryRow(ctx, `SELECT count(*), max(d.changed_at)`+awaitedConsents, bodies, circulating()).Scan(&n, &at)
	if at != nil {
		latest = at.UTC()
	}
	return n, latest, fail("count what waits for a countersignature", err)
}
