package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/tools/common/schema"
	sqltool "go.temporal.io/server/tools/sql"

	// The plugin registers itself; it is the only store this server offers.
	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
)

// Connections per service and store. Four services use the main store, three
// the visibility store, all far below the database's limit of 200.
const (
	mainConns       = 16
	visibilityConns = 8
)

// stores returns the configuration of the execution and the visibility store.
func (p Postgres) stores() (main, visibility config.SQL) {
	return p.store(p.Database, mainConns), p.store(p.VisibilityDatabase, visibilityConns)
}

func (p Postgres) store(database string, conns int) config.SQL {
	s := config.SQL{
		PluginName: "postgres12_pgx", ConnectProtocol: "tcp",
		ConnectAddr: net.JoinHostPort(p.Host, strconv.Itoa(p.Port)),
		User:        p.User, Password: p.Password, DatabaseName: database,
		MaxConns: conns, MaxIdleConns: conns,
		ConnectAttributes: map[string]string{"application_name": "temporal"},
	}
	if strings.HasPrefix(p.Host, "/") {
		// The plugin builds a URL, where a parameter wins over the address.
		s.ConnectAddr = net.JoinHostPort("localhost", strconv.Itoa(p.Port))
		s.ConnectAttributes["host"] = p.Host
	}
	return s
}

// unfinished is the comment on a database whose first schema is not complete.
// The schema is not written in one transaction, so after a first start that was
// broken off it can be neither continued nor begun again in place.
const unfinished = "mingfa: first schema not complete"

// prepare creates what is missing and brings both schemas to the version of
// this server, with the migration files that the server's module embeds. On an
// up-to-date database it changes nothing.
func (p Postgres) prepare(ctx context.Context) error {
	conn, err := p.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	main, visibility := p.stores()
	for _, s := range []struct {
		store  config.SQL
		schema string
	}{
		{main, "postgresql/v12/temporal"},
		{visibility, "postgresql/v12/visibility"},
	} {
		name := s.store.DatabaseName
		if err := createDatabase(ctx, conn, name); err != nil {
			return fmt.Errorf("create database %s: %w", name, err)
		}
		if err := migrate(s.store, s.schema); err != nil {
			return fmt.Errorf("schema of %s: %w", name, err)
		}
		if err := comment(ctx, conn, name, "NULL"); err != nil {
			return fmt.Errorf("schema of %s: %w", name, err)
		}
	}
	return nil
}

// connect opens a connection to the database postgres, in which no state of the
// server lives.
func (p Postgres) connect(ctx context.Context) (*pgx.Conn, error) {
	conf, err := pgx.ParseConfig("sslmode=disable")
	if err != nil {
		return nil, err
	}
	conf.Host, conf.Port = p.Host, uint16(p.Port)
	conf.User, conf.Password, conf.Database = p.User, p.Password, "postgres"
	conn, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		return nil, fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	return conn, nil
}

// createDatabase makes the database when it is missing, and anew when an
// earlier start has marked it and never came to its end.
func createDatabase(ctx context.Context, conn *pgx.Conn, name string) error {
	var mark *string
	err := conn.QueryRow(ctx, `SELECT shobj_description(oid, 'pg_database')
		FROM pg_database WHERE datname = $1`, name).Scan(&mark)
	quoted := pgx.Identifier{name}.Sanitize()
	switch {
	case errors.Is(err, pgx.ErrNoRows):
	case err != nil:
		return err
	case mark == nil || *mark != unfinished:
		return nil
	default:
		if _, err := conn.Exec(ctx, "DROP DATABASE "+quoted+" WITH (FORCE)"); err != nil {
			return err
		}
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+quoted); err != nil {
		return err
	}
	return comment(ctx, conn, name, "'"+unfinished+"'")
}

func comment(ctx context.Context, conn *pgx.Conn, database, literal string) error {
	_, err := conn.Exec(ctx, "COMMENT ON DATABASE "+pgx.Identifier{database}.Sanitize()+" IS "+literal)
	return err
}

func migrate(store config.SQL, name string) error {
	quiet := log.NewNoopLogger()
	conn, err := sqltool.NewConnection(&store, quiet)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ReadSchemaVersion(); err != nil {
		first := &schema.SetupConfig{InitialVersion: "0.0"}
		if err := schema.NewSetupSchemaTask(conn, first, quiet).Run(); err != nil {
			return err
		}
	}
	update := &schema.UpdateConfig{DBName: store.DatabaseName, SchemaName: name}
	return schema.NewUpdateSchemaTask(conn, update, quiet).Run()
}
