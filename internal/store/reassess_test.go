package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// outward is a judge who sends the assessment on; the duty is dated by the laws.
func outward(t *testing.T) activities.JudgeReassess {
	l := laws(t)
	return func(c verdict.ReassessCase, r verdict.Request) (verdict.ReassessRuling, error) {
		u := verdict.ReassessRuling{From: c.Stage, Unit: "gov"}
		switch r.Verb { //nolint:exhaustive // no other verb is used
		case document.Reassess:
			u.To, u.Proposed, u.Reason = document.SecrecyReview, r.Disclosure.Attribute, r.Opinion
		case document.Approve:
			u.To = document.Signing
		case document.SendBack:
			u.To = document.Filed
		case document.Sign:
			u.To, u.Changed, u.Duties.Meet = document.Filed, true, []string{verdict.ReviewDuty}
			if c.Proposed.Releasable() {
				u.To = document.Publication
				d, err := l.Date(verdict.Duty{Rule: "DA-19", Name: verdict.OpenDuty, Title: "公开", Unit: "workday", Count: 20, From: c.Document.Today, Owner: document.Publisher})
				if err != nil {
					return u, err
				}
				u.Duties.Begin = []verdict.Duty{d}
			}
		case document.Release:
			u.To, u.Release = document.Publication, true
		}
		return u, nil
	}
}

func closedContent(a document.Attribute) dossier.Content {
	c := content("通知")
	c.Disclosure = dossier.Disclosure{Attribute: a, Reason: "过程性信息。"}
	if a == document.Withheld {
		c.Disclosure.Grounds = []document.Ground{document.R16B}
	}
	return c
}

// shut brings a document into the files, unpublished and sealed.
func (o office) shut(c dossier.Content) {
	o.t.Helper()
	const id = "d1"
	o.create(id, c)
	o.bring(id, 7)
	r := verdict.Request{ID: id + "-register", Verb: document.Register, Opinion: "同意。"}
	_, err := o.act(id, "checker", r, func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		u, err := onward(c, r)
		u.To = document.Filed
		return u, err
	})
	o.must(err)
	o.seal(id, "sealed "+id)
}

type lookStep struct {
	person string
	r      verdict.Request
}

func opening(to document.Attribute) []lookStep {
	return []lookStep{
		{"officer", verdict.Request{ID: "a1", Verb: document.Reassess, Opinion: "理由已不存在。", Disclosure: &dossier.Disclosure{Attribute: to}}},
		{"secrecy", verdict.Request{ID: "a2", Verb: document.Approve, Result: "open", Opinion: "可以公开。", Checklist: map[string]string{"personal": "no"}}},
		{"signer", verdict.Request{ID: "a3", Verb: document.Sign, Opinion: "同意。"}},
		{"publisher", verdict.Request{ID: "a4", Verb: document.Release}},
	}
}

func (o office) look(s lookStep) (activities.Taken, error) {
	o.t.Helper()
	const id = "d1"
	o.must(o.PutRequest(o.t.Context(), id, s.person, s.r, now))
	return o.TakeReassess(o.t.Context(), id, s.r.ID, now, outward(o.t))
}

func (o office) looked(steps []lookStep) {
	o.t.Helper()
	for _, s := range steps {
		_, err := o.look(s)
		o.must(err)
	}
}

// hidden fails when the public can see anything of the document.
func (o office) hidden(when string) {
	o.t.Helper()
	const id = "d1"
	if r, err := o.Shelf.Get(o.t.Context(), id); document.KindOf(err) != document.NotFound {
		o.t.Errorf("invariant-7: visible %s: %+v %v", when, r.Title, err)
	}
}

// prepareOpening makes the release ready as the steps do.
func (o office) prepareOpening() activities.Prepared {
	o.t.Helper()
	const id = "d1"
	p := o.snapshotFor(id, "sealed "+id, activities.OpenRelease)
	p.Release, p.Kind = id+"-open", activities.OpenRelease
	o.must(o.Prepare(o.t.Context(), p, now))
	return p
}

