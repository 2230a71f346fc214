package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// uploadPictures sends the form with these pictures.
func uploadPictures(t *testing.T, h http.Handler, form url.Values, names ...string) answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range names {
		part, err := w.CreateFormFile("pictures", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte("bytes of " + name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/documents", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return send(t, h, signed(r))
}

// TestPicturesWithoutAScript: pictures come by a button of the form, which keeps all that
// was typed, shows them with the line to copy, and sends them along when it is saved.
func TestPicturesWithoutAScript(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	a := uploadPictures(t, bench0(c), url.Values{"do": {"picture"}, "body": {"写了一半\n![分布](分布.png)"}}, "分布.png")
	if a.Code != http.StatusOK || len(c.drafts) != 0 || !slices.Equal(c.pictures, []string{"分布.png"}) {
		t.Fatalf("status %d, %d drafts, %q", a.Code, len(c.drafts), c.pictures)
	}
	sent := draftForm(t, a)
	digest := strings.Repeat("cd", 32)
	if sent.Get("body") != "写了一半\n![分布](分布.png)" || sent.Get("picture_digest") != digest || sent.Get("picture_name") != "分布.png" {
		t.Errorf("the form: %v", sent)
	}
	said := words(a.root)
	if !strings.Contains(said, "400×300像素") || !strings.Contains(said, "文中已引用") {
		t.Error(said)
	}
	var shown []string
	for _, img := range tagged(a.root, "img") {
		shown = append(shown, attr(img, "src")+" "+attr(img, "alt"))
	}
	if !slices.Equal(shown, []string{"/pictures/" + digest + ".png 缩略图：分布.png"}) {
		t.Errorf("%q", shown)
	}
	line := false
	for _, input := range tagged(a.root, "input") {
		line = line || attr(input, "value") == "![说明](分布.png)"
	}
	if !line {
		t.Error("no line to copy")
	}
	sent.Set("do", "save")
	post(t, bench0(c), "/documents", sent)
	if len(c.drafts) != 1 || len(c.drafts[0].Content.Text.Pictures) != 1 || c.drafts[0].Content.Text.Pictures[0].Digest != digest {
		t.Fatalf("saved: %+v", c.drafts)
	}
	sent.Set("picture_drop", "0")
	post(t, bench0(c), "/documents", sent)
	if len(c.drafts) != 2 || len(c.drafts[1].Content.Text.Pictures) != 0 {
		t.Errorf("still there: %+v", c.drafts[1:])
	}
	uploadPictures(t, bench0(c), url.Values{"do": {"save"}, "body": {"一"}}, "另一张.png")
	if len(c.drafts) != 3 || len(c.drafts[2].Content.Text.Pictures) != 1 {
		t.Error("a picture that was chosen is lost when the draft is saved")
	}
}

// TestPictureRefused: the form says which picture was refused and keeps all that was typed.
func TestPictureRefused(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	c.fail = map[string]error{"AddPicture": document.Refuse(document.Unfit, "picture-tiny", "图片只有1×1像素。")}
	a := uploadPictures(t, bench0(c), url.Values{"do": {"picture"}, "body": {"写了一半"}}, evil+".png")
	if a.Code != http.StatusUnprocessableEntity || draftForm(t, a).Get("body") != "写了一半" || !strings.Contains(words(a.root), "没有上传。图片只有1×1像素。") {
		t.Errorf("%d: %s", a.Code, words(a.root))
	}
	if a := uploadPictures(t, bench0(&counter{me: lifang()}), url.Values{"do": {"picture"}}); a.Code != http.StatusBadRequest || !strings.Contains(words(a.root), "请先选择要上传的图片") {
		t.Errorf("none chosen: %d", a.Code)
	}
}

// TestTwoPicturesOfOneName: the second is given another name, so that a text can tell them
// apart; the same picture twice is one.
func TestTwoPicturesOfOneName(t *testing.T) {
	p := draftPage{Content: dossier.Content{Text: dossier.Text{Pictures: []dossier.Picture{{Name: "图.png", Digest: "a"}, {Name: "图-2.png", Digest: "b"}}}}}
	for digest, want := range map[string]string{"a": "", "b": "", "c": "图-3.png"} {
		if got := p.freeName(dossier.Picture{Name: "图.png", Digest: digest}); got != want {
			t.Errorf("%s: %q, want %q", digest, got, want)
		}
	}
}

// TestPicturesOnThePage: reviewers see the pictures where they stand in the texts.
func TestPicturesOnThePage(t *testing.T) {
	v := viewAt(document.SecrecyReview)
	v.Content.Text.Body = "![泊位分布](分布.png)"
	v.Content = v.Content.WithPictures([]dossier.Picture{{Name: "分布.png", Digest: strings.Repeat("cd", 32), Type: "image/png", Width: 400, Height: 300}})
	c := &counter{me: lifang(), view: v}
	a := get(t, bench0(c), "/documents/doc-9")
	address := "/documents/" + v.ID + "/pictures/" + strings.Repeat("cd", 32) + ".png"
	found := false
	for _, img := range tagged(a.root, "img") {
		found = found || attr(img, "src") == address && attr(img, "alt") == "泊位分布" && attr(img, "width") == "400"
	}
	if !found || !strings.Contains(words(a.root), "图1　泊位分布") {
		t.Errorf("not shown at %s", address)
	}
	if a := get(t, bench0(c), address); a.Code != http.StatusOK || a.Header().Get("Content-Type") != "image/png" {
		t.Errorf("%d %s", a.Code, a.Header().Get("Content-Type"))
	}
}
