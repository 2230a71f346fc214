package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

func TestPublished(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p := o.ready("d1", content("通知"))
	if _, err := o.Published(ctx, "d1", p.Release, "", now); code(err) != "not-visible" {
		t.Errorf("published before the switch: %v", err)
	}
	_, err := o.Switch(ctx, p.Release, now)
	o.must(err)
	if _, err := o.Published(ctx, "d1", p.Release, "", now); code(err) != "not-read-back" {
		t.Errorf("invariant-11 published before anybody saw it: %v", err)
	}
	o.must(o.Receipt(ctx, activities.Receipt{Release: p.Release, Surface: activities.PortalSurface, Detail: "没有应答", At: now}))
	if _, err := o.Published(ctx, "d1", p.Release, "", now); code(err) != "not-read-back" {
		t.Errorf("invariant-11 published after a look that failed: %v", err)
	}
	o.readBack(p.Release)
	want := activities.Standing{Seq: 10, Stage: document.Published}
	for range 2 {
		got, err := o.Published(ctx, "d1", p.Release, "", now)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	acts, err := o.Acts(ctx, "d1")
	o.must(err)
	if len(acts) != 10 || acts[9].Verb != store.ReleaseDone || acts[9].Label() != "发布完成" || acts[9].Person != "" {
		t.Errorf("timeline: %+v", acts[len(acts)-1])
	}
	d, err := o.Document(ctx, "d1")
	if d.ReleaseNo != 1 || d.ReleasedOn != today || err != nil {
		t.Errorf("document: %+v %v", d, err)
	}
}

// A release that failed can be asked for again.
func TestReleaseFailed(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p := o.ready("d1", content("通知"))
	want := activities.Standing{Seq: 10, Stage: document.Publication}
	for range 2 {
		got, err := o.Published(ctx, "d1", p.Release, "门户没有应答。", now)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	acts, err := o.Acts(ctx, "d1")
	o.must(err)
	if last := acts[len(acts)-1]; len(acts) != 10 || last.Label() != "发布未成" || last.Detail.Failure != "门户没有应答。" {
		t.Errorf("timeline: %+v", last)
	}
	got, err := o.act("d1", "publisher", verdict.Request{ID: "again", Verb: document.Release}, onward)
	if !got.Release || got.Seq != 11 || err != nil {
		t.Errorf("second try: %+v %v", got, err)
	}
	if st, err := o.Standing(ctx, "d1"); !st.Releasing || err != nil {
		t.Errorf("standing: %+v %v", st, err)
	}
}

func TestReceipts(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	if _, ok, err := o.LatestRelease(ctx, "d1"); ok || err != nil {
		t.Errorf("no release: %v", err)
	}
	p := o.ready("d1", content("通知"))
	r := activities.Receipt{Release: p.Release, Surface: "portal", Detail: "第1次未成功。", At: now, Proof: map[string]any{"status": 502.0}}
	o.must(o.Receipt(ctx, r))
	r.OK, r.Detail = true, "核验通过。"
	o.must(o.Receipt(ctx, r))
	got, ok, err := o.LatestRelease(ctx, "d1")
	want := store.ReleaseState{Release: p.Release, Kind: activities.FirstRelease, Receipts: []activities.Receipt{r}}
	if diff := cmp.Diff(want, got); diff != "" || !ok || err != nil {
		t.Error(diff, ok, err)
	}
	r.Release = "none"
	if err := o.Receipt(ctx, r); document.KindOf(err) != document.NotFound {
		t.Errorf("no release: %v", err)
	}
}
