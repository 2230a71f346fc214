package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/look"
)

// readPictures reads which pictures the document has, without those that are ticked for
// deletion. What else there is to say of them stands in the register.
func readPictures(form url.Values) []dossier.Picture {
	var out []dossier.Picture
	for i, digest := range form["picture_digest"] {
		if digest = strings.TrimSpace(digest); digest != "" && !slices.Contains(form["picture_drop"], strconv.Itoa(i)) {
			out = append(out, dossier.Picture{Name: nth(form["picture_name"], i), Digest: digest})
		}
	}
	return out
}

// addPictures takes in the pictures that the form brings. One that is refused leaves out
// those behind it; what was taken in before stays.
func (b *bench) addPictures(r *http.Request, me desk.Person, p *draftPage) (added int, err error) {
	if r.MultipartForm == nil {
		return 0, nil
	}
	for _, header := range r.MultipartForm.File["pictures"] {
		if header.Filename == "" && header.Size == 0 {
			continue // a browser sends an empty field so
		}
		data, err := pictureBytes(header)
		if err != nil {
			return added, err
		}
		x, err := b.counter.AddPicture(r.Context(), me.ID, header.Filename, data)
		if err != nil {
			return added, aboutPicture(err, header.Filename)
		}
		if x.Name = p.freeName(x); x.Name != "" {
			p.Content.Text.Pictures = append(p.Content.Text.Pictures, x)
		}
		added++
	}
	return added, nil
}

// pictureBytes reads an uploaded picture, one byte more than may be: the counter refuses it.
func pictureBytes(header *multipart.FileHeader) ([]byte, error) {
	file, err := header.Open()
	if err != nil {
		return nil, fmt.Errorf("open upload: %w", err)
	}
	defer func() { _ = file.Close() }() // only read from: there is nothing to lose
	data, err := io.ReadAll(io.LimitReader(file, desk.MaxPicture+1))
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	return data, nil
}

// aboutPicture says which of several files was refused, and where in the form.
func aboutPicture(err error, file string) error {
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Kind != document.Unfit && e.Kind != document.TooLarge {
		return err
	}
	out := *e
	out.Message = fmt.Sprintf("图片“%s”没有上传。%s", brief(file), e.Message)
	out.Findings = []document.Finding{{Rule: "LY-32", Severity: document.Block, Place: "text.pictures", Message: out.Message}}
	return &out
}

// freeName is the name of a new picture, with a number behind it where another picture has
// that name already; "" where the picture is there.
func (p *draftPage) freeName(x dossier.Picture) string {
	all := p.Content.Text.Pictures
	stem := x.Name[:strings.LastIndexByte(x.Name, '.')]
	ending := x.Name[len(stem):]
	for n, name := 2, x.Name; ; n++ {
		i := slices.IndexFunc(all, func(o dossier.Picture) bool { return o.Name == name })
		if i < 0 {
			return name
		}
		if all[i].Digest == x.Digest {
			return ""
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, ending)
	}
}

// uploadPictures is the button that brings pictures and shows the form again.
func (b *bench) uploadPictures(r *http.Request, me desk.Person, p *draftPage) error {
	n, err := b.addPictures(r, me, p)
	if err == nil && n == 0 {
		p.Hint = "已更新图片列表。"
		if len(r.PostForm["picture_drop"]) == 0 {
			err = document.Refuse(document.Invalid, "picture-missing", "请先选择要上传的图片。")
		}
	} else if n > 0 {
		p.Hint = fmt.Sprintf("已上传%d张图片。请把引用行复制到文中独占一行，写明说明后保存。", n)
	}
	return err
}

// describe fills in what is known of the pictures for the form that is shown again. Where
// that can't be had, it is shown without.
func (b *bench) describe(ctx context.Context, me desk.Person, p *draftPage) {
	if c, err := b.counter.Described(ctx, me.ID, p.ID, p.Content); err == nil {
		p.Content = c
	}
}

// pictureRow is a picture in the form.
type pictureRow struct {
	dossier.Picture
	Address string
	Shown   bool // a text refers to it
}

// Pictures are all pictures of the document in the making.
func (p draftPage) Pictures() []pictureRow {
	known := p.Content.WithPictures(p.Content.Pictures())
	idle := len(dossier.Illustrating(known.Text.Body, known.Text.Pictures)) // from here on the text has those that nothing shows
	var out []pictureRow
	for i, x := range known.Pictures() {
		shown := i < idle || i >= len(known.Text.Pictures)
		out = append(out, pictureRow{Picture: x, Address: pictureAddress(p.ID, x), Shown: shown})
	}
	return out
}

// pictureAddress is where the workbench shows a picture: of a document, or of a draft that
// is not saved.
func pictureAddress(id string, p dossier.Picture) string {
	name := p.Digest + map[bool]string{true: ".jpg", false: ".png"}[p.Type == "image/jpeg"]
	if id == "" {
		return "/pictures/" + name
	}
	return "/documents/" + url.PathEscape(id) + "/pictures/" + name
}

// imagesOf are the pictures of a document by name, for its page.
func imagesOf(id string, c dossier.Content) map[string]look.Image {
	out := map[string]look.Image{}
	for _, p := range c.Pictures() {
		out[p.Name] = look.Image{Address: pictureAddress(id, p), Width: p.Width, Height: p.Height}
	}
	return out
}

// ownPicture serves a picture of a document, or one that this person handed in.
func (b *bench) ownPicture(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	digest, _, _ := strings.Cut(r.PathValue("name"), ".")
	kind, content, err := b.counter.Picture(r.Context(), me.ID, r.PathValue("id"), digest)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) //nolint:gosec // a picture that was decoded and written by us, under nosniff
	return nil
}
