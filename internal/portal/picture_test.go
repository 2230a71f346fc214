package portal

import (
	"net/http"
	"strings"
	"testing"

	"mingfa/internal/document"
)

// illustrate gives the document in force a picture in its text and one in its interpretation.
func (b *bench) illustrate() (text, explained document.PublicPicture) {
	d := b.shelf.docs[inForce]
	picture := func(name, kind string) document.PublicPicture {
		content := []byte("bytes of " + name)
		b.shelf.files[digestOf(content)] = content
		return document.PublicPicture{Name: name, Digest: digestOf(content), Type: kind, Size: len(content), Width: 400, Height: 300}
	}
	text, explained = picture("分布.png", "image/png"), picture("流程.jpg", "image/jpeg")
	d.Pictures = []document.PublicPicture{text, explained}
	d.Body += "\n![泊位\"<b>分布](分布.png)\n![没有的](无.png)"
	d.Interpretation = &document.PublicInterpretation{Title: "图解", Body: "![办理流程](流程.jpg)"}
	b.shelf.docs[inForce] = d
	return text, explained
}

// TestPicturesOfADocument: pages show the pictures of their texts from an address of the
// document's own that names their content; the data name them.
func TestPicturesOfADocument(t *testing.T) {
	b := setup(t)
	text, explained := b.illustrate()
	page := "/d/" + inForce
	html := b.get(page)
	want := `<figure><img src="` + page + `/pictures/` + text.Digest + `.png" alt="泊位&#34;&lt;b&gt;分布" width="400" height="300"`
	if !strings.Contains(html, want) || !strings.Contains(html, "<figcaption>图1　泊位&#34;&lt;b&gt;分布</figcaption>") || !strings.Contains(html, "![没有的](无.png)") {
		t.Errorf("not shown: %s", html)
	}
	if html := b.get(page + "/jiedu"); !strings.Contains(html, page+"/pictures/"+explained.Digest+".jpg") {
		t.Error("the interpretation lacks its picture")
	}
	if data := b.get("/api/documents/" + inForce); !strings.Contains(data, "/pictures/"+text.Digest+".png") || !strings.Contains(data, `"name":"分布.png"`) {
		t.Errorf("the data lack it: %s", data)
	}
	if plain := b.get(page + "/text.txt"); !strings.Contains(plain, "\n〔图1　泊位\"<b>分布〕\n") || strings.Contains(plain, "](分布.png)") {
		t.Error("the plain text has no caption in its place")
	}
	for _, p := range []document.PublicPicture{text, explained} {
		w := b.do("GET", page+p.Path())
		h := w.Header()
		if w.Code != http.StatusOK || w.Body.String() != "bytes of "+p.Name || h.Get("Content-Type") != p.Type || h.Get("Cache-Control") != keepPicture || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", p.Name, w.Code, h)
		}
		if w := b.do("GET", page+p.Path(), "If-None-Match", `"`+p.Digest+`"`); w.Code != http.StatusNotModified {
			t.Errorf("%s again: %d", p.Name, w.Code)
		}
	}
}

// TestNoOtherPicture (invariant 7): under no address is there a picture that its document
// does not show now, whatever the store holds.
func TestNoOtherPicture(t *testing.T) {
	b := setup(t)
	text, _ := b.illustrate()
	secret := []byte("a picture of nobody's")
	b.shelf.files[digestOf(secret)] = secret
	page := "/d/" + inForce
	var other string
	for id := range b.shelf.docs {
		if id != inForce {
			other = id
		}
	}
	missing := b.do("GET", page+"/pictures/"+strings.Repeat("0", 64)+".png").Body.String()
	for _, target := range []string{
		page + "/pictures/" + digestOf(secret) + ".png", "/d/" + other + text.Path(), "/d/unknown" + text.Path(),
		page + "/pictures/" + text.Digest, page + "/pictures/" + text.Digest + ".jpg", page + "/pictures/分布.png",
		page + "/pictures/" + b.shelf.docs[inForce].SealedDigest + ".png", page + "/pictures/",
	} {
		if w := b.do("GET", target); w.Code != http.StatusNotFound || w.Body.String() != missing {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
	b.shelf.files[text.Digest] = []byte("other bytes")
	if w := b.do("GET", page+text.Path()); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "other bytes") {
		t.Errorf("changed bytes: %d", w.Code)
	}
	b.shelf.closed[inForce] = true
	if w := b.do("GET", page+text.Path()); w.Code != http.StatusNotFound || w.Body.String() != missing {
		t.Errorf("of a document that is closed: %d", w.Code)
	}
	delete(b.shelf.closed, inForce)
	b.takeDown(document.Gone{})
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		if w := b.do(method, page+text.Path(), "If-None-Match", `"`+text.Digest+`"`); w.Code != http.StatusGone || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s after a take-down: %d %v", method, w.Code, w.Header())
		}
	}
}
