package web

import (
	"net/http"
	"strings"
	"testing"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// TestVoidOnThePage: the number of a sealed document that waits for its release is given up
// on its page, with a reason; a refusal says why and keeps what was typed (DH-18).
func TestVoidOnThePage(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Publication)}
	c.view.Number, c.view.Files = "明政办发〔2026〕1号", desk.Files{Sealed: strings.Repeat("ab", 32)}
	page := get(t, bench0(c), "/documents/doc-9")
	checkAccessible(t, page)
	node := page.byID(t, "act-void")
	if s := words(node); !strings.Contains(s, "尚未发布的，可以作废发文字号") || !strings.Contains(s, "不必重新签发") {
		t.Errorf("the form says %s", s)
	}
	if reason := page.byID(t, "act-void-opinion"); !has(reason, "required") {
		t.Error("no reason is asked for")
	}
	form := filled(node)
	form.Set("opinion", evil)
	for code, kind := range map[string]document.ErrorKind{"releasing": document.Conflict, "closed": document.Conflict, "role-missing": document.Forbidden} {
		c.fail = map[string]error{"Act": document.Refuse(kind, code, "本件正在发布，不能“作废字号”。")}
		got := post(t, bench0(c), "/documents/doc-9/acts", form)
		checkHarmless(t, got)
		if got.Code != map[document.ErrorKind]int{document.Conflict: http.StatusConflict, document.Forbidden: http.StatusForbidden}[kind] {
			t.Errorf("%s: %d", code, got.Code)
		}
	}
	c.fail = map[string]error{"Act": document.Refuse(document.Conflict, "releasing", "本件正在发布，不能“作废字号”。")}
	got := post(t, bench0(c), "/documents/doc-9/acts", form)
	if text := words(got.root); !strings.Contains(text, "本件正在发布，不能“作废字号”。") || !strings.Contains(text, evil) {
		t.Errorf("the page lacks the reason or what was typed: %s", text)
	}
	c.view.Content.Text.Original = &dossier.Original{Digest: strings.Repeat("ab", 32), Pages: 1}
	if s := words(get(t, bench0(c), "/documents/doc-9").byID(t, "act-void")); !strings.Contains(s, "退回拟稿，印入新的字号后重新上传") || strings.Contains(s, "不必重新签发") {
		t.Errorf("SC-20: of a finished PDF the form says %s", s)
	}
}
