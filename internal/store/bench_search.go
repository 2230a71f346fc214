package store

import (
	"context"
	"encoding/json"
	"strings"

	"mingfa/internal/document"
)

// Reach is what of the register a person may list.
type Reach struct {
	All   bool     // everything: 台账监督
	Units []string // all documents of these units
	House bool     // what has left its unit: the offices of the house
}

// SearchQuery chooses documents of the register; an empty field chooses all.
type SearchQuery struct {
	Words     []string // each in title, number, text, annexes or interpretation
	Unit      string   // drafting unit
	Stage     document.Stage
	Attribute document.Attribute
	Class     document.Class
	Number    string            // part of the number
	Validity  document.Validity // on Today; only released documents have one
	From, To  document.Date     // date of writing, both days included
	Today     document.Date
	Limit     int    // as in Filter
	Before    string // Cursor of the last document of the page before
}

// Hit is a document that was found; Text is the body in which words may occur.
type Hit struct {
	Document
	Text string
}

// validityOn says in SQL what document.Life.On says, in the same order of cases.
const validityOn = `CASE
	WHEN d.ended IN ('repealed', 'lapsed', 'revoked') AND $10 >= d.ended_on THEN d.ended
	WHEN d.expires_on <> '' AND $10 > d.expires_on THEN 'lapsed'
	WHEN d.ended <> '' AND $10 >= d.ended_on THEN d.ended
	WHEN d.effective_on <> '' AND $10 < d.effective_on THEN 'not_yet'
	ELSE 'in_force' END`

const queryWhere = `
WHERE ($1 OR d.unit = ANY($2) OR ($3 AND d.seq > 0))
	AND ($4 = '' OR d.unit = $4) AND ($5 = '' OR d.stage = $5) AND ($6 = '' OR d.attribute = $6) AND ($7 = '' OR d.class = $7)
	AND coalesce(d.number, '') ILIKE $8
	AND ($9 = '' OR (r.no IS NOT NULL AND ` + validityOn + ` = $9))
	AND ($11 = '' OR d.dated_on >= $11) AND ($12 = '' OR (d.dated_on <> '' AND d.dated_on <= $12))
	AND ($13::timestamptz IS NULL OR (d.created_at, d.id) < ($13, $14))
	AND NOT EXISTS (
		SELECT 1 FROM unnest($15::text[], $16::text[]) AS w (pattern, raw)
		WHERE NOT (d.title ILIKE w.pattern OR coalesce(d.number, '') ILIKE w.pattern OR EXISTS (
			SELECT 1 FROM revision v WHERE v.document = d.id AND v.no = d.revision AND v.content ILIKE w.raw
				AND concat_ws(E'\n', v.content::jsonb #>> '{text,body}', v.content::jsonb ->> 'annexes', v.content::jsonb #>> '{interpretation,body}') ILIKE w.pattern)))
ORDER BY d.created_at DESC, d.id DESC LIMIT $17`

// Find returns a page of the documents within reach that fit the query, the
// newest first.
func (s *Store) Find(ctx context.Context, reach Reach, q SearchQuery) ([]Hit, error) {
	at, id, err := parseCursor(q.Before)
	if err != nil {
		return nil, err
	}
	patterns, raw := []string{}, []string{}
	for _, w := range q.Words {
		patterns, raw = append(patterns, containing(w)), append(raw, containing(inJSON(w)))
	}
	ds, err := documents(ctx, s.pool, queryWhere,
		reach.All, append([]string{}, reach.Units...), reach.House, q.Unit, q.Stage, q.Attribute, q.Class,
		containing(q.Number), q.Validity, q.Today, q.From, q.To, at, id, patterns, raw, limit(q.Limit))
	if err != nil {
		return nil, fail("find documents", err)
	}
	return s.hits(ctx, ds, len(q.Words) > 0)
}

// inJSON writes a word as it stands inside stored content.
func inJSON(w string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(w); err != nil { // a string always can be
		return w
	}
	return strings.Trim(strings.TrimSuffix(b.String(), "\n"), `"`)
}

func (s *Store) hits(ctx context.Context, ds []Document, texts bool) ([]Hit, error) {
	out := make([]Hit, len(ds))
	ids := make([]string, len(ds))
	for i, d := range ds {
		out[i].Document, ids[i] = d, d.ID
	}
	if !texts || len(ds) == 0 {
		return out, nil
	}
	type text struct {
		ID   string `db:"id"`
		Text string `db:"text"`
	}
	rows, err := all[text](ctx, s.pool, `
		SELECT d.id, coalesce(concat_ws(E'\n', v.content::jsonb #>> '{text,body}', v.content::jsonb #>> '{interpretation,body}'), '') AS text
		FROM document d JOIN revision v ON v.document = d.id AND v.no = d.revision WHERE d.id = ANY($1)`, ids)
	byID := map[string]string{}
	for _, r := range rows {
		byID[r.ID] = r.Text
	}
	for i := range out {
		out[i].Text = byID[out[i].ID]
	}
	return out, fail("read what was found", err)
}
