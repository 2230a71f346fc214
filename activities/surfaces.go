package activities

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Printer makes the bytes of official files.
type Printer interface {
	// Print typesets the paper (GB/T 9704) and seals it.
	Print(ctx context.Context, p Paper) (pdf []byte, pages int, err error)
	// Mark returns the sealed original with the words of validity on each page, as
	// an addition behind the untouched bytes of the original. source is the id of
	// the deciding document.
	Mark(ctx context.Context, sealed []byte, words document.Words, source string, now time.Time) ([]byte, error)
}

// Portal is the public side as an anonymous visitor meets it.
type Portal interface {
	// Address returns the page of a document, "" when no portal is configured.
	Address(documentID string) string
	// ReadBack fetches page, interpretation and file like a visitor and returns
	// what was seen. The error is a *document.Error that says in Chinese what is
	// missing; proof is returned with it.
	ReadBack(ctx context.Context, r document.Released, words document.Words) (proof map[string]any, err error)
}

// Website is a website of the body that is told of releases.
type Website interface {
	// Deliver tells of a release. releaseID is the idempotency key, at the instant
	// at which the release became visible. The error is a *document.Error.
	Deliver(ctx context.Context, releaseID string, r document.Released, words document.Words, at time.Time) (proof map[string]any, err error)
}

// The surfaces on which a release is seen.
const (
	PortalSurface  = "portal"
	WebsiteSurface = "website"
)
