package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// TestCountersign: the table says what each co-issuing body said of the present text; who
// may puts a 会签 on record, and a refusal keeps what was typed (DH-13).
func TestCountersign(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.OfficeCheck)}
	said := dossier.Consent{Body: "明州市财政局", Stand: dossier.AgreeIf, Signatory: evil, Post: "局长", On: "2026-04-10", Opinion: evil, Evidence: evil, Revision: 2, Name: evil, At: clock}
	c.view.CoSignatures = []desk.CoSignature{
		{Body: "明州市财政局", State: "stale", Label: "所签稿件已有改动，须重新会签", Said: []dossier.Consent{said}},
		{Body: "明州市审计局", State: "none", Label: "尚未会签", Own: true},
	}
	path := "/documents/" + c.view.ID
	page := get(t, bench0(c), path)
	checkAccessible(t, page)
	checkHarmless(t, page)
	if s := words(page.root); !strings.Contains(s, "所签稿件已有改动，须重新会签") || !strings.Contains(s, "明州市审计局在本系统有签发人") || strings.Contains(page.Body.String(), "/countersigns\"") {
		t.Errorf("the table is not as it stands: %s", s)
	}
	c.view.CoSignatures[0].Open = true
	if page = get(t, bench0(c), path); !strings.Contains(page.Body.String(), `name="evidence"`) {
		t.Error("the evidence of a 会签 on paper is not asked for")
	}
	form := url.Values{
		"digest": {"x"}, "body": {"明州市财政局"}, "stand": {"refuse"}, "opinion": {evil}, "signatory": {"李四"}, "post": {"局长"}, "on": {"2026-04-11"}, "evidence": {"3号"},
	}
	if got := post(t, bench0(c), path+"/countersigns", form); got.Code != http.StatusSeeOther || !strings.HasPrefix(got.Header().Get("Location"), path+"?done=countersign") {
		t.Errorf("%d %s", got.Code, got.Header().Get("Location"))
	}
	want := []verdict.Countersigning{{Digest: "x", Body: "明州市财政局", Stand: dossier.Disagree, Opinion: evil, Signatory: "李四", Post: "局长", On: "2026-04-11", Evidence: "3号"}}
	if diff := cmp.Diff(want, c.consents); diff != "" {
		t.Error(diff)
	}
	c.fail = map[string]error{"Countersign": document.Refuse(document.Unfit, "countersign-unfit", "会签没有登记。")}
	got := post(t, bench0(c), path+"/countersigns", form)
	checkHarmless(t, got)
	checkAccessible(t, got)
	if !strings.Contains(got.Body.String(), "<textarea id=\"countersign-0-opinion\"") || !strings.Contains(words(got.root), "x.png") && !strings.Contains(words(got.root), "alert") {
		t.Errorf("%d: what was typed is lost", got.Code)
	}
}

// TestAwaitedConsents: what waits for the 会签 of one's body stands in the inbox, apart from
// what is done after the close of documents.
func TestAwaitedConsents(t *testing.T) {
	v := viewAt(document.OfficeCheck)
	v.Matter = document.ConsentMatter
	c := &counter{me: lifang(), beside: []desk.Item{v.Item}}
	page := get(t, bench0(c), "/inbox")
	checkAccessible(t, page)
	if s := words(page.root); !strings.Contains(s, "待会签的联合行文（1）") || strings.Contains(s, "已办结公文的后续事项") {
		t.Errorf("inbox: %s", s)
	}
	if !strings.Contains(page.Body.String(), "/documents/"+v.ID+"#countersigns") {
		t.Error("no way to the 会签 table")
	}
}
