package store_test

import (
	"slices"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

func (o office) roles(person string) []document.Role {
	o.t.Helper()
	a, err := o.Actor(o.t.Context(), person)
	o.must(err)
	var out []document.Role
	for _, p := range a.Appointments {
		out = append(out, p.Role)
	}
	return out
}

// The last administrator can't be removed by any door, also not by two at once.
func TestLastAdministrator(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.Grant(ctx, "head", "gov", document.Administrator, "", "operator", now))
	o.must(o.Grant(ctx, "signer", "gov", document.Administrator, "", "head", now))
	gone := make(chan error, 2)
	go func() { gone <- o.Activate(ctx, "signer", false, "head", now) }()
	go func() { gone <- o.Withdraw(ctx, "head", "gov", document.Administrator, "signer", now) }()
	first, second := <-gone, <-gone
	if (first == nil) == (second == nil) || code(first)+code(second) != "last-administrator" {
		t.Errorf("two at once: %v, %v", first, second)
	}
	for _, id := range []string{"head", "signer"} {
		if err := o.Move(ctx, id, "gov", "sec", "head", now); err != nil && code(err) != "not-held" {
			t.Errorf("moving %s: %v", id, err)
		}
	}
}

func TestAppointmentsEnd(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.Grant(ctx, "head", "sec", document.UnitHead, "2020-01-01", "operator", now))
	o.must(o.Grant(ctx, "head", "sec", document.Drafter, "2099-12-31", "operator", now))
	if got := o.roles("head"); len(got) != 1 || got[0] != document.Drafter {
		t.Errorf("held %v", got)
	}
	o.must(o.Grant(ctx, "head", "sec", document.UnitHead, "", "operator", now))
	if got := o.roles("head"); len(got) != 2 {
		t.Errorf("prolonged: held %v", got)
	}
	o.must(o.Move(ctx, "head", "sec", "gov", "operator", now))
	a, err := o.Actor(ctx, "head")
	o.must(err)
	for _, p := range a.Appointments {
		if p.Unit != "gov" {
			t.Errorf("moved, but holds %+v", p)
		}
	}
	terms, err := o.Terms(ctx)
	o.must(err)
	if len(terms) != 1 || terms[0] != (store.Term{Person: "head", Unit: "gov", Role: document.Drafter, EndsOn: "2099-12-31"}) {
		t.Errorf("terms %+v", terms)
	}
	if err := o.Withdraw(ctx, "head", "sec", document.Signer, "operator", now); code(err) != "not-held" {
		t.Errorf("what is not held: %v", err)
	}
}

func TestChangesAreInTheLedger(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.AddPerson(ctx, store.Person{ID: "new", Login: "xin", Name: "新人"}, "head", now))
	if err := o.AddPerson(ctx, store.Person{ID: "other", Login: "xin", Name: "别人"}, "head", now); code(err) != "login-taken" {
		t.Errorf("a login twice: %v", err)
	}
	o.must(o.Activate(ctx, "new", false, "head", now))
	if err := o.Activate(ctx, "new", false, "head", now); code(err) != "already-so" {
		t.Errorf("suspended twice: %v", err)
	}
	o.must(o.ChangeUnit(ctx, store.Unit{ID: "law", Name: "法制科", Parent: "gov"}, "head", now))
	lines, err := o.Ledger(ctx, 1, 10)
	o.must(err)
	var acts []string
	for _, l := range lines {
		acts = append(acts, l.Actor+" "+l.Act+" "+l.Subject)
	}
	if want := []string{"head person.add new", "head person.suspend new", "head unit.put law"}; !slices.Equal(acts, want) {
		t.Errorf("ledger %v, want %v", acts, want)
	}
}

func TestPasswordLinkWorksOnce(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.NewPasswordLink(ctx, "head", "old", now.Add(time.Hour), "operator", now))
	o.must(o.NewPasswordLink(ctx, "head", "token", now.Add(time.Hour), "operator", now))
	for _, row := range []struct {
		name, token string
		at          time.Time
		want        string
	}{
		{"an older one", "old", now, "no-link"},
		{"unknown", "x", now, "no-link"},
		{"too late", "token", now.Add(time.Hour), "no-link"},
		{"in time", "token", now.Add(time.Minute), ""},
		{"again", "token", now.Add(time.Minute), "no-link"},
	} {
		if err := o.UsePasswordLink(ctx, row.token, "hash", row.at); code(err) != row.want {
			t.Errorf("%s: %v", row.name, err)
		}
	}
	p, err := o.Person(ctx, "head")
	o.must(err)
	if p.PasswordHash != "hash" || p.SessionsSince == nil || !p.SessionsSince.Equal(now.Add(time.Minute)) {
		t.Errorf("person %+v", p)
	}
}
