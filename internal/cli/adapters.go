package cli

import (
	"context"
	"errors"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/identity"
	"mingfa/internal/pdf"
	"mingfa/internal/portal"
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

func account(p store.Person) identity.Account {
	return identity.Account{ID: p.ID, Hash: p.PasswordHash, Active: p.Active}
}

// reading is the record's public side as the portal asks for it.
type reading struct{ *store.Shelf }

// Find passes the question on.
func (r reading) Find(ctx context.Context, q portal.Query) (portal.Found, error) {
	found, err := r.Shelf.Find(ctx, store.Query{
		Text: q.Text, InTitle: q.InTitle, Topic: q.Topic, Publisher: q.Publisher, Genre: q.Genre, Year: q.Year, Articles: q.Articles,
		Validity: q.Validity, Today: q.Today, Newest: q.Newest, Counts: q.Counts, Limit: q.Limit, Offset: q.Offset,
	})
	out := portal.Found{Items: found.Items, Total: found.Total, Counts: map[portal.Facet][]portal.Count{}}
	for f, counts := range found.Counts {
		for _, c := range counts {
			out.Counts[portal.Facet(f)] = append(out.Counts[portal.Facet(f)], portal.Count(c))
		}
	}
	return out, err
}

// Editions tells what became visible of a document.
func (r reading) Editions(ctx context.Context, id string) ([]portal.Edition, error) {
	es, err := r.Shelf.Editions(ctx, id)
	out := make([]portal.Edition, 0, len(es))
	for _, e := range es {
		out = append(out, portal.Edition{No: e.No, First: e.Kind == string(activities.FirstRelease), At: e.At, Life: e.Life, Digest: e.Digest})
	}
	return out, err
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
