package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

func TestRevokedAppointmentIsGone(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	lines := o.count("ledger")
	o.must(o.Appoint(ctx, "secrecy", "gov", document.SecrecyReviewer, "admin", now))
	o.must(o.Appoint(ctx, "secrecy", "gov", document.SecrecyReviewer, "admin", now))
	o.must(o.Appoint(ctx, "secrecy", "gov", document.Auditor, "admin", now))
	held := func(want ...authz.Appointment) {
		t.Helper()
		c, err := o.Case(ctx, "d1", "secrecy", today)
		o.must(err)
		if diff := cmp.Diff(want, c.Actor.Appointments); diff != "" || !c.Actor.Active {
			t.Error(diff)
		}
	}
	held(authz.Appointment{Unit: "gov", Role: document.SecrecyReviewer}, authz.Appointment{Unit: "gov", Role: document.Auditor})
	o.must(o.Revoke(ctx, "secrecy", "gov", document.SecrecyReviewer, "admin", now))
	o.must(o.Revoke(ctx, "secrecy", "gov", document.SecrecyReviewer, "admin", now))
	held(authz.Appointment{Unit: "gov", Role: document.Auditor})
	if n := o.count("ledger") - lines; n != 3 {
		t.Errorf("%d lines in the ledger, want 3", n)
	}
	o.must(o.Appoint(ctx, "secrecy", "gov", document.SecrecyReviewer, "admin", now))
	held(authz.Appointment{Unit: "gov", Role: document.Auditor}, authz.Appointment{Unit: "gov", Role: document.SecrecyReviewer})
}

func TestPeople(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.PutPerson(ctx, store.Person{ID: "head", Login: "zhang", Name: "张", PasswordHash: "h", Active: false}))
	p, err := o.PersonByLogin(ctx, "zhang")
	if diff := cmp.Diff(store.Person{ID: "head", Login: "zhang", Name: "张", PasswordHash: "h"}, p); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if a, err := o.Actor(ctx, "head"); a.Active || err != nil {
		t.Errorf("suspended: %+v %v", a, err)
	}
	all, err := o.People(ctx)
	if len(all) != 7 || err != nil {
		t.Errorf("%d people, %v", len(all), err)
	}
	rows := map[string]error{
		"login-taken":       o.PutPerson(ctx, store.Person{ID: "x", Login: "zhang", Name: "李"}),
		"unknown-role":      o.Appoint(ctx, "head", "gov", "king", "admin", now),
		"no-person-or-unit": o.Appoint(ctx, "head", "none", document.Signer, "admin", now),
		"no-unit":           o.PutUnit(ctx, store.Unit{ID: "y", Name: "Y", Kind: store.Office, Parent: "none"}),
	}
	_, rows["no-person"] = o.Actor(ctx, "none")
	for want, err := range rows {
		if code(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	o.create("d1", content("通知"))
	if c, err := o.Case(ctx, "d1", "none", today); c.Actor.Active || err != nil {
		t.Errorf("a stranger is an active actor: %+v %v", c.Actor, err)
	}
}

func TestIssuer(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.PutUnit(ctx, store.Unit{ID: "room", Name: "一室", Parent: "sec"}))
	if u, err := o.Issuer(ctx, "room"); u.ID != "gov" || err != nil {
		t.Errorf("DH-21 issuer of a room: %+v %v", u, err)
	}
	if u, err := o.Unit(ctx, "room"); u.Kind != store.Office || err != nil {
		t.Errorf("kind of a unit without one: %+v %v", u, err)
	}
	o.must(o.PutUnit(ctx, store.Unit{ID: "lone", Name: "孤"}))
	o.must(o.PutUnit(ctx, store.Unit{ID: "ring", Name: "环", Parent: "lone"}))
	o.must(o.PutUnit(ctx, store.Unit{ID: "lone", Name: "孤", Parent: "ring"}))
	if _, err := o.Issuer(ctx, "lone"); code(err) != "no-issuer" {
		t.Errorf("units in a ring: %v", err)
	}
}

func TestSessionsOfTheStore(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.must(o.PutSession(ctx, "k", []byte("a"), now.Add(time.Hour)))
	find := func(at time.Time, want bool) {
		t.Helper()
		if _, found, err := o.FindSession(ctx, "k", at); found != want || err != nil {
			t.Errorf("at %v: %v %v", at, found, err)
		}
	}
	find(now, true)
	find(now.Add(time.Hour), false)
	o.must(o.ExtendSession(ctx, "k", now.Add(2*time.Hour)))
	find(now.Add(time.Hour), true)
	o.must(o.SweepSessions(ctx, now.Add(time.Hour)))
	find(now, true)
	o.must(o.DeleteSession(ctx, "k"))
	o.must(o.ExtendSession(ctx, "k", now.Add(3*time.Hour)))
	find(now, false)
}
