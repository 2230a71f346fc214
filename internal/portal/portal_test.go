package portal

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"mingfa/internal/look/pagetest"
)

const (
	inForce  = "7c0f5a52-5a3e-4a1c-9d0e-0c5f6b1f0001"
	notYet   = "7c0f5a52-5a3e-4a1c-9d0e-0c5f6b1f0002"
	repealed = "7c0f5a52-5a3e-4a1c-9d0e-0c5f6b1f0003"
	unknown  = "7c0f5a52-5a3e-4a1c-9d0e-0c5f6b1fffff"
)

var config = Config{
	Site: "明州市人民政府　政府信息公开", Organ: "明州市人民政府办公室", BaseURL: "https://www.mingzhou.example",
	SiteID: "3302990001", Texts: Texts{Guide: "{机关名称}编制本指南。", Rules: "制度。", Reports: "报告。"}, Workbench: "https://oa.mingzhou.example",
	Footer: Footer{Contact: "0574-0000000", ICP: "示例ICP备00000000号"},
}

// bench is a site over a fake shelf, with its log and its clock.
type bench struct {
	t     *testing.T
	shelf *fakeShelf
	now   time.Time
	log   bytes.Buffer
	site  http.Handler
}

func setup(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, shelf: newShelf(t), now: time.Date(2026, 9, 20, 9, 0, 0, 0, time.UTC)}
	b.site = New(b.shelf, config, func() time.Time { return b.now }, slog.New(slog.NewTextHandler(&b.log, nil)))
	return b
}

func (b *bench) do(method, target string, header ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

// get asks for a page that must be there.
func (b *bench) get(target string) string {
	b.t.Helper()
	w := b.do("GET", target)
	if w.Code != http.StatusOK {
		b.t.Fatalf("GET %s: status %d", target, w.Code)
	}
	return w.Body.String()
}

// tree is a parsed page.
type tree struct{ *html.Node }

func (b *bench) page(target string) tree {
	b.t.Helper()
	return tree{pagetest.Parse(b.t, []byte(b.get(target)))}
}

func attr(n *html.Node, key string) string { return pagetest.Attr(n, key) }

// all returns the elements that match "tag", "tag.class" or "tag[attr=value]".
func (t tree) all(selector string) []tree {
	tag, class, _ := strings.Cut(selector, ".")
	tag, pair, byAttr := strings.Cut(tag, "[")
	key, value, _ := strings.Cut(strings.TrimSuffix(pair, "]"), "=")
	if byAttr {
		_, rest, _ := strings.Cut(selector, "=")
		class, value = "", strings.TrimSuffix(rest, "]")
	}
	var out []tree
	for _, n := range pagetest.All(t.Node, func(n *html.Node) bool {
		return n.Data == tag && (class == "" || slices.Contains(strings.Fields(attr(n, "class")), class)) && (!byAttr || attr(n, key) == value)
	}) {
		out = append(out, tree{n})
	}
	return out
}

// scripts returns what a browser might run: every script but a data block.
func (t tree) scripts() []tree {
	return slices.DeleteFunc(t.all("script"), func(s tree) bool { return attr(s.Node, "type") == "application/ld+json" })
}

func (t tree) text() string { return strings.Join(strings.Fields(pagetest.Text(t.Node)), " ") }

// first returns the text of the first match, "" for none.
func (t tree) first(selector string) string {
	if m := t.all(selector); len(m) > 0 {
		return m[0].text()
	}
	return ""
}

func (t tree) meta(name string) string {
	if m := t.all("meta[name=" + name + "]"); len(m) == 1 {
		return attr(m[0].Node, "content")
	}
	return ""
}

func body(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	b, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPagesEndWithTheFooter: who runs the site, how to reach them and its numbers (WP-05).
func TestPagesEndWithTheFooter(t *testing.T) {
	b := setup(t)
	for _, target := range []string{"/", "/guide", "/d/" + inForce} {
		page := b.get(target)
		_, footer, ok := strings.Cut(page, "<footer")
		for _, want := range []string{config.Organ, config.Footer.Contact, config.Footer.ICP, config.SiteID} {
			if !ok || !strings.Contains(footer, want) {
				t.Errorf("WP-05: the footer of %s lacks %s", target, want)
			}
		}
	}
}
