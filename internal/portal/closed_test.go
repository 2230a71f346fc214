package portal

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

// answer is all that a visitor can observe of one request.
type answer struct {
	Status int
	Header http.Header
	Body   string
}

func (b *bench) answer(method, target string) answer {
	w := b.do(method, target)
	return answer{w.Code, w.Header(), body(b.t, w)}
}

// Invariant 7: what is closed, unknown or malformed is answered alike to the byte.
func TestClosedUnknownAndMalformedAreAlike(t *testing.T) {
	b := setup(t)
	b.shelf.closed[inForce] = true
	odd := b.shelf.docs[notYet]
	odd.Attribute = document.OnRequest // the shelf itself is wrong
	b.shelf.put(odd)
	ids := []string{inForce, notYet, unknown, "x", "-", "..%2f..", "%2e%2e", "%00", "a%20b", "%3Cscript%3E", strings.Repeat("a", 5000), "'--", "NULL"}
	for _, method := range []string{"GET", "HEAD"} {
		for _, form := range []string{"/d/%s", "/d/%s/jiedu", "/d/%s/verify", "/d/%s/file.pdf", "/d/%s/file.pdf?download", "/d/%s/text.txt", "/d/%s/", "/d/%s/x", "/api/documents/%s"} {
			want := b.answer(method, strings.ReplaceAll(form, "%s", unknown))
			if want.Status != http.StatusNotFound {
				t.Fatalf("%s %s: status %d", method, form, want.Status)
			}
			for _, id := range ids {
				if diff := cmp.Diff(want, b.answer(method, strings.ReplaceAll(form, "%s", id))); diff != "" {
					t.Errorf("%s %s of %.40q (-unknown +got):\n%s", method, form, id, diff)
				}
			}
		}
	}
	for _, target := range []string{"/nothing", "/d/", "/d", "/d//x", "/./d/x", "/d/../d/x", "/d/" + repealed + "/original.pdf", "/?page=77"} {
		if diff := cmp.Diff(b.answer("GET", "/d/"+unknown), b.answer("GET", target)); diff != "" {
			t.Errorf("%s (-unknown +got):\n%s", target, diff)
		}
	}
	if strings.Contains(b.log.String(), inForce) || strings.Contains(b.log.String(), unknown) {
		t.Error("the log names an id that is not public")
	}
}

// Invariant 7 over every surface: neither title, number, id, text nor file of a closed
// document is anywhere.
func TestClosedIsNowhere(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[notYet]
	b.shelf.closed[notYet] = true
	surfaces := []string{
		"/", "/?q=停车", "/?q=" + notYet, "/?topic=城乡建设、环境保护", "/?unit=明州市人民政府", "/?category=rules&year=2026", "/?validity=not_yet", "/guide", "/rules", "/reports", "/reports.atom", "/d/" + notYet + "/text.txt", "/feed.atom?q=停车", "/d/" + notYet, "/d/" + notYet + "/jiedu", "/d/" + notYet + "/file.pdf", "/d/" + inForce, "/d/" + repealed,
		"/verify?digest=" + d.File.Digest, "/verify?digest=" + d.SealedDigest, "/feed.atom", "/sitemap.xml", "/robots.txt", "/healthz",
		"/api/documents", "/api/documents?q=停车", "/api/documents/" + notYet, "/assets/" + notYet,
		"/api/verify?digest=" + d.File.Digest, "/api/verify?digest=" + d.SealedDigest,
	}
	for _, target := range surfaces {
		got := body(t, b.do("GET", target))
		for _, secret := range []string{d.Title, string(d.Number), d.IndexNo, "缓解城区停车难", "/d/" + notYet} {
			if strings.Contains(got, secret) {
				t.Errorf("%s tells %q", target, secret)
			}
		}
	}
	other := strings.Repeat("0", 64)
	want := strings.ReplaceAll(b.get("/verify?digest="+other), other, "#")
	if diff := cmp.Diff(want, strings.ReplaceAll(b.get("/verify?digest="+d.File.Digest), d.File.Digest, "#")); diff != "" {
		t.Errorf("verification of a closed file differs from that of an unknown one:\n%s", diff)
	}
}

// Invariant 1: an attribute that isn't 主动公开 closes the document, whatever the shelf says.
func TestAttributeIsChecked(t *testing.T) {
	for _, a := range []document.Attribute{"", document.OnRequest, document.Withheld, "proactive"} {
		b := setup(t)
		d := b.shelf.docs[notYet]
		d.Attribute = a
		d = b.shelf.put(d)
		for _, target := range []string{"/d/" + notYet, "/d/" + notYet + "/file.pdf", "/api/documents/" + notYet} {
			if got := b.do("GET", target).Code; got != http.StatusNotFound {
				t.Errorf("%q: %s: status %d", a, target, got)
			}
		}
		for _, target := range []string{"/", "/feed.atom", "/sitemap.xml", "/api/documents", "/verify?digest=" + d.File.Digest} {
			if strings.Contains(b.get(target), notYet) {
				t.Errorf("%q: %s shows the document", a, target)
			}
		}
	}
}

