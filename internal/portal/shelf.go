package portal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"regexp"

	"mingfa/internal/document"
)

// Shelf is what the portal may read. Every method knows only of documents that are
// released now; anything else is a NotFound *document.Error, whatever the reason.
type Shelf interface {
	// List returns a slice of the released documents that match text ("" = all),
	// newest first, and the number of all that match.
	List(ctx context.Context, text string, limit, offset int) (items []document.Released, total int, err error)
	// Get returns the current release of a document.
	Get(ctx context.Context, id string) (document.Released, error)
	// File returns a released file by its SHA-256, lower-case hexadecimal.
	File(ctx context.Context, digest string) (name string, content []byte, err error)
	// ByDigest returns the document to which a released file belongs or belonged: the
	// sealed original, the copy shown today, or a copy shown earlier.
	ByDigest(ctx context.Context, digest string) (document.Released, error)
}

var (
	errNotFound = document.Refuse(document.NotFound, "not-found", "没有找到您要查看的内容。")
	idForm      = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$`)
	digestForm  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// guarded is the last lock before the public: it asks the shelf only for what can be
// an id, believes it only where the snapshot itself says 主动公开 (invariant 1), and
// turns every error that isn't "not found" into "unavailable".
type guarded struct {
	shelf Shelf
	log   *slog.Logger
}

func (g guarded) list(ctx context.Context, text string, limit, offset int) ([]document.Released, int, error) {
	items, total, err := g.shelf.List(ctx, text, limit, offset)
	if err != nil {
		return nil, 0, away(err)
	}
	open := items[:0:0]
	for _, r := range items {
		if g.check(ctx, r) == nil {
			open = append(open, r)
		}
	}
	return open, total, nil
}

func (g guarded) get(ctx context.Context, id string) (document.Released, error) {
	if !idForm.MatchString(id) {
		return document.Released{}, errNotFound
	}
	r, err := g.shelf.Get(ctx, id)
	if err != nil {
		return document.Released{}, away(err)
	}
	return r, g.check(ctx, r)
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
