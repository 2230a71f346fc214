package activities

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Files are the steps that make and move the bytes of official files.
type Files struct {
	Press   Press
	Shelf   Shelf
	Duties  Duties
	Blobs   Blobs
	Printer Printer
	Portal  Portal
	Now     func() time.Time
}

// Seal typesets and seals a numbered document and keeps the file. It may run any
// number of times: there is one sealed file for each signed digest and number.
func (f *Files) Seal(ctx context.Context, documentID string) (File, error) {
	file, err := f.seal(ctx, documentID)
	return file, fault(ctx, err)
}

func (f *Files) seal(ctx context.Context, documentID string) (File, error) {
	paper, err := f.Press.Paper(ctx, documentID)
	if err != nil {
		return File{}, err
	}
	if file, found, err := f.existing(ctx, documentID, SealedFile, paper.Digest); err != nil || found {
		return file, err
	}
	if o := paper.Content.Text.Original; o != nil {
		if paper.Original, err = f.Blobs.Get(ctx, o.Digest); err != nil {
			return File{}, err
		}
	}
	if paper, err = Illustrated(ctx, f.Blobs, paper); err != nil {
		return File{}, err
	}
	pdf, pages, err := f.Printer.Print(ctx, paper)
	if err != nil {
		return File{}, err
	}
	return f.store(ctx, documentID, File{Kind: SealedFile, Basis: paper.Digest, Pages: pages, Number: paper.Number}, pdf)
}

// existing returns the file of that kind if it rests on that basis.
func (f *Files) existing(ctx context.Context, documentID string, kind FileKind, basis string) (File, bool, error) {
	file, err := f.Press.File(ctx, documentID, kind)
	switch {
	case document.KindOf(err) == document.NotFound:
		return File{}, false, nil
	case err != nil:
		return File{}, false, err
	}
	return file, file.Basis == basis, nil
}

// store keeps the bytes first and records them then, so that no record ever
// names bytes that are not there.
func (f *Files) store(ctx context.Context, documentID string, file File, pdf []byte) (File, error) {
	digest, err := f.Blobs.Put(ctx, pdf)
	if err != nil {
		return File{}, err
	}
	now := f.Now()
	file.Digest, file.Size, file.Date = digest, len(pdf), document.DateOf(now)
	return f.Press.AddFile(ctx, documentID, file, now)
}
