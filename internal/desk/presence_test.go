package desk_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Who has a document open is told to those who may see it, and to nobody else; it is
// soon forgotten, and it is no act.
func TestPresence(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit}))
	ask := func(person, page string, writing bool) desk.Present {
		p, err := o.Present(t.Context(), person, v.ID, page, writing)
		o.must(err)
		return p
	}
	ask("p-drafter", "page-1", true)
	ask("p-drafter", "page-2", false)
	if d := cmp.Diff(desk.Present{Writing: []string{"沈若溪"}}, ask("p-head", "page-3", false), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(desk.Present{Reading: []string{"陆建明"}, Self: 1}, ask("p-drafter", "page-2", false), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(desk.Present{Reading: []string{"陆建明"}}, ask("p-drafter", "page-1", true), cmpopts.EquateEmpty()); d != "" {
		t.Error("one's own page is none of others: " + d)
	}
	o.must(o.Absent(t.Context(), "p-drafter", "page-3")) // is not the drafter's: nothing happens
	o.must(o.Absent(t.Context(), "p-drafter", "page-1"))
	o.must(o.Absent(t.Context(), "p-drafter", "page-2"))
	if d := cmp.Diff(desk.Present{}, ask("p-head", "page-4", false), cmpopts.EquateEmpty()); d != "" {
		t.Error("after leaving: " + d)
	}
	if d := cmp.Diff(desk.Present{Reading: []string{"陆建明"}}, ask("p-drafter", "page-5", false), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	o.must(o.Absent(t.Context(), "p-drafter", "page-5"))
	o.must(o.Absent(t.Context(), "p-head", "page-4"))
	later, err := o.record.Presences(t.Context(), v.ID, store.Presence{Page: "page-3", Person: "p-head"}, now.Add(2*time.Minute), now.Add(time.Minute))
	if err != nil || len(later) != 1 {
		t.Errorf("after two minutes: %+v %v", later, err)
	}
	if _, err := o.Present(t.Context(), "p-signer", o.draft(content()).ID, "page-9", false); code(err) != "no-document" {
		t.Errorf("a stranger is told: %v", err)
	}
	for _, page := range []string{"", strings.Repeat("x", 65), "页", "a b"} {
		if _, err := o.Present(t.Context(), "p-head", v.ID, page, false); code(err) != "bad-page" {
			t.Errorf("page %q: %v", page, err)
		}
	}
	if got := o.refusals(); len(got) != 0 {
		t.Errorf("the ledger was written: %v", got)
	}
}

// DH-03: an urgency that there is none of is refused with field, rule and remedy;
// one that there is reaches the inbox.
func TestUrgency(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	for _, wrong := range []document.Urgency{"特提", "平急", "PROACTIVE", "急"} {
		c := content()
		c.Text.Urgency = wrong
		_, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c)
		e, ok := errors.AsType[*document.Error](err)
		if !ok || e.Kind != document.Unfit || e.Rule != "DH-03" || len(e.Findings) != 1 ||
			e.Findings[0].Place != "text.urgency" || e.Findings[0].Remedy == "" {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	if v.Urgency != "" {
		t.Errorf("a document without urgency is %s", v.Urgency)
	}
	c := content()
	c.Text.Urgency = " 加急 "
	saved, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c)
	if err != nil || saved.Urgency != document.Urgent || saved.Content.Text.Urgency != document.Urgent {
		t.Fatalf("saved as %q: %v", saved.Urgency, err)
	}
	w, err := o.Waiting(t.Context(), "p-drafter", desk.WaitingQuery{Limit: 10})
	if err != nil || len(w.Rows) != 1 || w.Rows[0].Urgency != document.Urgent {
		t.Errorf("inbox: %+v, %v", w.Rows, err)
	}
}

// DH-01, DA-01, GI-05: a choice that there is none of is refused at its field, in a new
// draft as in a saved one, and nothing of it is kept.
func TestUnknownChoices(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	for _, row := range []struct {
		rule, place string
		change      func(*dossier.Content)
	}{
		{"GI-05", "catalogue.article", func(c *dossier.Content) { c.Catalogue.Article = "rules" }},
		{"DH-01", "text.kind", func(c *dossier.Content) { c.Text.Kind = "memo" }},
		{"DA-01", "disclosure.attribute", func(c *dossier.Content) { c.Disclosure.Attribute = "PUBLIC" }},
		{"DA-01", "annexes.0.attribute", func(c *dossier.Content) {
			c.Annexes = []dossier.Annex{{Title: "表", Body: "无", Attribute: "PUBLIC"}}
		}},
	} {
		c := content()
		row.change(&c)
		_, saved := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c)
		_, created := o.Create(t.Context(), "p-drafter", desk.Draft{Content: c, RequestID: "choice-" + row.place})
		for _, err := range []error{saved, created} {
			e, ok := errors.AsType[*document.Error](err)
			if !ok || e.Kind != document.Unfit || e.Code != "unknown-choice" || e.Rule != row.rule || len(e.Findings) != 1 || e.Findings[0].Place != row.place || e.Findings[0].Remedy == "" {
				t.Errorf("%s: %v", row.place, err)
			}
		}
	}
	c := content()
	c.Catalogue.Article, c.Text.Kind = "", ""
	if _, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c); err != nil {
		t.Errorf("what is still open: %v", err)
	}
}

