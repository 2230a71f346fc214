package rulebook

import (
	"maps"
	"slices"
)

// speaking names the rules that speak of a field, the one to read first in front.
var speaking = map[string][]string{
	"text.kind": {"DH-01"}, "text.class": {"ND-02", "ND-01"}, "text.title": {"DH-06", "DH-02"}, "text.addressee": {"DH-22"},
	"text.body": {"DH-02", "SC-12"}, "text.pictures": {"LY-32"}, "text.effective_on": {"CAL-10"}, "text.expires_on": {"ND-12"},
	"text.affects_business": {"ND-08"}, "text.major": {"MD-01"}, "text.important": {"DH-11"}, "text.joint_with": {"DH-13"}, "text.urgency": {"DH-03"},
	"text.signer_post": {"LY-28"}, "text.present": {"LY-29"},
	"annexes": {"LY-18", "DA-11"}, "disclosure.attribute": {"DA-01"}, "disclosure.grounds": {"DA-03"}, "disclosure.reason": {"DA-03"},
	"disclosure.item": {"PD-15"}, "interpretation.need": {"IN-04"}, "interpretation.outline": {"IN-05", "IN-02"}, "interpretation.form": {"IN-12"},
	"interpretation.interpreter": {"IN-11"}, "interpretation.body": {"IN-06", "IN-07"}, "interpretation.reason": {"IN-13", "IN-08"},
	"relations": {"ND-20", "SC-17"}, "catalogue": {"GI-11"},
	"record.comments": {"ND-07"}, "record.collective": {"ND-03"}, "record.legality": {"ND-05"}, "record.countersigns": {"DH-13"}, "record.registration": {"ND-11"},
}

// Speaking returns the rules that speak of a field of the dossier, for the help
// beside it; none for a field of which no rule does.
func Speaking(place string) []Rule {
	var out []Rule
	for _, id := range speaking[place] {
		if r, ok := Lookup(id); ok {
			out = append(out, r)
		}
	}
	return out
}

// Places lists the fields of which rules speak, in alphabetical order.
func Places() []string { return slices.Sorted(maps.Keys(speaking)) }
