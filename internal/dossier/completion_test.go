package dossier_test

import (
	"testing"

	"mingfa/internal/dossier"
)

// GI-05: blank fields are filled, and a class that there is none of; nothing else changes.
func TestFilled(t *testing.T) {
	for _, row := range []struct{ have, from, want string }{
		{"", "第一项", "第一项"}, {"第二项", "第一项", "第二项"}, {"rules", "第一项", "第一项"}, {"rules", "", "rules"}, {"", "", ""},
	} {
		got := dossier.Catalogue{Summary: "甲", Article: row.have}.Filled(dossier.Catalogue{Summary: "乙", Topic: "丙", Article: row.from})
		if want := (dossier.Catalogue{Summary: "甲", Topic: "丙", Article: row.want}); got != want {
			t.Errorf("%q from %q: %+v, want %+v", row.have, row.from, got, want)
		}
	}
}
