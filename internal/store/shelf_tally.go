package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

var facets = []document.Facet{document.ByTopic, document.ByPublisher, document.ByGenre, document.ByYear, document.ByArticle, document.ByValidity}

// tally counts the shelf by every combination of facets that occurs. Each question
// without words is answered from it, so that not all rows are read for each.
type tally struct {
	no    int64 // the latest release it knows of
	today document.Date
	cells []cell
}

type cell struct {
	values [6]string // in the order of facets
	n      int
}

// tallies keeps the tally of the latest release. It is safe for concurrent use.
type tallies struct {
	mu   sync.Mutex
	last *tally
}

// tally returns the counts of what the transaction sees. Who comes first after a
// release, or after midnight, counts; others wait for the result.
func (s *Shelf) tally(ctx context.Context, tx pgx.Tx, today document.Date) (*tally, error) {
	var no int64
	if err := tx.QueryRow(ctx, `SELECT no FROM portal.latest`).Scan(&no); err != nil {
		return nil, err
	}
	s.tallies.mu.Lock()
	defer s.tallies.mu.Unlock()
	if t := s.tallies.last; t != nil && t.no == no && t.today == today {
		return t, nil
	}
	t, err := count(ctx, tx, today)
	if err != nil {
		return nil, err
	}
	t.no = no
	if last := s.tallies.last; last == nil || last.no <= no {
		s.tallies.last = t
	}
	return t, nil
}

func count(ctx context.Context, tx pgx.Tx, today document.Date) (*tally, error) {
	rows, err := tx.Query(ctx, `SELECT topic, publisher, genre, year::text, article, `+validity+`, count(*)
		FROM portal.entry GROUP BY 1, 2, 3, 4, 5, 6`, pgx.NamedArgs{"today": string(today)})
	if err != nil {
		return nil, err
	}
	t, known := &tally{today: today}, map[string]string{}
	t.cells, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c cell, err error) {
		v := &c.values
		err = row.Scan(&v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &c.n)
		for i, text := range v {
			if known[text] == "" {
				known[text] = text // each value is held once
			}
			v[i] = known[text]
		}
		return c, err
	})
	return t, err
}

// total is how many documents the question without its words gives.
func (t *tally) total(q document.Query) (n int) {
	for _, c := range t.cells {
		if c.fits(q, -1) {
			n += c.n
		}
	}
	return n
}

// counts says for each facet how many documents all of the question but that facet gives.
func (t *tally) counts(q document.Query) map[document.Facet][]document.Count {
	out := map[document.Facet][]document.Count{}
	for i, f := range facets {
		n := map[string]int{}
		for _, c := range t.cells {
			if c.fits(q, i) {
				n[c.values[i]] += c.n
			}
		}
		for value, n := range n {
			out[f] = append(out[f], document.Count{Value: value, N: n})
		}
		slices.SortFunc(out[f], func(a, b document.Count) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Value, b.Value)) })
	}
	return out
}

// fits reports whether the documents of a cell are asked for; one facet does not count.
func (c cell) fits(q document.Query, but int) bool {
	year := ""
	if q.Year != 0 {
		year = strconv.Itoa(q.Year)
	}
	for i, want := range [...]string{q.Topic, q.Publisher, q.Genre, year, "", string(q.Validity)} {
		if i != but && want != "" && c.values[i] != want {
			return false
		}
	}
	const article = 4
	return but == article || len(q.Articles) == 0 || slices.Contains(q.Articles, c.values[article])
}
