package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/authz"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/policies"
)

var messages = regexp.MustCompile(`\bt "((?:[^"\\]|\\.)*)"`)

// TestLabelsHaveEnglish holds the words of nouns; english_test.go holds the sentences.
func TestLabelsHaveEnglish(t *testing.T) {
	for _, label := range labels() {
		if english.foreign(label) {
			t.Errorf("no English for %q%s", label, howToAdd)
		}
	}
}

// labels are the words of nouns that the main pages show.
func labels() []string {
	var out []string
	for _, row := range document.StageTable() {
		out = append(out, row.Stage.Label(), row.Who.Label(), row.Forward.Label())
		for _, v := range row.Verbs {
			out = append(out, v.Label())
		}
	}
	for _, k := range document.Kinds() {
		out = append(out, k.Label())
	}
	for _, c := range document.Classes() {
		out = append(out, c.Label())
	}
	for _, a := range document.Attributes() {
		out = append(out, a.Label())
	}
	for _, g := range document.Grounds() {
		out = append(out, g.Label())
	}
	for _, v := range validities() {
		out = append(out, v.Label())
	}
	for _, n := range dossier.Needs() {
		out = append(out, n.Label())
	}
	for _, p := range parts() {
		out = append(out, p.Label())
	}
	for _, choices := range [][]choice{returnReasons, secrecyResults, secrecyAnswers} {
		for _, c := range choices {
			out = append(out, c.Label)
		}
	}
	for _, s := range statuses {
		out = append(out, s.heading)
	}
	for _, l := range severityLabels {
		out = append(out, l)
	}
	for place := range placeLabels {
		out = append(out, placeLabel(place))
	}
	for _, f := range writtenFields {
		out = append(out, f.Label)
	}
	return out
}

// TestReasonsInEnglish asks for every verb at every stage, as somebody without any
// office and as somebody of another unit: each reason has English words.
func TestReasonsInEnglish(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	authority, err := authz.New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, row := range document.StageTable() {
		for _, v := range document.StageTable()[1].Verbs {
			for _, held := range [][]authz.Appointment{nil, {{Unit: "other", Role: row.Who}}} {
				a := authority.Ask(authz.Question{Verb: v, Stage: row.Stage, Unit: "u", Drafter: "d", Person: "p", Active: true, Appointments: held})
				if !a.Allowed && english.foreign(a.Reason) {
					t.Errorf("no English for %q", a.Reason)
				}
				asked++
			}
		}
	}
	if asked == 0 {
		t.Error("nothing was asked")
	}
}

func inEnglish(t *testing.T, h http.Handler, path string) answer {
	t.Helper()
	r := signed(httptest.NewRequest(http.MethodGet, path, nil))
	r.Header.Set("Accept-Language", "en-GB,en;q=0.8,zh;q=0.2")
	return send(t, h, r)
}

// TestMainPagesInEnglish reads every main page in English: whatever is in Chinese
// says so, and is somebody's text.
func TestMainPagesInEnglish(t *testing.T) {
	pages := []struct {
		path string
		view desk.View
	}{
		{"/sign-in", desk.View{}},
		{"/inbox", viewAt(document.Signing)},
		{"/documents?q=a", viewAt(document.Signing)},
		{"/documents/doc-9", published()},
		{"/documents/doc-9/diff", viewAt(document.Signing)},
		{"/help/keys", desk.View{}},
		{"/health", desk.View{}},
		{"/documents/none", desk.View{}},
	}
	for _, s := range document.StageTable() {
		pages = append(pages, struct {
			path string
			view desk.View
		}{"/documents/doc-9", viewAt(s.Stage)})
	}
	for _, p := range pages {
		t.Run(p.path+" "+string(p.view.Stage), func(t *testing.T) {
			p.view.Editable = true
			a := inEnglish(t, bench0(crowded(p.view)), p.path)
			if lang := attr(tagged(a.root, "html")[0], "lang"); lang != "en" {
				t.Errorf("lang = %q", lang)
			}
			for _, words := range unmarked(a.root) {
				t.Errorf("Chinese that is not marked as such: %q", words)
			}
		})
	}
}

// unmarked returns the pieces of Chinese outside of elements that say they are Chinese.
func unmarked(n *html.Node) []string {
	var out []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.ContainsFunc(c.Data, isHan):
			out = append(out, strings.TrimSpace(c.Data))
		case c.Type == html.ElementNode && attr(c, "lang") != "zh-CN":
			for _, name := range []string{"aria-label", "placeholder", "alt"} {
				if v := attr(c, name); strings.ContainsFunc(v, isHan) {
					out = append(out, v)
				}
			}
			if c.Data != "title" { // of the page: it names the document
				out = append(out, unmarked(c)...)
			}
		}
	}
	return out
}

func TestTongueIsChosen(t *testing.T) {
	rows := []struct {
		accept, cookie string
		want           tongue
	}{
		{"", "", chinese},
		{"zh-CN,zh;q=0.9,en;q=0.8", "", chinese},
		{"en-US,en;q=0.9", "", english},
		{"fr", "", chinese},
		{"*;q=broken;;", "", chinese},
		{"en", "zh-CN", chinese},
		{"zh", "en", english},
		{"en", "tlh", english},
	}
	for _, row := range rows {
		r := httptest.NewRequest(http.MethodGet, "/inbox", nil)
		r.Header.Set("Accept-Language", row.accept)
		if row.cookie != "" {
			r.AddCookie(&http.Cookie{Name: tongueCookie, Value: row.cookie})
		}
		if got := tongueOf(r); got != row.want {
			t.Errorf("accept %q, cookie %q: %q", row.accept, row.cookie, got)
		}
	}
}

func TestSwitchIsRemembered(t *testing.T) {
	a := get(t, bench0(&counter{me: lifang()}), "/documents?lang=en&q="+url.QueryEscape("停车")+"&stage=signing")
	to, err := url.Parse(a.Header().Get("Location"))
	if err != nil || a.Code != http.StatusSeeOther {
		t.Fatalf("answer %d %v", a.Code, err)
	}
	if to.Path != "/documents" || to.Query().Get("q") != "停车" || to.Query().Has("lang") {
		t.Errorf("leads to %s", to)
	}
	cookies := a.Result().Cookies()
	if i := slices.IndexFunc(cookies, func(c *http.Cookie) bool { return c.Name == tongueCookie }); i < 0 || cookies[i].Value != "en" || !cookies[i].HttpOnly {
		t.Errorf("cookies %v", cookies)
	}
	if b := get(t, bench0(&counter{me: lifang()}), "//evil.example/?lang=en"); strings.Contains(b.Header().Get("Location"), "evil") {
		t.Errorf("the switch leads to %q", b.Header().Get("Location"))
	}
}

func TestMissingEnglishIsChinese(t *testing.T) {
	const odd = "目录里没有的话"
	if got := english.say(odd); got != odd || !english.foreign(odd) || chinese.foreign(odd) {
		t.Errorf("say = %q", got)
	}
	if got := english.say("已同意。本件现在“公平竞争审查”环节。"); got != "Done: Approve. Now at the stage “Fair competition review”." {
		t.Errorf("say = %q", got)
	}
	if got := english.say("%s（%d）", english.say("处室核稿"), 3); got != "Unit review (3)" {
		t.Errorf("say = %q", got)
	}
}
