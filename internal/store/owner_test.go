package store_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
)

// as runs fn on a connection of its own: of the owner, or of one of the roles.
func as(t *testing.T, url string, fn func(*pgx.Conn)) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	fn(conn)
}

func execAs(t *testing.T, url, sql string) error {
	t.Helper()
	var err error
	as(t, url, func(c *pgx.Conn) { _, err = c.Exec(t.Context(), sql) })
	return err
}

func count(t *testing.T, url, table string) int {
	t.Helper()
	var n int
	as(t, url, func(c *pgx.Conn) {
		if err := c.QueryRow(t.Context(), `SELECT count(*) FROM `+pgx.Identifier{table}.Sanitize()).Scan(&n); err != nil {
			t.Fatal(err)
		}
	})
	return n
}
