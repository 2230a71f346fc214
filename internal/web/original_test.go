package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// TestFinishedPDF: a PDF becomes the document by a button, stays it when the form is sent,
// and can be dropped again; nothing of it is the form's to change but the place of the seal.
func TestFinishedPDF(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	a := upload(t, bench0(c), url.Values{"do": {"adopt"}, "body": {"写了一半"}}, "原件的正文")
	if a.Code != http.StatusOK || len(c.drafts) != 0 {
		t.Fatalf("status %d, %d drafts", a.Code, len(c.drafts))
	}
	sent := draftForm(t, a)
	if sent.Get("body") != "原件的正文" || sent.Get("title") != "文件里的标题" || sent.Get("original") != strings.Repeat("ab", 32) || !strings.Contains(words(a.root), "通知.txt") {
		t.Errorf("the form: %v", sent)
	}
	sent.Set("seal_left", "120")
	sent.Set("do", "save")
	post(t, bench0(c), "/documents", sent)
	if len(c.drafts) != 1 || c.drafts[0].Content.Text.Original.Seal != (dossier.SealPlace{Page: 3, Left: 120, Bottom: 90}) {
		t.Fatalf("saved: %+v", c.drafts)
	}
	sent.Set("do", "typeset")
	a = post(t, bench0(c), "/documents", sent)
	if len(c.drafts) != 1 || strings.Contains(words(a.root), "撤下成品 PDF，改为") || !strings.Contains(words(a.root), "正文可以修改") {
		t.Error("the PDF was not dropped")
	}
	if a := post(t, bench0(c), "/documents", url.Values{"do": {"adopt"}}); a.Code != http.StatusBadRequest || !strings.Contains(words(a.root), "请先选择") {
		t.Errorf("without a file: %d", a.Code)
	}
}

// TestPagesAsPictures: every page of a finished PDF is on the page of its document as a
// picture with a name, and none of a text that is still written.
func TestPagesAsPictures(t *testing.T) {
	v := viewAt(document.SecrecyReview)
	v.Pages = 2
	v.Content.Text.Original = &dossier.Original{Name: "通知.pdf", Pages: 2, Unread: []int{2}}
	c := &counter{me: lifang(), view: v}
	a := get(t, bench0(c), "/documents/doc-9")
	var shown []string
	for _, img := range tagged(a.root, "img") {
		shown = append(shown, attr(img, "src")+" "+attr(img, "alt")+" "+attr(img, "loading"))
	}
	want := []string{"/documents/doc-9/pages/1.png 第1页的图像 lazy", "/documents/doc-9/pages/2.png 第2页的图像 lazy"}
	if !slices.Equal(shown, want) || !strings.Contains(words(a.root), "须看图像的页：2") {
		t.Errorf("%q", shown)
	}
	if a := get(t, bench0(c), "/documents/doc-9/pages/1.png"); a.Code != http.StatusOK || a.Header().Get("Content-Type") != "image/png" {
		t.Errorf("status %d, %s", a.Code, a.Header().Get("Content-Type"))
	}
	for _, bad := range []string{"x.png", "1.pdf", "1"} {
		if a := get(t, bench0(c), "/documents/doc-9/pages/"+bad); a.Code != http.StatusNotFound {
			t.Errorf("%s: %d", bad, a.Code)
		}
	}
	v.Pages = 0
	if a := get(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9"); len(tagged(a.root, "img")) != 0 {
		t.Error("pictures of a text that is still written")
	}
}
