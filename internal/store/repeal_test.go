package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// ND-20: a published document repeals another one, from its day on.
func TestRepeal(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.publish("old", content("旧办法"))
	o.create("draft", content("未公开"))
	c := content("新办法")
	c.Relations = []dossier.Relation{
		{Kind: document.Repeals, Target: "old", Title: "旧办法", On: "2027-03-01"},
		{Kind: document.Repeals, Target: "draft", Title: "未公开"},
		{Kind: document.Repeals, Number: "明政发〔2001〕1号", Title: "不在库中"},
	}
	o.publish("new", c)
	due := func(day document.Date, want ...string) {
		t.Helper()
		got, err := o.DueRepeals(ctx, day)
		if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" || err != nil {
			t.Errorf("due on %s: %s %v", day, diff, err)
		}
	}
	due("2027-02-28")
	due("2027-03-01", "new")
	want := activities.Repeal{
		Document: "new", Number: "明政办发〔2026〕2号", Title: "新办法", Targets: []activities.Target{{Document: "old", On: "2027-03-01", Ended: document.Repealed}},
	}
	got, err := o.Repeal(ctx, "new", "2027-03-01")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	o.mark(got)
	due("2027-03-01")
	d, err := o.Document(ctx, "old")
	o.must(err)
	life := document.Life{
		EffectiveOn: "2027-01-01", ExpiresOn: "2031-12-31", Ended: document.Repealed, EndedOn: "2027-03-01",
		ByNumber: "明政办发〔2026〕2号", ByTitle: "新办法", ByDocument: "new",
	}
	if diff := cmp.Diff(life, d.Life); diff != "" {
		t.Error(diff)
	}
	seen, err := o.Shelf.Get(ctx, "old")
	if diff := cmp.Diff(life, seen.Life); diff != "" || err != nil || seen.No != 3 {
		t.Error(diff, err, seen.No)
	}
	if _, _, err := o.Shelf.File(ctx, seen.SealedDigest); document.KindOf(err) != document.NotFound {
		t.Errorf("the unmarked original is still handed out: %v", err)
	}
	if r, err := o.Shelf.ByDigest(ctx, seen.SealedDigest); r.Document != "old" || err != nil {
		t.Errorf("the original can't be verified any more: %v", err)
	}
	for _, row := range []struct {
		name string
		q    document.Query
		want []string
	}{
		{"list", document.Query{}, []string{"new", "old"}},
		{"first page", document.Query{Limit: 1}, []string{"new"}},
		{"second page", document.Query{Limit: 1, Offset: 1}, []string{"old"}},
		{"search", document.Query{Text: "办法"}, []string{"new", "old"}},
		{"newest", document.Query{Text: "办法", Newest: true}, []string{"new", "old"}},
		{"changed", document.Query{Newest: true, Changed: true}, []string{"old", "new"}},
	} {
		if diff := cmp.Diff(row.want, o.found(row.q)); diff != "" {
			t.Errorf("%s: the repealed document's new edition (-want +got):\n%s", row.name, diff)
		}
	}
}

// mark carries out the first target of a repeal as the steps do.
func (o office) mark(r activities.Repeal) {
	o.t.Helper()
	ctx, target := o.t.Context(), r.Targets[0]
	pdf := "sealed " + target.Document + " and marked"
	_, err := o.AddFile(ctx, target.Document, activities.File{
		Kind: activities.MarkedFile, Digest: sha([]byte(pdf)), Size: len(pdf), Basis: r.Document, Pages: 2, Date: today,
	}, now)
	o.must(err)
	p := o.snapshotOf(target.Document, pdf)
	p.Release, p.Kind = target.Document+"-mark-"+r.Document, activities.MarkRelease
	l := &p.Public.Life
	l.Ended, l.EndedOn, l.ByDocument, l.ByNumber, l.ByTitle = target.Ended, target.On, r.Document, r.Number, r.Title
	for _, spoil := range []func(*document.Life){
		func(l *document.Life) { l.EndedOn = "2026-01-01" },
		func(l *document.Life) { l.Ended = document.Revoked },
		func(l *document.Life) { l.ByTitle = "伪造" },
	} {
		bad := p
		spoil(&bad.Public.Life)
		o.must(o.Prepare(ctx, bad, now))
		if _, err := o.Switch(ctx, bad.Release, now); document.KindOf(err) != document.Forbidden {
			o.t.Errorf("life %+v: %v", bad.Public.Life, err)
		}
	}
	o.must(o.Prepare(ctx, p, now))
	_, err = o.Switch(ctx, p.Release, now)
	o.must(err)
}

