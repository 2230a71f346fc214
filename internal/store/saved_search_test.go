package store_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"mingfa/internal/document"
)

func TestSavedSearches(t *testing.T) {
	o := open(t)
	first, err := o.SaveSearch(t.Context(), "head", "我科在办", json.RawMessage(`{"stage": "signing"}`), now)
	o.must(err)
	again, err := o.SaveSearch(t.Context(), "head", "我科在办", json.RawMessage(`{"stage": "drafting"}`), now)
	o.must(err)
	if first.ID != again.ID {
		t.Errorf("the same name made a second one: %d, %d", first.ID, again.ID)
	}
	kept, err := o.SavedSearches(t.Context(), "head")
	o.must(err)
	if len(kept) != 1 || string(kept[0].Query) != `{"stage": "drafting"}` {
		t.Errorf("kept %+v", kept)
	}
	if others, err := o.SavedSearches(t.Context(), "signer"); err != nil || len(others) != 0 {
		t.Errorf("somebody else sees %v %v", others, err)
	}
	if err := o.DropSearch(t.Context(), "signer", first.ID); document.KindOf(err) != document.NotFound {
		t.Errorf("somebody else drops it: %v", err)
	}
	o.must(o.DropSearch(t.Context(), "head", first.ID))
	for i := range 31 {
		_, err = o.SaveSearch(t.Context(), "head", fmt.Sprint("查询", i), json.RawMessage(`{}`), now)
	}
	if document.KindOf(err) != document.Conflict {
		t.Errorf("the 31st: %v", err)
	}
}
