package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

func notInTheText(no, key string) document.Finding {
	return document.Finding{
		Rule: "IN-06", Severity: document.Warn, Place: "interpretation.body", Message: "解读材料中的数字“" + no + "”不见于文件。", Remedy: "请核对。",
		Key: "IN-06@interpretation.body#" + key,
	}
}

// TestIN06AnswersOnThePage: beside the button of the way forward there is a field for
// each open warning and one for all; nothing of it where all is answered, or where the
// act passes no gate. It is a plain form.
func TestIN06AnswersOnThePage(t *testing.T) {
	one, two := notInTheText("1200", "aa"), notInTheText("300", "bb")
	c := &counter{me: lifang(), view: viewAt(document.LockstepCheck)}
	c.view.Findings, c.view.FoundAt = []document.Finding{one, two}, document.LockstepCheck
	h := bench0(c)
	page := get(t, h, "/documents/doc-9")
	checkAccessible(t, page)
	checkHarmless(t, page)
	form := filled(page.byID(t, "act-approve"))
	if diff := cmp.Diff([]string{one.Key, two.Key}, form["warning"]); diff != "" {
		t.Fatal(diff)
	}
	if strings.Contains(words(page.byID(t, "act-return")), "处理说明") {
		t.Error("a return is asked for answers")
	}
	form.Set("answer."+one.Key, "系统计数据。")
	form.Set("answer", "背景情况。")
	post(t, h, "/documents/doc-9/acts", form)
	want := []verdict.Answer{{Warnings: []string{one.Key}, Reason: "系统计数据。"}, {Warnings: []string{two.Key}, Reason: "背景情况。"}}
	if diff := cmp.Diff(want, c.acts[0].Answers); diff != "" {
		t.Error(diff)
	}
	c.view.Findings[0].Answer = &document.Response{Reason: "系统计数据。", Name: "沈若溪", On: "2026-11-20"}
	c.view.Findings[1].Answer = &document.Response{Reason: "背景情况。", Name: "沈若溪", On: "2026-11-20"}
	c.view.Known = []dossier.Answered{{Rule: "IN-06", Place: "interpretation.body", Message: one.Message, Reason: "系统计数据。", Name: "沈若溪", On: "2026-11-20"}}
	page = get(t, h, "/documents/doc-9")
	checkAccessible(t, page)
	if form := filled(page.byID(t, "act-approve")); form["warning"] != nil {
		t.Error("asked again")
	}
	if text := words(page.byID(t, "known")); !strings.Contains(text, "已知悉的提示及说明（1项）") || !strings.Contains(text, "系统计数据。") || !strings.Contains(text, "沈若溪") {
		t.Errorf("known: %s", text)
	}
}

// TestIN06RefusedKeepsTheAnswers: what was typed is there again, and what only the act
// brought to light is asked for.
func TestIN06RefusedKeepsTheAnswers(t *testing.T) {
	one, two := notInTheText("1200", "aa"), notInTheText("300", "bb")
	c := &counter{me: lifang(), view: viewAt(document.LockstepCheck)}
	c.view.Findings, c.view.FoundAt = []document.Finding{one}, document.LockstepCheck
	h := bench0(c)
	form := filled(get(t, h, "/documents/doc-9").byID(t, "act-approve"))
	form.Set("answer."+one.Key, "系统计数据。")
	c.fail = map[string]error{"Act": &document.Error{Kind: document.Unfit, Code: "warnings-unanswered", Message: "本件有1项提示没有处理说明。", Findings: []document.Finding{two}}}
	a := post(t, h, "/documents/doc-9/acts", form)
	if a.Code != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", a.Code)
	}
	again := filled(a.byID(t, "act-approve"))
	if again.Get("answer."+one.Key) != "系统计数据。" || len(again["warning"]) != 2 {
		t.Errorf("after the refusal: %v", again)
	}
}

// TestIN06ManyWarnings: above a dozen they are answered in one field.
func TestIN06ManyWarnings(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.LockstepCheck)}
	c.view.FoundAt = document.LockstepCheck
	for i := range mostOwn + 1 {
		c.view.Findings = append(c.view.Findings, notInTheText(strings.Repeat("1", i+1), strings.Repeat("a", i+1)))
	}
	form := filled(get(t, bench0(c), "/documents/doc-9").byID(t, "act-approve"))
	if len(form["warning"]) != mostOwn+1 || len(form["answer"]) != 1 || form.Has("answer."+c.view.Findings[0].Key) {
		t.Errorf("fields: %v", form)
	}
}

// TestIN08FindingsOnThePage: who writes, reviews and publishes the late interpretation
// sees what its gates say, and answers there; the page does not say that all is done.
func TestIN08FindingsOnThePage(t *testing.T) {
	warned := notInTheText("1200", "aa")
	c := &counter{me: lifang(), view: viewAt(document.Published)}
	c.view.Late = &desk.Late{
		Stage: document.Publication, Digest: digest, Base: digest, Findings: []document.Finding{warned}, Acts: []desk.LateEvent{},
		Options: []verdict.Option{{Verb: document.Release, Label: "发布", Open: true}},
	}
	h := bench0(c)
	page := get(t, h, "/documents/doc-9")
	checkAccessible(t, page)
	text := words(page.root)
	for _, want := range []string{warned.Message, "待信息发布办理", "随后发布的解读材料正在“发布”环节"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(text, "办理结束") {
		t.Error("the page says that all is closed")
	}
	form := filled(page.byID(t, "late-release-answers").Parent)
	form.Set("answer."+warned.Key, "系背景数据。")
	post(t, h, "/documents/doc-9/interpretation/acts", form)
	if diff := cmp.Diff([]verdict.Answer{{Warnings: []string{warned.Key}, Reason: "系背景数据。"}}, c.acts[0].Answers); diff != "" {
		t.Error(diff)
	}
}

// TestDA18InTheInbox: what waits beside the way is listed with kind, term and link.
func TestDA18InTheInbox(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Filed)}
	row := c.view.Item
	row.Matter, row.Stage = document.ReassessMatter, document.SecrecyReview
	c.beside = []desk.Item{row}
	page := get(t, bench0(c), "/inbox")
	checkAccessible(t, page)
	if text := words(page.root); !strings.Contains(text, "已办结公文的后续事项（1）") || !strings.Contains(text, "公开属性评估") || !strings.Contains(text, row.Due.Words) {
		t.Errorf("inbox: %s", text)
	}
	if !strings.Contains(page.Body.String(), `href="/documents/doc-9#reassess"`) {
		t.Error("no link to it")
	}
}

// TestIN08UnseenCharacters: what a paste brings along unseen does not reach the counter,
// which would refuse it.
func TestIN08UnseenCharacters(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Published)}
	post(t, bench0(c), "/documents/doc-9/interpretation", url.Values{"base": {digest}, "title": {"政策\u202e解读"}, "body": {"正文"}})
	if want := []string{"save " + digest + " 政策解读"}; !slices.Equal(c.duties, want) {
		t.Errorf("saved %q, want %q", c.duties, want)
	}
}
