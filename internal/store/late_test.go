package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

var material = dossier.Interpretation{
	Need: dossier.Needed, Outline: "背景、要求", Form: "政策问答", Channel: "公开栏目", When: "随后", Title: "夜间施工通知问答", Body: "为什么要公告？让周边居民早作安排。",
}

func mayWrite(verdict.LateCase) error { return nil }

// along is a judge who sends the interpretation on.
func along(c verdict.LateCase, r verdict.Request) (verdict.LateRuling, error) {
	to := map[document.Stage]document.Stage{document.Drafting: document.SecrecyReview, document.SecrecyReview: document.Publication, document.Publication: document.Publication}
	u := verdict.LateRuling{From: c.Stage, To: to[c.Stage], Unit: "gov", Release: r.Verb == document.Release}
	if r.Verb == document.SendBack {
		u.To = document.Drafting
	}
	return u, nil
}

func (o office) late(person string, verb document.Verb, request string) (activities.Taken, error) {
	o.t.Helper()
	r := verdict.Request{ID: request, Verb: verb, Result: "open"}
	o.must(o.PutRequest(o.t.Context(), "d1", person, r, now))
	return o.TakeLate(o.t.Context(), "d1", request, now, along)
}

// publishLater releases a document whose interpretation is to follow, as the running
// system does.
func (o office) publishLater() {
	o.t.Helper()
	c := content("通知")
	c.Interpretation = dossier.Interpretation{Need: dossier.Later, Reason: "解读材料正在制作。"}
	o.publish("d1", c)
}

// openFollowing is a register that knows which duties a release begins.
func openFollowing(t *testing.T) office {
	t.Helper()
	o := open(t)
	l := laws(t)
	s, err := store.Open(t.Context(), o.AppURL, store.Options{Follow: l.Published, Shown: l.Shown})
	o.must(err)
	t.Cleanup(s.Close)
	o.Store = s
	return o
}

