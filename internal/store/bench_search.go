package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

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
	Kind      document.Kind
	Drafter   string            // person who drafted it
	Actor     string            // person who took an act on it
	Number    string            // part of the number
	Validity  document.Validity // on Today; only released documents have one
	From, To  document.Date     // date of writing, both days included
	Today     document.Date
	Limit     int    // as in Filter
	Before    string // Cursor of the last document of the page before
	Offset    int    // how many to pass over
}

// Hit is a document that was found; Text is the body in which words may occur.
type Hit struct {
	Document
	Text string
}

// lookup builds the statement for a question. It holds only what is asked, because
// a plan that allows for everything uses no index.
type lookup struct {
	args  []any
	match []string // conditions on the text, over finder f
	where []string // conditions on the document d
	tail  string   // order and limit
}

func (l *lookup) arg(v any) string {
	l.args = append(l.args, v)
	return fmt.Sprintf("$%d", len(l.args))
}

func newLookup(reach Reach, q SearchQuery, words []string, sought string) (*lookup, error) {
	l := &lookup{}
	if sought != "" {
		l.match = append(l.match, `f.grams @@ `+l.arg(sought)+`::tsquery`)
	}
	// Pairs alone would also find them scattered.
	if long := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !scatters(w) }); len(long) > 0 {
		l.match = append(l.match, `NOT EXISTS (SELECT 1 FROM unnest(`+l.arg(long)+`::text[]) AS w WHERE strpos(f.body, w) = 0)`)
	}
	l.within(reach)
	for _, equal := range [][2]string{
		{"unit", q.Unit}, {"stage", string(q.Stage)}, {"attribute", string(q.Attribute)}, {"class", string(q.Class)}, {"kind", string(q.Kind)}, {"drafter", q.Drafter},
	} {
		if equal[1] != "" {
			l.where = append(l.where, `d.`+equal[0]+` = `+l.arg(equal[1]))
		}
	}
	if q.Actor != "" {
		l.where = append(l.where, `EXISTS (SELECT 1 FROM act a WHERE a.document = d.id AND a.person = `+l.arg(q.Actor)+`)`)
	}
	l.dates(q)
	at, id, err := parseCursor(q.Before)
	if at != nil {
		l.where = append(l.where, `(d.created_at, d.id) < (`+l.arg(at)+`, `+l.arg(id)+`)`)
	}
	l.tail = fmt.Sprintf(" ORDER BY d.created_at DESC, d.id DESC LIMIT %d OFFSET %d", limit(q.Limit), max(q.Offset, 0))
	return l, err
}

func (l *lookup) within(r Reach) {
	if r.All {
		return
	}
	units := `d.unit = ANY(` + l.arg(append([]string{}, r.Units...)) + `)`
	if r.House {
		units = `(` + units + ` OR d.seq > 0)`
	}
	l.where = append(l.where, units)
}

func (l *lookup) dates(q SearchQuery) {
	if q.Number != "" {
		l.where = append(l.where, `strpos(d.number_folded, portal.fold(`+l.arg(q.Number)+`)) > 0`)
	}
	if q.From != "" {
		l.where = append(l.where, `d.dated_on >= `+l.arg(string(q.From)))
	}
	if q.To != "" {
		l.where = append(l.where, `d.dated_on <> '' AND d.dated_on <= `+l.arg(string(q.To)))
	}
	if q.Validity != "" {
		l.where = append(l.where, `EXISTS (SELECT 1 FROM release r WHERE r.document = d.id AND r.no IS NOT NULL)
			AND portal.validity(d.effective_on, d.expires_on, d.ended, d.ended_on, `+l.arg(string(q.Today))+`) = `+l.arg(string(q.Validity)))
	}
}

// sql returns the ids of the page. A rare text is looked up first: asked for in one
// go with an order, the planner would walk the documents from the newest on and
// test each. A frequent one is walked for on purpose, since a page of it is soon full.
func (l *lookup) sql(frequent bool) string {
	switch {
	case len(l.match) == 0:
		return `SELECT d.id FROM document d` + where(l.where) + l.tail
	case frequent:
		return `SELECT d.id FROM document d CROSS JOIN LATERAL (SELECT 1 FROM finder f WHERE f.document = d.id AND ` +
			strings.Join(l.match, " AND ") + ` OFFSET 0) AS found` + where(l.where) + l.tail
	default:
		return `WITH found AS MATERIALIZED (SELECT f.document FROM finder f` + where(l.match) +
			`) SELECT d.id FROM document d JOIN found ON found.document = d.id` + where(l.where) + l.tail
	}
}

// frequentText is the number of documents with a text from which on a page of them is
// sooner found by walking.
const frequentText = 20_000

// Find returns a page of the documents within reach that fit the query, the
// newest first.
func (s *Store) Find(ctx context.Context, reach Reach, q SearchQuery) ([]Hit, error) {
	var ids []string
	err := s.snapshot(ctx, "find documents", func(tx pgx.Tx) error {
		var sought string
		var words []string
		// Compiling costs more than these questions. A plan must know what is asked, and
		// a scan of all texts is never the better one, whatever their number suggests.
		err := tx.QueryRow(ctx, `
			SELECT portal.sought(portal.fold($1))::text, ARRAY(SELECT portal.fold(w) FROM unnest($2::text[]) AS w)
			FROM set_config('jit', 'off', true) AS a, set_config('work_mem', '32MB', true) AS b,
				set_config('plan_cache_mode', 'force_custom_plan', true) AS c, set_config('enable_seqscan', 'off', true) AS d`, strings.Join(q.Words, " "), append([]string{}, q.Words...)).Scan(&sought, &words)
		if err != nil {
			return err
		}
		l, err := newLookup(reach, q, words, sought)
		if err != nil {
			return err
		}
		many := 0
		if sought != "" {
			err := tx.QueryRow(ctx, `SELECT count(*) FROM (SELECT 1 FROM finder f WHERE f.grams @@ $1::tsquery LIMIT $2) AS found`, sought, frequentText).Scan(&many)
			if err != nil {
				return err
			}
		}
		rows, err := tx.Query(ctx, l.sql(many == frequentText || sought == ""), l.args...)
		if err != nil {
			return err
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, err
	}
	ds, err := s.inOrder(ctx, ids)
	if err != nil {
		return nil, fail("find documents", err)
	}
	return s.hits(ctx, ds, len(q.Words) > 0)
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
