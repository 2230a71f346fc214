package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

func takeDownView(state document.TakeDownState, o ...verdict.Option) desk.View {
	v := viewAt(document.Published)
	v.TakeDown = &desk.TakeDown{
		State: state, Label: state.Label(), Digest: digest, Options: o, Surfaces: []desk.Surface{}, Acts: []desk.TakeDownEvent{},
		Grounds: []desk.TakeDownGround{{ID: document.GroundLeak, Rule: "SR-11", Label: document.GroundLeak.Label()}, {ID: document.GroundPenalty, Rule: "WP-10", Label: document.GroundPenalty.Label()}},
	}
	return v
}

// SR-11, WP-10: the forms are those of the desk's list; what was typed is sent, and kept
// when it is refused; what is closed says why.
func TestTakeDownOnThePage(t *testing.T) {
	c := &counter{me: lifang(), view: takeDownView(document.Up, verdict.Option{Verb: document.TakeDown, Label: "撤下", Open: true})}
	h := bench0(c)
	form := filled(get(t, h, "/documents/doc-9").byID(t, "takedown-act-take-down"))
	form.Set("ground", "penalty")
	form.Set("opinion", "已经撤销。")
	form.Set("since", "2026-11-20")
	form.Set("explained", " 有关决定已依法撤销。 ")
	a := post(t, h, "/documents/doc-9/take-down/acts", form)
	if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/documents/doc-9?takedown=take-down#takedown" {
		t.Fatalf("answer %d %s", a.Code, a.Header().Get("Location"))
	}
	want := verdict.Request{
		ID: form.Get("request_id"), Verb: document.TakeDown, Digest: digest, Opinion: "已经撤销。", Ground: document.GroundPenalty, Since: "2026-11-20", Explained: "有关决定已依法撤销。",
	}
	if d := cmp.Diff(want, c.acts[0]); d != "" {
		t.Error(d)
	}
	c.fail = map[string]error{"ActTakeDown": document.Refuse(document.Unfit, "take-down-incomplete", "撤下事项填写不完整，请补正后再办。")}
	refused := post(t, h, "/documents/doc-9/take-down/acts", form)
	for _, kept := range []string{"撤下事项填写不完整，请补正后再办。", "有关决定已依法撤销。", `value="2026年11月20日"`, `value="penalty" selected`} {
		if refused.Code != http.StatusUnprocessableEntity || !strings.Contains(refused.Body.String(), kept) {
			t.Errorf("%d, lost: %s", refused.Code, kept)
		}
	}
	c.view = takeDownView(document.DownAsked, verdict.Option{Verb: document.ConfirmTakeDown, Label: "复核同意撤下", Reason: "本次撤下或者恢复由您提出，须由另一人复核。"})
	if text := words(get(t, h, "/documents/doc-9").root); !strings.Contains(text, "撤下待复核") || !strings.Contains(text, "（不可办理）：本次撤下或者恢复由您提出，须由另一人复核。") {
		t.Error("the page does not say why it is closed")
	}
	c.view = takeDownView(document.Hiding)
	if text := words(get(t, h, "/documents/doc-9").root); strings.Contains(text, "已撤下 ") || !strings.Contains(text, "正在撤下") || !strings.Contains(text, "紧急撤下，待另一人复核") {
		t.Error("invariant-11: the page runs ahead of the look")
	}
	c.view = viewAt(document.Published)
	if text := words(get(t, h, "/documents/doc-9").root); strings.Contains(text, "撤下与恢复公开") {
		t.Error("a section for those who have nothing to do with it")
	}
}

// SR-11: what a leak's page says of instants is in the language of the page.
func TestTakeDownInEnglish(t *testing.T) {
	v := takeDownView(document.Up)
	v.TakeDown.Acts = []desk.TakeDownEvent{{At: document.ClockTime(clock), Label: "撤下公开的公文", Person: "李芳"}}
	v.Obligations = []desk.Obligation{{
		ID: 9, Rule: "SR-11", Title: "向保密行政管理部门报告", Owner: "保密审查", State: "open", Label: "办理中", Words: "还剩23小时，2026年11月21日15时30分届满",
		Receipt: json.RawMessage(`{"from":"2026-11-20T15:30:00+08:00","due":"2026-11-21T15:30:00+08:00","unit":"hour","counted":24,"skipped":[],"made_up":[],"editions":[]}`),
	}}
	a := inEnglish(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9")
	body := words(a.root)
	for _, want := range []string{"Counted from 20 Nov 2026, 15:30 for 24 hours", "ends at 21 Nov 2026, 15:30", "23 hours left"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, words := range unmarked(a.root) {
		t.Errorf("Chinese that is not marked as such: %q%s", words, howToAdd)
	}
	if strings.Contains(body, "届满") || strings.Contains(body, "15时30分") {
		t.Error("an instant is in Chinese")
	}
}

// A document that was taken down says so at its head, and leads to no public page.
func TestTakenDownIsNotCalledPublic(t *testing.T) {
	c := &counter{me: lifang(), view: takeDownView(document.Down), fail: map[string]error{}}
	c.view.Release = &desk.ReleaseState{Surfaces: []desk.Surface{{Label: "公开栏目", OK: true}}}
	a := get(t, bench0(c), "/documents/doc-9")
	text := words(a.root)
	for _, want := range []string{"已撤下", "本件已经撤下。", "查看撤下情况", "以下为撤下以前的发布情况"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, not := range []string{"查看公开页面", "办理结束"} {
		if strings.Contains(text, not) {
			t.Errorf("the page says %q", not)
		}
	}
	checkAccessible(t, a)
}
