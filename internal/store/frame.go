package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// way is one of the ways on which people take acts: that of a document itself, of its late
// interpretation, of its assessment, of its take-down. C is the case that a judge
// reads, U the ruling, T what is told of an act that was taken.
type way[C, U, T any] struct {
	name    string // for errors, with its article
	read    func(ctx context.Context, tx pgx.Tx, r row, actor string, today document.Date) (C, error)
	outcome func(ctx context.Context, q querier, requestID string) (T, error) // pgx.ErrNoRows when it was not taken
	write   func(ctx context.Context, tx pgx.Tx, a allowed[C, U]) error
}

// allowed is an act that a judge let pass, on its way into the register.
type allowed[C, U any] struct {
	old    row
	actor  string
	words  verdict.Request
	found  C
	ruling U
	now    time.Time
}

// take records an act in one transaction, which holds the document: a repetition gets
// the first outcome; else the case is read, judged, and what follows is written.
func (w way[C, U, T]) take(ctx context.Context, s *Store, documentID, requestID string, now time.Time, judge func(C, verdict.Request) (U, error)) (T, error) {
	var out T
	err := s.tx(ctx, "take an act on "+w.name, func(tx pgx.Tx) error {
		a := allowed[C, U]{now: now}
		var err error
		if a.old, err = lockDocument(ctx, tx, documentID); err != nil {
			return err
		}
		if a.actor, a.words, err = requestOf(ctx, tx, documentID, requestID); err != nil {
			return err
		}
		if out, err = w.outcome(ctx, tx, requestID); !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if a.found, err = w.read(ctx, tx, a.old, a.actor, document.DateOf(now)); err != nil {
			return err
		}
		if a.ruling, err = judge(a.found, a.words); err != nil {
			return err
		}
		if err = w.write(ctx, tx, a); err != nil {
			return err
		}
		out, err = w.outcome(ctx, tx, requestID)
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return out, nil
}

// taken returns the outcome of a request that was carried out before; ok is false when
// it was not. Other words under the same id, or another person or document, are a
// Conflict. The stage the person saw is left out of the comparison: it moved on by the
// act itself.
func (w way[C, U, T]) taken(ctx context.Context, s *Store, documentID, person string, r verdict.Request) (t T, ok bool, err error) {
	err = s.snapshot(ctx, "find a repeated request", func(tx pgx.Tx) error {
		t, err = w.outcome(ctx, tx, r.ID)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		ok = true
		return repeats(ctx, tx, documentID, person, r)
	})
	return t, ok && err == nil, err
}

// open returns the case as a judge reads it.
func (w way[C, U, T]) open(ctx context.Context, s *Store, documentID, actor string, today document.Date) (C, error) {
	var c C
	err := s.snapshot(ctx, "read "+w.name, func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err == nil {
			c, err = w.read(ctx, tx, r, actor, today)
		}
		return err
	})
	return c, err
}

// place is where something stands: a document, or what is done beside its way.
type place[T any] interface{ standing() T }

// standingOf returns where something stands that belongs to a document; NotFound when
// there is no such document.
func standingOf[P place[T], T any](ctx context.Context, s *Store, name, documentID string, read func(context.Context, querier, string) (P, error)) (T, error) {
	var none T
	if _, err := rowOf(ctx, s.pool, documentID); err != nil {
		return none, fail("read "+name, err)
	}
	p, err := read(ctx, s.pool, documentID)
	if err != nil {
		return none, fail("read "+name, err)
	}
	return p.standing(), nil
}

// settle lets the house end what waits for nobody else, a release or a look, and returns
// where it stands then. It asks for the state, not for a memory of its own: end does
// nothing when nothing is left to do, as at a repetition.
func settle[P place[T], T any](ctx context.Context, s *Store, op, documentID string, read func(context.Context, querier, string) (P, error), end func(pgx.Tx, row, P) error) (T, error) {
	var out T
	err := s.tx(ctx, op, func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		p, err := read(ctx, tx, documentID)
		if err != nil {
			return err
		}
		if err := end(tx, r, p); err != nil {
			return err
		}
		if p, err = read(ctx, tx, documentID); err == nil {
			out = p.standing()
		}
		return err
	})
	return out, err
}
