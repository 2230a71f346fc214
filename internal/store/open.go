package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// The roles of the database that the migrations create.
const (
	AppRole    = "mingfa_app"
	PortalRole = "mingfa_portal"
)

// Options are the settings of a connection pool.
type Options struct {
	MaxConns int32 // 0: as the URL or the driver says
	// Follow says what a publication does to the duties of a document; nil where
	// nothing is published.
	Follow func(verdict.Case) (verdict.Effects, error)
	// Shown says which duties a document has from the moment in which it becomes
	// visible; nil where nothing is published.
	Shown func(verdict.Case) (verdict.Effects, error)
}

// Store is the office's side of the record. It is safe for concurrent use.
type Store struct {
	pool   *pgxpool.Pool
	follow func(verdict.Case) (verdict.Effects, error)
	shown  func(verdict.Case) (verdict.Effects, error)
}

// Open connects to a migrated database as mingfa_app, by SET ROLE where the user
// of the URL is another one. It refuses to start when that role could change or
// delete lines of the ledger (invariant 8).
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	pool, err := connect(ctx, url, AppRole, o)
	if err != nil {
		return nil, err
	}
	if err := guardLedger(ctx, pool); err != nil {
		pool.Close()
		return nil, err
	}
	return &Store{pool: pool, follow: o.Follow, shown: o.Shown}, nil
}

// Close waits for what is under way and gives up all connections; the register can't be
// used after it.
func (s *Store) Close() { s.pool.Close() }

func connect(ctx context.Context, url, role string, o Options) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The driver's text may repeat the URL with its password, so it is left out.
		return nil, document.Refuse(document.Invalid, "database-url", "数据库地址无法识别，请检查 DATABASE_URL。")
	}
	if o.MaxConns > 0 {
		cfg.MaxConns = o.MaxConns
	}
	cfg.ConnConfig.RuntimeParams["application_name"] = role
	cfg.ConnConfig.RuntimeParams["timezone"] = "UTC"
	cfg.AfterConnect = func(ctx context.Context, c *pgx.Conn) error { return assume(ctx, c, role) }
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fail("connect", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fail("connect", err)
	}
	return pool, nil
}

// assume makes the connection work as the role and no other.
func assume(ctx context.Context, c *pgx.Conn, role string) error {
	var user string
	if err := c.QueryRow(ctx, `SELECT current_user`).Scan(&user); err != nil {
		return err
	}
	if user == role {
		return nil
	}
	_, err := c.Exec(ctx, `SET ROLE `+pgx.Identifier{role}.Sanitize())
	if err != nil {
		return fmt.Errorf("user %s may not work as %s: %w", user, role, err)
	}
	return nil
}
