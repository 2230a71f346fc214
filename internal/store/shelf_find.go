package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
	"golang.org/x/text/unicode/norm"

	"mingfa/internal/document"
)

// Query asks for released documents. What is "" or empty does not narrow.
type Query struct {
	Text      string // words that all must occur in title, number, summary, texts or interpretation
	InTitle   string // must occur in the title as it stands
	Topic     string // 主题分类, its first level
	Publisher string
	Genre     string
	Year      int               // of release
	Articles  []string          // any of these as 法定主动公开类别
	Validity  document.Validity // on the day Today
	Today     document.Date     // decides validity, and with it the order; required
	Newest    bool              // the latest released first, even with Text
	Counts    bool              // also count what each value of the facets would give
	Limit     int               // at most 500; 0 means 50
	Offset    int
}

// Facet is a property by which released documents can be narrowed.
type Facet string

// The facets.
const (
	ByTopic     Facet = "topic"
	ByPublisher Facet = "publisher"
	ByGenre     Facet = "genre"
	ByYear      Facet = "year"
	ByArticle   Facet = "article"
	ByValidity  Facet = "validity"
)

// Count is how many documents have a value.
type Count struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// Found is a page of released documents.
type Found struct {
	Items []document.Released
	Total int // of all that match
	// Counts says for each facet how many match all of the question but that facet.
	Counts map[Facet][]Count
}

// Find returns a page of the released documents that match. With a Text, a hit of
// the number comes first, then what is in force before what no longer binds (which
// is never left out), then hits in the title; otherwise the latest released first.
func (s *Shelf) Find(ctx context.Context, q Query) (Found, error) {
	if !sound(reflect.ValueOf(q)) {
		return Found{}, nil
	}
	var out Found
	o := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, s.pool, o, func(tx pgx.Tx) error {
		var sought string
		words := strings.Fields(q.Text)
		// Compiling costs more than these questions, and a sort must stay in memory.
		err := tx.QueryRow(ctx, `
			SELECT portal.sought(portal.fold($1))::text, ARRAY(SELECT portal.fold(w) FROM unnest($2::text[]) AS w)
			FROM set_config('jit', 'off', true) AS a, set_config('work_mem', '32MB', true) AS b`, strings.Join(words, " ")+" "+q.InTitle, words).Scan(&sought, &words)
		if err != nil || (len(words) > 0 && sought == "") {
			return err
		}
		out, err = find(ctx, tx, q, words, sought)
		return err
	})
	return out, fail("find what is released", err)
}

func find(ctx context.Context, tx pgx.Tx, q Query, words []string, sought string) (Found, error) {
	f := question(q, words, sought)
	var out Found
	var ids []string
	var counts map[Facet][]Count
	if err := tx.QueryRow(ctx, f.sql(q), f.args...).Scan(&out.Total, &ids, &counts); err != nil {
		return Found{}, err
	}
	if q.Counts {
		out.Counts = counts
	}
	items, err := released(ctx, tx, `WHERE document = ANY($1)`, ids)
	slices.SortFunc(items, func(a, b document.Released) int {
		return slices.Index(ids, a.Document) - slices.Index(ids, b.Document)
	})
	out.Items = items
	return out, err
}

// asking builds one statement. It is built by what is asked, because a plan that
// allows for everything uses no index.
type asking struct {
	args   []any
	match  []string         // conditions on the text
	narrow map[Facet]string // condition of each facet that is asked for
	order  string
}

func (a *asking) arg(v any) string {
	a.args = append(a.args, v)
	return fmt.Sprintf("$%d", len(a.args))
}

func question(q Query, words []string, sought string) *asking {
	a := &asking{args: []any{string(q.Today)}, narrow: map[Facet]string{}, order: "no DESC"}
	if sought != "" {
		a.match = append(a.match, `grams @@ `+a.arg(sought)+`::tsquery`)
	}
	// Pairs alone would also find them scattered.
	if long := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !scatters(w) }); len(long) > 0 {
		a.match = append(a.match, `NOT EXISTS (SELECT 1 FROM unnest(`+a.arg(long)+`::text[]) AS w WHERE strpos(title, w) = 0 AND strpos(number, w) = 0 AND strpos(body, w) = 0)`)
	}
	if q.InTitle != "" {
		a.match = append(a.match, `strpos(title, portal.fold(`+a.arg(q.InTitle)+`)) > 0`)
	}
	for facet, value := range map[Facet]string{ByTopic: q.Topic, ByPublisher: q.Publisher, ByGenre: q.Genre} {
		if value != "" {
			a.narrow[facet] = string(facet) + ` = ` + a.arg(value)
		}
	}
	if q.Year != 0 {
		a.narrow[ByYear] = `year = ` + a.arg(q.Year)
	}
	if len(q.Articles) > 0 {
		a.narrow[ByArticle] = `article = ANY(` + a.arg(q.Articles) + `::text[])`
	}
	if q.Validity != "" {
		a.narrow[ByValidity] = `validity = ` + a.arg(string(q.Validity))
	}
	if len(words) > 0 && !q.Newest {
		w := a.arg(words) + `::text[]`
		a.order = `number = (` + w + `)[1] DESC, validity IN ('repealed', 'revoked', 'lapsed'),
			NOT EXISTS (SELECT 1 FROM unnest(` + w + `) AS w WHERE strpos(title, w) = 0) DESC, no DESC`
	}
	return a
}

// scatters reports whether the pairs of a folded word may stand apart from each
// other, or the word has characters that are in no pair.
func scatters(word string) bool {
	return len([]rune(norm.NFKC.String(word))) > 2 ||
		strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// sql returns total, ids of the page, and counts. The matching rows are made first
// and once: asked for in one go with an order, the planner would walk the releases
// from the latest on and test each (minutes for a rare word).
func (a *asking) sql(q Query) string {
	var b strings.Builder
	b.WriteString("WITH found AS MATERIALIZED (SELECT document, no, title, number, publisher, topic, genre, article, year,\n" +
		"portal.validity(effective_on, expires_on, ended, ended_on, $1) AS validity FROM portal.entry" + where(a.match) + ")\n")
	b.WriteString("SELECT (SELECT count(*) FROM found" + a.but("") + "),\n")
	fmt.Fprintf(&b, "ARRAY(SELECT document FROM found%s ORDER BY %s LIMIT %d OFFSET %d),\n", a.but(""), a.order, shelfLimit(q.Limit), max(q.Offset, 0))
	if !q.Counts {
		b.WriteString("'{}'::json")
		return b.String()
	}
	var facets []string
	for _, f := range []Facet{ByTopic, ByPublisher, ByGenre, ByYear, ByArticle, ByValidity} {
		facets = append(facets, a.count(f))
	}
	b.WriteString("json_build_object(" + strings.Join(facets, ",\n") + ")")
	return b.String()
}

func (a *asking) count(f Facet) string {
	return fmt.Sprintf(`'%s', (SELECT coalesce(json_agg(json_build_object('value', value, 'n', n) ORDER BY n DESC, value), '[]')
		FROM (SELECT %s::text AS value, count(*) AS n FROM found%s GROUP BY 1) AS counted)`, f, f, a.but(f))
}

// but is the condition of all facets but one.
func (a *asking) but(one Facet) string {
	var out []string
	for f, condition := range a.narrow {
		if f != one {
			out = append(out, condition)
		}
	}
	slices.Sort(out)
	return where(out)
}

func where(conditions []string) string {
	if len(conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(conditions, " AND ")
}

func shelfLimit(n int) int {
	const most = 500
	if n <= 0 {
		return 50
	}
	return min(n, most)
}
