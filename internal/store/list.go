package store

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"mingfa/internal/document"
)

// Cursor is where the next page begins after this document.
func (d Document) Cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(d.CreatedAt.UTC().Format(time.RFC3339Nano) + " " + d.ID))
}

func parseCursor(s string) (*time.Time, string, error) {
	if s == "" {
		return nil, "", nil
	}
	bad := document.Refuse(document.Invalid, "bad-cursor", "翻页标记无效，请从第一页重新查看。")
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nil, "", bad
	}
	stamp, id, ok := strings.Cut(string(b), " ")
	at, err := time.Parse(time.RFC3339Nano, stamp)
	if !ok || err != nil {
		return nil, "", bad
	}
	return &at, id, nil
}

// Scope is a set of documents that wait for the same hands: those at a stage,
// of one unit and of one drafter where these are given.
type Scope struct {
	Stage   document.Stage
	Unit    string // id, "" = any
	Drafter string // id, "" = any
}

const inScope = `
WHERE EXISTS (
	SELECT 1 FROM unnest($1::text[], $2::text[], $3::text[]) AS w (stage, unit, drafter)
	WHERE w.stage = d.stage AND (w.unit = '' OR w.unit = d.unit) AND (w.drafter = '' OR w.drafter = d.drafter))
`

// Inbox returns the documents in any of the scopes, 特急 before 加急 before the others
// (DH-03); of the equally urgent what is due first at the top and what has no due date
// at the end. max is 50 when it is 0, and 200 at most.
func (s *Store) Inbox(ctx context.Context, scopes []Scope, max int) ([]Document, error) {
	stages, units, drafters := columns(scopes)
	ds, err := documents(ctx, s.pool, inScope+`ORDER BY d.urgency_rank, l.due_at NULLS LAST, d.created_at, d.id LIMIT $4`, stages, units, drafters, limit(max))
	return ds, fail("read the inbox", err)
}

func columns(scopes []Scope) (stages, units, drafters []string) {
	stages, units, drafters = []string{}, []string{}, []string{}
	for _, w := range scopes {
		stages, units, drafters = append(stages, string(w.Stage)), append(units, w.Unit), append(drafters, w.Drafter)
	}
	return stages, units, drafters
}

// limit is how many rows a list may have: 50 when nothing is said, 200 at most.
func limit(n int) int {
	switch {
	case n <= 0:
		return 50
	case n > 200:
		return 200
	default:
		return n
	}
}
