package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"mingfa/internal/document"
)

// Filter chooses documents of the register; an empty field chooses all.
type Filter struct {
	Stages  []document.Stage
	Units   []string // drafting units
	Drafter string   // person
	Text    string   // in the title
	Number  string   // in the number
	Limit   int      // at most 200; 0 means 50
	Before  string   // cursor: Cursor of the last document of the page before
}

// Documents returns a page of the register, the newest first.
func (s *Store) Documents(ctx context.Context, f Filter) ([]Document, error) {
	at, id, err := parseCursor(f.Before)
	if err != nil {
		return nil, err
	}
	ds, err := documents(ctx, s.pool, `
		WHERE (cardinality($1::text[]) = 0 OR d.stage = ANY($1)) AND (cardinality($2::text[]) = 0 OR d.unit = ANY($2))
			AND ($3 = '' OR d.drafter = $3) AND d.title ILIKE $4 AND coalesce(d.number, '') ILIKE $5
			AND ($6::timestamptz IS NULL OR (d.created_at, d.id) < ($6, $7))
		ORDER BY d.created_at DESC, d.id DESC LIMIT $8`,
		names(f.Stages), append([]string{}, f.Units...), f.Drafter, containing(f.Text), containing(f.Number), at, id, limit(f.Limit))
	return ds, fail("list the documents", err)
}

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
// at the end. limit as in Filter.
func (s *Store) Inbox(ctx context.Context, scopes []Scope, max int) ([]Document, error) {
	stages, units, drafters := columns(scopes)
	ds, err := documents(ctx, s.pool, inScope+`ORDER BY d.urgency_rank, l.due_at NULLS LAST, d.created_at, d.id LIMIT $4`, stages, units, drafters, limit(max))
	return ds, fail("read the inbox", err)
}

// Counts returns how many documents are in the scopes, by stage.
func (s *Store) Counts(ctx context.Context, scopes []Scope) (map[document.Stage]int, error) {
	type count struct {
		Stage document.Stage `db:"stage"`
		N     int            `db:"n"`
	}
	stages, units, drafters := columns(scopes)
	rows, err := all[count](ctx, s.pool, `SELECT d.stage, count(*) AS n FROM document d `+inScope+`GROUP BY d.stage`, stages, units, drafters)
	out := map[document.Stage]int{}
	for _, r := range rows {
		out[r.Stage] = r.N
	}
	return out, fail("count the inbox", err)
}

func columns(scopes []Scope) (stages, units, drafters []string) {
	stages, units, drafters = []string{}, []string{}, []string{}
	for _, w := range scopes {
		stages, units, drafters = append(stages, string(w.Stage)), append(units, w.Unit), append(drafters, w.Drafter)
	}
	return stages, units, drafters
}

func names(stages []document.Stage) []string {
	out := make([]string, 0, len(stages))
	for _, s := range stages {
		out = append(out, string(s))
	}
	return out
}

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

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// containing makes the pattern of ILIKE for texts that hold s, taken literally.
func containing(s string) string {
	return fmt.Sprintf("%%%s%%", likeEscaper.Replace(strings.TrimSpace(s)))
}
