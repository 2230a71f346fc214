package release_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/release"
)

// emptied is a portal from which d1 was taken down; leak puts it back on one surface.
type emptied struct {
	leak   string // path on which it still shows
	status map[string]int
	asked  []string
}

func (e *emptied) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/gk")
	e.asked = append(e.asked, path+"?"+r.URL.RawQuery)
	status, ways := http.StatusOK, `<a href="/gk/d/d2">别的</a>`
	switch {
	case strings.HasPrefix(path, "/d/d1"), path == "/api/documents/d1":
		status, ways = http.StatusGone, "已停止公开"
	case path == "/api/verify", strings.HasPrefix(path, "/n/"):
		status, ways = http.StatusNotFound, "没有找到"
	}
	w.Header().Set("Content-Type", "text/html")
	switch path {
	case "/sitemap.xml":
		w.Header().Set("Content-Type", "application/xml")
		ways = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>` + "http://" + r.Host + `/gk/sitemap.xml?part=1</loc></sitemap></sitemapindex>`
		if r.URL.RawQuery != "" {
			ways = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>` + "http://" + r.Host + `/gk/d/d2</loc></url></urlset>`
		}
	case "/feed.atom":
		w.Header().Set("Content-Type", "application/atom+xml")
		ways = `<feed xmlns="http://www.w3.org/2005/Atom"><deleted-entry xmlns="http://purl.org/atompub/tombstones/1.0" ref="http://` + r.Host + `/gk/d/d1"/></feed>`
	}
	if path == e.leak || path+"?"+r.URL.RawQuery == e.leak {
		ways = `关于公园的通知<a href="/gk/d/d1">x</a>`
		switch path {
		case "/sitemap.xml":
			ways = `<urlset><url><loc>http://` + r.Host + `/gk/d/d1/jiedu</loc></url></urlset>`
		case "/feed.atom":
			ways = `<feed><link href="http://` + r.Host + `/gk/d/d1"/></feed>`
		case "/api/verify":
			status = http.StatusOK
		}
		if strings.HasPrefix(path, "/n/") {
			status = http.StatusMovedPermanently
		}
	}
	if s := e.status[path]; s != 0 {
		status = s
	}
	w.WriteHeader(status)
	_, _ = fmt.Fprint(w, ways)
}

func missing(g document.TakeDownGround) document.Missing {
	r := released()
	return document.Missing{Public: r.Public, No: 8, Ground: g, Digests: []string{r.File.Digest}}
}

func (e *emptied) look(t *testing.T, m document.Missing) (map[string]any, error) {
	t.Helper()
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	p, err := release.NewPortal(server.Client(), server.URL+"/gk")
	if err != nil {
		t.Fatal(err)
	}
	return p.Absent(t.Context(), m)
}

// Invariant 11: one surface that still shows the document is enough not to call it gone,
// and the error says which one; a tombstone is no way to it.
func TestAbsent(t *testing.T) {
	digest := released().File.Digest
	for _, row := range []struct {
		name string
		e    emptied
		want string // code
		says string
	}{
		{"nowhere", emptied{}, "", ""},
		{"the page has its title", emptied{leak: "/d/d1"}, "still-there", "文件页面"},
		{"the interpretation", emptied{leak: "/d/d1/jiedu"}, "still-there", "解读页面"},
		{"the text", emptied{leak: "/d/d1/text.txt"}, "still-there", "文本"},
		{"the data", emptied{leak: "/api/documents/d1"}, "still-there", "数据接口"},
		{"the first page", emptied{leak: "/"}, "still-there", "首页列表"},
		{"the catalogue", emptied{leak: "/catalogue"}, "still-there", "目录"},
		{"the feed", emptied{leak: "/feed.atom"}, "still-there", "订阅"},
		{"a part of the sitemap", emptied{leak: "/sitemap.xml?part=1"}, "still-there", "站点地图1"},
		{"verification", emptied{leak: "/api/verify?digest=" + digest}, "still-there", "文件核验"},
		{"its number", emptied{leak: "/n/明政办发〔2026〕9号"}, "still-there", "发文字号地址"},
		{"the file as if it were there", emptied{status: map[string]int{"/d/d1/file.pdf": 200}}, "not-gone", "PDF文件"},
		{"not found is not gone", emptied{status: map[string]int{"/d/d1": 404}}, "not-gone", "文件页面"},
		{"a list that is broken", emptied{status: map[string]int{"/catalogue": 503}}, "portal-status", "目录"},
		{"a sitemap that is broken", emptied{status: map[string]int{"/sitemap.xml": 500}}, "portal-status", "站点地图"},
	} {
		t.Run(row.name, func(t *testing.T) {
			proof, err := row.e.look(t, missing(document.GroundMistaken))
			if code(err) != row.want || err != nil && !strings.Contains(err.Error(), row.says) {
				t.Errorf("%v, want %q of %s", err, row.want, row.says)
			}
			b, encodeErr := json.Marshal(proof)
			if encodeErr != nil || strings.Contains(string(b), "公园") || err != nil && strings.Contains(err.Error(), "公园") {
				t.Errorf("SR-11: the proof tells of the document: %s %v", b, err)
			}
		})
	}
}

// SR-11: after a leak no request carries its number or more of its title than two
// characters, since addresses are kept in logs.
func TestAbsentAsksDiscreetly(t *testing.T) {
	e := &emptied{}
	if _, err := e.look(t, missing(document.GroundLeak)); err != nil {
		t.Fatal(err)
	}
	for _, asked := range e.asked {
		if strings.Contains(asked, "/n/") || strings.Contains(asked, "%E5%85%AC%E5%9B%AD") || strings.Contains(asked, "2026") {
			t.Errorf("asked for %s", asked)
		}
	}
	if len(e.asked) < 12 {
		t.Errorf("only %d surfaces were looked at", len(e.asked))
	}
}

// The look can't succeed where there is no portal, or none that answers.
func TestAbsentWithoutPortal(t *testing.T) {
	p, err := release.NewPortal(http.DefaultClient, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Absent(t.Context(), missing(document.GroundLeak)); code(err) != "no-portal" {
		t.Errorf("without portal: %v", err)
	}
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	if p, err = release.NewPortal(server.Client(), server.URL); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Absent(t.Context(), missing(document.GroundLeak)); code(err) != "portal-unreachable" || strings.Contains(err.Error(), "d1") {
		t.Errorf("unreachable: %v", err)
	}
}

// code is the stable code of an error that people see, "" of none.
func code(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Code
	}
	return ""
}
