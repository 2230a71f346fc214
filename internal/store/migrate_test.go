package store_test

import (
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// Two processes that start at once migrate an empty database once.
func TestMigrateTwiceAtOnce(t *testing.T) {
	o := open(t)
	var name string
	as(t, o.OwnerURL, func(c *pgx.Conn) { name = c.Config().Database })
	fresh := name + "_empty"
	o.must(execAs(t, o.OwnerURL, `CREATE DATABASE `+fresh))
	defer func() { o.must(execAs(t, o.OwnerURL, `DROP DATABASE `+fresh+` WITH (FORCE)`)) }()
	at := func(url string) string { return strings.Replace(url, "/"+name+"?", "/"+fresh+"?", 1) }

	if _, err := store.Open(t.Context(), at(o.AppURL), store.Options{}); code(err) != "not-migrated" {
		t.Errorf("open before: %v", err)
	}
	if _, err := store.OpenShelf(t.Context(), at(o.PortalURL)); code(err) != "not-migrated" {
		t.Errorf("open the shelf before: %v", err)
	}
	var wg sync.WaitGroup
	var applied atomic.Int64
	for range 2 {
		wg.Go(func() {
			if err := store.Migrate(t.Context(), at(o.OwnerURL), func(int) { applied.Add(1) }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	files, err := os.ReadDir("migrations")
	o.must(err)
	if n := int(applied.Load()); n != len(files) {
		t.Errorf("%d migrations applied, want each of the %d once", n, len(files))
	}
	s, err := store.Open(t.Context(), at(o.AppURL), store.Options{})
	o.must(err)
	s.Close()
	if err := store.Migrate(t.Context(), "://", nil); code(err) != "database-url" {
		t.Errorf("no address: %v", err)
	}
}

// A server that restarts is Unavailable for a moment and nothing else.
func TestConnectionsLost(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	for range 5 {
		o.must(execAs(t, o.OwnerURL, `
			SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mingfa_app' AND datname = current_database()`))
		if _, err := o.Document(t.Context(), "d1"); err != nil && document.KindOf(err) != document.Unavailable {
			t.Errorf("read: %v", err)
		}
		err := o.PutUnit(t.Context(), store.Unit{ID: "u", Name: "U"})
		if err != nil && document.KindOf(err) != document.Unavailable {
			t.Errorf("write: %v", err)
		}
	}
}
