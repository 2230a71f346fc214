package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

func shut(o ...verdict.Option) desk.View {
	v := viewAt(document.Filed)
	v.Attribute = document.Withheld
	v.Reassess = &desk.Reassess{
		Stage: document.Filed, Now: document.Withheld, PrintedAs: document.Withheld, May: []document.Attribute{document.Proactive, document.OnRequest},
		Digest: digest, Options: o, Findings: []document.Finding{}, Acts: []desk.ReassessEvent{},
	}
	return v
}

// TestDA18Page: the section offers what may be done and sends what was typed; what is
// closed says why; a refusal is shown with the page.
func TestDA18Page(t *testing.T) {
	open := verdict.Option{Verb: document.Reassess, Label: document.Reassess.BesideLabel(), Open: true}
	c := &counter{me: lifang(), view: shut(open)}
	h := bench0(c)
	got := get(t, h, "/documents/doc-9")
	form := filled(got.byID(t, "reassess-act-reassess"))
	if text := words(got.byID(t, "reassess-act-reassess")); !strings.Contains(text, "主动公开") || !strings.Contains(text, "依申请公开") || strings.Contains(text, "不予公开") {
		t.Errorf("offered: %s", text)
	}
	form.Set("proposed", "PROACTIVE")
	form.Set("opinion", "理由已不存在。")
	a := post(t, h, "/documents/doc-9/reassessment/acts", form)
	if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/documents/doc-9?reassess=reassess#reassess" {
		t.Fatalf("answer %d %s", a.Code, a.Header().Get("Location"))
	}
	want := verdict.Request{
		ID: form.Get("request_id"), Verb: document.Reassess, Stage: document.Filed, Digest: digest, Opinion: "理由已不存在。",
		Disclosure: &dossier.Disclosure{Attribute: document.Proactive},
	}
	if d := cmp.Diff(want, c.acts[0]); d != "" {
		t.Error(d)
	}
	c.fail = map[string]error{"ActReassess": document.Refuse(document.Unfit, "not-allowed", "公开属性只能放宽。")}
	if a := post(t, h, "/documents/doc-9/reassessment/acts", form); a.Code != http.StatusUnprocessableEntity || !strings.Contains(a.Body.String(), "公开属性只能放宽。") {
		t.Errorf("refused: %d", a.Code)
	}
	c.view = shut(verdict.Option{Verb: document.Reassess, Label: document.Reassess.BesideLabel(), Reason: "您不担任相应岗位。"})
	if text := words(get(t, h, "/documents/doc-9").root); !strings.Contains(text, "（不可办理）：您不担任相应岗位。") {
		t.Error("the page does not say why it is closed")
	}
	c.view = viewAt(document.Filed)
	if text := words(get(t, h, "/documents/doc-9").root); strings.Contains(text, "公开属性评估") {
		t.Error("a section of what is not assessed")
	}
}
