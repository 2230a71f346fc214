package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// TestComplete: who may release a document whose catalogue has gaps fills in those, and
// nothing else; a refusal keeps what was typed (GI-05).
func TestComplete(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Publication)}
	c.view.Content.Catalogue = dossier.Catalogue{Topic: "综合政务"}
	path := "/documents/" + c.view.ID
	if page := get(t, bench0(c), path); strings.Contains(page.Body.String(), "/completions") {
		t.Error("offered to who may not")
	}
	c.view.Completable = true
	page := get(t, bench0(c), path)
	checkAccessible(t, page)
	if s := page.Body.String(); !strings.Contains(s, `name="summary"`) || !strings.Contains(s, `name="article"`) || strings.Contains(s, `name="topic"`) {
		t.Error("the form does not ask for what is blank and that only")
	}
	form := url.Values{"digest": {"x"}, "summary": {evil}, "article": {"第二十条第一项"}, "reason": {"用印时未填"}}
	if got := post(t, bench0(c), path+"/completions", form); got.Code != http.StatusSeeOther || !strings.HasPrefix(got.Header().Get("Location"), path+"?done=complete") {
		t.Errorf("%d %s", got.Code, got.Header().Get("Location"))
	}
	want := []verdict.Completion{{Digest: "x", Catalogue: dossier.Catalogue{Summary: evil, Article: "第二十条第一项"}, Reason: "用印时未填"}}
	if diff := cmp.Diff(want, c.completions); diff != "" {
		t.Error(diff)
	}
	c.fail = map[string]error{"Complete": document.Refuse(document.Conflict, "catalogue-complete", "已经补充。")}
	got := post(t, bench0(c), path+"/completions", form)
	checkHarmless(t, got)
	if got.Code != http.StatusConflict || !strings.Contains(words(got.root), "用印时未填") {
		t.Errorf("%d: what was typed is lost", got.Code)
	}
}
