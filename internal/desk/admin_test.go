package desk_test

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
)

// An administrator keeps the people and takes no part in what they do (invariant 4).
func TestInvariant4AdministratorStandsApart(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	rows := []struct {
		name string
		do   func(admin string) error
		want string
	}{
		{"signer for himself", func(a string) error { return o.Grant(ctx, a, a, "office", document.Signer, "") }, "own-grant"},
		{"auditor for himself", func(a string) error { return o.Grant(ctx, a, a, "office", document.Auditor, "") }, "own-grant"},
		{"administrator who signs", func(a string) error { return o.Grant(ctx, a, "p-signer", "office", document.Administrator, "") }, "duties-apart"},
		{"moves himself", func(a string) error { return o.Move(ctx, a, a, "centre", "office") }, "own-grant"},
		{"suspends himself", func(a string) error { return o.SuspendPerson(ctx, a, a) }, "own-account"},
		{"the last one goes", func(a string) error { return o.Withdraw(ctx, a, a, "centre", document.Administrator) }, "last-administrator"},
		{"a role that is not", func(a string) error { return o.Grant(ctx, a, "p-head", "office", "king", "") }, "unknown-role"},
		{"until yesterday", func(a string) error { return o.Grant(ctx, a, "p-head", "office", document.Signer, "2026-11-19") }, "past-date"},
		{"an administrator for a time", func(a string) error { return o.Grant(ctx, a, "p-head", "office", document.Administrator, "2027-01-01") }, "administrator-term"},
		{"a bad login", func(a string) error { _, err := o.AddPerson(ctx, a, "名字", "某人"); return err }, "bad-login-name"},
		{"a unit below itself", func(a string) error {
			return o.ChangeUnit(ctx, a, desk.UnitRow{ID: "office", Name: "办公室", ParentID: "records"})
		}, "circular-unit"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if err := row.do("p-admin"); code(err) != row.want {
				t.Errorf("answered %v, want %s", err, row.want)
			}
			for _, person := range []string{"p-signer", "p-auditor", "p-office", "nobody"} {
				if err := row.do(person); err == nil || code(err) == row.want && row.want != "unknown-role" {
					t.Errorf("%s is not refused first: %v", person, err)
				}
			}
		})
	}
	v := o.draft(content())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	if _, err := o.View(ctx, "p-admin", v.ID); document.KindOf(err) != document.NotFound {
		t.Errorf("an administrator reads a document: %v", err)
	}
	if found, err := o.Find(ctx, "p-admin", desk.FindQuery{Limit: 10}); err != nil || len(found.Hits) != 0 {
		t.Errorf("an administrator finds %d: %v", len(found.Hits), err)
	}
	report, err := o.record.VerifyLedger(ctx)
	if err != nil || report.Broken != nil {
		t.Errorf("ledger: %+v %v", report, err)
	}
}

// A change counts from the very next request on.
func TestAdministrationTakesEffectAtOnce(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	id, err := o.AddPerson(ctx, "p-admin", "xinren", "新人")
	o.must(err)
	draft := desk.Draft{Content: content(), RequestID: "request-of-the-new"}
	if _, err := o.Create(ctx, id, draft); document.KindOf(err) != document.Forbidden {
		t.Errorf("without a role: %v", err)
	}
	o.must(o.Grant(ctx, "p-admin", id, "business", document.Drafter, "2099-12-31"))
	if _, err := o.Create(ctx, id, draft); err != nil {
		t.Errorf("with the role: %v", err)
	}
	o.must(o.Withdraw(ctx, "p-admin", id, "business", document.Drafter))
	draft.RequestID = "another-request"
	if _, err := o.Create(ctx, id, draft); document.KindOf(err) != document.Forbidden {
		t.Errorf("after the withdrawal: %v", err)
	}
	token, _, err := o.PasswordLink(ctx, "p-admin", id)
	o.must(err)
	lines, err := o.record.Ledger(ctx, 1, 100)
	o.must(err)
	acts := ""
	for _, l := range lines {
		acts += l.Act + " "
		if strings.Contains(string(l.Detail), token) {
			t.Error("the ledger holds the token of a link")
		}
	}
	for _, want := range []string{"person.add", "person.appoint", "person.revoke", "person.password_link"} {
		if !strings.Contains(acts, want+" ") {
			t.Errorf("the ledger has no %s: %s", want, acts)
		}
	}
}

// house0 is a plant whose policies can be good or bad.
type house0 struct {
	bad      error
	enforced string // digest of what is in force, "" for what it began with
	ends     time.Time
}

func (h *house0) Policies() string                     { return cmp.Or(h.enforced, "digest") }
func (h *house0) Regions() ([]rulebook.Region, string) { return nil, "national" }
func (h *house0) Fonts() ([]desk.Font, []string)       { return nil, nil }
func (h *house0) Certificates() []desk.Certificate     { return []desk.Certificate{{NotAfter: h.ends}} }

func (h *house0) Reread(context.Context) (string, func(), error) {
	return "new", func() { h.enforced = "new" }, h.bad
}

// What does not pass is not put into force, and both ends are in the ledger.
func TestPoliciesAreReloaded(t *testing.T) {
	o := open(t)
	h := &house0{bad: document.Refuse(document.Unfit, "policies-refused", "制度文件未通过检查。"), ends: now.AddDate(0, 0, 29)}
	o.Desk = desk.New(desk.Parts{
		Record: o.record, Laws: o.laws, Calendar: o.laws.Calendar, Conductor: o, Preview: o, Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler), Plant: h,
	})
	if _, err := o.ReloadPolicies(t.Context(), "p-admin"); code(err) != "policies-refused" || h.enforced != "" {
		t.Errorf("bad policies: %v, in force %q", err, h.enforced)
	}
	h.bad = nil
	if _, err := o.ReloadPolicies(t.Context(), "p-auditor"); document.KindOf(err) != document.Forbidden || h.enforced != "" {
		t.Errorf("an auditor: %v, in force %q", err, h.enforced)
	}
	for _, want := range []bool{true, false} { // the second time nothing is left to do, nor to put on record
		changed, err := o.ReloadPolicies(t.Context(), "p-admin")
		o.must(err)
		if changed != want {
			t.Errorf("changed %v, want %v", changed, want)
		}
	}
	s, err := o.System(t.Context(), "p-auditor")
	o.must(err)
	if h.enforced != "new" || s.Edition.Digest != "new" || s.Edition.Person == "" {
		t.Errorf("in force %q, edition %+v", h.enforced, s.Edition)
	}
	for _, row := range []struct {
		days int
		want string
	}{{-1, "已过期"}, {29, "30日内"}, {30, "90日内"}, {89, "90日内"}, {90, ""}} {
		h.ends = now.AddDate(0, 0, row.days)
		s, err := o.System(t.Context(), "p-admin")
		o.must(err)
		if got := s.Certificates[0].Warning; (got == "") != (row.want == "") || !strings.HasPrefix(got, row.want) {
			t.Errorf("%d days before its end: %q", row.days, got)
		}
	}
	lines, err := o.record.Ledger(t.Context(), 1, 100)
	o.must(err)
	var got []string
	for _, l := range lines {
		if l.Act == "policy.reload" {
			got = append(got, l.Actor+" "+l.Outcome)
		}
	}
	if want := []string{"p-admin refused", "p-auditor refused", "p-admin done"}; !slices.Equal(got, want) {
		t.Errorf("ledger %v", got)
	}
}
