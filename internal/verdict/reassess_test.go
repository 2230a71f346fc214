package verdict_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// filed is the assessment of a document that was filed with that attribute.
func filed(t *testing.T, a document.Attribute, change func(*dossier.Content)) (verdict.Laws, *verdict.ReassessCase) {
	t.Helper()
	b := newBench(t)
	c := content()
	c.Disclosure = dossier.Disclosure{Attribute: a}
	if !a.Releasable() {
		c.Disclosure.Reason = "过程性信息。"
	}
	if change != nil {
		change(&c)
	}
	b.c.Sheets = nil
	b.write("drafter", c)
	b.c.State.Stage, b.c.State.Number, b.c.State.SignedDigest = document.Filed, document.NewNumber("明政办发", 2026, 1), b.c.Digest()
	return b.laws, &verdict.ReassessCase{Document: b.c, Stage: document.Filed, Now: a, Sealed: "sealed"}
}

// assess takes one act and, when it is allowed, does by hand what the store does.
func assess(l verdict.Laws, c *verdict.ReassessCase, who string, r verdict.Request) (verdict.ReassessRuling, error) {
	c.Document.Actor = verdict.Actor{ID: who, Active: true, Appointments: people[who]}
	if r.Digest == "" {
		r.Digest = c.Digest()
	}
	u, err := l.JudgeReassess(*c, r)
	if err != nil {
		return u, err
	}
	if u.Proposed != "" {
		c.From, c.Proposed, c.Reason, c.Proposer = c.Now, u.Proposed, u.Reason, who
	}
	switch r.Verb { //nolint:exhaustive // the others leave no trace of their own
	case document.Approve:
		c.Reviewed, c.Cleared = append(c.Reviewed, who), r.Digest
	case document.Sign:
		c.Signed = r.Digest
	}
	if u.Changed {
		c.Now = c.Proposed
	}
	c.Stage, c.Seq, c.Releasing = u.To, c.Seq+1, u.Release
	return u, nil
}

func towards(a document.Attribute) verdict.Request {
	return verdict.Request{Verb: document.Reassess, Opinion: "经评估，不公开的理由已不存在。", Disclosure: &dossier.Disclosure{Attribute: a}}
}

// TestDA18Transitions: what is closed may be opened, and nothing is ever tightened.
func TestDA18Transitions(t *testing.T) {
	allowed := map[string]bool{"WITHHELD→PROACTIVE": true, "WITHHELD→ON_REQUEST": true, "ON_REQUEST→PROACTIVE": true}
	for _, from := range document.Attributes() {
		for _, to := range document.Attributes() {
			name := fmt.Sprintf("%s→%s", from, to)
			t.Run(name, func(t *testing.T) {
				l, c := filed(t, from, nil)
				u, err := assess(l, c, "disclosure", towards(to))
				if allowed[name] {
					if err != nil || u.To != document.SecrecyReview || u.Proposed != to {
						t.Errorf("%+v %v", u, err)
					}
					return
				}
				e, ok := err.(*document.Error) //nolint:errorlint // not wrapped
				if !ok || e.Rule != "DA-18" || !strings.HasSuffix(e.Message, "。") || c.Stage != document.Filed {
					t.Errorf("%+v", err)
				}
			})
		}
	}
}

func (b *bench) open() verdict.Request {
	return verdict.Request{Verb: document.Approve, Checklist: b.clear(), Result: "open", Opinion: "可以公开。"}
}

// TestDA19Way: three persons decide over the same bytes; with the signature the attribute
// is another, the yearly assessment is met, and twenty working days run.
func TestDA19Way(t *testing.T) {
	b := newBench(t)
	l, c := filed(t, document.Withheld, nil)
	c.Document.Today = "2026-12-01"
	sign := verdict.Request{Verb: document.Sign, Opinion: "同意公开。"}
	if _, err := assess(l, c, "secrecy", towards(document.Proactive)); code(err) != "role-missing" {
		t.Errorf("proposed by another office: %v", err)
	}
	c.Document.Authors = append(c.Document.Authors, "writing")
	if _, err := assess(l, c, "writing", towards(document.Proactive)); code(err) != "own-writing" {
		t.Errorf("proposed by an author: %v", err)
	}
	l, c = filed(t, document.Withheld, nil)
	c.Document.Today = "2026-12-01"
	stale := c.Digest()
	if _, err := assess(l, c, "allround", towards(document.Proactive)); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name, who, want string
		r               verdict.Request
	}{
		{"invariant-4 the proposer reviews", "allround", "two-of-three", b.open()},
		{"SR-14 no answers", "secrecy", "gate-reassess", verdict.Request{Verb: document.Approve, Result: "open", Opinion: "可以公开。"}},
		{"SR-15 not open as a whole", "secrecy", "gate-reassess", verdict.Request{Verb: document.Approve, Checklist: b.clear(), Result: "partial", Opinion: "部分公开。"}},
		{"an old page", "secrecy", "stale-digest", verdict.Request{Verb: document.Approve, Digest: stale}},
		{"an old stage", "secrecy", "stale-stage", verdict.Request{Verb: document.Approve, Stage: document.Filed}},
		{"signed before the review", "signer", "wrong-stage", sign},
	} {
		if _, err := assess(l, c, x.who, x.r); code(err) != x.want {
			t.Errorf("%s: %v", x.name, err)
		}
	}
	if _, err := assess(l, c, "secrecy", b.open()); err != nil {
		t.Fatal(err)
	}
	if _, err := assess(l, c, "allround", sign); code(err) != "two-of-three" {
		t.Errorf("invariant-4 the proposer signs: %v", err)
	}
	moved := *c
	moved.Sealed = "another"
	if _, err := assess(l, &moved, "signer", sign); code(err) != "not-reviewed" {
		t.Errorf("other bytes than the reviewed ones: %v", err)
	}
	u, err := assess(l, c, "signer", sign)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"-review", "+open DA-19 2026-12-29"}, told(u.Duties)); diff != "" || !u.Changed || u.To != document.Publication {
		t.Errorf("%+v %s", u, diff)
	}
	if d := u.Duties.Begin[0]; d.Owner != document.Publisher || !strings.Contains(string(d.Receipt), `"counted":20`) {
		t.Errorf("receipt: %+v %s", d, d.Receipt)
	}
	if u, err = assess(l, c, "publisher", verdict.Request{Verb: document.Release}); err != nil || !u.Release {
		t.Errorf("%+v %v", u, err)
	}
	if _, err = assess(l, c, "publisher", verdict.Request{Verb: document.Release}); code(err) != "releasing" {
		t.Errorf("asked twice: %v", err)
	}
}

