package release_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/release"
)

var pdf = []byte("%PDF-1.7 bytes of the file")

func released() document.Released {
	sum := sha256.Sum256(pdf)
	return document.Released{No: 7, Public: document.Public{
		Document: "d1", Number: "明政办发〔2026〕9号", Title: "关于公园的通知", Attribute: document.Proactive, Digest: "dossier",
		Interpretation: &document.PublicInterpretation{Title: "《通知》解读 & 问答"},
		File:           document.PublicFile{Digest: hex.EncodeToString(sum[:]), Size: len(pdf)},
	}}
}

func repealed() document.Released {
	r := released()
	r.Life = document.Life{Ended: document.Repealed, EndedOn: "2026-12-01", ByNumber: "明政发〔2026〕3号", ByTitle: "决定"}
	return r
}

// pictured shows a picture.
func pictured() document.Released {
	r := released()
	sum := sha256.Sum256([]byte("picture"))
	r.Pictures = []document.PublicPicture{{Name: "分布.png", Digest: hex.EncodeToString(sum[:]), Type: "image/png"}}
	return r
}

// front is a portal that shows what it is told to.
type front struct {
	no       int64
	number   string
	banner   string
	link     string
	title    string
	pdf      []byte
	status   int
	location string
	picture  string
}

func good() front {
	return front{no: 7, number: "明政办发〔2026〕 9号", link: "/gk/d/d1/jiedu", title: "《通知》解读 &amp; 问答", pdf: pdf, status: 200}
}

func (f front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Cookie") != "" || r.Header.Get("Authorization") != "" {
		http.Error(w, "not anonymous", http.StatusTeapot)
		return
	}
	switch path := strings.TrimPrefix(r.URL.Path, "/gk"); {
	case f.location != "":
		http.Redirect(w, r, f.location, http.StatusFound)
	case f.status != 200:
		w.WriteHeader(f.status)
	case path == "/d/d1":
		_, _ = fmt.Fprintf(w, `<html><head><meta name="mingfa-release" content="%d"><script>var x="明政办发〔2026〕9号"</script></head>
			<body><h1>关于公园的<br>通知</h1><p>%s</p><p>%s</p><a href="%s">解读</a></body></html>`, f.no, f.number, f.banner, f.link)
	case path == "/d/d1/jiedu":
		_, _ = fmt.Fprintf(w, `<html><body><h1>%s</h1></body></html>`, f.title)
	case path == "/d/d1"+pictured().Pictures[0].Path() && f.picture != "":
		_, _ = w.Write([]byte(f.picture))
	case path == "/d/d1/file.pdf":
		_, _ = w.Write(f.pdf)
	default:
		http.NotFound(w, r)
	}
}

func TestReadBack(t *testing.T) {
	banner := repealed().Life.Words("2026-12-02").Banner
	tests := []struct {
		name string
		r    document.Released
		set  func(*front)
		code string // "" = seen
	}{
		{"all there", released(), func(*front) {}, ""},
		{"all there, repealed", repealed(), func(f *front) { f.banner = banner }, ""},
		{"a later release", repealed(), func(f *front) { f.no, f.pdf = 8, []byte("other") }, ""},
		{"absolute link", released(), func(f *front) { f.link = "../d/d1/jiedu" }, ""},
		{"an earlier release", released(), func(f *front) { f.no = 6 }, "old-release"},
		{"no marker", released(), func(f *front) { f.no = 0 }, "old-release"},
		{"number only in a script", released(), func(f *front) { f.number = "" }, "no-number"},
		{"repealed without words", repealed(), func(*front) {}, "no-words"},
		{"no link to the interpretation", released(), func(f *front) { f.link = "/gk/d/d2/jiedu" }, "no-interpretation-link"},
		{"empty interpretation", released(), func(f *front) { f.title = "" }, "no-interpretation"},
		{"wrong digest", released(), func(f *front) { f.pdf = []byte("other") }, "wrong-file"},
		{"picture there", pictured(), func(f *front) { f.picture = "picture" }, ""},
		{"another picture", pictured(), func(f *front) { f.picture = "other" }, "wrong-picture"},
		{"no picture", pictured(), func(*front) {}, "portal-status"},
		{"500", released(), func(f *front) { f.status = 500 }, "portal-status"},
		{"404", released(), func(f *front) { f.status = 404 }, "portal-status"},
		{"login page", released(), func(f *front) { f.location = "/login" }, "portal-status"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := good()
			tt.set(&f)
			server := httptest.NewServer(f)
			t.Cleanup(server.Close)
			p, err := release.NewPortal(http.DefaultClient, server.URL+"/gk/")
			if err != nil {
				t.Fatal(err)
			}
			proof, err := p.ReadBack(t.Context(), tt.r, tt.r.Life.Words("2026-12-02"))
			if tt.code != "" {
				refusedWith(t, err, tt.code)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if proof["pdf_digest"] == "" || proof["shown_no"] != f.no {
				t.Errorf("proof %v", proof)
			}
		})
	}
}

// TestReadBackVia reads a portal whose public address does not exist from here.
func TestReadBackVia(t *testing.T) {
	public, err := release.NewPortal(http.DefaultClient, "https://gk.example.invalid/open")
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"https://gk.example.invalid/open/d/d1/jiedu", "/gk/d/d1/jiedu"} {
		f := good()
		f.link = link
		server := httptest.NewServer(f)
		t.Cleanup(server.Close)
		p, err := public.Via(server.URL + "/gk")
		if err != nil {
			t.Fatal(err)
		}
		proof, err := p.ReadBack(t.Context(), released(), document.Words{})
		if err != nil || proof["page"] != server.URL+"/gk/d/d1" {
			t.Errorf("link %s: proof %v, error %v", link, proof, err)
		}
		if got := p.Address("d1"); got != "https://gk.example.invalid/open/d/d1" {
			t.Errorf("address %s", got)
		}
	}
}

func TestReadBackOfSilentPortal(t *testing.T) {
	ctx, cancel := contextWithCause(t)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	p, err := release.NewPortal(http.DefaultClient, server.URL)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.ReadBack(ctx, released(), document.Words{})
	refusedWith(t, err, "portal-unreachable")
}

func TestNoPortalIsNeverSeen(t *testing.T) {
	p, err := release.NewPortal(http.DefaultClient, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Address("d1"); got != "" {
		t.Errorf("address %q", got)
	}
	_, err = p.ReadBack(t.Context(), released(), document.Words{})
	refusedWith(t, err, "no-portal")
}

func contextWithCause(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}
