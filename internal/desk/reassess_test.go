package desk_test

import (
	"testing"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// shut is a document that was filed unpublished and sealed.
func (o *office) shut(a document.Attribute) string {
	o.t.Helper()
	c := content()
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
