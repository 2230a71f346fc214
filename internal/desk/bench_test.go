package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

func TestWaiting(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	o.draft(content())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	before, err := o.Tray(t.Context(), "p-head")
	o.must(err)
	w, err := o.Waiting(t.Context(), "p-head", desk.WaitingQuery{Limit: 10})
	o.must(err)
	if len(w.Rows) != 1 || w.Rows[0].ID != v.ID || w.Rows[0].Digest != v.Digest || w.Rows[0].Bulk != document.Approve || w.Next != "" {
		t.Errorf("waiting: %+v", w)
	}
	if d := cmp.Diff([]desk.StageCount{{Stage: document.UnitReview, N: 1}}, before.Stages); d != "" || before.Total != 1 {
		t.Error(d)
	}
	o.must(o.take("p-head", v.ID, verdict.Request{Verb: document.Approve}))
	after, err := o.Tray(t.Context(), "p-head")
	o.must(err)
	if after.Total != 0 || after.Mark == before.Mark {
		t.Errorf("after: %+v", after)
	}
	w, err = o.Waiting(t.Context(), "p-openness", desk.WaitingQuery{Limit: 10, Stage: document.LockstepCheck})
	if err != nil || len(w.Rows) != 0 || w.Tray.Total != 1 {
		t.Errorf("at another stage: %+v %v", w, err)
	}
	w, err = o.Waiting(t.Context(), "p-openness", desk.WaitingQuery{Limit: 10})
	if err != nil || len(w.Rows) != 1 || w.Rows[0].Bulk != "" {
		t.Errorf("DA-08 an attribute is confirmed on its page only: %+v %v", w.Rows, err)
	}
}

// Search shows nobody more than the page of a document would (invariant 7).
func TestInvariant7Find(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	found := func(person string) int {
		f, err := o.Find(t.Context(), person, desk.FindQuery{Text: "检修", Limit: 10})
		o.must(err)
		return len(f.Hits)
	}
	for _, submitted := range []bool{false, true} {
		for _, person := range []string{"p-drafter", "p-head", "p-secrecy", "p-signer", "p-auditor"} {
			_, err := o.View(t.Context(), person, v.ID)
			if got := found(person); (got == 1) != (err == nil) {
				t.Errorf("submitted %v: %s finds %d, and is told %v", submitted, person, got, err)
			}
		}
		if !submitted {
			o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
		}
	}
	f, err := o.Find(t.Context(), "p-head", desk.FindQuery{Text: "检修", Limit: 10})
	o.must(err)
	if !strings.Contains(f.Hits[0].Excerpt, "提前检修设备") {
		t.Errorf("excerpt %q", f.Hits[0].Excerpt)
	}
}

// What is not saved is typeset and checked, and leaves no trace.
func TestUnsavedContent(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	c := content()
	c.Text.Title, c.Disclosure.Attribute = "改过的标题", ""
	pdf, err := o.PreviewContent(t.Context(), "p-drafter", "", v.ID, c)
	if err != nil || !strings.Contains(string(pdf), "改过的标题") {
		t.Errorf("preview: %q %v", pdf, err)
	}
	if pdf, err := o.PreviewContent(t.Context(), "p-drafter", "", "", c); err != nil || !strings.Contains(string(pdf), "改过的标题") {
		t.Errorf("preview of a new one: %q %v", pdf, err)
	}
	for _, id := range []string{v.ID, ""} {
		ready, err := o.Check(t.Context(), "p-drafter", "", id, c)
		o.must(err)
		if !strings.Contains(rules(ready.Submit), "DA-01") || len(ready.Save) != 0 || !slices.Contains(ready.Ahead, document.SecrecyReview) {
			t.Errorf("DA-01 is not told of: %+v", ready)
		}
	}
	if now, err := o.View(t.Context(), "p-drafter", v.ID); err != nil || now.Revision != 1 || now.Title == c.Text.Title {
		t.Errorf("something was saved: %+v %v", now.Revision, err)
	}
	for what, broken := range map[string]func(*dossier.Content){
		"nothing-to-set": func(c *dossier.Content) { c.Text.Body = " " },
		"annex-untitled": func(c *dossier.Content) { c.Annexes = []dossier.Annex{{Body: "一、清单"}} },
	} {
		unset := content()
		broken(&unset)
		if _, err := o.PreviewContent(t.Context(), "p-drafter", "", "", unset); code(err) != what {
			t.Errorf("%s unsaved: %v", what, err)
		}
		if _, err := o.Desk.Preview(t.Context(), "p-drafter", o.draft(unset).ID); code(err) != what {
			t.Errorf("%s saved: %v", what, err)
		}
	}
	c.Text.Body = "机密★10年"
	if _, err := o.PreviewContent(t.Context(), "p-drafter", "", v.ID, c); code(err) != "secrecy-mark" {
		t.Errorf("SR-09 preview: %v", err)
	}
	if _, err := o.PreviewContent(t.Context(), "p-signer", "", "", content()); code(err) != "not-drafter" {
		t.Errorf("a signer typesets: %v", err)
	}
	if _, err := o.Check(t.Context(), "p-head", "", v.ID, content()); code(err) != "not-drafter" {
		t.Errorf("a head checks: %v", err)
	}
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	if _, err := o.Check(t.Context(), "p-drafter", "", v.ID, content()); code(err) != "wrong-stage" {
		t.Errorf("after submission: %v", err)
	}
}

func rules(fs []document.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	return strings.Join(out, " ")
}

