package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/document"
)

// A draft that can't be typeset yet says what it lacks where the pages would be; the
// refusal of its preview is no fault.
func TestUnsetDraft(t *testing.T) {
	v := viewAt(document.Drafting)
	c := &counter{me: lifang(), view: v}
	if a := get(t, bench0(c), "/documents/doc-9"); len(tagged(a.root, "iframe")) != 1 || strings.Contains(words(a.root), "后即可预览") {
		t.Error("a whole text has no preview")
	}
	c.view.Content.Text.Body = " "
	c.fail = map[string]error{"Preview": document.Refuse(document.Unfit, "nothing-to-set", "填写标题和正文后即可预览。")}
	a := get(t, bench0(c), "/documents/doc-9")
	checkAccessible(t, a)
	if len(tagged(a.root, "iframe")) != 0 || strings.Contains(a.Body.String(), "preview.pdf") || !strings.Contains(words(a.byID(t, "pdf")), "填写标题和正文后即可预览。") {
		t.Error("a text without body is offered as pages")
	}
	if a := get(t, bench0(c), "/documents/doc-9/preview.pdf"); a.Code != http.StatusUnprocessableEntity {
		t.Errorf("status %d", a.Code)
	}
}

// Who drafts for no unit is told so before anything is typed, and is not offered it.
func TestOnlyDraftersWrite(t *testing.T) {
	c := &counter{me: keeper()}
	a := get(t, bench0(c), "/documents/new")
	if a.Code != http.StatusForbidden || !strings.Contains(words(a.root), "拟稿人") || len(tagged(a.byID(t, "main"), "textarea")) != 0 {
		t.Errorf("status %d", a.Code)
	}
	for _, path := range []string{"/inbox", "/documents", "/documents/new"} {
		if strings.Contains(get(t, bench0(c), path).Body.String(), `href="/documents/new"`) {
			t.Errorf("%s offers to draft", path)
		}
	}
}

// The address of the form of the inbox leads back to it.
func TestBulkLoadedAgain(t *testing.T) {
	a := get(t, bench0(&counter{me: lifang()}), "/inbox/acts")
	if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/inbox" {
		t.Errorf("status %d to %q", a.Code, a.Header().Get("Location"))
	}
}

// After an act the page leads on to what waits first, and back to the inbox; after
// saving it does not.
func TestNextWaiting(t *testing.T) {
	c := crowded(viewAt(document.Signing))
	c.view.ID = "doc-0"
	banner := func(path string) string {
		a := get(t, bench0(c), path)
		checkAccessible(t, a)
		for _, n := range all(a.root, func(n *html.Node) bool { return attr(n, "class") == "banner done" }) {
			return words(n) + " " + strings.Join(links(n), " ")
		}
		return ""
	}
	if got := banner("/documents/doc-0?done=approve"); !strings.Contains(got, "下一件待办：") || !strings.HasSuffix(got, "/documents/doc-1 /inbox") {
		t.Errorf("after an act: %s", got)
	}
	if got := banner("/documents/doc-0?done=save"); strings.Contains(got, "/inbox") {
		t.Errorf("after saving: %s", got)
	}
	c.items = c.items[:1]
	if got := banner("/documents/doc-0?done=approve"); strings.Contains(got, "下一件") || !strings.Contains(got, "/inbox") {
		t.Errorf("with nothing else waiting: %s", got)
	}
}

func links(n *html.Node) []string {
	var out []string
	for _, a := range tagged(n, "a") {
		out = append(out, attr(a, "href"))
	}
	return out
}

// Each group that can be ticked has one tick for all of it, which sends nothing; the bar
// names the act.
func TestTickAll(t *testing.T) {
	c := crowded(viewAt(document.UnitReview))
	a := get(t, bench0(c), "/inbox")
	heads := all(a.root, func(n *html.Node) bool { return has(n, "data-all") })
	if len(heads) != 1 || has(heads[0], "name") || !has(heads[0], "hidden") {
		t.Errorf("%d ticks for all, or one that is sent", len(heads))
	}
	bars := all(a.root, func(n *html.Node) bool { return has(n, "data-ticked") })
	if len(bars) != 1 || !strings.Contains(words(bars[0]), document.Approve.Label()) {
		t.Error("the bar does not name the act")
	}
	if each := attr(bars[0], "data-each"); each != "{act}{n}件" {
		t.Errorf("the script gets the words as %q", each)
	}
	c.bulk = ""
	if heads := all(get(t, bench0(c), "/inbox").root, func(n *html.Node) bool { return has(n, "data-all") }); len(heads) != 0 {
		t.Error("a tick where nothing can be ticked")
	}
}

// Administrators reach the settings from the menu, and are told why they see no document.
func TestAdministratorsMenu(t *testing.T) {
	c := &counter{me: keeper()}
	a := get(t, bench0(c), "/documents")
	checkAccessible(t, a)
	if !slices.Contains(links(tagged(a.root, "header")[0]), "/system") || !strings.Contains(words(a.root), "系统管理岗位不查看公文") {
		t.Error("no way to the settings, or no reason")
	}
	c.me.Appointments = append(c.me.Appointments, lifang().Appointments...)
	if strings.Contains(words(get(t, bench0(c), "/documents").root), "系统管理岗位不查看公文") {
		t.Error("who has another office, too, is told so")
	}
	c.me = lifang()
	if slices.Contains(links(tagged(get(t, bench0(c), "/inbox").root, "header")[0]), "/system") {
		t.Error("the settings stand in everybody's menu")
	}
}
