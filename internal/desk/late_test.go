package desk_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// lateMaterial passes the lockstep gate for the document of content().
func lateMaterial() dossier.Interpretation {
	return dossier.Interpretation{
		Outline: "背景、要求", Form: "政策问答", Channel: "公开栏目", When: "文件发布后3个工作日内", Title: "有关通知的问答", Body: "为什么要提前安排？让周边居民早作准备。", Interpreter: "陈明",
	}
}

// followed is a released document whose interpretation is to follow. The release
// itself is tried out in store and workflows.
func (o *office) followed() string {
	o.t.Helper()
	c := content()
	c.Interpretation = dossier.Interpretation{Need: dossier.Later, Reason: "解读材料正在制作。"}
	v := o.draft(c)
	o.must(o.record.PutRequest(o.t.Context(), v.ID, "p-drafter", verdict.Request{ID: "published", Verb: document.Submit}, now))
	_, err := o.record.Take(o.t.Context(), v.ID, "published", now, func(c verdict.Case, _ verdict.Request) (verdict.Ruling, error) {
		return verdict.Ruling{From: c.State.Stage, To: document.Published, Unit: c.State.Unit}, nil
	})
	o.must(err)
	return v.ID
}

// TestIN08OnTheDesk: the drafting unit writes, somebody else reviews for secrets, the
// publisher releases; each is refused to everybody else, and every refusal is kept.
func TestIN08OnTheDesk(t *testing.T) {
	o := open(t)
	id := o.followed()
	ctx := t.Context()
	first, err := o.View(ctx, "p-drafter", id)
	o.must(err)
	base := first.Late.Base
	for _, person := range []string{"p-openness", "p-publisher"} {
		if _, err := o.SaveLate(ctx, person, id, base, lateMaterial()); document.KindOf(err) != document.Forbidden {
			t.Errorf("%s writes: %v", person, err)
		}
	}
	secret := lateMaterial()
	secret.Body = "机密★10年"
	if _, err := o.SaveLate(ctx, "p-drafter", id, base, secret); code(err) != "secrecy-mark" {
		t.Errorf("SR-09: %v", err)
	}
	unseen := lateMaterial()
	unseen.Body += "\u202e"
	if _, err := o.SaveLate(ctx, "p-drafter", id, base, unseen); code(err) != "hidden-characters" {
		t.Errorf("material with an unseen character: %v", err)
	}
	if _, err := o.SaveLate(ctx, "p-drafter", id, "", lateMaterial()); code(err) != "base-missing" {
		t.Errorf("the first save names nothing that was seen: %v", err)
	}
	if _, err := o.SaveLate(ctx, "p-drafter", id, first.Digest, lateMaterial()); code(err) != "stale-digest" {
		t.Errorf("the first save names something else: %v", err)
	}
	v, err := o.SaveLate(ctx, "p-drafter", id, base, lateMaterial())
	o.must(err)
	act := func(person, key string, r verdict.Request) error {
		r.ID, r.Digest = key, v.Late.Digest
		if r.Stage == "" {
			r.Stage = v.Late.Stage
		}
		got, err := o.Desk.ActLate(ctx, person, id, r)
		if err == nil {
			v = got
		}
		return err
	}
	if err := act("p-secrecy", "k1", verdict.Request{Verb: document.Submit}); document.KindOf(err) != document.Forbidden {
		t.Errorf("a reviewer submits: %v", err)
	}
	if err := act("p-drafter", "k1u", verdict.Request{Verb: document.Submit, Opinion: "请审\u202e核"}); code(err) != "hidden-characters" {
		t.Errorf("an opinion with an unseen character: %v", err)
	}
	o.must(act("p-drafter", "k2", verdict.Request{Verb: document.Submit}))
	o.must(act("p-drafter", "k2", verdict.Request{Verb: document.Submit, Stage: document.Drafting})) // a second click
	if v.Late.Stage != document.SecrecyReview || len(v.Late.Checks) == 0 {
		t.Fatalf("submitted: %+v", v.Late)
	}
	answers := map[string]string{}
	for _, c := range v.Late.Checks {
		answers[c.ID] = "no"
	}
	if err := act("p-drafter", "k3", verdict.Request{Verb: document.Approve, Checklist: answers, Result: "open"}); document.KindOf(err) != document.Forbidden {
		t.Errorf("SR-15: the author reviews: %v", err)
	}
	if err := act("p-secrecy", "k4", verdict.Request{Verb: document.Approve, Result: "open"}); code(err) != "gate-g6" {
		t.Errorf("SR-14: no answers: %v", err)
	}
	if err := act("p-secrecy", "k5", verdict.Request{Verb: document.Approve, Checklist: answers, Result: "closed", Opinion: "不宜公开。"}); code(err) == "" {
		t.Error("what is not open goes on")
	}
	o.must(act("p-secrecy", "k6", verdict.Request{Verb: document.Approve, Checklist: answers, Result: "open", Opinion: "可以公开。"}))
	if err := act("p-drafter", "k7", verdict.Request{Verb: document.Release}); document.KindOf(err) != document.Forbidden {
		t.Errorf("the author releases: %v", err)
	}
	o.must(act("p-publisher", "k8", verdict.Request{Verb: document.Release}))
	if v.Late.State == "" || v.Late.Stage != document.Publication {
		t.Errorf("asked for: %+v", v.Late)
	}
	if len(o.refusals()) < 6 {
		t.Errorf("refusals on record: %v", o.refusals())
	}
}
