package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/look/pagetest"
)

// answer is what a handler said, with its page parsed.
type answer struct {
	*httptest.ResponseRecorder
	root *html.Node
}

func send(t *testing.T, h http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return answer{w, pagetest.Parse(t, w.Body.Bytes())}
}

func get(t *testing.T, h http.Handler, path string) answer {
	t.Helper()
	return send(t, h, signed(httptest.NewRequest(http.MethodGet, path, nil)))
}

func post(t *testing.T, h http.Handler, path string, form url.Values) answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return send(t, h, signed(r))
}

func signed(r *http.Request) *http.Request {
	r.AddCookie(&http.Cookie{Name: "mingfa", Value: "token"})
	return r
}

func bench0(c *counter) http.Handler { return workbench(c, sessions{}, io.Discard) }

func attr(n *html.Node, key string) string { return pagetest.Attr(n, key) }

func has(n *html.Node, key string) bool { return pagetest.Has(n, key) }

// all returns the elements below n that match.
func all(n *html.Node, match func(*html.Node) bool) []*html.Node { return pagetest.All(n, match) }

func tagged(n *html.Node, tag string) []*html.Node {
	return all(n, func(d *html.Node) bool { return d.Data == tag })
}

// byID returns the one element with the id.
func (a answer) byID(t *testing.T, id string) *html.Node {
	t.Helper()
	found := all(a.root, func(d *html.Node) bool { return attr(d, "id") == id })
	if len(found) != 1 {
		t.Fatalf("%d elements with id %q", len(found), id)
	}
	return found[0]
}

// field returns the first control of that name below n.
func field(t *testing.T, n *html.Node, name string) *html.Node {
	t.Helper()
	found := all(n, func(d *html.Node) bool { return attr(d, "name") == name })
	if len(found) == 0 {
		t.Fatalf("no field %q", name)
	}
	return found[0]
}

func words(n *html.Node) string { return pagetest.Text(n) }

// checkAccessible asserts what every page owes to people who can't see it.
func checkAccessible(t *testing.T, a answer) {
	t.Helper()
	if got := len(tagged(a.root, "main")); got != 1 {
		t.Errorf("%d main landmarks", got)
	}
	if got := len(tagged(a.root, "h1")); got != 1 {
		t.Errorf("%d h1 headings", got)
	}
	if lang := attr(tagged(a.root, "html")[0], "lang"); lang != "zh-CN" {
		t.Errorf("lang = %q", lang)
	}
	seen := map[string]bool{}
	for _, n := range all(a.root, func(d *html.Node) bool { return has(d, "id") }) {
		if id := attr(n, "id"); seen[id] {
			t.Errorf("id %q occurs twice", id)
		} else {
			seen[id] = true
		}
	}
	labelled := map[string]bool{}
	for _, l := range tagged(a.root, "label") {
		if f := attr(l, "for"); !seen[f] {
			t.Errorf("label for %q labels nothing", f)
		} else if words(l) != "" {
			labelled[f] = true
		}
	}
	checkControls(t, a, labelled)
	checkReferences(t, a, seen)
}

func checkControls(t *testing.T, a answer, labelled map[string]bool) {
	t.Helper()
	for _, n := range all(a.root, func(d *html.Node) bool { return d.Data == "input" || d.Data == "select" || d.Data == "textarea" }) {
		if attr(n, "type") != "hidden" && !labelled[attr(n, "id")] {
			t.Errorf("%s %q has no label", n.Data, attr(n, "name"))
		}
	}
	for _, n := range tagged(a.root, "fieldset") {
		if len(tagged(n, "legend")) == 0 {
			t.Errorf("fieldset %q has no legend", attr(n, "id"))
		}
	}
	for _, n := range tagged(a.root, "iframe") {
		if attr(n, "title") == "" {
			t.Error("iframe without title")
		}
	}
}

func checkReferences(t *testing.T, a answer, ids map[string]bool) {
	t.Helper()
	for d := range a.root.Descendants() {
		for _, key := range []string{"aria-describedby", "aria-labelledby"} {
			if ref := attr(d, key); ref != "" && !ids[ref] {
				t.Errorf("%s=%q points nowhere", key, ref)
			}
		}
		if has(d, "style") || has(d, "onclick") || has(d, "onerror") {
			t.Errorf("%s has an inline style or script, which the policy refuses", d.Data)
		}
	}
	for _, n := range tagged(a.root, "a") {
		if target, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && !ids[target] {
			t.Errorf("link to #%s leads nowhere", target)
		}
	}
}

// checkHarmless asserts that nothing of evil became an element.
func checkHarmless(t *testing.T, a answer) {
	t.Helper()
	for _, s := range tagged(a.root, "script") {
		if attr(s, "src") == "" {
			t.Errorf("inline script: %q", words(s))
		}
	}
	if imgs := tagged(a.root, "img"); len(imgs) != 0 {
		t.Errorf("%d images from text", len(imgs))
	}
}
