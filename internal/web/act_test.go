package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

// filled returns what a browser would send for the form as it stands.
func filled(form *html.Node) url.Values {
	out := url.Values{}
	for _, n := range all(form, func(d *html.Node) bool { return has(d, "name") }) {
		switch n.Data {
		case "textarea":
			out.Add(attr(n, "name"), words(n))
		case "select":
			out.Add(attr(n, "name"), selected(n))
		case "input":
			if kind := attr(n, "type"); (kind != "radio" && kind != "checkbox" && kind != "file") || has(n, "checked") {
				out.Add(attr(n, "name"), attr(n, "value"))
			}
		}
	}
	return out
}

func selected(n *html.Node) string {
	options := tagged(n, "option")
	for i, o := range options {
		if has(o, "selected") {
			options = options[i:]
			break
		}
	}
	if len(options) == 0 {
		return ""
	}
	if has(options[0], "value") {
		return attr(options[0], "value")
	}
	return words(options[0])
}

func TestActSendsWhatWasTyped(t *testing.T) {
	base := verdict.Request{Digest: digest, Target: "", Opinion: "意见"}
	with := func(change func(*verdict.Request)) verdict.Request { r := base; change(&r); return r }
	rows := []struct {
		name  string
		stage document.Stage
		verb  document.Verb
		typed url.Values
		want  verdict.Request
	}{
		{"submit", document.Drafting, document.Submit, nil, base},
		{
			"DA-08 attribute", document.AttributeReview, document.Approve,
			url.Values{"attribute": {"WITHHELD"}, "grounds": {"R15", "R16A"}, "attribute_reason": {"涉及第三方"}},
			with(func(r *verdict.Request) {
				r.Disclosure = &dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R15, document.R16A}, Reason: "涉及第三方"}
			}),
		},
		{
			"SR-14 checklist", document.SecrecyReview, document.Approve,
			url.Values{"check.state_secret": {rulebook.No}, "check.work_secret": {rulebook.No}, "check.personal": {rulebook.Yes}, "result": {rulebook.Open}},
			with(func(r *verdict.Request) {
				r.Checklist = map[string]string{"state_secret": rulebook.No, "work_secret": rulebook.No, "personal": rulebook.Yes}
				r.Result = rulebook.Open
			}),
		},
		{
			"DH-10 return", document.OfficeCheck, document.SendBack,
			url.Values{"target": {"unit_review"}, "way": {"direct"}, "reason_code": {"ATTR_MISSING"}},
			with(func(r *verdict.Request) {
				r.Target, r.Way, r.ReasonCode = document.UnitReview, document.Direct, "ATTR_MISSING"
			}),
		},
		{
			"DH-12 sign", document.Signing, document.Sign,
			url.Values{"dated_on": {"2026-04-20"}},
			with(func(r *verdict.Request) { r.DatedOn = "2026-04-20" }),
		},
		{"register", document.Registration, document.Register, nil, base},
		{"release", document.Publication, document.Release, nil, base},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			c := &counter{me: lifang(), view: viewAt(row.stage)}
			h := bench0(c)
			form := filled(get(t, h, "/documents/doc-9").byID(t, "act-"+string(row.verb)))
			for name, values := range row.typed {
				form[name] = values
			}
			form.Set("opinion", "意见")
			a := post(t, h, "/documents/doc-9/acts", form)
			if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/documents/doc-9?done="+string(row.verb) {
				t.Fatalf("answer %d %s", a.Code, a.Header().Get("Location"))
			}
			want := row.want
			want.Verb, want.Stage, want.ID = row.verb, row.stage, form.Get("request_id")
			if d := cmp.Diff(want, c.acts[0]); d != "" {
				t.Error(d)
			}
			said := "已" + row.verb.Label() + "。"
			if row.verb == document.Release {
				said = "已开始发布。"
			}
			if done := get(t, h, a.Header().Get("Location")); !strings.Contains(words(done.root), said) {
				t.Error("the page does not say what has been done")
			}
		})
	}
}

// TestSecrecyChoices holds what the form offers to what the rulebook accepts (SR-14, SR-15).
func TestSecrecyChoices(t *testing.T) {
	var results []choice
	for _, r := range rulebook.Results() {
		results = append(results, choice{r, rulebook.ResultLabel(r)})
	}
	if d := cmp.Diff(results, secrecyResults); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]choice{{rulebook.Yes, "是"}, {rulebook.No, "否"}}, secrecyAnswers); d != "" {
		t.Error(d)
	}
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	items, err := rulebook.LoadChecklist(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range items {
		if matters[i.ID] == "" {
			t.Errorf("the matter %s has no short name", i.ID)
		}
	}
}

