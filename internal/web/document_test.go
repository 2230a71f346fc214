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
