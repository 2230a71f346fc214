package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

func storeQuery(text string) document.Query { return document.Query{Text: text} }

func (o office) absence(id string) string {
	_, err := o.Shelf.Get(o.t.Context(), id)
	return fmt.Sprint(err)
}

func (o office) fileAbsence(digest string) string {
	_, _, err := o.Shelf.File(o.t.Context(), digest)
	return fmt.Sprint(err)
}

func (o office) digestAbsence(digest string) string {
	_, err := o.Shelf.ByDigest(o.t.Context(), digest)
	return fmt.Sprint(err)
}

// Invariant 7: whatever the portal's role asks, PostgreSQL itself says no.
func TestPortalRoleReadsNothingElse(t *testing.T) {
	o := open(t)
	o.publish("d1", content("通知"))
	var tables []string
	as(t, o.OwnerURL, func(c *pgx.Conn) {
		rows, err := c.Query(t.Context(), `
			SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'portal') AND c.relkind IN ('r', 'v', 'm', 'p', 'S')`)
		o.must(err)
		tables, err = pgx.CollectRows(rows, pgx.RowTo[string])
		o.must(err)
	})
	if len(tables) < 20 {
		t.Fatalf("only %d tables found: %v", len(tables), tables)
	}
	statements := []string{`UPDATE portal.released SET no = 7`, `DELETE FROM portal.released`, `CREATE TABLE portal.x ()`, `SET ROLE mingfa_app`}
	for _, table := range tables {
		statements = append(statements, `SELECT * FROM `+table, `INSERT INTO `+table+` DEFAULT VALUES`)
	}
	for _, sql := range statements {
		err := execAs(t, o.PortalURL, sql)
		if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || (pg.Code != "42501" && pg.Code != "55000") {
			t.Errorf("%s: %v, want permission denied", sql, err)
		}
	}
}

func TestOpenShelfRefusesATooWideRole(t *testing.T) {
	o := open(t)
	o.must(execAs(t, o.OwnerURL, `CREATE SCHEMA other; CREATE TABLE other.x (a int)`))
	for _, right := range []string{
		`SELECT ON document TO mingfa_portal`, `SELECT (title) ON document TO PUBLIC`, `INSERT ON receipt TO mingfa_portal`,
		`DELETE ON portal.released TO mingfa_portal`, `SELECT ON other.x TO mingfa_portal`,
	} {
		o.must(execAs(t, o.OwnerURL, `GRANT `+right))
		if _, err := store.OpenShelf(t.Context(), o.PortalURL); code(err) != "portal-too-wide" {
			t.Errorf("open with %s: %v", right, err)
		}
		o.must(execAs(t, o.OwnerURL, `REVOKE `+strings.Replace(right, " TO ", " FROM ", 1)))
	}
	s, err := store.OpenShelf(t.Context(), o.PortalURL)
	o.must(err)
	s.Close()
}

func TestShelfList(t *testing.T) {
	o := open(t)
	for i, title := range []string{"养老服务办法", "义务教育办法", "100%办法"} {
		c := content(title)
		c.Text.Body = fmt.Sprintf("第%d条", i+1)
		o.publish(fmt.Sprint("d", i), c)
	}
	hidden := o.ready("d9", content("养老隐藏办法"))
	rows := []struct {
		name string
		q    document.Query
		want []string
		n    int
	}{
		{"all", document.Query{}, []string{"d2", "d1", "d0"}, 3},
		{"a page", document.Query{Limit: 1, Offset: 1}, []string{"d1"}, 3},
		{"beyond", document.Query{Offset: 7}, []string{}, 3},
		{"title", storeQuery("养老"), []string{"d0"}, 1},
		{"number", storeQuery("〔2026〕2号"), []string{"d1"}, 1},
		{"body", storeQuery("第3条"), []string{"d2"}, 1},
		{"all words", storeQuery("办法 义务"), []string{"d1"}, 1},
		{"% is no wildcard", storeQuery("0%办"), []string{"d2"}, 1},
		{"_ is no wildcard", storeQuery("_"), []string{}, 0},
		{"hidden", storeQuery("隐藏"), []string{}, 0},
		{"NUL", storeQuery("\x00"), []string{}, 0},
	}
	for _, r := range rows {
		r.q.Today = today
		found, err := o.Shelf.Find(t.Context(), r.q)
		got := []string{}
		for _, p := range found.Items {
			got = append(got, p.Document)
		}
		if diff := cmp.Diff(r.want, got); diff != "" || found.Total != r.n || err != nil {
			t.Errorf("%s: %s, %d in all, %v", r.name, diff, found.Total, err)
		}
	}
	if got := o.fileAbsence(hidden.Public.File.Digest); got != o.absence("\x00") || got != o.digestAbsence("\xff") {
		t.Errorf("a hidden file is refused in other words: %s", got)
	}
}

func TestShelfOpenedByTheOwner(t *testing.T) {
	o := open(t)
	s, err := store.OpenShelf(t.Context(), o.OwnerURL)
	o.must(err)
	defer s.Close()
	if _, err := s.Get(t.Context(), "d1"); document.KindOf(err) != document.NotFound {
		t.Errorf("get: %v", err)
	}
}
