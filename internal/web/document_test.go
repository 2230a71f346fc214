package web

import (
	"net/http"
	"strings"
	"testing"

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