func TestDayOfARepeal(t *testing.T) {
	rows := []struct {
		name          string
		on, effective document.Date
		want          document.Date
	}{
		{"its own day", "2027-03-01", "2027-02-01", "2027-03-01"},
		{"the day the document takes effect", "", "2027-02-01", "2027-02-01"},
		{"the date of writing", "", "", "2026-12-01"},
	}
	o := open(t)
	for i, r := range rows {
		old, by := fmt.Sprint("old", i), fmt.Sprint("new", i)
		o.publish(old, content("旧办法"))
		c := content("新办法")
		c.Text.EffectiveOn = r.effective
		c.Relations = []dossier.Relation{{Kind: document.Repeals, Target: old, On: r.on}}
		o.publish(by, c)
		got, err := o.Repeal(t.Context(), by, "2030-01-01")
		o.must(err)
		if len(got.Targets) != 1 || got.Targets[0].On != r.want {
			t.Fatalf("%s: targets %+v, want day %s", r.name, got.Targets, r.want)
		}
		o.mark(got)
	}
}

// Two decisions repeal the same document. Both releases are ready; the one that
// is switched first stays, and the other is refused and no longer due.
func TestTwoRepealsOfOneTarget(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.publish("old", content("旧办法"))
	var both []activities.Repeal
	for _, id := range []string{"first", "second"} {
		c := content("废止决定" + id)
		c.Relations = []dossier.Relation{{Kind: document.Repeals, Target: "old", On: "2027-03-01"}}
		o.publish(id, c)
		r, err := o.Repeal(ctx, id, "2027-03-01")
		o.must(err)
		both = append(both, r)
	}
	with, err := o.DueRepealsWith(ctx, "old", "2027-03-01")
	if diff := cmp.Diff([]string{"first", "second"}, with); diff != "" || err != nil {
		t.Error(diff, err)
	}
	const pdf = "sealed old and marked by the second"
	_, err = o.AddFile(ctx, "old", activities.File{
		Kind: activities.MarkedFile, Digest: sha([]byte(pdf)), Size: len(pdf), Basis: "second", Pages: 2, Date: today,
	}, now)
	o.must(err)
	second := o.snapshotOf("old", pdf)
	second.Release, second.Kind = "old-mark-second", activities.MarkRelease
	l := &second.Public.Life
	l.Ended, l.EndedOn, l.ByDocument, l.ByNumber, l.ByTitle = document.Repealed, "2027-03-01", "second", both[1].Number, both[1].Title
	o.must(o.Prepare(ctx, second, now))
	o.mark(both[0])
	if _, err := o.Switch(ctx, second.Release, now); code(err) != "already-ended" {
		t.Errorf("the second decision: %v", err)
	}
	d, err := o.Document(ctx, "old")
	if d.Life.ByDocument != "first" || err != nil {
		t.Errorf("repealed by %s %v", d.Life.ByDocument, err)
	}
	if left, err := o.DueRepeals(ctx, "2027-03-01"); len(left) != 0 || err != nil {
		t.Errorf("still due: %v %v", left, err)
	}
}

// Invariant 6: what a released decision has repealed is never shown as in force.
func TestRepealedBeforeItsRelease(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p := o.ready("late", content("旧办法"))
	c := content("废止决定")
	c.Relations = []dossier.Relation{{Kind: document.Repeals, Target: "late", On: today}}
	o.publish("decision", c)
	if _, err := o.Switch(ctx, p.Release, now); code(err) != "already-repealed" {
		t.Errorf("switch: %v", err)
	}
	if _, err := o.Shelf.Get(ctx, "late"); document.KindOf(err) != document.NotFound {
		t.Errorf("it became visible: %v", err)
	}
}
