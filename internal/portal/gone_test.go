package portal

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/look/pagetest"
)

// takeDown takes a document of the shelf down on 18 September 2026.
func (b *bench) takeDown(g document.Gone) {
	g.Document, g.At = inForce, time.Date(2026, 9, 18, 7, 0, 0, 0, time.UTC)
	b.shelf.gone = map[string]document.Gone{inForce: g}
	for id, d := range b.shelf.docs { // as the record hands them out, see portal.discreet
		if d.Life.ByDocument == inForce {
			d.Life.ByDocument, d.Life.ByNumber, d.Life.ByTitle = "", "", ""
			b.shelf.docs[id] = d
		}
	}
	b.log.Reset()
}

// SR-11, invariant 7: every address of what was taken down answers 410 in the form asked
// for, says when and what to do, and no surface has a word of it.
func TestTakenDownOnEverySurface(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[inForce]
	if body := b.get("/d/" + inForce); !strings.Contains(body, d.Title) { // and into the cache
		t.Fatal("it was not there to begin with")
	}
	b.takeDown(document.Gone{})
	secrets := []string{d.Title, string(d.Number), d.SealedDigest, string([]rune(d.Body)[:20])}
	if d.Interpretation != nil {
		secrets = append(secrets, d.Interpretation.Title)
	}
	clean := func(target, body string) {
		for _, s := range secrets {
			if s != "" && strings.Contains(body, s) {
				t.Errorf("invariant-7: %s tells %q", target, s)
			}
		}
	}
	page := "/d/" + inForce
	for target, kind := range map[string]string{
		page: "text/html", page + "/jiedu": "text/html", page + "/verify": "text/html", page + "/file.pdf": "text/html", page + "/file.pdf?download=1": "text/html", page + "/text.txt": "text/plain",
		"/api/documents/" + inForce: "application/json", page + ".pdf": "text/html", page + "/": "text/html", page + ".html": "text/html",
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			w := b.do(method, target, "If-None-Match", `"`+d.File.Digest+`"`)
			if w.Code != http.StatusGone || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" {
				t.Errorf("%s %s: %d %v", method, target, w.Code, w.Header())
			}
			clean(target, body(t, w))
		}
	}
	if w := b.do("GET", "/n/"+string(d.Number)); w.Code != http.StatusGone {
		t.Errorf("by number: %d", w.Code)
	}
	text := tree{pagetest.Parse(t, b.do("GET", page).Body.Bytes())}.text()
	for _, want := range []string{"该信息已停止在本网站公开", "2026年9月18日撤下", "依法提出政府信息公开申请", "0574-0000000"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, target := range []string{"/", "/catalogue", "/feed.atom", "/sitemap.xml", "/api/documents", "/reports", "/reports.atom", "/?q=" + d.Topic} {
		got := b.get(target)
		clean(target, got)
		if strings.Contains(got, `href="`+page) || strings.Contains(got, "<loc>"+config.BaseURL+page) {
			t.Errorf("%s leads there", target)
		}
	}
	for _, digest := range []string{d.SealedDigest, d.File.Digest} {
		if w := b.do("GET", "/api/verify?digest="+digest); w.Code != http.StatusNotFound {
			t.Errorf("verification: %d", w.Code)
		}
		if got := b.get("/verify?digest=" + digest); strings.Contains(got, d.Title) || strings.Contains(got, string(d.Number)) {
			t.Error("the verification page knows it")
		}
	}
	if log := b.log.String(); strings.Contains(log, d.Title) || strings.Contains(log, inForce) {
		t.Errorf("SR-11: the log tells of it: %s", log)
	}
}

// RFC 6721: who subscribed learns that the entry is no more, and nothing of it.
func TestTombstones(t *testing.T) {
	b := setup(t)
	if strings.Contains(b.get("/feed.atom"), "deleted-entry") {
		t.Error("a tombstone of nothing")
	}
	b.takeDown(document.Gone{})
	want := `<deleted-entry xmlns="http://purl.org/atompub/tombstones/1.0" ref="` + config.BaseURL + "/d/" + inForce + `" when="2026-09-18T15:00:00+08:00"></deleted-entry>`
	if got := b.get("/feed.atom"); !strings.Contains(got, want) {
		t.Errorf("no tombstone: %s", got)
	}
}

// WP-10: of a penalty that was changed or revoked the public is told why, in the words of
// the office, as text and not as markup.
func TestWP10Explained(t *testing.T) {
	b := setup(t)
	b.takeDown(document.Gone{Penalty: true, Explained: "该决定已经行政复议撤销。<b>"})
	for target, want := range map[string]string{
		"/d/" + inForce: "该决定已经行政复议撤销。&lt;b&gt;", "/d/" + inForce + "/text.txt": "说明：该决定已经行政复议撤销。<b>", "/api/documents/" + inForce: `"withdrawn_on":"2026-09-18"`,
	} {
		got := body(t, b.do("GET", target))
		if !strings.Contains(got, want) || !strings.Contains(got, "依法被变更、撤销、确认违法或者确认无效，已于2026年9月18日撤回") {
			t.Errorf("%s: %s", target, got)
		}
	}
	var data struct {
		Error struct{ Code, Explanation string }
	}
	if err := json.Unmarshal(b.do("GET", "/api/documents/"+inForce).Body.Bytes(), &data); err != nil || data.Error.Code != "gone" || data.Error.Explanation != "该决定已经行政复议撤销。<b>" {
		t.Errorf("data: %+v %v", data, err)
	}
}

// What was never public is not found, not gone: the two must not be mixed up (invariant 7).
func TestUnknownIsNotGone(t *testing.T) {
	b := setup(t)
	b.takeDown(document.Gone{})
	b.shelf.closed[repealed] = true
	for _, id := range []string{unknown, repealed} {
		for _, target := range []string{"/d/" + id, "/d/" + id + "/file.pdf", "/api/documents/" + id, "/n/没有〔2026〕1号"} {
			if w := b.do("GET", target); w.Code != http.StatusNotFound {
				t.Errorf("%s: %d", target, w.Code)
			}
		}
	}
}

// A kept page is not given out once its document is gone: the take-down moves the number
// by which freshness is told.
func TestTakenDownFromTheCache(t *testing.T) {
	b := setup(t)
	b.shelf.latest = 7
	for range 2 {
		b.get("/d/" + inForce)
	}
	b.takeDown(document.Gone{})
	b.shelf.latest = 8
	if w := b.do("GET", "/d/"+inForce); w.Code != http.StatusGone {
		t.Errorf("a kept page: %d", w.Code)
	}
}

// A document that speaks of one that is gone shows the number that is left, or nothing,
// and no way to it.
func TestRelationWithoutTitle(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[inForce]
	d.Relations = []document.PublicRelation{{Kind: document.Basis, Number: "明政发〔2025〕9号"}}
	b.shelf.put(d)
	if got := b.page("/d/" + inForce).text(); !strings.Contains(got, "明政发〔2025〕9号") || strings.Contains(got, "（明政发〔2025〕9号）") {
		t.Error("the number that is left is not shown as it is")
	}
}