// A character that can't be seen makes a text read otherwise than it is signed.
func TestHiddenCharactersAreNotStored(t *testing.T) {
	o := open(t)
	c := content()
	c.Text.Title = "关于\u202e供暖的通知"
	if _, err := o.Create(t.Context(), "p-drafter", desk.Draft{Content: c, RequestID: uuid.NewString()}); code(err) != "hidden-characters" {
		t.Errorf("create: %v", err)
	}
	v := o.draft(content())
	if _, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c); code(err) != "hidden-characters" {
		t.Errorf("save: %v", err)
	}
	if err := o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit, Opinion: "请审\u202e核"}); code(err) != "hidden-characters" {
		t.Errorf("opinion: %v", err)
	}
	reason := verdict.Request{Verb: document.Approve, Disclosure: &dossier.Disclosure{Attribute: document.OnRequest, Reason: "内部\u2066安排"}}
	if err := o.take("p-drafter", v.ID, reason); code(err) != "hidden-characters" {
		t.Errorf("reason: %v", err)
	}
}

func TestCompare(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	c := content()
	c.Text.Body = strings.Replace(c.Text.Body, "12345", "12319", 1)
	got, err := o.Compare(t.Context(), "p-drafter", v.ID, c)
	if err != nil || len(got) != 1 || got[0].Part != "text" {
		t.Fatalf("%+v %v", got, err)
	}
	var said string
	for _, r := range got[0].Runs {
		if r.Op != "equal" {
			said += r.Op + " " + r.Text + ";"
		}
	}
	if said != "delete 12345;insert 12319;" {
		t.Error(said)
	}
}

func TestGuide(t *testing.T) {
	g := open(t).Guide()
	if g.Negative.Version == "" || len(g.Negative.Items) == 0 || g.Negative.Items[0].Scope == "" {
		t.Errorf("%+v", g.Negative)
	}
	title := g.Fields["text.title"]
	if len(title) == 0 || title[0].ID != "DH-06" || !strings.Contains(title[0].Cite, "第九条第（七）项") {
		t.Errorf("%+v", title)
	}
}

// DH-02: a text in the place of a title is refused by its field, when it is made and when
// it is saved; a long title of a draft is kept.
func TestAbsurdTitlesAreNotStored(t *testing.T) {
	o := open(t)
	c := content()
	c.Text.Title = strings.Repeat("长", 1001)
	if _, err := o.Create(t.Context(), "p-drafter", desk.Draft{Content: c, RequestID: uuid.NewString()}); code(err) != "title-too-long" {
		t.Errorf("create: %v", err)
	}
	v := o.draft(content())
	_, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c)
	var refusal *document.Error
	if !errors.As(err, &refusal) || refusal.Code != "title-too-long" || len(refusal.Findings) != 1 || refusal.Findings[0].Place != "text.title" {
		t.Errorf("save: %v", err)
	}
	c.Text.Title = strings.Repeat("长", 1000)
	if _, err := o.Save(t.Context(), "p-drafter", v.ID, v.Digest, c); err != nil {
		t.Errorf("a thousand characters: %v", err)
	}
}
