package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

const (
	// reach is how many hits are ranked and counted. Who gets more has asked for a word
	// that is everywhere.
	reach = 5000
	// walked is how many of more than reach can be paged through.
	walked = 1000
)

// Find returns a page of the released documents that match. With a Text, a hit of
// the number comes first, then what is in force before what no longer binds (which
// is never left out), then hits in the title; otherwise the latest published first, or with
// Changed the latest edition.
func (s *Shelf) Find(ctx context.Context, q document.Query) (document.Found, error) {
	if !sound(reflect.ValueOf(q)) {
		return document.Found{}, nil
	}
	var out document.Found
	o := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, s.pool, o, func(tx pgx.Tx) error {
		a := question(q)
		if err := a.fold(ctx, tx); err != nil {
			return err
		}
		ids, err := s.find(ctx, tx, a, &out)
		if err != nil || len(ids) == 0 {
			return err
		}
		items, err := released(ctx, tx, `WHERE document = ANY($1)`, ids)
		slices.SortFunc(items, func(a, b document.Released) int {
			return slices.Index(ids, a.Document) - slices.Index(ids, b.Document)
		})
		out.Items = items
		return err
	})
	return out, fail("find what is released", err)
}

// find fills in all but the items and returns the ids of those.
func (s *Shelf) find(ctx context.Context, tx pgx.Tx, a *asking, out *document.Found) (ids []string, err error) {
	switch {
	case a.void:
		return nil, nil
	case len(a.match) == 0:
		return s.browse(ctx, tx, a, out)
	}
	found, counts, err := a.matching(ctx, tx)
	if err != nil {
		return nil, err
	}
	out.Total, out.Counts = found.total, counts
	if !found.many {
		return found.ids, nil
	}
	if err := s.vague(ctx, tx, a.q, out); err != nil {
		return nil, err
	}
	if len(a.narrow) > 0 {
		if found, err = a.narrowed(ctx, tx); err != nil || !found.many {
			out.Total = found.total
			return found.ids, err
		}
	}
	out.Total, out.More = walked, true
	return a.walk(ctx, tx)
}