func TestDoubleClickIsOneRequest(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Signing)}
	h := bench0(c)
	form := filled(get(t, h, "/documents/doc-9").byID(t, "act-sign"))
	post(t, h, "/documents/doc-9/acts", form)
	post(t, h, "/documents/doc-9/acts", form)
	if len(c.acts) != 2 || c.acts[0].ID == "" || c.acts[0].ID != c.acts[1].ID {
		t.Errorf("request ids of a double click: %+v", c.acts)
	}
}

func TestRefusedActKeepsWords(t *testing.T) {
	rows := []struct {
		name   string
		err    error
		status int
		sameID bool
	}{
		{"stale digest", document.Refuse(document.Conflict, "stale-digest", "您看到的不是最新稿。"), 409, false},
		{"gate", &document.Error{Kind: document.Unfit, Code: "gate-g10", Message: "还不能签发。", Findings: []document.Finding{
			{Rule: "DH-12", Severity: document.Block, Place: "dated_on", Message: "未写签发日期。", Remedy: "请填写年月日。"},
		}}, 422, false},
		{"forbidden", document.Refuse(document.Forbidden, "own-work", "不得办理本人起草的公文。"), 403, false},
		{"unavailable", document.Refuse(document.Unavailable, "temporal-away", "流程服务暂时不可用。"), 503, true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			c := &counter{me: lifang(), view: viewAt(document.Signing), diff: difference(), fail: map[string]error{"Act": row.err}}
			h := bench0(c)
			form := filled(get(t, h, "/documents/doc-9").byID(t, "act-sign"))
			c.diffs = [][2]int{{0, 0}}
			form.Set("opinion", "同意发布。"+evil)
			form.Set("digest", oldDigest)
			form.Set("revision", "2")
			a := post(t, h, "/documents/doc-9/acts", form)
			if a.Code != row.status {
				t.Fatalf("status %d, want %d", a.Code, row.status)
			}
			checkAccessible(t, a)
			checkHarmless(t, a)
			again := filled(a.byID(t, "act-sign"))
			if again.Get("opinion") != "同意发布。"+evil {
				t.Errorf("opinion = %q", again.Get("opinion"))
			}
			if again.Get("digest") != digest {
				t.Error("the form does not carry the present digest")
			}
			if same := again.Get("request_id") == form.Get("request_id"); same != row.sameID {
				t.Errorf("same request id: %v, want %v", same, row.sameID)
			}
			if row.status == 409 && (c.diffs[len(c.diffs)-1] != [2]int{2, 3} || !strings.Contains(words(a.root), "六月")) {
				t.Errorf("what changed is not shown: %v", c.diffs)
			}
			if e, ok := errors.AsType[*document.Error](row.err); ok && !strings.Contains(words(a.byID(t, "refused")), e.Message) {
				t.Error("the reason is not shown")
			}
		})
	}
}

func TestWordsForClosedActAreShown(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Signing)}
	h := bench0(c)
	form := filled(get(t, h, "/documents/doc-9").byID(t, "act-sign"))
	form.Set("opinion", "同意。")
	c.view = viewAt(document.Registration)
	c.fail = map[string]error{"Act": document.Refuse(document.Conflict, "stale-stage", "本件已由他人办理。")}
	a := post(t, h, "/documents/doc-9/acts", form)
	if a.Code != http.StatusConflict || words(a.byID(t, "lost")) != "同意。" {
		t.Errorf("status %d, lost = %q", a.Code, words(a.byID(t, "lost")))
	}
}

func TestActOnUnreadableFormIsRefused(t *testing.T) {
	rows := map[string]url.Values{
		"no digest":  {"verb": {"sign"}, "request_id": {"r"}},
		"no request": {"verb": {"sign"}, "digest": {digest}},
		"no date":    {"verb": {"sign"}, "digest": {digest}, "request_id": {"r"}, "dated_on": {"4月20日"}},
	}
	for name, form := range rows {
		c := &counter{me: lifang(), view: viewAt(document.Signing)}
		if a := post(t, bench0(c), "/documents/doc-9/acts", form); a.Code != http.StatusBadRequest || len(c.acts) != 0 {
			t.Errorf("%s: status %d, %d acts", name, a.Code, len(c.acts))
		}
	}
}
