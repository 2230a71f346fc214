package cli

import (
	"context"
	"errors"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/identity"
	"mingfa/internal/pdf"
	"mingfa/internal/store"
)

// accounts lets sessions find people in the record.
type accounts struct{ record *store.Store }

// AccountByLogin finds by the name a person signs in with.
func (a accounts) AccountByLogin(ctx context.Context, login string) (identity.Account, error) {
	p, err := a.record.PersonByLogin(ctx, login)
	return account(p), err
}

// AccountByID finds by the id in the register.
func (a accounts) AccountByID(ctx context.Context, id string) (identity.Account, error) {
	p, err := a.record.Person(ctx, id)
	return account(p), err
}

// UseLink sets a password by a link.
func (a accounts) UseLink(ctx context.Context, token, hash string, now time.Time) error {
	return a.record.UsePasswordLink(ctx, token, hash, now)
}

func account(p store.Person) identity.Account {
	a := identity.Account{ID: p.ID, Hash: p.PasswordHash, Active: p.Active}
	if p.SessionsSince != nil {
		a.Since = *p.SessionsSince
	}
	return a
}

// verifier answers the API's question about a PDF with the seal of this system
// as the trusted one.
type verifier struct{ trust pdf.Trust }

// Verify examines a file; it is not kept.
func (v verifier) Verify(_ context.Context, b []byte) (any, error) {
	report, err := pdf.Verify(b, v.trust)
	if err != nil {
		return nil, fileRefused(err)
	}
	return report, nil
}

// fileRefused turns a refusal of the PDF engine into one of the house.
func fileRefused(err error) error {
	e, ok := errors.AsType[*pdf.Error](err)
	if !ok {
		return err
	}
	return &document.Error{Kind: document.Unfit, Code: e.Code, Message: e.Message + "。", Err: err}
}
