package store_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// ND-21: of several decisions on one document the later prevails, a change over a
// correction, and an end over all. What has been carried out is not due again.
func TestChangesOfOneDocument(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.publish("old", content("旧办法"))
	decide := func(id string, kind document.RelationKind, on document.Date) {
		c := content("决定" + id)
		c.Relations = []dossier.Relation{{Kind: kind, Target: "old", Title: "旧办法", On: on}}
		o.publish(id, c)
	}
	for i, step := range []struct {
		id   string
		kind document.RelationKind
		on   document.Date
		due  bool
		want document.Validity
	}{
		{"c1", document.Corrects, "2027-01-01", true, document.Corrected},
		{"a1", document.Amends, "2027-02-01", true, document.Amended},
		{"c2", document.Corrects, "2027-03-01", false, document.Amended},
		{"p0", document.Partial, "2027-01-15", false, document.Amended},
		{"p1", document.Partial, "2027-04-01", true, document.Partly},
		{"r1", document.Repeals, "2027-05-01", true, document.Repealed},
		{"a2", document.Amends, "2027-06-01", false, document.Repealed},
	} {
		decide(step.id, step.kind, step.on)
		got, err := o.Repeal(ctx, step.id, "2027-12-01")
		o.must(err)
		if due := len(got.Targets) == 1; due != step.due {
			t.Fatalf("%d %s: due is %t: %+v", i, step.id, due, got.Targets)
		}
		if step.due {
			o.mark(got)
		}
		d, err := o.Document(ctx, "old")
		o.must(err)
		if d.Life.Ended != step.want {
			t.Errorf("%d %s: %s, want %s", i, step.id, d.Life.Ended, step.want)
		}
		if ids, err := o.DueRepeals(ctx, "2027-12-01"); err != nil || len(ids) != 0 {
			t.Errorf("%d %s: still due are %v, %v", i, step.id, ids, err)
		}
	}
}

// A document that is not public yet is not changed before the public can see it.
func TestChangeWaitsForTheRelease(t *testing.T) {
	o := open(t)
	ready := o.ready("old", content("旧办法"))
	c := content("更正")
	c.Relations = []dossier.Relation{{Kind: document.Corrects, Target: "old", Title: "旧办法", On: "2027-01-01"}}
	o.publish("by", c)
	if got, err := o.Repeal(t.Context(), "by", "2027-12-01"); err != nil || len(got.Targets) != 0 {
		t.Fatalf("due before the release: %+v, %v", got, err)
	}
	_, err := o.Switch(t.Context(), ready.Release, now)
	o.must(err)
	got, err := o.Repeal(t.Context(), "by", "2027-12-01")
	o.must(err)
	if len(got.Targets) != 1 || got.Targets[0].Ended != document.Corrected {
		t.Fatalf("due after the release: %+v", got.Targets)
	}
}
