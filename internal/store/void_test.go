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

// giveUp is a judge who gives up the number, whatever the law says.
func giveUp(verdict.Case, verdict.Request) (verdict.Ruling, error) {
	return verdict.Ruling{From: document.Publication, To: document.Registration, Unit: "gov", VoidNumber: true}, nil
}

func (o office) void(id, request string) error {
	o.t.Helper()
	_, err := o.act(id, "checker", verdict.Request{ID: request, Verb: document.Void, Opinion: "机关代字有误。"}, giveUp)
	return err
}

// DH-18: a number that is given up stays in the series with its reason and is never
// drawn again; the document gets the next one.
func TestDH18VoidNumber(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	o.bring("d1", 8)
	o.must(o.void("d1", "v1"))
	o.must(o.void("d1", "v1")) // a second click
	d, err := o.Document(ctx, "d1")
	if d.Number != "" || d.IndexNo != "" || d.Stage != document.Registration || err != nil {
		t.Errorf("after the void: %q %q %s %v", d.Number, d.IndexNo, d.Stage, err)
	}
	_, err = o.act("d1", "checker", verdict.Request{ID: "again", Verb: document.Register}, onward)
	o.must(err)
	if d, err = o.Document(ctx, "d1"); d.Number != "明政办发〔2026〕2号" || err != nil {
		t.Errorf("numbered again: %q %v", d.Number, err)
	}
	voids, err := o.VoidNumbers(ctx)
	if len(voids) != 1 || voids[0].Number() != "明政办发〔2026〕1号" || voids[0].Reason != "机关代字有误。" || voids[0].Document != "d1" || err != nil {
		t.Errorf("void numbers: %+v %v", voids, err)
	}
	series, err := o.Series(ctx)
	if diff := cmp.Diff([]store.Series{{Agency: "明政办发", Year: 2026, Last: 2, Used: 1, Void: 1, Missing: []int{}}}, series); diff != "" || err != nil {
		t.Error(diff, err)
	}
	acts, err := o.Acts(ctx, "d1")
	o.must(err)
	if a := acts[8]; a.Detail.Voided != "明政办发〔2026〕1号" || a.Label() != "作废字号" {
		t.Errorf("timeline: %+v", a)
	}
}

// The original that was being made when its number was given up is not kept, and what
// is public or about to be keeps its number whatever the judge said.
func TestDH18NumberThatStays(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	o.bring("d1", 8)
	paper, err := o.Paper(ctx, "d1")
	o.must(err)
	o.must(o.void("d1", "v1"))
	late := activities.File{Kind: activities.SealedFile, Digest: sha([]byte("old")), Size: 3, Basis: paper.Digest, Pages: 1, Date: today, Number: paper.Number}
	if _, err := o.AddFile(ctx, "d1", late, now); code(err) != "number-changed" {
		t.Errorf("a seal with a void number: %v", err)
	}
	if err := o.void("d1", "v2"); code(err) != "not-numbered" {
		t.Errorf("void of nothing: %v", err)
	}
	o.again("d1")
	if _, err := o.AddFile(ctx, "d1", late, now); code(err) != "number-changed" {
		t.Errorf("a seal with another number: %v", err)
	}
	o.publish("d2", content("公开的"))
	if err := o.void("d2", "v3"); code(err) != "number-public" {
		t.Errorf("void after the release: %v", err)
	}
	o.ready("d3", content("正在发布的"))
	if err := o.void("d3", "v4"); code(err) != "releasing" {
		t.Errorf("void during the release: %v", err)
	}
	o.create("d4", content("已归档的"))
	o.bring("d4", 8)
	o.must(execAs(t, o.OwnerURL, `UPDATE document SET stage = 'filed' WHERE id = 'd4'`))
	if err := o.void("d4", "v5"); code(err) != "wrong-stage" {
		t.Errorf("void of what is filed: %v", err)
	}
	if voids, err := o.VoidNumbers(ctx); len(voids) != 1 || err != nil {
		t.Errorf("void numbers: %+v %v", voids, err)
	}
}

// ND-20: the repeal of what was never released is written into its life, once, and
// the case says why it is not released any more.
func TestND20RepealOfTheUnreleased(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("closed", content("内部文件"))
	o.bring("closed", 8)
	for _, by := range []string{"first", "second"} {
		c := content("废止决定" + by)
		c.Relations = []dossier.Relation{{Kind: document.Repeals, Target: "closed", On: today}}
		o.publish(by, c)
	}
	due, err := o.DueRepeals(ctx, today)
	if diff := cmp.Diff([]string{"first", "second"}, due); diff != "" || err != nil {
		t.Error(diff, err)
	}
	c, err := o.Case(ctx, "closed", "publisher", today)
	if c.State.RepealedBy != "明政办发〔2026〕2号" || err != nil {
		t.Errorf("repealed by %q %v", c.State.RepealedBy, err)
	}
	for _, by := range []string{"first", "first", "second"} {
		o.must(o.Inscribe(ctx, by, today, now))
	}
	want := document.Life{
		EffectiveOn: "2027-01-01", ExpiresOn: "2031-12-31", Ended: document.Repealed, EndedOn: today,
		ByNumber: "明政办发〔2026〕2号", ByTitle: "废止决定first", ByDocument: "first",
	}
	d, err := o.Document(ctx, "closed")
	if diff := cmp.Diff(want, d.Life); diff != "" || err != nil {
		t.Error(diff, err)
	}
	effects, err := o.Effects(ctx, "second")
	if diff := cmp.Diff([]store.Effect{{Target: "closed", Kind: document.Repeals, Day: today, Life: want}}, effects); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if due, err := o.DueRepeals(ctx, today); len(due) != 0 || err != nil {
		t.Errorf("still due: %v %v", due, err)
	}
	if r, err := o.Repeal(ctx, "first", today); len(r.Targets) != 0 || err != nil {
		t.Errorf("nothing is to be marked: %+v %v", r, err)
	}
	if _, err := o.Shelf.Get(ctx, "closed"); document.KindOf(err) != document.NotFound {
		t.Errorf("invariant-7: it became visible: %v", err)
	}
}
