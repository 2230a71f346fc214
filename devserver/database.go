package main

import (
	"fmt"
	"net"
	"strconv"
	"strings"

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

// prepare creates what is missing and brings both schemas to the version of
// this server, with the migration files that the server's module embeds. On an
// up-to-date database it changes nothing.
func (p Postgres) prepare() error {
	main, visibility := p.stores()
	for _, s := range []struct {
		store  config.SQL
		schema string
	}{
		{main, "postgresql/v12/temporal"},
		{visibility, "postgresql/v12/visibility"},
	} {
		admin := s.store
		err := sqltool.DoCreateDatabase(&admin, "postgres", log.NewNoopLogger())
		if err != nil && !strings.Contains(err.Error(), "already exists") {
			return fmt.Errorf("create database %s: %w", s.store.DatabaseName, err)
		}
		if err := migrate(s.store, s.schema); err != nil {
			return fmt.Errorf("schema of %s: %w", s.store.DatabaseName, err)
		}
	}
	return nil
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
