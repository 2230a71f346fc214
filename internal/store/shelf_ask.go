package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
	"golang.org/x/text/unicode/norm"

	"mingfa/internal/document"
)

// What SQL says of a row of the shelf: its state of validity, and whether it no
// longer binds. Both are those of document.Life.On.
const (
	validity = `portal.validity(effective_on, expires_on, ended, ended_on, @today)`
	dead     = `(` + validity + ` IN ('repealed', 'revoked', 'lapsed'))`
)

// Orders by time, each with an index: by the day of first publication, which a later
// edition does not change, and by the latest edition.
const (
	published = `issued_on DESC, first_no DESC`
	edited    = `no DESC`
)

// asking is a question on its way to SQL. Statements are built by what is asked,
// because a plan that allows for everything uses no index.
type asking struct {
	q      document.Query
	args   pgx.NamedArgs
	words  []string                  // of the text, folded
	void   bool                      // nothing that could be found is asked for
	match  []string                  // conditions on the text
	titled string                    // that all words are in the title
	narrow map[document.Facet]string // condition of each facet that is asked for
	by     string                    // order by time
	order  string                    // of hits
}

func question(q document.Query) *asking {
	a := &asking{q: q, args: pgx.NamedArgs{"today": string(q.Today)}, narrow: map[document.Facet]string{}, by: published}
	if q.Changed {
		a.by = edited
	}
	a.order = a.by
	for facet, value := range map[document.Facet]string{document.ByTopic: q.Topic, document.ByPublisher: q.Publisher, document.ByGenre: q.Genre} {
		if value != "" {
			a.narrow[facet] = string(facet) + ` = ` + a.arg(value)
		}
	}
	if q.Year != 0 {
		a.narrow[document.ByYear] = `year = ` + a.arg(q.Year)
	}
	if len(q.Articles) > 0 {
		a.narrow[document.ByArticle] = `article = ANY(` + a.arg(q.Articles) + `::text[])`
	}
	if q.Validity != "" {
		a.narrow[document.ByValidity] = validity + ` = ` + a.arg(string(q.Validity))
	}
	return a
}

func (a *asking) arg(v any) string {
	name := fmt.Sprintf("a%d", len(a.args))
	a.args[name] = v
	return "@" + name
}

// fold lets the database read the words as it read the texts, and sets the conditions
// that follow from them.
func (a *asking) fold(ctx context.Context, tx pgx.Tx) error {
	typed := strings.Fields(a.q.Text)
	if len(typed) == 0 && a.q.InTitle == "" {
		return nil
	}
	var sought, inTitle string
	// Compiling costs more than these questions, a sort must stay in memory, and a
	// sequence of all rows is never the way to a few.
	err := tx.QueryRow(ctx, `
		SELECT portal.sought(portal.fold($1))::text, portal.sought(portal.fold($3))::text, ARRAY(SELECT portal.fold(w) FROM unnest($2::text[]) AS w)
		FROM set_config('jit', 'off', true) AS a, set_config('work_mem', '32MB', true) AS b, set_config('enable_seqscan', 'off', true) AS c`,
		strings.Join(typed, " "), typed, a.q.InTitle).Scan(&sought, &inTitle, &a.words)
	if err != nil {
		return err
	}
	a.void = len(typed) > 0 && sought == "" || a.q.InTitle != "" && inTitle == ""
	if len(typed) > 0 {
		a.text(sought)
	}
	if a.q.InTitle != "" {
		a.match = append(a.match, `title_grams @@ `+a.arg(inTitle)+`::tsquery`, `strpos(title, portal.fold(`+a.arg(a.q.InTitle)+`)) > 0`)
	}
	return nil
}

func (a *asking) text(sought string) {
	s, w := a.arg(sought)+`::tsquery`, a.arg(a.words)+`::text[]`
	a.match, a.titled = append(a.match, `grams @@ `+s), `title_grams @@ `+s
	// Pairs alone would also find them scattered.
	if long := slices.DeleteFunc(slices.Clone(a.words), func(w string) bool { return !scatters(w) }); len(long) > 0 {
		l := a.arg(long) + `::text[]`
		a.match = append(a.match, `NOT EXISTS (SELECT 1 FROM unnest(`+l+`) AS w WHERE strpos(title, w) = 0 AND strpos(number, w) = 0 AND strpos(body, w) = 0)`)
		a.titled += ` AND NOT EXISTS (SELECT 1 FROM unnest(` + l + `) AS w WHERE strpos(title, w) = 0)`
	}
	if !a.q.Newest {
		a.order = `number = (` + w + `)[1] DESC, validity IN ('repealed', 'revoked', 'lapsed'),
			NOT EXISTS (SELECT 1 FROM unnest(` + w + `) AS w WHERE strpos(title, w) = 0) DESC, ` + a.by
	}
}

// scatters reports whether the pairs of a folded word may stand apart from each
// other, or the word has characters that are in no pair.
func scatters(word string) bool {
	return len([]rune(norm.NFKC.String(word))) > 2 ||
		strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// counting is an object with how often each value of each facet occurs.
func (a *asking) counting() string {
	if !a.q.Counts {
		return "NULL::json"
	}
	var out []string
	for _, f := range facets {
		out = append(out, fmt.Sprintf(`'%s', (SELECT coalesce(json_agg(json_build_object('value', value, 'n', n) ORDER BY n DESC, value), '[]')
			FROM (SELECT %s::text AS value, count(*) AS n FROM found%s GROUP BY 1) AS counted)`, f, f, a.but(f)))
	}
	return "json_build_object(" + strings.Join(out, ",\n") + ")"
}

// narrowing returns the conditions of all facets but one.
func (a *asking) narrowing(one document.Facet) (out []string) {
	for f, condition := range a.narrow {
		if f != one {
			out = append(out, condition)
		}
	}
	slices.Sort(out) // the same question is the same statement
	return out
}

// but is narrowing over found, in which validity is a column.
func (a *asking) but(one document.Facet) string {
	return strings.ReplaceAll(where(a.narrowing(one)), validity, "validity")
}

func (a *asking) all() []string { return append(slices.Clone(a.match), a.narrowing("")...) }

func (a *asking) page() string {
	return fmt.Sprintf("LIMIT %d OFFSET %d", shelfLimit(a.q.Limit), max(a.q.Offset, 0))
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