// TestIN08LateInterpretation: from the first moment the public is told until when the
// interpretation is to follow, and nothing else; it becomes visible with its document
// in one switch, and meets the duty once it was seen.
func TestIN08LateInterpretation(t *testing.T) {
	o := openFollowing(t)
	ctx := t.Context()
	if due, err := o.Shelf.Awaited(ctx, "d1"); due != "" || err != nil {
		t.Errorf("before anything: %q %v", due, err)
	}
	o.publishLater()
	due, err := o.Shelf.Awaited(ctx, "d1")
	if due != "2026-12-04" || err != nil { // three working days after 1 December
		t.Errorf("awaited until %q %v", due, err)
	}
	o.must(o.SaveLate(ctx, "d1", "drafter", o.base(), material, mayWrite, now))
	c, err := o.LateCase(ctx, "d1", "drafter", today)
	o.must(err)
	if c.Stage != document.Drafting || c.Material.Title != material.Title || !c.Follows() {
		t.Errorf("case: %+v", c)
	}
	if err := o.SaveLate(ctx, "d1", "drafter", "other", dossier.Interpretation{Title: "另一稿"}, mayWrite, now); code(err) != "stale-digest" {
		t.Errorf("saved over another's: %v", err)
	}
	for _, s := range []struct {
		person, request string
		verb            document.Verb
		want            document.Stage
	}{
		{"drafter", "l1", document.Submit, document.SecrecyReview},
		{"drafter", "l1", document.Submit, document.SecrecyReview}, // a second click
		{"secrecy", "l2", document.Approve, document.Publication},
		{"publisher", "l3", document.Release, document.Publication},
	} {
		if got, err := o.late(s.person, s.verb, s.request); err != nil || got.Stage != s.want {
			t.Fatalf("%s: %+v %v", s.verb, got, err)
		}
	}
	seen, err := o.Shelf.Get(ctx, "d1")
	if err != nil || seen.Interpretation != nil {
		t.Errorf("invariant-7: visible before its release: %+v %v", seen.Interpretation, err)
	}
	p := o.snapshotFor("d1", "sealed d1", activities.LateRelease)
	p.Release, p.Kind = "d1-late", activities.LateRelease
	forged := p
	forged.Public.Interpretation = &document.PublicInterpretation{Title: "伪造", Body: "伪造"}
	o.must(o.Prepare(ctx, forged, now))
	if _, err := o.Switch(ctx, p.Release, now); code(err) != "not-as-signed" {
		t.Errorf("another text than the reviewed one: %v", err)
	}
	o.must(o.Prepare(ctx, p, now))
	_, err = o.Switch(ctx, p.Release, now)
	o.must(err)
	if seen, err = o.Shelf.Get(ctx, "d1"); err != nil || seen.Interpretation == nil || seen.Interpretation.Title != material.Title {
		t.Errorf("after the switch: %+v %v", seen.Interpretation, err)
	}
	if _, err := o.LatePublished(ctx, "d1", p.Release, "", now); code(err) != "not-read-back" {
		t.Errorf("invariant-11: closed before anybody saw it: %v", err)
	}
	o.readBack(p.Release)
	for range 2 {
		got, err := o.LatePublished(ctx, "d1", p.Release, "", now)
		if diff := cmp.Diff(activities.Standing{Seq: 4, Stage: document.Published}, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	if due, err := o.Shelf.Awaited(ctx, "d1"); due != "" || err != nil {
		t.Errorf("still awaited: %q %v", due, err)
	}
	for _, x := range o.duties("d1") {
		if x.Name == verdict.InterpretDuty && x.State != store.ObligationMet {
			t.Errorf("the duty: %+v", x)
		}
	}
	editions, err := o.Shelf.Editions(ctx, "d1")
	if err != nil || len(editions) != 2 || !editions[1].Late || editions[1].First {
		t.Errorf("editions: %+v %v", editions, err)
	}
	// A later mark shows what was released meanwhile.
	if public, err := o.Source(ctx, "d1", activities.MarkRelease, today); err != nil || public.Interpretation == nil {
		t.Errorf("a mark without the interpretation: %v", err)
	}
}

func (o office) duties(id string) []store.Obligation {
	o.t.Helper()
	list, err := o.Obligations(o.t.Context(), id)
	o.must(err)
	return list
}

// TestIN08NothingUnreviewed: what the judge let pass by mistake stops at the switch.
func TestIN08NothingUnreviewed(t *testing.T) {
	for name, row := range map[string]struct {
		reviewer string
		verb     document.Verb
		result   string
		want     string
	}{
		"invariant-2 by who wrote it":      {"drafter", document.Approve, "open", "invariant-2"},
		"invariant-2 not found open":       {"secrecy", document.Approve, "closed", "invariant-2"},
		"nobody asked for the release":     {"secrecy", document.Approve, "open", "not-asked"},
		"invariant-2 returned to the desk": {"secrecy", document.SendBack, "", "not-asked"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openFollowing(t)
			ctx := t.Context()
			o.publishLater()
			o.must(o.SaveLate(ctx, "d1", "drafter", o.base(), material, mayWrite, now))
			_, err := o.late("drafter", document.Submit, "l1")
			o.must(err)
			r := verdict.Request{ID: "l2", Verb: row.verb, Result: row.result}
			o.must(o.PutRequest(ctx, "d1", row.reviewer, r, now))
			_, err = o.TakeLate(ctx, "d1", "l2", now, along)
			o.must(err)
			if row.want == "invariant-2" {
				_, err = o.late("publisher", document.Release, "l3")
				o.must(err)
			}
			p := o.snapshotFor("d1", "sealed d1", activities.LateRelease)
			p.Release, p.Kind = "d1-late", activities.LateRelease
			o.must(o.Prepare(ctx, p, now))
			if _, err := o.Switch(ctx, p.Release, now); code(err) != row.want {
				t.Errorf("%v, want %s", err, row.want)
			}
			if seen, err := o.Shelf.Get(ctx, "d1"); err != nil || seen.Interpretation != nil {
				t.Errorf("it became visible: %v", err)
			}
		})
	}
}

// TestIN08Failed: a release that did not come about can be asked for again.
func TestIN08Failed(t *testing.T) {
	o := openFollowing(t)
	ctx := t.Context()
	o.publishLater()
	o.must(o.SaveLate(ctx, "d1", "drafter", o.base(), material, mayWrite, now))
	for i, s := range []struct {
		person string
		verb   document.Verb
	}{{"drafter", document.Submit}, {"secrecy", document.Approve}, {"publisher", document.Release}} {
		_, err := o.late(s.person, s.verb, "l"+string(rune('a'+i)))
		o.must(err)
	}
	got, err := o.LatePublished(ctx, "d1", "d1-late", "门户没有应答。", now)
	if diff := cmp.Diff(activities.Standing{Seq: 4, Stage: document.Publication}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if again, err := o.late("publisher", document.Release, "lx"); err != nil || !again.Release {
		t.Errorf("again: %+v %v", again, err)
	}
	if due, err := o.Shelf.Awaited(ctx, "d1"); due == "" || err != nil {
		t.Errorf("no longer awaited: %v", err)
	}
}

// base is what a save of the interpretation names: what its writer saw.
func (o office) base() string {
	o.t.Helper()
	c, err := o.LateCase(o.t.Context(), "d1", "drafter", today)
	o.must(err)
	return c.Base()
}

// TestIN08Waits: what is to follow stands in the inbox of the unit from the moment in
// which the document is public, with its term, then in that of who reviews it.
func TestIN08Waits(t *testing.T) {
	o := openFollowing(t)
	ctx := t.Context()
	o.publishLater()
	waits := func(stage document.Stage, unit string) []store.BesideRow {
		t.Helper()
		in := []store.Scope{{Stage: stage, Unit: unit}}
		out, err := o.Beside(ctx, in, 10)
		o.must(err)
		tray, err := o.Tray(ctx, in)
		o.must(err)
		if tray.Beside != len(out) {
			t.Errorf("%d wait, %d are counted", len(out), tray.Beside)
		}
		return out
	}
	got := waits(document.Drafting, "sec")
	if len(got) != 1 || got[0].Matter != document.LateMatter || got[0].DueOn != "2026-12-04" || got[0].ID != "d1" || got[0].At != document.Drafting {
		t.Errorf("to be written: %+v", got)
	}
	if got := waits(document.Drafting, "other"); len(got) != 0 {
		t.Errorf("with another unit: %+v", got)
	}
	o.must(o.SaveLate(ctx, "d1", "drafter", o.base(), material, mayWrite, now))
	_, err := o.late("drafter", document.Submit, "w1")
	o.must(err)
	if got := waits(document.SecrecyReview, ""); len(got) != 1 || got[0].Acts != 1 {
		t.Errorf("to be reviewed: %+v", got)
	}
	if got := waits(document.Drafting, "sec"); len(got) != 0 {
		t.Errorf("still with who wrote it: %+v", got)
	}
}
