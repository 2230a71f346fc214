package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// DH-10: who gets a document back learns from the list who sent it back, and why.
func TestReturned(t *testing.T) {
	o := open(t)
	for _, id := range []string{"back", "again", "fresh"} {
		o.create(id, content("题"))
	}
	back := func(verdict.Case, verdict.Request) (verdict.Ruling, error) {
		return verdict.Ruling{To: document.Drafting}, nil
	}
	for _, id := range []string{"back", "again"} {
		o.bring(id, 1)
		r := verdict.Request{ID: id + "-return", Verb: document.SendBack, Target: document.Drafting, ReasonCode: document.ReturnReasons()[2], Opinion: "请核对数字。"}
		_, err := o.act(id, "head", r, back)
		o.must(err)
	}
	_, err := o.act("again", "drafter", verdict.Request{ID: "again-second", Verb: document.Submit}, onward)
	o.must(err)
	got, err := o.Returned(t.Context(), []string{"back", "again", "fresh"})
	o.must(err)
	want := map[string]store.Returned{"back": {Document: "back", Person: got["back"].Person, From: document.UnitReview, Reason: document.ReturnReasons()[2], Opinion: "请核对数字。"}}
	if diff := cmp.Diff(want, got); diff != "" || got["back"].Person == "" {
		t.Errorf("returned (-want +got):\n%s", diff)
	}
	titles, err := o.Titles(t.Context(), []string{"back", "head", "none"})
	o.must(err)
	if len(titles) != 1 || titles["back"] != "题" {
		t.Errorf("titles %v", titles)
	}
}
