package portal

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/release"
)

// survey walks over a site as a stranger does.
func survey(t *testing.T, site http.Handler, seen func(path string, body []byte)) release.Surveyed {
	t.Helper()
	server := httptest.NewServer(site)
	defer server.Close()
	p, err := release.NewPortal(server.Client(), config.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.Via(server.URL); err != nil {
		t.Fatal(err)
	}
	found, err := p.Survey(t.Context(), release.Survey{Seen: seen})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Invariant 7 and WP-02: from the entrances every released document can be found,
// read and downloaded, and no word of another document is met on any way.
func TestSurveyMeetsNothingElse(t *testing.T) {
	b := setup(t)
	b.shelf.latest = 43
	hidden := b.shelf.docs[notYet]
	b.shelf.closed[notYet] = true
	var mu sync.Mutex
	paths := map[string]bool{}
	found := survey(t, b.site, func(path string, body []byte) {
		mu.Lock()
		defer mu.Unlock()
		paths[path] = true
		for _, secret := range []string{hidden.Document, hidden.Title, string(hidden.Number), hidden.IndexNo, hidden.File.Digest, hidden.SealedDigest, "缓解城区停车难"} {
			if bytes.Contains(body, []byte(secret)) {
				t.Errorf("%s tells %q", path, secret)
			}
		}
	})
	for _, f := range found.Flaws {
		t.Errorf("%+v", f)
	}
	for _, id := range []string{inForce, repealed} {
		for _, path := range []string{"/d/" + id, "/d/" + id + "/jiedu", "/d/" + id + "/text.txt", "/d/" + id + "/file.pdf", "/d/" + id + "/file.pdf?download", "/api/documents/" + id} {
			if !paths[path] {
				t.Errorf("no way leads to %s", path)
			}
		}
	}
	if found.Documents != 2 || found.Addresses < 30 {
		t.Errorf("%d addresses, %d documents", found.Addresses, found.Documents)
	}
}

// changed is a site of which one address answers otherwise.
func changed(site http.Handler, path string, change func(*httptest.ResponseRecorder)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		r.Header.Del("Accept-Encoding")
		site.ServeHTTP(rec, r)
		if r.URL.Path == path {
			rec.Header().Del("Content-Length")
			change(rec)
		}
		for name, values := range rec.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes())
	})
}

func replaced(from, to string) func(*httptest.ResponseRecorder) {
	return func(r *httptest.ResponseRecorder) {
		r.Body = bytes.NewBufferString(strings.ReplaceAll(r.Body.String(), from, to))
	}
}

// WP-11: what is broken or has drifted is found and named.
func TestSurveyFindsFlaws(t *testing.T) {
	page, banner := "/d/"+repealed, document.Life{Ended: document.Repealed, EndedOn: "2026-08-01"}.Words("2026-09-20").Banner
	for _, row := range []struct {
		name, path string
		change     func(*httptest.ResponseRecorder)
		at, want   string
	}{
		{"a dead link", "/d/" + inForce + "/jiedu", func(r *httptest.ResponseRecorder) { r.Code = 404 }, "/d/" + inForce + "/jiedu", "状态码404"},
		{"a page that redirects", "/guide", func(r *httptest.ResponseRecorder) { r.Code = 302 }, "/guide", "状态码302"},
		{"another file", page + "/file.pdf", func(r *httptest.ResponseRecorder) { r.Body.WriteString("x") }, page + "/file.pdf", "指纹不一致"},
		{"a page without its banner", page, replaced(banner, ""), page, "效力与数据不一致"},
		{"a page under another title", page, replaced("老年助餐", "老年"), page, "名称与数据不一致"},
		{"a text without its banner", page + "/text.txt", replaced(banner, ""), page + "/text.txt", "没有写明"},
		{"an interpretation that calls it in force", page + "/jiedu", replaced(banner, ""), page + "/jiedu", "没有写明"},
		{"data that can't be read", "/api/documents/" + inForce, replaced("}", "]"), "/api/documents/" + inForce, "数据无法读取"},
		{"a broken feed", "/feed.atom", replaced("</feed>", ""), "/feed.atom", "XML无法读取"},
		{"a broken sitemap", "/sitemap.xml", replaced("</url>", ""), "/sitemap.xml", "XML无法读取"},
		{"a page without its policy", "/rules", func(r *httptest.ResponseRecorder) { r.Header().Del("Content-Security-Policy") }, "/rules", "Content-Security-Policy"},
		{"an empty file", "/robots.txt", func(r *httptest.ResponseRecorder) { r.Body.Reset() }, "/robots.txt", "内容是空的"},
	} {
		t.Run(row.name, func(t *testing.T) {
			b := setup(t)
			b.shelf.latest = 43
			found := survey(t, changed(b.site, row.path, row.change), nil)
			if !slices.ContainsFunc(found.Flaws, func(f release.Flaw) bool { return f.Path == row.at && strings.Contains(f.Message, row.want) }) {
				t.Errorf("want %s: …%s… in %+v", row.at, row.want, found.Flaws)
			}
		})
	}
}
