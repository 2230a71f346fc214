package e2e

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/demo"
	"mingfa/internal/look/pagetest"
)

// paper is a browser that runs no scripts: it keeps cookies, follows redirects and
// sends forms as they stand.
type paper struct {
	t    *testing.T
	base string
	http *http.Client
}

func newPaper(t *testing.T, base string) *paper {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &paper{t, base, &http.Client{Jar: jar}}
}

// sheet is a page that was answered.
type sheet struct {
	status int
	text   string
	root   *html.Node
}

func (p *paper) signIn(login string) {
	p.t.Helper()
	if s := p.post("/sign-in", url.Values{"login": {login}, "password": {demo.Password}}); s.status != http.StatusOK {
		p.t.Fatalf("sign in %s: %d", login, s.status)
	}
}

func (p *paper) get(path string) sheet {
	p.t.Helper()
	res, err := p.http.Get(p.base + path)
	return p.read(res, err)
}

func (p *paper) post(path string, form url.Values) sheet {
	p.t.Helper()
	res, err := p.http.PostForm(p.base+path, form)
	return p.read(res, err)
}

func (p *paper) read(res *http.Response, err error) sheet {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return sheet{res.StatusCode, string(b), pagetest.Parse(p.t, b)}
}

// controls are the named fields of the form with that id.
func (s sheet) controls(id string) []*html.Node {
	var out []*html.Node
	for n := range s.root.Descendants() {
		if n.Type != html.ElementNode || pagetest.Attr(n, "id") != id {
			continue
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && pagetest.Attr(c, "name") != "" {
				out = append(out, c)
			}
		}
	}
	return out
}

func (s sheet) names(id string) []string {
	var out []string
	for _, c := range s.controls(id) {
		out = append(out, pagetest.Attr(c, "name"))
	}
	return out
}

// form is what the form would send as it stands; nil when there is none.
func (s sheet) form(id string) url.Values {
	fields := s.controls(id)
	if len(fields) == 0 {
		return nil
	}
	out := url.Values{}
	for _, n := range fields {
		kind, name := pagetest.Attr(n, "type"), pagetest.Attr(n, "name")
		switch {
		case n.Data == "select":
			out.Set(name, chosen(n))
		case n.Data == "input" && (kind == "radio" || kind == "checkbox"):
			if pagetest.Has(n, "checked") {
				out.Add(name, pagetest.Attr(n, "value"))
			}
		case n.Data == "input" && kind != "file":
			out.Add(name, pagetest.Attr(n, "value"))
		}
	}
	return out
}

// chosen is the value of a select as it stands.
func chosen(n *html.Node) string {
	first, found := "", false
	for o := range n.Descendants() {
		if o.Type != html.ElementNode || o.Data != "option" {
			continue
		}
		if pagetest.Has(o, "selected") {
			return pagetest.Attr(o, "value")
		}
		if !found {
			first, found = pagetest.Attr(o, "value"), true
		}
	}
	return first
}
