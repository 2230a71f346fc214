package activities

import (
	"cmp"
	"context"
	"time"

	"mingfa/internal/document"
)

// Preparation names a release that is to be made ready.
type Preparation struct {
	Release  string      `json:"release"`
	Document string      `json:"document"`
	Kind     ReleaseKind `json:"kind"`
	By       string      `json:"by,omitempty"` // MarkRelease: id of the deciding document
}

// again reports whether what was public before is released with the same file.
func (p Preparation) again() bool { return p.Kind == LateRelease || p.Kind == RestoredRelease }

// Prepare stores a release that nobody sees yet: the public snapshot of today
// with the file that belongs to it. A release that is visible already is left as
// it is.
func (f *Files) Prepare(ctx context.Context, p Preparation) error {
	return fault(ctx, f.prepare(ctx, p))
}

func (f *Files) prepare(ctx context.Context, p Preparation) error {
	if f.Portal.Address(p.Document) == "" {
		return document.Refuse(document.Conflict, "no-portal", "尚未配置公开门户地址，无法回读核验，暂不能发布。")
	}
	if _, err := f.Shelf.Visible(ctx, p.Release); document.KindOf(err) != document.NotFound {
		return err
	}
	now := f.Now()
	public, file, err := f.snapshot(ctx, p, now)
	if err != nil {
		return err
	}
	pdf, err := f.Blobs.Get(ctx, file.Digest)
	if err != nil {
		return err
	}
	pictures, err := picturesOf(ctx, f.Blobs, public)
	if err != nil {
		return err
	}
	public.File = document.PublicFile{Name: string(public.Number) + ".pdf", Digest: file.Digest, Size: file.Size}
	return f.Shelf.Prepare(ctx, Prepared{Release: p.Release, Document: p.Document, Kind: p.Kind, Public: public, PDF: pdf, Pictures: pictures}, now)
}

// snapshot returns what the public is to see and the file of that day.
func (f *Files) snapshot(ctx context.Context, p Preparation, now time.Time) (document.Public, File, error) {
	public, err := f.Shelf.Source(ctx, p.Document, p.Kind, document.DateOf(now))
	if err != nil {
		return public, File{}, err
	}
	sealed, err := f.Press.File(ctx, p.Document, SealedFile)
	if err != nil {
		return public, File{}, err
	}
	if err := releasable(public, sealed); err != nil {
		return public, File{}, err
	}
	public.SealedDigest = sealed.Digest
	switch {
	case p.Kind == FirstRelease, p.Kind == OpenRelease, p.again() && public.Life.ByDocument == "":
		return public, sealed, nil
	case p.again(): // what was marked before stays so
		marked, err := f.marked(ctx, public, sealed, now)
		return public, marked, err
	}
	if public.Life, err = f.ending(ctx, p, public.Life, document.DateOf(now)); err != nil {
		return public, File{}, err
	}
	marked, err := f.marked(ctx, public, sealed, now)
	return public, marked, err
}

// releasable holds the door once more before anything is copied to the public
// side (invariants 1 and 5).
func releasable(p document.Public, sealed File) error {
	switch {
	case !p.Attribute.Releasable():
		return document.Refuse(document.Conflict, "not-proactive", "本件的公开属性不是“主动公开”，不能发布。")
	case !p.Number.WellFormed():
		return document.Refuse(document.Conflict, "not-numbered", "本件还没有合规的发文字号，不能发布。")
	case p.Digest == "" || sealed.Basis != p.Digest:
		return document.Refuse(document.Conflict, "not-sealed", "用印原件与签发的内容不一致，不能发布。")
	default:
		return nil
	}
}

// ending returns the life of a document that was ended or changed (ND-20). What has been
// written down already is kept as it is.
func (f *Files) ending(ctx context.Context, p Preparation, life document.Life, today document.Date) (document.Life, error) {
	repeal, err := f.Duties.Repeal(ctx, p.By, today)
	if err != nil {
		return life, err
	}
	for _, t := range repeal.Targets {
		if t.Document == p.Document {
			life.Ended, life.EndedOn = cmp.Or(t.Ended, document.Repealed), t.On
			life.ByDocument, life.ByNumber, life.ByTitle = repeal.Document, repeal.Number, repeal.Title
		}
	}
	if life.ByDocument != p.By || life.Ended == "" || today < life.EndedOn {
		return life, document.Refuse(document.Conflict, "not-due", "没有已到期的废止、修改或者更正决定，不能标注效力。")
	}
	return life, nil
}

// marked returns the sealed original with its marks; one file for each decision.
func (f *Files) marked(ctx context.Context, p document.Public, sealed File, now time.Time) (File, error) {
	if file, found, err := f.existing(ctx, p.Document, MarkedFile, p.Life.ByDocument); err != nil || found {
		return file, err
	}
	original, err := f.Blobs.Get(ctx, sealed.Digest)
	if err != nil {
		return File{}, err
	}
	pdf, err := f.Printer.Mark(ctx, original, p.Life.Words(document.DateOf(now)), p.Life.ByDocument, now)
	if err != nil {
		return File{}, err
	}
	return f.store(ctx, p.Document, File{Kind: MarkedFile, Basis: p.Life.ByDocument, Pages: sealed.Pages}, pdf)
}
