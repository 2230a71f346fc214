package rulebook

import (
	"reflect"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// TestNoFieldHidesAMark writes the mark into each string of the dossier in turn,
// whatever fields there are.
func TestNoFieldHidesAMark(t *testing.T) {
	full := everything()
	places := writings(full)
	if len(places) < 60 {
		t.Fatalf("only %d strings found in the dossier", len(places))
	}
	for i, w := range places {
		t.Run("SR-09 "+w.place, func(t *testing.T) {
			c := everything()
			n := 0
			set(reflect.ValueOf(&c).Elem(), &n, i)
			got := SecrecyMarks(c)
			if len(got) != 1 || got[0].Place != w.place || got[0].Rule != "SC-12" || got[0].Severity != document.Block {
				t.Errorf("SecrecyMarks = %+v, want one block at %s", got, w.place)
			}
		})
	}
}

// everything has one row of each list.
func everything() dossier.Content {
	return dossier.Content{
		Text:    dossier.Text{JointWith: []string{""}},
		Annexes: []dossier.Annex{{}, {}}, Relations: []dossier.Relation{{}},
		Disclosure: dossier.Disclosure{Grounds: []document.Ground{""}},
		Record:     dossier.Record{Comments: []dossier.Comment{{Adoptions: []dossier.Adoption{{}}}}, Countersigns: []dossier.Countersign{{}}},
	}
}

// set writes the mark into the nth string.
func set(v reflect.Value, seen *int, nth int) {
	switch v.Kind() { //nolint:exhaustive // the dossier is made of these three; a flag carries no text
	case reflect.String:
		if *seen == nth {
			v.SetString("机密★10年")
		}
		*seen++
	case reflect.Slice:
		for i := range v.Len() {
			set(v.Index(i), seen, nth)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			set(v.Field(i), seen, nth)
		}
	}
}

func TestFieldLabel(t *testing.T) {
	for place, want := range map[string]string{
		"text.body": "正文", "annexes.0.body": "附件（第1项）", "relations.2.number": "文件关系（第3项）", "text.effective_on": "案卷",
	} {
		if got := fieldLabel(place); got != want {
			t.Errorf("fieldLabel(%s) = %s, want %s", place, got, want)
		}
	}
}
