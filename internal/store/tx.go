package store

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// querier is what a statement needs: the pool or a transaction.
type querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// tx runs fn in one transaction, which is committed when fn returns nil. Each
// statement sees what was committed before it began, so that whoever waited for
// a lock sees what its holder wrote.
func (s *Store) tx(ctx context.Context, op string, fn func(tx pgx.Tx) error) error {
	return fail(op, pgx.BeginFunc(ctx, s.pool, fn))
}

// snapshot runs fn on one consistent view of the register.
func (s *Store) snapshot(ctx context.Context, op string, fn func(tx pgx.Tx) error) error {
	o := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return fail(op, pgx.BeginTxFunc(ctx, s.pool, o, fn))
}

// all collects the rows of a query into structs by the names of their columns.
func all[T any](ctx context.Context, q querier, sql string, args ...any) ([]T, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[T])
}

// one is all for exactly one row; pgx.ErrNoRows when there is none.
func one[T any](ctx context.Context, q querier, sql string, args ...any) (T, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		var zero T
		return zero, err
	}
	return pgx.CollectOneRow(rows, pgx.RowToStructByName[T])
}
