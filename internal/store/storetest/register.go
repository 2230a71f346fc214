//go:build unix

package storetest

import (
	"context"
	"testing"

	"mingfa/internal/store"
)

// Register is a database of one test, opened from both sides.
type Register struct {
	Store *store.Store // as mingfa_app
	Shelf *store.Shelf // as mingfa_portal

	OwnerURL  string // may do anything to the tables
	AppURL    string
	PortalURL string
}

// Open gives the test a fresh, empty register. It is gone when the test ends.
func Open(t testing.TB) Register {
	t.Helper()
	s, err := start()
	if err != nil {
		t.Fatalf("private PostgreSQL: %v", err)
	}
	ctx := t.Context()
	name, err := s.fresh(ctx)
	if err != nil {
		t.Fatalf("fresh register: %v", err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.WithoutCancel(ctx), name); err != nil {
			t.Errorf("drop register: %v", err)
		}
	})
	r := Register{OwnerURL: s.pg.DSN(name), AppURL: s.pg.RoleDSN(store.AppRole, name), PortalURL: s.pg.RoleDSN(store.PortalRole, name)}
	if r.Store, err = store.Open(ctx, r.AppURL, store.Options{}); err != nil {
		t.Fatalf("open the store: %v", err)
	}
	t.Cleanup(r.Store.Close)
	if r.Shelf, err = store.OpenShelf(ctx, r.PortalURL); err != nil {
		t.Fatalf("open the shelf: %v", err)
	}
	t.Cleanup(r.Shelf.Close)
	return r
}

// New gives the test a fresh, empty register from the office's side only.
func New(t testing.TB) *store.Store {
	t.Helper()
	return Open(t).Store
}
