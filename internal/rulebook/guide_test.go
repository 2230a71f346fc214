package rulebook

import "testing"

// Every rule that a field's help names is in the book, so that the help never shrinks
// unseen when a rule is renamed.
func TestSpeaking(t *testing.T) {
	for place, ids := range speaking {
		if got := Speaking(place); len(got) != len(ids) || got[0].ID != ids[0] {
			t.Errorf("%s: %v, found %d of them", place, ids, len(got))
		}
	}
	if got := Speaking("no.such.field"); got != nil {
		t.Errorf("an unknown field: %v", got)
	}
}
