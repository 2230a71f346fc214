package portal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"regexp"
	"slices"

	"mingfa/internal/document"
)

// Shelf is what the portal may read. Every method knows only of documents that are
// released now; anything else is a NotFound *document.Error, whatever the reason.
type Shelf interface {
	// Find returns a page of the released documents that match. With a Text, what is
	// in force comes before what no longer binds; otherwise the latest come first.
	Find(ctx context.Context, q document.Query) (document.Found, error)
	// Latest returns the number of the latest release: as long as it stays, and the
	// day, nothing that the shelf tells has changed.
	Latest(ctx context.Context) (int64, error)
	// Editions returns what was released of a document, in order; none if it isn't
	// released.
	Editions(ctx context.Context, id string) ([]document.Edition, error)
	// Pointing returns the released documents that speak of a document.
	Pointing(ctx context.Context, id string) ([]document.Released, error)
	// Awaited returns the last day for the interpretation that is still to follow a
	// released document, "" when none is (IN-08).
	Awaited(ctx context.Context, id string) (document.Date, error)
	// Checkpoint returns the latest signed checkpoint of the ledger, "" for none
	// (invariant 8): a count, a hash and a signature.
	Checkpoint(ctx context.Context) (string, error)
	// Get returns the current release of a document.
	Get(ctx context.Context, id string) (document.Released, error)
	// ByNumber returns the document with that 发文字号, however its brackets are typed.
	ByNumber(ctx context.Context, number string) (document.Released, error)
	// Addresses returns where released documents are, the first released first: limit
	// of them, from the one with the number offset on.
	Addresses(ctx context.Context, offset, limit int) ([]document.Address, error)
	// File returns a released file by its SHA-256, lower-case hexadecimal.
	File(ctx context.Context, digest string) (name string, content []byte, err error)
	// Picture returns a picture that the current release of a document shows, by its
	// SHA-256.
	Picture(ctx context.Context, id, digest string) ([]byte, error)
	// ByDigest returns the document to which a released file belongs or belonged: the
	// sealed original, the copy shown today, or a copy shown earlier.
	ByDigest(ctx context.Context, digest string) (document.Released, error)
	// Gone returns what may be known of a document that was taken down, GoneNumber by
	// its 发文字号; NotFound of every other.
	Gone(ctx context.Context, id string) (document.Gone, error)
	GoneNumber(ctx context.Context, number string) (document.Gone, error)
	// Withdrawn returns what was taken down and is not back, the latest first.
	Withdrawn(ctx context.Context, limit int) ([]document.Gone, error)
}