// A file whose bytes aren't those of the release is not given out.
func TestDamagedFile(t *testing.T) {
	b := setup(t)
	b.shelf.files[b.shelf.docs[inForce].File.Digest] = []byte("%PDF-1.7 other")
	w := b.do("GET", "/d/"+inForce+"/file.pdf")
	if w.Code != http.StatusServiceUnavailable || strings.Contains(body(t, w), "%PDF") {
		t.Errorf("status %d", w.Code)
	}
}

func TestShelfAway(t *testing.T) {
	b := setup(t)
	b.shelf.err = errors.New("dial tcp 10.1.2.3:5432: connection refused")
	digest := b.shelf.docs[inForce].File.Digest
	for _, target := range []string{"/", "/guide", "/reports", "/reports.atom", "/d/" + inForce + "/text.txt", "/?q=密件", "/d/" + inForce, "/d/" + inForce + "/jiedu", "/d/" + inForce + "/file.pdf", "/feed.atom", "/sitemap.xml", "/healthz", "/api/documents", "/api/documents/" + inForce, "/verify?digest=" + digest} {
		w := b.do("GET", target)
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, headers %v", target, w.Code, w.Header())
		}
		if got := body(t, w); strings.Contains(got, "10.1.2.3") || strings.Contains(got, "refused") {
			t.Errorf("%s shows the inside", target)
		}
	}
	if log := b.log.String(); !strings.Contains(log, "connection refused") || strings.Contains(log, "get "+inForce) || strings.Contains(log, "密件") || strings.Contains(log, digest) {
		t.Errorf("log:\n%s", log)
	}
}

// panicShelf breaks in the middle of a request.
type panicShelf struct{ *fakeShelf }

func (panicShelf) Get(context.Context, string) (document.Released, error) { panic("内部细节") }

func TestPanic(t *testing.T) {
	b := setup(t)
	b.site = New(panicShelf{b.shelf}, config, func() time.Time { return b.now }, slog.New(slog.NewTextHandler(&b.log, nil)))
	w := b.do("GET", "/d/"+inForce)
	if w.Code != http.StatusInternalServerError || strings.Contains(body(t, w), "内部细节") || !strings.Contains(b.log.String(), "内部细节") {
		t.Errorf("status %d, log %s", w.Code, b.log.String())
	}
}

func TestLogKeepsPrivacy(t *testing.T) {
	b := setup(t)
	r := httptest.NewRequest("GET", "/?q=某人的姓名", nil)
	r.RemoteAddr = "203.0.113.7:4711"
	r.Header.Set("User-Agent", "浏览器")
	b.site.ServeHTTP(httptest.NewRecorder(), r)
	b.do("SECRET", "/d/"+unknown)
	log := b.log.String()
	for _, word := range []string{"203.0.113.7", "姓名", "%E5%A7%93", "浏览器", "SECRET", unknown} {
		if strings.Contains(log, word) {
			t.Errorf("the log keeps %q:\n%s", word, log)
		}
	}
	if !strings.Contains(log, `route="GET /{$}" status=200`) || !strings.Contains(log, "status=405") {
		t.Errorf("log:\n%s", log)
	}
}

// A release may come between the two readings of a file: the visitor gets the new one, and
// not the answer that there is none.
func TestFileWhileAReleaseComes(t *testing.T) {
	b := setup(t)
	marked := b.shelf.docs[inForce]
	old, content := marked.File.Digest, []byte("%PDF-1.7 marked")
	marked.File.Digest = digestOf(content)
	b.shelf.meanwhile = func() {
		delete(b.shelf.files, old)
		b.shelf.docs[inForce], b.shelf.files[marked.File.Digest] = marked, content
	}
	if w := b.do("GET", "/d/"+inForce+"/file.pdf"); w.Code != http.StatusOK || w.Body.String() != string(content) {
		t.Errorf("status %d, %q", w.Code, w.Body)
	}
	b.shelf.meanwhile = func() { delete(b.shelf.files, marked.File.Digest) }
	if w := b.do("GET", "/d/"+inForce+"/file.pdf"); w.Code != http.StatusNotFound {
		t.Errorf("without a file: status %d", w.Code)
	}
}