// Figures, people and the ledger are for those whose work they are; each refusal is
// on record (invariant 8).
func TestWhoMayLook(t *testing.T) {
	o := open(t)
	rows := []struct {
		what string
		ask  func(person string) error
		may  string
	}{
		{"health", func(p string) error { _, err := o.Health(t.Context(), p, 0); return err }, "p-openness p-office p-auditor"},
		{"establishment", func(p string) error { _, err := o.Establishment(t.Context(), p); return err }, "p-office p-auditor p-admin"},
		{"ledger", func(p string) error { _, err := o.ProveLedger(t.Context(), p); return err }, "p-auditor"},
	}
	for _, r := range rows {
		for _, p := range []string{"p-drafter", "p-head", "p-openness", "p-office", "p-signer", "p-auditor"} {
			want := ""
			if !strings.Contains(r.may, p) {
				want = "role-missing"
			}
			if err := r.ask(p); code(err) != want {
				t.Errorf("%s for %s: %v", r.what, p, err)
			}
		}
	}
	if got := len(o.refusals()); got != 3+4+5 {
		t.Errorf("%d refusals on record", got)
	}
	p, err := o.ProveLedger(t.Context(), "p-auditor")
	if err != nil || p.Broken != 0 || p.Count == 0 || len(p.Head) != 64 {
		t.Errorf("proof: %+v %v", p, err)
	}
}

func TestHealth(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	h, err := o.Health(t.Context(), "p-auditor", 2026)
	o.must(err)
	if h.Total != 1 || h.All.Proactive != 1 || len(h.ByUnit) != 1 || len(h.Grounds) != len(document.Grounds()) || h.LatePassages() != 0 {
		t.Errorf("%+v", h)
	}
	special := content()
	special.Interpretation = dossier.Interpretation{Need: dossier.Waived, Reason: "内容浅显。"}
	special.Record.Legality = dossier.Review{Urgent: "防汛急需。"}
	special.Record.Comments = []dossier.Comment{{Way: dossier.PublicWay, Shortened: "防汛急需。"}}
	w := o.draft(special)
	o.must(o.take("p-drafter", w.ID, verdict.Request{Verb: document.Submit}))
	h, err = o.Health(t.Context(), "p-auditor", 2026)
	o.must(err)
	if want := []desk.Tally{{Label: "解读随后发布"}, {Label: "申请免予解读", N: 1}, {Label: "合法性审核缩短时间", N: 1}, {Label: "征求意见缩短期限", N: 1}, {Label: "紧急撤下"}}; cmp.Diff(want, h.ExceptionKinds) != "" {
		t.Errorf("exceptions %+v", h.ExceptionKinds)
	}
	if len(h.Drifts) != 0 || len(h.Late) != 0 {
		t.Errorf("drifts %+v, late %+v", h.Drifts, h.Late)
	}
	if h, err := o.Health(t.Context(), "p-auditor", 2025); err != nil || h.Total != 0 {
		t.Errorf("another year: %+v %v", h, err)
	}
}

// The ledger is read from its newest entry on, by act, person and subject; only auditors do.
func TestLatestLedger(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	_, refused := o.LatestLedger(t.Context(), "p-drafter", desk.LedgerQuery{})
	if document.KindOf(refused) != document.Forbidden {
		t.Fatalf("a drafter reads the ledger: %v", refused)
	}
	ask := func(q desk.LedgerQuery) desk.LedgerPage {
		p, err := o.LatestLedger(t.Context(), "p-auditor", q)
		o.must(err)
		return p
	}
	newest := ask(desk.LedgerQuery{Limit: 1})
	if e := newest.Entries[0]; e.Act != "document.ledger" || e.Outcome != "refused" || newest.Names[e.Actor] == "" || newest.Next != e.Seq-1 {
		t.Errorf("newest: %+v, next %d", e, newest.Next)
	}
	if older := ask(desk.LedgerQuery{Limit: 1, To: newest.Next}); older.Entries[0].Seq != newest.Next {
		t.Errorf("older: %+v", older.Entries)
	}
	for _, q := range []desk.LedgerQuery{{Subject: v.ID}, {Act: "document.create"}, {Person: "p-drafter", Act: "document.create"}, {Subject: v.Title, Act: "document.create"}, {Act: "document.create", From: document.DateOf(now), Until: document.DateOf(now)}} {
		q.Limit = 50
		if p := ask(q); len(p.Entries) != 1 || p.Entries[0].Subject != v.ID || p.Next != 0 {
			t.Errorf("%+v finds %+v", q, p.Entries)
		}
	}
	if p := ask(desk.LedgerQuery{Limit: 50, From: "2999-01-01"}); len(p.Entries) != 0 {
		t.Errorf("the future holds %+v", p.Entries)
	}
	if p := ask(desk.LedgerQuery{Limit: 50, Person: "nobody"}); len(p.Entries) != 0 {
		t.Errorf("nobody has acted: %+v", p.Entries)
	}
}

// A draft shows the way that its class leads it.
func TestDraftShowsItsWay(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	submitted, err := o.View(t.Context(), "p-drafter", v.ID)
	o.must(err)
	if v.Route[0].Stage != document.Drafting || v.Route[0].State != "current" || len(v.Route) < 3 || len(v.Route) != len(submitted.Route) {
		t.Fatalf("a draft shows %+v, then %+v", v.Route, submitted.Route)
	}
	for i, s := range v.Route {
		if s.Stage != submitted.Route[i].Stage || i > 0 && s.State != "ahead" {
			t.Errorf("stop %d of a draft: %+v", i, s)
		}
	}
}
