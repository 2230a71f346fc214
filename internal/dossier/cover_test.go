package dossier_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// TestCovers: which change of which part voids the decision of which stage.
func TestCovers(t *testing.T) {
	const (
		text, annexes, disclosure = dossier.TextPart, dossier.AnnexPart, dossier.DisclosurePart
		interpretation, relations = dossier.InterpretationPart, dossier.RelationPart
		catalogue, record         = dossier.CataloguePart, dossier.RecordPart
	)
	want := map[document.Stage][]dossier.Part{
		document.UnitReview:        {text, annexes, interpretation, relations, catalogue, record},
		document.AttributeReview:   {text, annexes, disclosure},
		document.LegalityReview:    {text, annexes, relations},
		document.CompetitionReview: {text, annexes, relations},
		document.SecrecyReview:     dossier.Parts(),
		document.LockstepCheck:     dossier.Parts(),
		document.OfficeCheck:       dossier.Parts(),
		document.Signing:           dossier.Parts(),
		document.Registration:      dossier.Parts(),
	}
	for _, row := range document.StageTable() {
		covers := dossier.Covers(row.Stage)
		if diff := cmp.Diff(want[row.Stage], covers); diff != "" {
			t.Errorf("%s: %s", row.Stage, diff)
		}
		for _, part := range dossier.Parts() {
			c := content()
			changes[part](&c)
			sheets := []dossier.Sheet{sheet(t, content()), sheet(t, c)}
			stands := decided(row.Stage, sheets[0], 1).Stands(sheets)
			if voided := covers == nil || slices.Contains(covers, part); stands == voided {
				t.Errorf("SR-17 %s after a change of %s: stands=%t", row.Stage, part, stands)
			}
		}
	}
	if dossier.Covers("lunch") != nil {
		t.Error("an unknown stage covers nothing")
	}
}

func decided(stage document.Stage, s dossier.Sheet, revision int) dossier.Decision {
	row, _ := stage.Row()
	return dossier.Decision{
		Stage: stage, Verb: row.Forward, Person: "p-1", Revision: revision, Digest: s.Digest(), Cover: s.Over(dossier.Covers(stage)),
	}
}

func TestStands(t *testing.T) {
	one := sheet(t, content())
	c := content()
	c.Text.Body += "改"
	other := sheet(t, c)
	lacking := dossier.Sheet{dossier.TextPart: one[dossier.TextPart]}
	secrecy := func(revision int) dossier.Decision { return decided(document.SecrecyReview, one, revision) }
	back := secrecy(1)
	back.Verb = document.SendBack
	elsewhere := secrecy(1)
	elsewhere.Stage = document.AttributeReview
	for _, row := range []struct {
		name     string
		decision dossier.Decision
		sheets   []dossier.Sheet
		want     bool
	}{
		{"SR-17 same revision", secrecy(1), []dossier.Sheet{one}, true},
		{"SR-17 a save that changes nothing", secrecy(1), []dossier.Sheet{one, one}, true},
		{"SR-17 changed since", secrecy(1), []dossier.Sheet{one, other}, false},
		{"SR-17 changed and changed back", secrecy(1), []dossier.Sheet{one, other, one}, false},
		{"SR-17 changed before it was taken", secrecy(3), []dossier.Sheet{one, other, one}, true},
		{"SR-17 taken on another text", secrecy(2), []dossier.Sheet{one, other}, false},
		{"SR-17 a return", back, []dossier.Sheet{one}, false},
		{"SR-17 moved to another stage", elsewhere, []dossier.Sheet{one}, false},
		{"SR-17 revision zero", secrecy(0), []dossier.Sheet{one}, false},
		{"SR-17 revision to come", secrecy(2), []dossier.Sheet{one}, false},
		{"SR-17 no sheets", secrecy(1), nil, false},
		{"SR-17 a sheet that lacks parts", decided(document.SecrecyReview, lacking, 1), []dossier.Sheet{lacking}, false},
		{"SR-17 a stage without decisions", decided(document.Drafting, one, 1), []dossier.Sheet{one}, false},
		{"SR-17 the zero decision", dossier.Decision{}, []dossier.Sheet{one}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := row.decision.Stands(row.sheets); got != row.want {
				t.Errorf("stands=%t, want %t", got, row.want)
			}
		})
	}
}

func TestStanding(t *testing.T) {
	one := sheet(t, content())
	c := content()
	changes[dossier.DisclosurePart](&c)
	two := sheet(t, c)
	approve := func(stage document.Stage, s dossier.Sheet, revision int, person string) dossier.Decision {
		d := decided(stage, s, revision)
		d.Person = person
		return d
	}
	returned := func(stage document.Stage) dossier.Decision {
		d := decided(stage, one, 1)
		d.Verb = document.SendBack
		return d
	}
	for _, row := range []struct {
		name      string
		decisions []dossier.Decision
		sheets    []dossier.Sheet
		want      map[document.Stage]string // who
	}{
		{"nobody", nil, []dossier.Sheet{one}, map[document.Stage]string{}},
		{
			"DA-08 the attribute changed: the unit's word stands, the secrecy review does not",
			[]dossier.Decision{
				approve(document.UnitReview, one, 1, "head"), approve(document.SecrecyReview, one, 1, "reviewer"),
				approve(document.AttributeReview, two, 2, "officer"),
			},
			[]dossier.Sheet{one, two},
			map[document.Stage]string{document.UnitReview: "head", document.AttributeReview: "officer"},
		},
		{
			"the latest decision counts",
			[]dossier.Decision{approve(document.UnitReview, one, 1, "first"), approve(document.UnitReview, one, 1, "second")},
			[]dossier.Sheet{one},
			map[document.Stage]string{document.UnitReview: "second"},
		},
		{
			"a later return takes the approval away",
			[]dossier.Decision{approve(document.UnitReview, one, 1, "head"), returned(document.UnitReview)},
			[]dossier.Sheet{one},
			map[document.Stage]string{},
		},
		{
			"an approval after the return counts again",
			[]dossier.Decision{returned(document.UnitReview), approve(document.UnitReview, one, 1, "head")},
			[]dossier.Sheet{one},
			map[document.Stage]string{document.UnitReview: "head"},
		},
		{
			"a return at one stage leaves the others alone",
			[]dossier.Decision{approve(document.UnitReview, one, 1, "head"), returned(document.SecrecyReview)},
			[]dossier.Sheet{one},
			map[document.Stage]string{document.UnitReview: "head"},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := map[document.Stage]string{}
			for stage, d := range dossier.Standing(row.decisions, row.sheets) {
				got[stage] = d.Person
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
