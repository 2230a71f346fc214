package store

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"mingfa/internal/document"
)

// Tray is what waits in some scopes, without its documents.
type Tray struct {
	Counts map[document.Stage]int // how many, by stage
	Latest time.Time              // when one of them changed last, zero when none waits
	// Beside counts what waits beside the way of documents that have closed, BesideActs
	// the acts that were taken on it.
	Beside, BesideActs int
}

// Total is the number of documents and matters in the tray.
func (t Tray) Total() int {
	n := t.Beside
	for _, c := range t.Counts {
		n += c
	}
	return n
}

// Tray counts the documents of the scopes.
func (s *Store) Tray(ctx context.Context, scopes []Scope) (Tray, error) {
	type count struct {
		Stage  document.Stage `db:"stage"`
		N      int            `db:"n"`
		Latest time.Time      `db:"latest"`
	}
	stages, units, drafters := columns(scopes)
	rows, err := all[count](ctx, s.pool,
		`SELECT d.stage, count(*) AS n, max(d.changed_at) AS latest FROM document d `+inScope+`GROUP BY d.stage`, stages, units, drafters)
	t := Tray{Counts: map[document.Stage]int{}}
	for _, r := range rows {
		t.Counts[r.Stage] = r.N
		if r.Latest.After(t.Latest) {
			t.Latest = r.Latest.UTC()
		}
	}
	if err == nil {
		t.Beside, t.BesideActs, err = s.countBeside(ctx, scopes)
	}
	return t, fail("count the inbox", err)
}

// InboxPage returns a page of the documents in the scopes, in the order of Inbox,
// and where the next page begins: "" after the last one. after is such a mark, ""
// for the first page. What was done meanwhile shifts nothing on later pages.
func (s *Store) InboxPage(ctx context.Context, scopes []Scope, after string, limit int) (page []Document, next string, err error) {
	from, err := parseTrayMark(after)
	if err != nil {
		return nil, "", err
	}
	stages, units, drafters := columns(scopes)
	marks, err := all[trayMark](ctx, s.pool, `
		SELECT d.urgency_rank, l.due_at, d.created_at, d.id FROM document d LEFT JOIN deadline l ON l.document = d.id AND l.seq = d.seq`+inScope+`
			AND ($4 = '' OR (d.urgency_rank, coalesce(l.due_at, 'infinity'), d.created_at, d.id) > ($8::smallint, coalesce($5::timestamptz, 'infinity'), $6::timestamptz, $4))
		ORDER BY d.urgency_rank, coalesce(l.due_at, 'infinity'), d.created_at, d.id LIMIT $7`,
		stages, units, drafters, from.ID, from.DueAt, from.CreatedAt, limit+1, from.Rank)
	if err != nil {
		return nil, "", fail("read a page of the inbox", err)
	}
	if len(marks) > limit {
		marks = marks[:limit]
		next = marks[limit-1].String()
	}
	ids := make([]string, 0, len(marks))
	for _, m := range marks {
		ids = append(ids, m.ID)
	}
	page, err = s.inOrder(ctx, ids)
	return page, next, err
}

// inOrder reads the documents with the ids, in their order.
func (s *Store) inOrder(ctx context.Context, ids []string) ([]Document, error) {
	ds, err := documents(ctx, s.pool, `WHERE d.id = ANY($1)`, ids)
	byID := map[string]Document{}
	for _, d := range ds {
		byID[d.ID] = d
	}
	out := make([]Document, 0, len(ids))
	for _, id := range ids {
		if d, ok := byID[id]; ok {
			out = append(out, d)
		}
	}
	return out, fail("read documents", err)
}

// trayMark is the place of a document in the order of the inbox.
type trayMark struct {
	Rank      int        `db:"urgency_rank"`
	DueAt     *time.Time `db:"due_at"`
	CreatedAt time.Time  `db:"created_at"`
	ID        string     `db:"id"`
}

// String writes the mark as it goes through an address.
func (m trayMark) String() string {
	due := ""
	if m.DueAt != nil {
		due = m.DueAt.UTC().Format(time.RFC3339Nano)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(m.Rank) + " " + due + " " + m.CreatedAt.UTC().Format(time.RFC3339Nano) + " " + m.ID))
}

func parseTrayMark(s string) (trayMark, error) {
	if s == "" {
		return trayMark{}, nil
	}
	bad := document.Refuse(document.Invalid, "bad-cursor", "翻页标记无效，请从第一页重新查看。")
	b, err := base64.RawURLEncoding.DecodeString(s)
	parts := strings.SplitN(string(b), " ", 4)
	if err != nil || len(parts) != 4 || parts[3] == "" {
		return trayMark{}, bad
	}
	m := trayMark{ID: parts[3]}
	if m.Rank, err = strconv.Atoi(parts[0]); err != nil || m.Rank < 0 || m.Rank > 2 {
		return trayMark{}, bad
	}
	if m.CreatedAt, err = time.Parse(time.RFC3339Nano, parts[2]); err != nil {
		return trayMark{}, bad
	}
	if parts[1] != "" {
		due, err := time.Parse(time.RFC3339Nano, parts[1])
		if err != nil {
			return trayMark{}, bad
		}
		m.DueAt = &due
	}
	return m, nil
}
