package web

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/look"
)

func (b *bench) preview(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	content, err := b.counter.Preview(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	servePDF(w, r, "版式预览.pdf", content)
	return nil
}

// picture serves one page of the file as it is now.
func (b *bench) picture(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	number, ok := strings.CutSuffix(r.PathValue("name"), ".png")
	page, err := strconv.Atoi(number)
	if !ok || err != nil {
		return document.Refuse(document.NotFound, "no-page", "没有这一页。")
	}
	content, err := b.counter.Page(r.Context(), me.ID, r.PathValue("id"), "", page)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) //nolint:gosec // a PNG, declared as such, under nosniff
	return nil
}

// file serves the sealed original or the copy with the present mark.
func (b *bench) file(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	kind, ok := strings.CutSuffix(r.PathValue("name"), ".pdf")
	if !ok || (kind != "sealed" && kind != "marked") {
		return document.Refuse(document.NotFound, "no-file", "没有这个文件。")
	}
	name, content, err := b.counter.File(r.Context(), me.ID, r.PathValue("id"), kind)
	if err != nil {
		return err
	}
	servePDF(w, r, name, content)
	return nil
}

// servePDF answers with a PDF, shown in the browser or, with ?download=1, saved.
func servePDF(w http.ResponseWriter, r *http.Request, name string, content []byte) {
	disposition := "inline"
	if r.FormValue("download") != "" {
		disposition = "attachment"
	}
	h := w.Header()
	look.AllowEmbedding(h)
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Length", strconv.Itoa(len(content)))
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": name}))
	_, _ = w.Write(content) //nolint:gosec // a PDF, declared as such, under nosniff
}
