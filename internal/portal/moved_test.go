package portal

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Addresses that were printed, cited or guessed lead to the one that lasts.
func TestMoved(t *testing.T) {
	b := setup(t)
	page, number := "/d/"+inForce, url.PathEscape(string(b.shelf.docs[inForce].Number))
	for target, want := range map[string]string{
		page + "/": page, page + ".html": page, page + ".shtml": page, page + ".pdf": page + "/file.pdf", page + ".txt": page + "/text.txt",
		page + "/jiedu/": page + "/jiedu", page + "/file.pdf/": page + "/file.pdf", page + "/text.txt/": page + "/text.txt",
		"/n/" + number: page, "/n/" + number + "/": "", "/index.html": "/", "/guide/": "/guide", "/rss.xml": "/feed.atom", "/feed/": "/feed.atom", "/sitemap/": "/sitemap.xml",
	} {
		w := b.do("GET", target)
		if want == "" {
			if w.Code != http.StatusNotFound {
				t.Errorf("%s: status %d", target, w.Code)
			}
			continue
		}
		if w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != want || w.Body.Len() != 0 {
			t.Errorf("%s: status %d to %q, want %q", target, w.Code, w.Header().Get("Location"), want)
			continue
		}
		if got := b.do("GET", want).Code; got != http.StatusOK {
			t.Errorf("%s leads to %s: status %d", target, want, got)
		}
	}
}

// Invariant 7: of what is not released, no form of an address says more than that of
// something that never was.
func TestMovedTellsNothing(t *testing.T) {
	b := setup(t)
	b.shelf.closed[notYet] = true
	number := url.PathEscape(string(b.shelf.docs[notYet].Number))
	want := b.do("GET", "/d/"+unknown)
	for _, target := range []string{
		"/d/" + notYet, "/d/" + notYet + "/", "/d/" + notYet + ".html", "/d/" + notYet + ".pdf", "/d/" + notYet + "/jiedu/", "/d/" + unknown + ".html", "/n/" + number, "/n/",
		"/n/" + url.PathEscape("明政发〔2099〕1号"), "/n/%00", "/n/%ff", "/d/.html", "/d//", "//example.org/", "/d/" + inForce + "/other/", "/nothing/", "/.html", "/d/../guide/",
	} {
		got := b.do("GET", target)
		if diff := cmp.Diff(want.Body.String(), got.Body.String()); diff != "" || got.Code != want.Code || cmp.Diff(want.Header(), got.Header()) != "" {
			t.Errorf("%s: status %d, headers %v, %s", target, got.Code, got.Header(), diff)
		}
	}
}

// An id in capitals leads to the address that lasts, whether there is such a document
// or not.
func TestMovedFromCapitals(t *testing.T) {
	b := setup(t)
	b.shelf.closed[notYet] = true
	for _, id := range []string{inForce, notYet, unknown} {
		w := b.do("GET", "/d/"+strings.ToUpper(id))
		if got := w.Header().Get("Location"); w.Code != http.StatusMovedPermanently || got != "/d/"+id || w.Body.Len() != 0 {
			t.Errorf("%s: status %d to %q", id, w.Code, got)
		}
	}
}