// TestDA18OnRequest: the register changes, nothing is to be released, and the next
// assessment is due in a year.
func TestDA18OnRequest(t *testing.T) {
	b := newBench(t)
	l, c := filed(t, document.Withheld, nil)
	for _, s := range []struct {
		who string
		r   verdict.Request
	}{{"disclosure", towards(document.OnRequest)}, {"secrecy", b.open()}} {
		if _, err := assess(l, c, s.who, s.r); err != nil {
			t.Fatal(err)
		}
	}
	u, err := assess(l, c, "signer", verdict.Request{Verb: document.Sign, Opinion: "同意。"})
	if diff := cmp.Diff([]string{"-review", "+review DA-17 2027-11-22"}, told(u.Duties)); err != nil || diff != "" || u.To != document.Filed || u.Release {
		t.Errorf("%+v %v %s", u, err, diff)
	}
	if _, err := assess(l, c, "disclosure", towards(document.Proactive)); err != nil {
		t.Errorf("opened further: %v", err)
	}
}

// TestDA18Closed: what can't be opened at all says why.
func TestDA18Closed(t *testing.T) {
	for _, x := range []struct {
		name, want, rule string
		change           func(*dossier.Content)
		then             func(*verdict.ReassessCase)
	}{
		{name: "a state secret", want: "state-secret", rule: "SR-09", change: func(c *dossier.Content) { c.Disclosure.Grounds = []document.Ground{document.R14A} }},
		{name: "a mark in the text", want: "gate-reassess", rule: "SC-12", change: func(c *dossier.Content) { c.Text.Body += "\n\n机密★10年" }},
		{name: "a closed annex in the original", want: "gate-reassess", rule: "DA-11", change: func(c *dossier.Content) {
			c.Annexes = []dossier.Annex{{Title: "名单", Body: "甲。", Attribute: document.Withheld, Ground: document.R15, Reason: "个人信息。"}}
		}},
		{name: "personal data in the text is proposed with a word only", want: "warnings-unanswered", rule: "SC-03", change: func(c *dossier.Content) { c.Text.Body += "\n\n联系人手机13812345678。" }},
		{name: "not sealed", want: "not-sealed", then: func(c *verdict.ReassessCase) { c.Sealed = "" }},
		{name: "repealed", want: "already-repealed", then: func(c *verdict.ReassessCase) { c.Dead = true }},
		{name: "still on its way", want: "not-filed", rule: "DA-18", then: func(c *verdict.ReassessCase) { c.Document.State.Stage = document.Signing }},
	} {
		t.Run(x.name, func(t *testing.T) {
			l, c := filed(t, document.Withheld, x.change)
			if x.then != nil {
				x.then(c)
			}
			_, err := assess(l, c, "disclosure", towards(document.Proactive))
			if e, ok := err.(*document.Error); !ok || e.Code != x.want || x.rule != "" && e.Rule != x.rule { //nolint:errorlint // not wrapped
				t.Errorf("%v", err)
			}
		})
	}
}

// TestIN04Opened: an interpretation that the class asks for and that is not there is told
// of, and awaited once the document is public.
func TestIN04Opened(t *testing.T) {
	l, c := filed(t, document.Withheld, func(c *dossier.Content) {
		c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "不公开。"}
	})
	propose := towards(document.Proactive)
	_, err := assess(l, c, "disclosure", propose)
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Code != "warnings-unanswered" || len(e.Findings) != 1 || strings.Contains(e.Message, "“”") {
		t.Fatalf("proposed in silence: %v", err)
	}
	propose.Answers = answers(e.Findings)
	u, err := assess(l, c, "disclosure", propose)
	if err != nil || len(u.Answers) != 1 || len(u.Warnings) == 0 || u.Warnings[0].Rule != "IN-04" {
		t.Errorf("%+v %v", u.Warnings, err)
	}
	if c.Document.Awaits() {
		t.Error("awaited before it was opened")
	}
	c.Document.State.OpenedOn = "2026-12-01"
	if e, err := l.Shown(c.Document); err != nil || !c.Document.Awaits() || len(e.Begin) != 1 || e.Begin[0].Name != verdict.InterpretDuty {
		t.Errorf("%+v %v", e, err)
	}
}
