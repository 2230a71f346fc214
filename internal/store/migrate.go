package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"mingfa/internal/document"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the schema of the database up to this version, forward only,
// under a lock that lets one process at a time. The URL must be the owner's, who
// may create roles unless mingfa_app and mingfa_portal exist already. progress
// may be nil; it hears the number of migrations applied so far by this call.
func Migrate(ctx context.Context, ownerURL string, progress func(applied int)) error {
	cfg, err := pgx.ParseConfig(ownerURL)
	if err != nil {
		return document.Refuse(document.Invalid, "database-url", "数据库地址无法识别，请检查 DATABASE_URL。")
	}
	db := stdlib.OpenDB(*cfg)
	defer func() { _ = db.Close() }()
	p, err := provider(db)
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	for applied := 1; ; applied++ {
		_, err := p.UpByOne(ctx)
		if errors.Is(err, goose.ErrNoNextVersion) {
			return nil
		}
		if err != nil {
			return fail("migrate the database", err)
		}
		if progress != nil {
			progress(applied)
		}
	}
}

func provider(db *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, files, goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
}
