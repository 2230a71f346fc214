package desk_test

import (
	"errors"
	"slices"
	"testing"

	"mingfa/activities"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// shut is a document that was filed unpublished and sealed.
func (o *office) shut(a document.Attribute) string {
	o.t.Helper()
	return o.shutWith(content(), a)
}

func (o *office) shutWith(c dossier.Content, a document.Attribute) string {
	o.t.Helper()
	c.Disclosure = dossier.Disclosure{Attribute: a, Grounds: []document.Ground{document.R16B}, Reason: "属于过程性信息。"}
	v := o.draft(c)
	ctx := o.t.Context()
	for _, u := range []verdict.Ruling{{To: document.Registration, SignedDigest: v.Digest, DatedOn: "2026-11-20"}, {To: document.Filed, GiveNumber: true}} {
		request := "to-" + string(u.To)
		o.must(o.record.PutRequest(ctx, v.ID, "p-drafter", verdict.Request{ID: request, Verb: document.Submit}, now))
		_, err := o.record.Take(ctx, v.ID, request, now, func(c verdict.Case, _ verdict.Request) (verdict.Ruling, error) {
			u.From, u.Unit = c.State.Stage, c.State.Unit
			return u, nil
		})
		o.must(err)
	}
	d, err := o.record.Document(ctx, v.ID)
	o.must(err)
	_, err = o.record.AddFile(ctx, v.ID, activities.File{Kind: activities.SealedFile, Digest: "ab", Size: 1, Basis: d.SignedDigest, Pages: 1, Date: "2026-11-20", Number: d.Number}, now)
	o.must(err)
	return v.ID
}

// TestDA18OnTheDesk: the disclosure office proposes, somebody else reviews, the signer
// signs, the publisher releases; every refusal is kept, and a second click is one act.
func TestDA18OnTheDesk(t *testing.T) {
	o := open(t)
	id := o.shut(document.Withheld)
	ctx := t.Context()
	v, err := o.View(ctx, "p-openness", id)
	o.must(err)
	if v.Reassess == nil || len(v.Reassess.May) != 2 || len(v.Reassess.Options) != 1 || !v.Reassess.Options[0].Open {
		t.Fatalf("on the page: %+v", v.Reassess)
	}
	act := func(person, key string, r verdict.Request) error {
		r.ID = key
		if r.Digest == "" {
			r.Digest = v.Reassess.Digest
		}
		got, err := o.Desk.ActReassess(ctx, person, id, r)
		if err == nil {
			v = got
		}
		return err
	}
	propose := verdict.Request{Verb: document.Reassess, Opinion: "理由已不存在。", Digest: v.Reassess.Digest, Disclosure: &dossier.Disclosure{Attribute: document.Proactive}}
	if err := act("p-publisher", "k1", propose); document.KindOf(err) != document.Forbidden {
		t.Errorf("another office proposes: %v", err)
	}
	tighter := propose
	tighter.Disclosure = &dossier.Disclosure{Attribute: document.Withheld}
	if err := act("p-openness", "k2", tighter); code(err) != "not-allowed" {
		t.Errorf("DA-18: %v", err)
	}
	secret := propose
	secret.Opinion = "机密★10年"
	if err := act("p-openness", "k3", secret); code(err) != "secrecy-mark" {
		t.Errorf("SR-09: %v", err)
	}
	o.must(act("p-openness", "k4", propose))
	o.must(act("p-openness", "k4", propose)) // a second click
	if v.Reassess.Stage != document.SecrecyReview || len(v.Reassess.Acts) != 1 || v.Attribute != document.Withheld {
		t.Fatalf("proposed: %+v", v.Reassess)
	}
	if err := act("p-openness", "k5", propose); code(err) != "wrong-stage" {
		t.Errorf("an old page: %v", err)
	}
	answers := map[string]string{}
	for _, c := range o.laws.Checklist {
		answers[c.ID] = "no"
	}
	o.must(act("p-secrecy", "k6", verdict.Request{Verb: document.Approve, Checklist: answers, Result: "open", Opinion: "可以公开。"}))
	o.must(act("p-signer", "k7", verdict.Request{Verb: document.Sign, Opinion: "同意。"}))
	if v.Attribute != document.Proactive || v.Stage != document.Filed || v.Reassess.Stage != document.Publication {
		t.Errorf("signed: %s %+v", v.Attribute, v.Reassess)
	}
	due := false
	for _, x := range v.Obligations {
		due = due || x.Rule == "DA-19" && x.On == "2026-12-18"
	}
	if !due {
		t.Errorf("DA-19: %+v", v.Obligations)
	}
	o.must(act("p-publisher", "k8", verdict.Request{Verb: document.Release}))
	if v.Reassess.State == "" {
		t.Errorf("asked for: %+v", v.Reassess)
	}
	if len(o.refusals()) < 4 {
		t.Errorf("refusals on record: %v", o.refusals())
	}
}

// TestDA18OnlyOfWhatWasFiled: there is no such section on other documents.
func TestDA18OnlyOfWhatWasFiled(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	if v.Reassess != nil {
		t.Errorf("%+v", v.Reassess)
	}
	if _, err := o.Desk.ActReassess(t.Context(), "p-drafter", v.ID, verdict.Request{ID: "k1", Verb: document.Reassess}); code(err) != "not-filed" {
		t.Errorf("%v", err)
	}
}

// TestDA18Waits: an assessment stands in the inbox of whoever must act, with its term,
// and is counted; it leaves with the act.
func TestDA18Waits(t *testing.T) {
	o := open(t)
	id := o.shut(document.Withheld)
	ctx := t.Context()
	if n := o.waiting("p-secrecy"); n != 0 {
		t.Errorf("%d wait before anything is proposed", n)
	}
	v, err := o.View(ctx, "p-openness", id)
	o.must(err)
	act := func(person, key string, r verdict.Request) {
		t.Helper()
		r.ID, r.Digest = key, v.Reassess.Digest
		r.Answers = answers(v.Reassess.Findings)
		v, err = o.Desk.ActReassess(ctx, person, id, r)
		o.must(err)
	}
	act("p-openness", "w1", verdict.Request{Verb: document.Reassess, Opinion: "理由已不存在。", Disclosure: &dossier.Disclosure{Attribute: document.Proactive}})
	if n, m := o.waiting("p-secrecy"), o.waiting("p-signer"); n != 1 || m != 0 {
		t.Errorf("proposed: %d with the reviewer, %d with the signer", n, m)
	}
	act("p-secrecy", "w2", verdict.Request{Verb: document.Approve, Checklist: cleared(o).Checklist, Result: "open", Opinion: "可以公开。"})
	if n := o.waiting("p-signer"); n != 1 {
		t.Errorf("reviewed: %d with the signer", n)
	}
	act("p-signer", "w3", verdict.Request{Verb: document.Sign, Opinion: "同意。"})
	w, err := o.Waiting(ctx, "p-publisher", desk.WaitingQuery{Limit: 50})
	o.must(err)
	if len(w.Beside) != 1 || w.Tray.Total != 1 || w.Beside[0].Due == nil || w.Beside[0].Due.On != "2026-12-18" || w.Beside[0].Stage != document.Publication {
		t.Errorf("DA-19: signed: %+v", w)
	}
	act("p-publisher", "w4", verdict.Request{Verb: document.Release})
	if n := o.waiting("p-publisher"); n != 0 {
		t.Errorf("%d wait while the house releases it", n)
	}
}

// waiting counts what waits for the person beside the way, as page and API have it.
func (o *office) waiting(person string) int {
	o.t.Helper()
	w, err := o.Waiting(o.t.Context(), person, desk.WaitingQuery{Limit: 50})
	o.must(err)
	items, err := o.Inbox(o.t.Context(), person)
	o.must(err)
	n := 0
	for _, i := range items {
		if i.Matter != "" {
			n++
		}
	}
	if n != len(w.Beside) || w.Tray.Beside != n || w.Tray.Total != len(items) {
		o.t.Errorf("page, badge and API differ for %s: %d, %+v", person, n, w.Tray)
	}
	return n
}

// TestSC03AtAnAssessment: what the scanner blocks under the new attribute is examined
// there by who reviews it, and only once there is something to review.
func TestSC03AtAnAssessment(t *testing.T) {
	o := open(t)
	id := o.shutWith(withPhone(), document.Withheld)
	ctx := t.Context()
	v, err := o.View(ctx, "p-openness", id)
	o.must(err)
	propose := verdict.Request{ID: "x1", Digest: v.Reassess.Digest, Verb: document.Reassess, Opinion: "理由已不存在。", Disclosure: &dossier.Disclosure{Attribute: document.Proactive}}
	_, err = o.Desk.ActReassess(ctx, "p-openness", id, propose)
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Code != "warnings-unanswered" || len(e.Findings) != 1 || e.Findings[0].Rule != "SC-03" {
		t.Fatalf("proposed in silence: %v", err)
	}
	propose.ID, propose.Answers = "x2", answers(e.Findings)
	v, err = o.Desk.ActReassess(ctx, "p-openness", id, propose)
	o.must(err)
	if v.Reassess.Examinable || len(v.Reassess.Acts[0].Warnings) != 1 {
		t.Errorf("proposed: %+v", v.Reassess)
	}
	v, err = o.View(ctx, "p-secrecy", id)
	o.must(err)
	i := slices.IndexFunc(v.Reassess.Findings, func(f document.Finding) bool { return f.Rule == "SC-03" })
	if i < 0 || v.Reassess.Findings[i].Severity != document.Block || !v.Reassess.Examinable {
		t.Fatalf("at the review: %+v", v.Reassess)
	}
	approve := verdict.Request{ID: "x3", Digest: v.Reassess.Digest, Verb: document.Approve, Checklist: cleared(o).Checklist, Result: "open", Opinion: "可以公开。"}
	if _, err := o.Desk.ActReassess(ctx, "p-secrecy", id, approve); code(err) != "gate-reassess" {
		t.Errorf("approved over a block: %v", err)
	}
	x := verdict.Examination{Digest: v.Reassess.Digest, Hits: []string{v.Reassess.Findings[i].Hit}, Reason: "供暖单位对外公布的抢修电话。"}
	if _, err := o.Examine(ctx, "p-signer", id, x); document.KindOf(err) != document.Forbidden {
		t.Errorf("examined by the signer: %v", err)
	}
	stale := x
	stale.Digest = v.Digest
	if _, err := o.Examine(ctx, "p-secrecy", id, stale); code(err) != "stale-digest" {
		t.Errorf("of another text: %v", err)
	}
	done, err := o.Examine(ctx, "p-secrecy", id, x)
	if err != nil || len(done) != 1 {
		t.Fatalf("examined: %+v %v", done, err)
	}
	approve.ID = "x4"
	v, err = o.Desk.ActReassess(ctx, "p-secrecy", id, approve)
	o.must(err)
	if v.Reassess.Stage != document.Signing {
		t.Errorf("approved: %+v", v.Reassess)
	}
}
