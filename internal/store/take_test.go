package store_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

func TestTakeAllTheWay(t *testing.T) {
	o := open(t)
	o.create("d1", content("关于推进政务公开的通知"))
	got := o.bring("d1", 8)
	want := activities.Taken{Seq: 8, From: document.Registration, Stage: document.Publication, Seal: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	d, err := o.Document(t.Context(), "d1")
	o.must(err)
	if d.Number != "明政办发〔2026〕1号" || d.IndexNo != "11330000MB0000001X/2026-00001" || d.DatedOn != "2026-12-01" || d.SignedDigest != d.Digest {
		t.Errorf("registered document: %+v", d)
	}
	acts, err := o.Acts(t.Context(), "d1")
	o.must(err)
	if len(acts) != 8 || acts[6].Verb != document.Sign || acts[6].PersonName != "姓名signer" || acts[6].UnitName != "明州市人民政府办公室" || !acts[6].Decided {
		t.Errorf("timeline: %+v", acts)
	}
	if no, err := o.LastDecided(t.Context(), "d1", "signer"); no != 1 || err != nil {
		t.Errorf("last decided: %d %v", no, err)
	}
	st, err := o.Standing(t.Context(), "d1")
	if diff := cmp.Diff(activities.Standing{Seq: 8, Stage: document.Publication, Seal: true}, st); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestTakeRepeated(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	first := o.bring("d1", 1)
	o.bring("d1", 3)
	again, err := o.Take(t.Context(), "d1", "d1-submit-drafter-", now, refuse)
	o.must(err)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	if n := o.count("act"); n != 3 {
		t.Errorf("%d acts after a repetition, want 3", n)
	}
}

func TestTakeRefusedLeavesNothing(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	o.bring("d1", 7)
	before, err := o.Document(t.Context(), "d1")
	o.must(err)
	lines := o.count("ledger")
	spoilt := func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		ruling, _ := onward(c, r)
		ruling.Decision.Digest = "of something else"
		return ruling, nil
	}
	for i, j := range []judge{refuse, spoilt} {
		r := verdict.Request{ID: fmt.Sprint("r", i), Verb: document.Register}
		if _, err := o.act("d1", "checker", r, j); err == nil {
			t.Fatalf("judge %d: act was taken", i)
		}
	}
	after, err := o.Document(t.Context(), "d1")
	o.must(err)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	if o.count("number") != 0 || o.count("number_series") != 0 || o.count("act") != 7 || o.count("ledger") != lines {
		t.Error("a refused act left rows")
	}
	o.bring("d1", 8)
	if d, _ := o.Document(t.Context(), "d1"); d.Number != "明政办发〔2026〕1号" {
		t.Errorf("number %s: one was burnt by a refusal", d.Number)
	}
}

// TestNumbersHaveNoGap: 200 clerks ask for a number at the same moment, and each
// act is tried a second time and fails after its number was drawn (DH-18).
func TestNumbersHaveNoGap(t *testing.T) {
	const n = 200
	o := open(t)
	signed := func(c verdict.Case, _ verdict.Request) (verdict.Ruling, error) {
		return verdict.Ruling{To: document.Registration, Unit: "gov", SignedDigest: c.Digest(), DatedOn: "2026-12-01"}, nil
	}
	for i := range n {
		id := fmt.Sprint("d", i)
		o.create(id, content("通知"))
		_, err := o.act(id, "signer", verdict.Request{ID: "sign" + id, Verb: document.Sign}, signed)
		o.must(err)
		o.must(o.PutRequest(t.Context(), id, "checker", verdict.Request{ID: "reg" + id, Verb: document.Register}, now))
		o.must(o.PutRequest(t.Context(), id, "checker", verdict.Request{ID: "bad" + id, Verb: document.Register}, now))
	}
	spoilt := func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		ruling, err := onward(c, r)
		ruling.To = "" // fails after the number was drawn
		ruling.Unit = "no such unit"
		ruling.Decision.Unit = ruling.Unit
		return ruling, err
	}
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			id := fmt.Sprint("d", i)
			if _, err := o.Take(t.Context(), id, "bad"+id, now, spoilt); err == nil {
				t.Error("the spoilt act was taken")
			}
			if _, err := o.Take(t.Context(), id, "reg"+id, now, onward); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got, want := map[document.Number]bool{}, map[document.Number]bool{}
	ds, err := o.Find(t.Context(), store.Reach{All: true}, store.SearchQuery{Limit: n})
	o.must(err)
	for i, d := range ds {
		got[d.Number] = true
		want[document.NewNumber("明政办发", 2026, i+1)] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	series, err := o.Series(t.Context())
	o.must(err)
	if diff := cmp.Diff([]store.Series{{Agency: "明政办发", Year: 2026, Last: n, Used: n, Missing: []int{}}}, series); diff != "" {
		t.Error(diff)
	}
	if r, err := o.VerifyLedger(t.Context()); err != nil || r.Broken != nil {
		t.Errorf("ledger after concurrent acts: %+v %v", r, err)
	}
}

// TestDH19OrdersRunOn: orders have numbers of their own, which go on over the years
// and take none from the series of the agency code.
func TestDH19OrdersRunOn(t *testing.T) {
	o := open(t)
	order := content("明州市人民政府办公室令")
	order.Text.Kind = document.Order
	for i, id := range []string{"d1", "d2"} {
		o.create(id, order)
		o.bring(id, 8)
		d, err := o.Document(t.Context(), id)
		o.must(err)
		if want := document.Number(fmt.Sprintf("明州市人民政府办公室令第%d号", i+1)); d.Number != want || !d.Number.WellFormed() || d.Number.Printed() != fmt.Sprintf("第%d号", i+1) {
			t.Errorf("number %s, want %s", d.Number, want)
		}
	}
	o.create("d3", content("通知"))
	o.bring("d3", 8)
	if d, err := o.Document(t.Context(), "d3"); err != nil || d.Number != "明政办发〔2026〕1号" {
		t.Errorf("beside the orders: %s %v", d.Number, err)
	}
	series, err := o.Series(t.Context())
	o.must(err)
	want := []store.Series{
		{Agency: "明州市人民政府办公室令", Year: document.Running, Last: 2, Used: 2, Missing: []int{}},
		{Agency: "明政办发", Year: 2026, Last: 1, Used: 1, Missing: []int{}},
	}
	if diff := cmp.Diff(want, series); diff != "" {
		t.Error(diff)
	}
}

func TestNumberedOnce(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	o.bring("d1", 8)
	again := func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		return verdict.Ruling{To: c.State.Stage, GiveNumber: true, Unit: "gov"}, nil
	}
	if _, err := o.act("d1", "checker", verdict.Request{ID: "again", Verb: document.Register}, again); code(err) != "numbered" {
		t.Errorf("second number: %v", err)
	}
}
