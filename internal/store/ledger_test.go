package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

// Invariant 8: the role of the application can add to the ledger and read it.
func TestAppRoleCannotRewrite(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	o.bring("d1", 8)
	for _, sql := range []string{
		`UPDATE ledger SET actor = 'x'`, `DELETE FROM ledger`, `TRUNCATE ledger`, `ALTER TABLE ledger DISABLE TRIGGER ALL`, `DROP TABLE ledger`,
		`UPDATE revision SET content = ''`, `DELETE FROM revision`, `UPDATE act SET opinion = ''`, `DELETE FROM act`,
		`UPDATE request SET verb = 'x'`, `DELETE FROM number`, `UPDATE number SET serial = 7`, `DELETE FROM document`, `DELETE FROM person`,
		`DELETE FROM appointment`, `UPDATE appointment SET role = 'signer'`, `DELETE FROM ledger_checkpoint`, `UPDATE ledger_checkpoint SET signed = ''`, `DELETE FROM file`, `UPDATE file SET digest = ''`,
		`DELETE FROM release_file`, `UPDATE release_file SET bytes = ''`, `CREATE TABLE x ()`, `UPDATE goose_db_version SET is_applied = false`,
	} {
		err := execAs(t, o.AppURL, sql)
		if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || pg.Code != "42501" {
			t.Errorf("%s: %v, want permission denied", sql, err)
		}
	}
}

func TestOpenRefusesAWritableLedger(t *testing.T) {
	o := open(t)
	for _, right := range []string{"UPDATE", "DELETE", "TRUNCATE", "UPDATE (actor)"} {
		o.must(execAs(t, o.OwnerURL, `GRANT `+right+` ON ledger TO mingfa_app`))
		if _, err := store.Open(t.Context(), o.AppURL, store.Options{}); code(err) != "ledger-writable" {
			t.Errorf("open with %s: %v", right, err)
		}
		o.must(execAs(t, o.OwnerURL, `REVOKE `+right+` ON ledger FROM mingfa_app`))
	}
}

// The owner steps down to the role of the application.
func TestOpenAsOwner(t *testing.T) {
	o := open(t)
	s, err := store.Open(t.Context(), o.OwnerURL, store.Options{MaxConns: 2})
	o.must(err)
	defer s.Close()
	o.must(s.PutUnit(t.Context(), store.Unit{ID: "u", Name: "U"}))
}

func TestVerifyLedger(t *testing.T) {
	rows := []struct {
		name, sql string
		seq       int64
		reason    string
	}{
		{"untouched", `SELECT 1`, 0, ""},
		{"actor changed", `UPDATE ledger SET actor = 'x' WHERE seq = 3`, 3, "哈希值不符"},
		{"detail changed", `UPDATE ledger SET detail = '{}' WHERE seq = 2`, 2, "哈希值不符"},
		{"instant changed", `UPDATE ledger SET at = at + interval '1 microsecond' WHERE seq = 2`, 2, "哈希值不符"},
		{"taken out", `DELETE FROM ledger WHERE seq = 2`, 3, "序号不连续"},
		{"link changed", `UPDATE ledger SET prev = 'x' WHERE seq = 4`, 4, "链接不符"},
	}
	o := open(t)
	o.create("d1", content("通知"))
	o.bring("d1", 4)
	o.must(execAs(t, o.OwnerURL, `CREATE TABLE untouched AS TABLE ledger`))
	for _, r := range rows {
		o.must(execAs(t, o.OwnerURL, r.sql))
		report, err := o.VerifyLedger(t.Context())
		o.must(err)
		switch {
		case r.seq == 0 && (report.Broken != nil || report.Count != 5):
			t.Errorf("%s: %+v", r.name, report)
		case r.seq != 0 && (report.Broken == nil || report.Broken.Seq != r.seq || !strings.Contains(report.Broken.Reason, r.reason)):
			t.Errorf("%s: %+v, want break at %d: %s", r.name, report.Broken, r.seq, r.reason)
		}
		o.must(execAs(t, o.OwnerURL, `TRUNCATE ledger; INSERT INTO ledger SELECT * FROM untouched`))
	}
}

func TestRefusedTellsNoContent(t *testing.T) {
	o := open(t)
	e := &document.Error{
		Kind: document.Unfit, Code: "gate-g1", Rule: "SC-12", Message: "机密内容",
		Findings: []document.Finding{{Rule: "SC-12", Severity: document.Block, Place: "text.body", Message: "机密内容"}},
	}
	o.must(o.Refused(t.Context(), "drafter", "create", "", e, now))
	es, err := o.Ledger(t.Context(), 1, 10)
	o.must(err)
	if len(es) != 1 || es[0].Outcome != audit.Refused || es[0].Act != "document.create" || !es[0].At.Equal(now) {
		t.Fatalf("ledger: %+v", es)
	}
	if d := string(es[0].Detail); strings.Contains(d, "机密") || !strings.Contains(d, "SC-12") || !strings.Contains(d, "text.body") {
		t.Errorf("detail: %s", d)
	}
}

// TestRefusedOnce: a client that asks again and again is one attempt; another person, act
// or reason, a document that moved on, and a new attempt later are lines of their own.
func TestRefusedOnce(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	refusal := func(code string) *document.Error { return document.Refuse(document.Forbidden, code, "不能办理。") }
	lines := func() int {
		t.Helper()
		es, err := o.Ledger(t.Context(), 1, 100)
		o.must(err)
		n := 0
		for _, e := range es {
			if e.Outcome == audit.Refused {
				n++
			}
		}
		return n
	}
	for i, row := range []struct {
		actor, verb, code string
		at                time.Time
		want              int
	}{
		{"drafter", "void", "wrong-stage", now, 1},
		{"drafter", "void", "wrong-stage", now.Add(time.Minute), 1},
		{"head", "void", "wrong-stage", now.Add(time.Minute), 2},
		{"drafter", "void", "wrong-stage", now.Add(2 * time.Minute), 2},
		{"drafter", "file", "wrong-stage", now.Add(2 * time.Minute), 3},
		{"drafter", "void", "role-missing", now.Add(2 * time.Minute), 4},
		{"drafter", "void", "wrong-stage", now.Add(62 * time.Minute), 5},
	} {
		o.must(o.Refused(t.Context(), row.actor, row.verb, "d1", refusal(row.code), row.at))
		if got := lines(); got != row.want {
			t.Fatalf("refusal %d: %d lines, want %d", i, got, row.want)
		}
	}
	o.bring("d1", 1)
	o.must(o.Refused(t.Context(), "drafter", "void", "d1", refusal("wrong-stage"), now.Add(63*time.Minute)))
	if got := lines(); got != 6 {
		t.Errorf("after an act: %d lines", got)
	}
}

func TestDatabaseAway(t *testing.T) {
	o := open(t)
	o.Close()
	if _, err := o.Document(t.Context(), "d1"); err == nil {
		t.Error("a closed pool answered")
	}
	_, err := store.Open(t.Context(), "postgres://nobody@/none?host=/nowhere", store.Options{})
	if document.KindOf(err) != document.Unavailable {
		t.Errorf("no server: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.Open(ctx, o.AppURL, store.Options{}); document.KindOf(err) == document.Forbidden || err == nil {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := store.Open(t.Context(), "://", store.Options{}); code(err) != "database-url" {
		t.Errorf("no address: %v", err)
	}
}