var (
	errNotFound = document.Refuse(document.NotFound, "not-found", "没有找到您要查看的内容。")
	idForm      = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$`)
	anyCaseID   = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	digestForm  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// guarded is the last lock before the public: it asks the shelf only for what can be
// an id, believes it only where the snapshot itself says 主动公开 (invariant 1), and
// turns every error that isn't "not found" into "unavailable".
type guarded struct {
	shelf Shelf
	log   *slog.Logger
}

func (g guarded) find(ctx context.Context, q document.Query) (document.Found, error) {
	found, err := g.shelf.Find(ctx, q)
	if err != nil {
		return document.Found{}, away(err)
	}
	found.Items = g.open(ctx, found.Items)
	return found, nil
}

func (g guarded) open(ctx context.Context, items []document.Released) []document.Released {
	open := items[:0:0]
	for _, r := range items {
		if g.check(ctx, r) == nil {
			open = append(open, r)
		}
	}
	return open
}

func (g guarded) latest(ctx context.Context) (int64, error) {
	no, err := g.shelf.Latest(ctx)
	if err != nil {
		return 0, away(err)
	}
	return no, nil
}

func (g guarded) editions(ctx context.Context, id string) ([]document.Edition, error) {
	out, err := g.shelf.Editions(ctx, id)
	if err != nil {
		return nil, away(err)
	}
	return out, nil
}

func (g guarded) pointing(ctx context.Context, id string) ([]document.Released, error) {
	items, err := g.shelf.Pointing(ctx, id)
	if err != nil {
		return nil, away(err)
	}
	return g.open(ctx, items), nil
}

func (g guarded) checkpoint(ctx context.Context) (string, error) {
	signed, err := g.shelf.Checkpoint(ctx)
	if err != nil {
		return "", away(err)
	}
	return signed, nil
}

func (g guarded) awaited(ctx context.Context, id string) (document.Date, error) {
	due, err := g.shelf.Awaited(ctx, id)
	if err != nil {
		return "", away(err)
	}
	return due, nil
}

func (g guarded) get(ctx context.Context, id string) (document.Released, error) {
	if !idForm.MatchString(id) {
		return document.Released{}, errNotFound
	}
	r, err := g.shelf.Get(ctx, id)
	if document.KindOf(err) == document.NotFound {
		return document.Released{}, g.absent(ctx, id, g.shelf.Gone)
	}
	if err != nil {
		return document.Released{}, away(err)
	}
	return r, g.check(ctx, r)
}

// absent says why there is nothing to show: it was taken down, or it is not found.
func (g guarded) absent(ctx context.Context, name string, ask func(context.Context, string) (document.Gone, error)) error {
	gone, err := ask(ctx, name)
	if err != nil {
		return away(err)
	}
	return takenDown{gone}
}

func (g guarded) withdrawn(ctx context.Context, limit int) ([]document.Gone, error) {
	out, err := g.shelf.Withdrawn(ctx, limit)
	if err != nil {
		return nil, away(err)
	}
	return out, nil
}

func (g guarded) byDigest(ctx context.Context, digest string) (document.Released, error) {
	if !digestForm.MatchString(digest) {
		return document.Released{}, errNotFound
	}
	r, err := g.shelf.ByDigest(ctx, digest)
	if err != nil {
		return document.Released{}, away(err)
	}
	return r, g.check(ctx, r)
}

func (g guarded) byNumber(ctx context.Context, number string) (document.Released, error) {
	r, err := g.shelf.ByNumber(ctx, number)
	if document.KindOf(err) == document.NotFound {
		return document.Released{}, g.absent(ctx, number, g.shelf.GoneNumber)
	}
	if err != nil {
		return document.Released{}, away(err)
	}
	return r, g.check(ctx, r)
}

func (g guarded) addresses(ctx context.Context, offset, limit int) ([]document.Address, error) {
	as, err := g.shelf.Addresses(ctx, offset, limit)
	if err != nil {
		return nil, away(err)
	}
	return slices.DeleteFunc(as, func(a document.Address) bool {
		r := document.Released{Public: document.Public{Document: a.Document, Attribute: a.Attribute}}
		return g.check(ctx, r) != nil
	}), nil
}

// file gives out the bytes only if they are the ones that the release names.
func (g guarded) file(ctx context.Context, digest string) (string, []byte, error) {
	if !digestForm.MatchString(digest) {
		return "", nil, errNotFound
	}
	name, content, err := g.shelf.File(ctx, digest)
	if err != nil {
		return "", nil, away(err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != digest {
		return "", nil, document.Refuse(document.Unavailable, "file-damaged", "文件暂时无法提供。")
	}
	return name, content, nil
}

// picture gives out the bytes only if they are the ones that the release names.
func (g guarded) picture(ctx context.Context, id, digest string) ([]byte, error) {
	content, err := g.shelf.Picture(ctx, id, digest)
	if err != nil {
		return nil, away(err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != digest {
		return nil, document.Refuse(document.Unavailable, "picture-damaged", "图片暂时无法提供。")
	}
	return content, nil
}

func (g guarded) check(ctx context.Context, r document.Released) error {
	if r.Attribute.Releasable() && idForm.MatchString(r.Document) {
		return nil
	}
	g.log.ErrorContext(ctx, "the shelf handed out a document that must not be shown", "release", r.No)
	return errNotFound
}

func away(err error) error {
	if document.KindOf(err) == document.NotFound {
		return errNotFound
	}
	return &document.Error{Kind: document.Unavailable, Code: "shelf-away", Message: "公开数据暂时无法读取。", Err: err}
}
