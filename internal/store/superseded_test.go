package store_test

import (
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// again registers a document whose number was given up.
func (o office) again(id string) {
	o.t.Helper()
	_, err := o.act(id, "checker", verdict.Request{ID: id + "-again", Verb: document.Register, Opinion: "重新编号。"}, onward)
	o.must(err)
}

// DH-18: a number is given up after the seal. The same signed text gets the next number
// and is sealed again; the first original stays in the record and is nobody's file.
func TestDH18SealedNumberSuperseded(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	d := o.create("d1", content("通知"))
	o.bring("d1", 8)
	old := o.seal("d1", "old bytes")
	o.must(o.void("d1", "v1"))
	o.noFile("d1")
	if _, err := o.Source(ctx, "d1", activities.FirstRelease, today); code(err) != "not-numbered" {
		t.Errorf("source of a release without a number: %v", err)
	}
	o.again("d1")
	o.noFile("d1")
	if s, err := o.Standing(ctx, "d1"); !s.Seal || err != nil {
		t.Errorf("not to be sealed again: %+v %v", s, err)
	}
	if _, err := o.AddFile(ctx, "d1", old, now); code(err) != "number-changed" {
		t.Errorf("the first original again: %v", err)
	}
	fresh := o.seal("d1", "new bytes")
	if fresh.Digest == old.Digest || fresh.Basis != d.Digest || old.Basis != d.Digest || fresh.Number != "明政办发〔2026〕2号" {
		t.Errorf("sealed again: %+v after %+v", fresh, old)
	}
	if got, err := o.File(ctx, "d1", activities.SealedFile); got != fresh || err != nil {
		t.Errorf("file: %+v %v", got, err)
	}
	if got, err := o.Document(ctx, "d1"); got.SealedFile != fresh.Digest || err != nil {
		t.Errorf("document: %+v %v", got, err)
	}
	if n := o.count("file"); n != 2 {
		t.Errorf("%d files in the record, want both", n)
	}
	as(t, o.OwnerURL, func(c *pgx.Conn) {
		var superseded string
		err := c.QueryRow(ctx, `SELECT detail->>'superseded' FROM ledger WHERE act = 'document.void'`).Scan(&superseded)
		if superseded != old.Digest || err != nil {
			t.Errorf("ledger: %q %v", superseded, err)
		}
	})
}

// noFile holds that no original is shown or taken as that of the document.
func (o office) noFile(id string) {
	o.t.Helper()
	ctx := o.t.Context()
	if _, err := o.File(ctx, id, activities.SealedFile); code(err) != "no-file" {
		o.t.Errorf("file: %v", err)
	}
	c, err := o.Case(ctx, id, "publisher", today)
	if d, failed := o.Document(ctx, id); c.State.SealedReady || d.SealedFile != "" || err != nil || failed != nil {
		o.t.Errorf("taken as sealed: %+v %v %v", d, err, failed)
	}
}

// Invariants 5 and 7: what was sealed with a number that was given up is never released,
// whichever way somebody tries, and the public side answers as if it had never been.
func TestDH18SupersededIsNeverReleased(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	o.bring("d1", 8)
	old := o.seal("d1", "sealed d1")
	stale := o.snapshotOf("d1", "sealed d1")
	stale.Release, stale.Kind = "stale", activities.FirstRelease
	o.must(o.Prepare(ctx, stale, now))
	o.must(o.void("d1", "v1"))
	if _, err := o.Switch(ctx, "stale", now); code(err) != "not-asked" {
		t.Errorf("without a number: %v", err)
	}
	o.again("d1")
	fresh := o.seal("d1", "new bytes")
	_, err := o.act("d1", "publisher", verdict.Request{ID: "release", Verb: document.Release}, onward)
	o.must(err)
	right := o.snapshotOf("d1", "new bytes")
	right.Release, right.Kind = "right", activities.FirstRelease
	mixed := o.snapshotOf("d1", "sealed d1") // the new number over the first original
	mixed.Release, mixed.Kind = "mixed", activities.FirstRelease
	o.must(o.Prepare(ctx, mixed, now))
	for release, want := range map[string]string{"stale": "invariant-5", "mixed": "invariant-5"} {
		if _, err := o.Switch(ctx, release, now); code(err) != want {
			t.Errorf("%s: %v, want %s", release, err, want)
		}
	}
	o.nothingVisible(stale)
	right.Public.SealedDigest = fresh.Digest
	o.must(o.Prepare(ctx, right, now))
	_, err = o.Switch(ctx, "right", now)
	o.must(err)
	absent := o.absence("none")
	if got := o.fileAbsence(old.Digest); got != absent {
		t.Errorf("the portal hands out the first original: %s", got)
	}
	if got := o.digestAbsence(old.Digest); got != absent {
		t.Errorf("the portal knows the first original: %s", got)
	}
	if got, err := o.Visible(ctx, "right"); got.Number != "明政办发〔2026〕2号" || got.File.Digest != fresh.Digest || err != nil {
		t.Errorf("released: %+v %v", got.Public, err)
	}
}

// atPublication is a judge who knows the stage and nothing else.
func atPublication(j judge) judge {
	return func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		if c.State.Stage != document.Publication {
			return verdict.Ruling{}, document.Refuse(document.Conflict, "stale-stage", "已由他人办理。")
		}
		return j(c, r)
	}
}

// DH-18: of a void and a release at the same moment exactly one is done.
func TestDH18VoidOrRelease(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	for _, id := range []string{"d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"} {
		o.create(id, content("通知"+id))
		o.bring(id, 8)
		o.seal(id, "sealed "+id)
		var voided, released error
		var both sync.WaitGroup
		both.Go(func() {
			_, voided = o.act(id, "checker", verdict.Request{ID: id + "-void", Verb: document.Void, Opinion: "错号。"}, atPublication(giveUp))
		})
		both.Go(func() {
			_, released = o.act(id, "publisher", verdict.Request{ID: id + "-release", Verb: document.Release}, atPublication(onward))
		})
		both.Wait()
		d, err := o.Document(ctx, id)
		o.must(err)
		switch {
		case voided == nil && code(released) == "stale-stage" && d.Number == "" && !d.Releasing && d.Stage == document.Registration:
		case released == nil && code(voided) == "releasing" && d.Number != "" && d.Releasing && d.Stage == document.Publication:
		default:
			t.Errorf("%s: void %v, release %v, %s %q releasing %t", id, voided, released, d.Stage, d.Number, d.Releasing)
		}
	}
}

// What was sealed before originals had a number keeps its original, and is released with it.
func TestSealedBeforeTheMigration(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p := o.ready("d1", content("通知"))
	want, err := o.File(ctx, "d1", activities.SealedFile)
	o.must(err)
	o.must(execAs(t, o.OwnerURL, `ALTER TABLE file DROP COLUMN number CASCADE; ALTER TABLE file ADD PRIMARY KEY (document, kind, basis)`))
	up, err := os.ReadFile("migrations/00026_superseded.sql")
	o.must(err)
	o.must(execAs(t, o.OwnerURL, string(up)))
	if got, err := o.File(ctx, "d1", activities.SealedFile); got != want || err != nil {
		t.Errorf("file: %+v, was %+v, %v", got, want, err)
	}
	if _, err := o.Switch(ctx, p.Release, now); err != nil {
		t.Error(err)
	}
}