// browse lists without a search: in the order of a.by, counted beforehand.
func (s *Shelf) browse(ctx context.Context, tx pgx.Tx, a *asking, out *document.Found) (ids []string, err error) {
	tally, err := s.tally(ctx, tx, a.q.Today)
	if err != nil {
		return nil, err
	}
	out.Total = tally.total(a.q)
	if a.q.Counts {
		out.Counts = tally.counts(a.q)
	}
	if a.q.Offset >= out.Total {
		return nil, nil
	}
	rows, err := tx.Query(ctx, `SELECT document FROM portal.entry`+where(a.all())+` ORDER BY `+a.by+` `+a.page(), a.args)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// vague offers the values of the register where hits are too many to be counted.
func (s *Shelf) vague(ctx context.Context, tx pgx.Tx, q document.Query, out *document.Found) error {
	if !q.Counts {
		return nil
	}
	tally, err := s.tally(ctx, tx, q.Today)
	if err != nil {
		return err
	}
	out.Counts, out.Vague = tally.counts(document.Query{Today: q.Today}), true
	for _, counts := range out.Counts {
		for i := range counts {
			counts[i].N = 0
		}
	}
	return nil
}

// hits are what a text gave: at most reach are known, and whether there are more.
type hits struct {
	many  bool
	total int
	ids   []string
}

// ranked is the beginning of a statement over the first hits of the conditions. They
// are made first and once: asked for in one go with an order, the planner would walk
// the releases from the latest on and test each (minutes for a rare word).
func ranked(conditions []string) string {
	return "WITH found AS MATERIALIZED (SELECT document, no, issued_on, first_no, title, number, publisher, topic, genre, article, year,\n" +
		validity + " AS validity FROM portal.entry" + where(conditions) + fmt.Sprintf(" LIMIT %d),\n", reach+1) +
		fmt.Sprintf("sum AS MATERIALIZED (SELECT count(*) > %d AS many FROM found)\n", reach)
}

// matching asks for the hits of the text, and counts them by facets, unless they are
// too many.
func (a *asking) matching(ctx context.Context, tx pgx.Tx) (h hits, counts map[document.Facet][]document.Count, err error) {
	sql := ranked(a.match) + "SELECT many, CASE WHEN many THEN 0 ELSE (SELECT count(*) FROM found" + a.but("") + ") END,\n" +
		"CASE WHEN many THEN '{}' ELSE ARRAY(SELECT document FROM found" + a.but("") + " ORDER BY " + a.order + " " + a.page() + ") END,\n" +
		"CASE WHEN many THEN NULL ELSE " + a.counting() + " END FROM sum"
	err = tx.QueryRow(ctx, sql, a.args).Scan(&h.many, &h.total, &h.ids, &counts)
	return h, counts, err
}

// narrowed asks for the hits of text and filters together.
func (a *asking) narrowed(ctx context.Context, tx pgx.Tx) (h hits, err error) {
	sql := ranked(a.all()) + "SELECT many, (SELECT count(*) FROM found),\n" +
		"CASE WHEN many THEN '{}' ELSE ARRAY(SELECT document FROM found ORDER BY " + a.order + " " + a.page() + ") END FROM sum"
	err = tx.QueryRow(ctx, sql, a.args).Scan(&h.many, &h.total, &h.ids)
	return h, err
}

// walk goes through what is released from the latest on and takes what matches: where
// many do, a page is full after a few steps. What is in force comes first, and of
// that what has the words in its title.
func (a *asking) walk(ctx context.Context, tx pgx.Tx) ([]string, error) {
	if a.q.Offset >= walked {
		return nil, nil
	}
	steps := []string{a.step(nil)}
	if !a.q.Newest && len(a.words) > 0 {
		few, err := a.titles(ctx, tx)
		if err != nil {
			return nil, err
		}
		steps = a.steps(few)
	}
	// Nothing but the order that is asked for; else the planner sorts all hits.
	if _, err := tx.Exec(ctx, `SELECT set_config('enable_bitmapscan', 'off', true)`); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, "SELECT document FROM (\n"+strings.Join(steps, "\nUNION ALL\n")+") AS steps "+a.page(), a.args)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// steps are the parts of the way: what binds and what does not, and of each what has
// the words in its title and what has not. few are all hits in titles, nil for many.
func (a *asking) steps(few []int64) (out []string) {
	for _, state := range []string{"NOT " + dead, dead} {
		if v := a.q.Validity; v != "" && v.Dead() != (state == dead) {
			continue
		}
		if few == nil {
			out = append(out, a.step([]string{state}, a.titled), a.step([]string{state}, "NOT ("+a.titled+")"))
			continue
		}
		list := a.arg(few) + "::bigint[]"
		out = append(out, "(SELECT document FROM portal.entry"+where(append(a.narrowing(""), state, "no = ANY("+list+")"))+" ORDER BY "+a.by+")",
			a.step([]string{state, "no <> ALL(" + list + ")"}))
	}
	return out
}

// step takes what fulfils cheap conditions, and only of those that do asks for words:
// to read what a document is made of takes as long as to read a hundred rows.
func (a *asking) step(cheap []string, dear ...string) string {
	dear = append(dear, a.match...)
	if cheap = append(cheap, a.narrowing("")...); len(cheap) == 0 {
		cheap = []string{"true"}
	}
	return "(SELECT document FROM portal.entry WHERE CASE WHEN " + strings.Join(cheap, " AND ") + " THEN " + strings.Join(dear, " AND ") + " ELSE false END ORDER BY " + a.by + ")"
}

// titles returns the hits in titles, nil if there are more than reach of them.
func (a *asking) titles(ctx context.Context, tx pgx.Tx) ([]int64, error) {
	rows, err := tx.Query(ctx, `SELECT no FROM portal.entry`+where(append([]string{a.titled}, a.match[1:]...))+fmt.Sprintf(" LIMIT %d", reach+1), a.args)
	if err != nil {
		return nil, err
	}
	few, err := pgx.AppendRows([]int64{}, rows, pgx.RowTo[int64])
	if len(few) > reach {
		return nil, err
	}
	return few, err
}
