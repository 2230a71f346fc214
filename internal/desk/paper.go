package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/extract"
	"mingfa/internal/verdict"
)

// Settable reports what a text still lacks to be typeset: its title, its body, the title
// of an annex. The error is an Unfit *document.Error.
func Settable(c dossier.Content) error {
	if strings.TrimSpace(c.Text.Title) == "" || strings.TrimSpace(c.Text.Body) == "" {
		return document.Refuse(document.Unfit, "nothing-to-set", "填写标题和正文后即可预览。")
	}
	if slices.ContainsFunc(c.Shown(), func(a dossier.Annex) bool { return strings.TrimSpace(a.Title) == "" }) {
		return document.Refuse(document.Unfit, "annex-untitled", "填写各附件的标题后即可预览。")
	}
	return nil
}

// Preview typesets the present revision; what is sealed is shown as it is. See Counter.
func (d *Desk) Preview(ctx context.Context, person, id string) ([]byte, error) {
	c, err := d.open(ctx, person, id)
	if err != nil {
		return nil, err
	}
	if c.State.SealedReady {
		return d.issued(ctx, id)
	}
	if o := c.Content.Text.Original; o != nil {
		return d.blobs.Get(ctx, o.Digest)
	}
	if err := Settable(c.Content); err != nil {
		return nil, err
	}
	issuer, err := d.record.Issuer(ctx, c.State.Unit)
	if err != nil {
		return nil, err
	}
	dated := c.State.DatedOn
	if dated == "" {
		dated = c.Today
	}
	return d.proof(ctx, activities.Paper{
		Document: id, Content: c.Content, Digest: c.Digest(), Number: c.State.Number, Head: issuer.Head, Issuer: issuer.Name,
		SealText: issuer.Name, DatedOn: dated, IssuedOn: c.Today,
	})
}

// issued returns the file of a sealed document as it is today: with its mark, if it has one.
func (d *Desk) issued(ctx context.Context, id string) ([]byte, error) {
	f, err := d.record.File(ctx, id, activities.MarkedFile)
	if document.KindOf(err) == document.NotFound {
		f, err = d.record.File(ctx, id, activities.SealedFile)
	}
	if err != nil {
		return nil, err
	}
	return d.blobs.Get(ctx, f.Digest)
}

// File returns a stored PDF. See Counter.
func (d *Desk) File(ctx context.Context, person, id, kind string) (name string, content []byte, err error) {
	if _, err := d.open(ctx, person, id); err != nil {
		return "", nil, err
	}
	k := activities.FileKind(kind)
	if k != activities.SealedFile && k != activities.MarkedFile {
		return "", nil, document.Refuse(document.NotFound, "no-file", "没有这样的文件。")
	}
	f, err := d.record.File(ctx, id, k)
	if err != nil {
		return "", nil, err
	}
	doc, err := d.record.Document(ctx, id)
	if err != nil {
		return "", nil, err
	}
	content, err = d.blobs.Get(ctx, f.Digest)
	if err != nil {
		return "", nil, fmt.Errorf("file of %s: %w", id, err)
	}
	label := map[activities.FileKind]string{activities.SealedFile: "用印原件", activities.MarkedFile: "效力标注件"}[k]
	return fmt.Sprintf("%s（%s）.pdf", doc.Number, label), content, nil
}

// Page returns a page as PNG. See Counter.
func (d *Desk) Page(ctx context.Context, person, id, kind string, page int) ([]byte, error) {
	if d.pages == nil {
		return nil, document.Refuse(document.Unavailable, "no-pictures", "本系统没有启用页面图像，请直接打开 PDF 查看。")
	}
	var content []byte
	var err error
	if kind == "" {
		content, err = d.Preview(ctx, person, id)
	} else {
		_, content, err = d.File(ctx, person, id, kind)
	}
	if err != nil {
		return nil, err
	}
	picture, err := d.pages.Picture(ctx, content, page, pictureDPI)
	if errors.Is(err, extract.ErrNoPage) {
		return nil, document.Refuse(document.NotFound, "no-page", "没有这一页。")
	}
	if err != nil {
		return nil, fmt.Errorf("picture of page %d of %s: %w", page, id, err)
	}
	return picture, nil
}

// leaves is how many pages can be shown as pictures: of the sealed file, or of a finished
// PDF. A text that is still written is looked at in its preview.
func (d *Desk) leaves(ctx context.Context, c verdict.Case) (int, error) {
	switch o := c.Content.Text.Original; {
	case d.pages == nil:
		return 0, nil
	case o != nil:
		return o.Pages, nil
	case !c.State.SealedReady:
		return 0, nil
	}
	f, err := d.record.File(ctx, c.State.ID, activities.SealedFile)
	return f.Pages, err
}

// pictureDPI is the resolution of pages on the screen: 827 by 1169 for A4.
const pictureDPI = 100