// TestDA18Opened: from the files to the portal; before the switch the public sees nothing,
// afterwards the document with what it is now and since when, over the same bytes.
func TestDA18Opened(t *testing.T) {
	o := openFollowing(t)
	ctx := t.Context()
	o.shut(closedContent(document.Withheld))
	if _, err := o.Source(ctx, "d1", activities.OpenRelease, today); code(err) != "invariant-1" {
		t.Errorf("invariant-1: a source of what is withheld: %v", err)
	}
	steps := opening(document.Proactive)
	for _, s := range steps {
		first, err := o.look(s)
		o.must(err)
		if again, err := o.look(s); err != nil || again != first { // a second click
			t.Errorf("%s again: %+v %v", s.r.Verb, again, err)
		}
		o.hidden("after " + string(s.r.Verb))
	}
	d, err := o.Document(ctx, "d1")
	if err != nil || d.Attribute != document.Proactive || d.Stage != document.Filed {
		t.Errorf("register: %+v %v", d, err)
	}
	p := o.prepareOpening()
	if p.Public.Attribute != document.Proactive || p.Public.AttributeSince != today || p.Public.Mark() != "此件不予公开" {
		t.Errorf("snapshot: %+v", p.Public)
	}
	o.hidden("while it is prepared")
	_, err = o.Switch(ctx, p.Release, now)
	o.must(err)
	if _, err := o.ReassessPublished(ctx, "d1", p.Release, "", now); code(err) != "not-read-back" {
		t.Errorf("invariant-11: closed before anybody saw it: %v", err)
	}
	o.readBack(p.Release)
	for range 2 {
		got, err := o.ReassessPublished(ctx, "d1", p.Release, "", now)
		if diff := cmp.Diff(activities.Standing{Seq: 5, Stage: document.Published}, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	seen, err := o.Shelf.Get(ctx, "d1")
	if err != nil || seen.AttributeSince != today || seen.PrintedAs != document.Withheld || seen.SealedDigest != sha([]byte("sealed d1")) {
		t.Errorf("public: %+v %v", seen.Public, err)
	}
	if d, err = o.Document(ctx, "d1"); err != nil || d.Stage != document.Published {
		t.Errorf("document: %+v %v", d, err)
	}
	met := false
	for _, x := range o.duties("d1") {
		met = met || x.Name == verdict.OpenDuty && x.State == store.ObligationMet && x.DueOn == "2026-12-29" && strings.Contains(string(x.Receipt), `"counted"`)
	}
	if !met {
		t.Errorf("DA-19: %+v", o.duties("d1"))
	}
	if es, err := o.Shelf.Editions(ctx, "d1"); err != nil || len(es) != 1 || !es[0].First {
		t.Errorf("editions: %+v %v", es, err)
	}
	if _, err := o.Source(ctx, "d1", activities.MarkRelease, today); err != nil {
		t.Errorf("a later mark: %v", err)
	}
}

// TestDA18OnRequestStaysHidden: the register changes, and nothing can be released.
func TestDA18OnRequestStaysHidden(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.shut(closedContent(document.Withheld))
	o.looked(opening(document.OnRequest)[:3])
	d, err := o.Document(ctx, "d1")
	if err != nil || d.Attribute != document.OnRequest || d.Stage != document.Filed {
		t.Errorf("register: %+v %v", d, err)
	}
	if _, err := o.Source(ctx, "d1", activities.OpenRelease, today); code(err) != "invariant-1" {
		t.Errorf("a source: %v", err)
	}
	o.hidden("on request")
	again := opening(document.Proactive)
	for i := range again {
		again[i].r.ID += "-2"
	}
	o.looked(again)
	p := o.prepareOpening()
	if p.Public.PrintedAs != document.Withheld {
		t.Errorf("printed as %s", p.Public.PrintedAs)
	}
	_, err = o.Switch(ctx, p.Release, now)
	o.must(err)
}

// TestDA18Returned: what was refused leaves no trace with the public, and the next
// proposal needs a review and a signature of its own.
func TestDA18Returned(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.shut(closedContent(document.Withheld))
	o.looked(opening(document.Proactive)[:2])
	o.looked([]lookStep{{"signer", verdict.Request{ID: "no", Verb: document.SendBack, Opinion: "仍不宜公开。"}}})
	o.hidden("after a return")
	if d, err := o.Document(ctx, "d1"); err != nil || d.Attribute != document.Withheld {
		t.Errorf("register: %+v %v", d, err)
	}
	c, err := o.ReassessCase(ctx, "d1", "officer", today)
	if err != nil || c.Stage != document.Filed || c.Proposed != "" || c.Seq != 3 {
		t.Errorf("%+v %v", c, err)
	}
	o.looked([]lookStep{{"officer", verdict.Request{ID: "b1", Verb: document.Reassess, Opinion: "再次评估。", Disclosure: &dossier.Disclosure{Attribute: document.Proactive}}}})
	if c, err = o.ReassessCase(ctx, "d1", "officer", today); err != nil || c.Cleared != "" || len(c.Reviewed) != 0 {
		t.Errorf("the old review stands: %+v %v", c, err)
	}
}

// TestDA18Failed: a release that did not come about shows nothing and can be asked for again.
func TestDA18Failed(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.shut(closedContent(document.OnRequest))
	o.looked(opening(document.Proactive))
	p := o.prepareOpening()
	o.must(o.Discard(ctx, p.Release))
	got, err := o.ReassessPublished(ctx, "d1", p.Release, "门户没有应答。", now)
	if diff := cmp.Diff(activities.Standing{Seq: 5, Stage: document.Publication}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	o.hidden("after a failure")
	again, err := o.look(lookStep{"publisher", verdict.Request{ID: "a5", Verb: document.Release}})
	if err != nil || !again.Release {
		t.Errorf("again: %+v %v", again, err)
	}
}

// TestDA18NothingUndecided: what a judge let pass by mistake stops at the switch.
func TestDA18NothingUndecided(t *testing.T) {
	closedAnnex := closedContent(document.Withheld)
	closedAnnex.Annexes = []dossier.Annex{{Title: "名单", Body: "甲。", Attribute: document.Withheld, Ground: document.R15, Reason: "个人信息。"}}
	secret := closedContent(document.Withheld)
	secret.Disclosure.Grounds = []document.Ground{document.R14A}
	for name, x := range map[string]struct {
		content dossier.Content
		change  func([]lookStep) []lookStep
		forge   func(*activities.Prepared)
		want    string
	}{
		"nobody asked":          {closedContent(document.Withheld), func(s []lookStep) []lookStep { return s[:3] }, nil, "not-asked"},
		"not reviewed as open":  {closedContent(document.Withheld), func(s []lookStep) []lookStep { s[1].r.Result = "partial"; return s }, nil, "invariant-2"},
		"not reviewed":          {closedContent(document.Withheld), func(s []lookStep) []lookStep { s[1].r.Verb = document.Sign; return s }, nil, "invariant-2"},
		"an author proposed it": {closedContent(document.Withheld), func(s []lookStep) []lookStep { s[0].person = "drafter"; return s }, nil, "invariant-2"},
		"two of three":          {closedContent(document.Withheld), func(s []lookStep) []lookStep { s[2].person = "officer"; return s }, nil, "invariant-2"},
		"a closed annex":        {closedAnnex, nil, nil, "invariant-1"},
		"a state secret":        {secret, nil, nil, "invariant-1"},
		"tightened":             {closedContent(document.OnRequest), func(s []lookStep) []lookStep { s[0].r.Disclosure.Attribute = document.OnRequest; return s }, nil, "invariant-1"},
		"another text":          {closedContent(document.Withheld), nil, func(p *activities.Prepared) { p.Public.Body = "伪造" }, "not-as-signed"},
		"another history":       {closedContent(document.Withheld), nil, func(p *activities.Prepared) { p.Public.PrintedAs = "" }, "not-as-signed"},
		"another file":          {closedContent(document.Withheld), nil, func(p *activities.Prepared) { p.Public.SealedDigest = sha([]byte("x")) }, "invariant-5"},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			ctx := t.Context()
			o.shut(x.content)
			steps := opening(document.Proactive)
			if x.change != nil {
				steps = x.change(steps)
			}
			o.looked(steps)
			p := activities.Prepared{Document: "d1"}
			public, err := o.Source(ctx, "d1", activities.OpenRelease, today)
			if err == nil {
				p.Public, p.PDF = public, []byte("sealed d1")
				p.Public.SealedDigest = sha(p.PDF)
				p.Public.File = document.PublicFile{Name: "d1.pdf", Digest: sha(p.PDF), Size: len(p.PDF)}
				if x.forge != nil {
					x.forge(&p)
				}
				p.Release, p.Kind = "d1-open", activities.OpenRelease
				o.must(o.Prepare(ctx, p, now))
				_, err = o.Switch(ctx, p.Release, now)
			}
			if code(err) != x.want {
				t.Errorf("%v, want %s", err, x.want)
			}
			o.hidden("after a refused switch")
		})
	}
}

// TestIN08AfterOpening: an interpretation that the class asks for is awaited from the switch
// on, and follows on the way that every late interpretation goes.
func TestIN08AfterOpening(t *testing.T) {
	o := openFollowing(t)
	ctx := t.Context()
	c := closedContent(document.Withheld)
	c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "不公开。"}
	o.shut(c)
	o.looked(opening(document.Proactive))
	if due, err := o.Shelf.Awaited(ctx, "d1"); due != "" || err != nil {
		t.Errorf("invariant-7: told before the release: %q %v", due, err)
	}
	p := o.prepareOpening()
	_, err := o.Switch(ctx, p.Release, now)
	o.must(err)
	if due, err := o.Shelf.Awaited(ctx, "d1"); due != "2026-12-04" || err != nil {
		t.Errorf("awaited until %q %v", due, err)
	}
	o.readBack(p.Release)
	_, err = o.ReassessPublished(ctx, "d1", p.Release, "", now)
	o.must(err)
	if k, err := o.LateCase(ctx, "d1", "drafter", today); err != nil || !k.Follows() {
		t.Errorf("it can't follow: %v", err)
	}
	o.must(o.SaveLate(ctx, "d1", "drafter", o.base(), material, mayWrite, now))
	for i, s := range []step{{"drafter", document.Submit}, {"secrecy", document.Approve}, {"publisher", document.Release}} {
		_, err := o.late(s.person, s.verb, "l"+string(rune('a'+i)))
		o.must(err)
	}
	late := o.snapshotFor("d1", "sealed d1", activities.LateRelease)
	late.Release, late.Kind = "d1-late", activities.LateRelease
	o.must(o.Prepare(ctx, late, now))
	_, err = o.Switch(ctx, late.Release, now)
	o.must(err)
	if seen, err := o.Shelf.Get(ctx, "d1"); err != nil || seen.Interpretation == nil || seen.PrintedAs != document.Withheld {
		t.Errorf("%+v %v", seen.Interpretation, err)
	}
}
