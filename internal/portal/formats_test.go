package portal

import (
	"encoding/xml"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != ""
}

// Each feed is what RFC 4287 asks for: names, instants, ways to itself and to the page.
func TestFeedsAreAtom(t *testing.T) {
	b := setup(t)
	for target, entries := range map[string]int{
		"/feed.atom": 3, "/reports.atom": 0, "/feed.atom?unit=" + url.QueryEscape("明州市人民政府办公室"): 2, "/feed.atom?category=rules": 3,
		"/feed.atom?q=" + url.QueryEscape("社区 & <食堂>"): 0, "/feed.atom?validity=repealed&year=2021": 1,
	} {
		w := b.do("GET", target)
		var f atomFeed
		if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
			t.Fatalf("%s: %v, %v", target, w.Header(), err)
		}
		if len(f.Entries) != entries || f.Title == "" || f.Author == "" || !absolute(f.ID) {
			t.Errorf("%s: %d entries, feed %+v", target, len(f.Entries), f)
		}
		way := map[string]string{}
		for _, l := range f.Links {
			way[l.Rel] = l.Href
		}
		self, err := url.Parse(way["self"])
		if asked, _ := url.Parse(target); err != nil || self.Path != asked.Path || self.Query().Encode() != asked.Query().Encode() {
			t.Errorf("%s calls itself %s", target, way["self"])
		}
		if got := b.do("GET", strings.TrimPrefix(way["alternate"], config.BaseURL)).Code; got != http.StatusOK {
			t.Errorf("%s belongs to a page with status %d", target, got)
		}
		checkEntries(t, target, f)
	}
}

func checkEntries(t *testing.T, target string, f atomFeed) {
	t.Helper()
	seen, latest := map[string]bool{}, time.Time{}
	for _, e := range f.Entries {
		updated, err := time.Parse(time.RFC3339, e.Updated)
		published, err2 := time.Parse(time.RFC3339, e.Published)
		if err := errors.Join(err, err2); err != nil || updated.Before(published) {
			t.Errorf("%s: %s was published %s, updated %s: %v", target, e.ID, e.Published, e.Updated, err)
		}
		if updated.After(latest) {
			latest = updated
		}
		if seen[e.ID] || !absolute(e.ID) || e.Title == "" || e.Author == "" || e.Summary == "" {
			t.Errorf("%s: entry %+v", target, e)
		}
		seen[e.ID] = true
		for _, l := range e.Links {
			if !absolute(l.Href) || l.Type == "" {
				t.Errorf("%s: link %+v", target, l)
			}
		}
	}
	if feed, err := time.Parse(time.RFC3339, f.Updated); err != nil || len(f.Entries) > 0 && !feed.Equal(latest) {
		t.Errorf("%s: updated %s, its latest entry %s", target, f.Updated, latest)
	}
}

// Sitemaps hold absolute addresses of this site, each of which answers, and days.
func TestSitemapAddressesAnswer(t *testing.T) {
	b := setup(t)
	var m urlSet
	if err := xml.Unmarshal([]byte(b.get("/sitemap.xml")), &m); err != nil || m.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Fatal(m.XMLName, err)
	}
	for _, u := range m.URLs {
		path, ours := strings.CutPrefix(u.Loc, config.BaseURL)
		_, err := time.Parse(time.DateOnly, u.LastMod)
		if slices.Contains(columns, path) {
			err = nil // a column changes with each release, and states no day
		}
		if err != nil || !ours || b.do("GET", path).Code != http.StatusOK {
			t.Errorf("%+v: %v", u, err)
		}
	}
	robots := b.get("/robots.txt")
	for line := range strings.Lines(robots) {
		if name, value, found := strings.Cut(strings.TrimSpace(line), ": "); !found || value == "" || !strings.Contains("User-agent Disallow Allow Sitemap", name) {
			t.Errorf("robots.txt: %q", line)
		}
	}
}

// Whatever the answer is, it carries the headers that keep a visitor safe.
func TestEveryAnswerIsSecured(t *testing.T) {
	b := setup(t)
	tag := b.do("GET", "/d/"+inForce).Header().Get("ETag")
	answers := map[int]*httptest.ResponseRecorder{
		http.StatusOK: b.do("GET", "/"), http.StatusMovedPermanently: b.do("GET", "/d/"+inForce+"/"), http.StatusNotModified: b.do("GET", "/d/"+inForce, "If-None-Match", tag),
		http.StatusNotFound: b.do("GET", "/d/"+unknown), http.StatusMethodNotAllowed: b.do("DELETE", "/"), http.StatusBadRequest: b.do("POST", "/verify"),
		http.StatusPartialContent:               b.do("GET", "/d/"+inForce+"/file.pdf", "Range", "bytes=0-3"),
		http.StatusRequestedRangeNotSatisfiable: b.do("GET", "/d/"+inForce+"/file.pdf", "Range", "bytes=999999-"),
	}
	b.shelf.err = errors.New("away")
	answers[http.StatusServiceUnavailable] = b.do("GET", "/d/"+repealed)
	for status, w := range answers {
		h := w.Header()
		if w.Code != status {
			t.Errorf("status %d, want %d", w.Code, status)
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" ||
			h.Get("X-Frame-Options") == "" || h.Get("Set-Cookie") != "" || h.Get("Server") != "" {
			t.Errorf("%d: headers %v", status, h)
		}
	}
}
