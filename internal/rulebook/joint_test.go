package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

const finance = "明州市财政局"

// jointly makes the document one of several bodies.
func jointly(c *dossier.Content) { c.Text.JointWith = []string{finance} }

// consent is what the body said of the text as it stands.
func consent(stand dossier.Stand, on document.Date) func(*rulebook.Input) {
	return func(in *rulebook.Input) {
		last := in.Sheets[len(in.Sheets)-1]
		in.Consents = append(in.Consents, dossier.Consent{
			Body: finance, Stand: stand, Signatory: "李四", Post: "局长", On: on, Opinion: "第三条的收费标准应当另行制定。", Evidence: "3号",
			Revision: len(in.Sheets), Digest: last.Digest(), Cover: last.Over(dossier.ConsentParts()),
		})
	}
}

func TestCountersigned(t *testing.T) {
	const on = document.Date("2026-11-19")
	onRecord := func(c *dossier.Content) {
		jointly(c)
		c.Record.Countersigns = []dossier.Countersign{{Body: finance, Person: "李四", On: "2026-11-20"}}
	}
	blocked := []string{"DH-13 block countersigns"}
	run(t, []row{
		{"DH-13 nobody countersigned", rulebook.G10, jointly, nil, blocked},
		{"DH-13 the office check is told of it", rulebook.G8, jointly, nil, []string{"DH-13 info countersigns", "DH-20 info text.joint_with"}},
		{"DH-13 agreed", rulebook.G10, jointly, consent(dossier.Agree, on), nil},
		{"DH-13 agreed after the date of writing", rulebook.G10, jointly, consent(dossier.Agree, "2026-11-21"), blocked},
		{"DH-13 wants changes", rulebook.G10, jointly, consent(dossier.AgreeIf, on), blocked},
		{"DH-13 does not agree", rulebook.G10, jointly, consent(dossier.Disagree, on), blocked},
		{"DH-13 another body agreed", rulebook.G10, jointly, func(in *rulebook.Input) {
			consent(dossier.Agree, on)(in)
			in.Consents[0].Body = "明州市审计局"
		}, blocked},
		{"DH-13 took its agreement back", rulebook.G10, jointly, func(in *rulebook.Input) {
			consent(dossier.Agree, on)(in)
			consent(dossier.Disagree, on)(in)
		}, blocked},
		{"DH-13 agreed after wanting changes", rulebook.G10, jointly, func(in *rulebook.Input) {
			consent(dossier.AgreeIf, on)(in)
			consent(dossier.Agree, on)(in)
		}, nil},
		{"DH-13 a line of the record does not let it be signed", rulebook.G10, onRecord, nil, blocked},
		{"DH-13 what was signed upon such a line stays signed", rulebook.G11, onRecord, nil, []string{"DA-09 info text.joint_with"}},
		{"DH-13 agreed; DA-09 the others are to be told", rulebook.G11, jointly, consent(dossier.Agree, on), []string{"DA-09 info text.joint_with"}},
	})
}

// TestConsentIsOfTheText: a change of what the body vouches for asks again, also when it
// was undone; the attribute and the record are not of it.
func TestConsentIsOfTheText(t *testing.T) {
	for _, row := range []struct {
		name    string
		changes []func(*dossier.Content)
		stale   bool
	}{
		{"DH-13 the text", []func(*dossier.Content){func(c *dossier.Content) { c.Text.Body += "\n\n第五条　另行规定。" }}, true},
		{"DH-13 an annex", []func(*dossier.Content){func(c *dossier.Content) { c.Annexes[0].Body = "一、火车站停车场" }}, true},
		{"DH-13 a relation", []func(*dossier.Content){func(c *dossier.Content) { c.Relations = c.Relations[:1] }}, true},
		{"DH-13 changed and changed back", []func(*dossier.Content){
			func(c *dossier.Content) { c.Text.CopyTo = "市人大常委会办公室" }, func(c *dossier.Content) { c.Text.CopyTo = "" },
		}, true},
		{"DA-09 the attribute is the lead body's", []func(*dossier.Content){func(c *dossier.Content) { c.Disclosure.Reason = "改" }}, false},
		{"DH-13 the record", []func(*dossier.Content){func(c *dossier.Content) { c.Record.Registration = "MZGS-2026-9" }}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			in := fit(t, jointly)
			consent(dossier.Agree, "2026-11-19")(&in)
			for _, change := range row.changes {
				revise(t, &in, change)
			}
			stale := false
			for _, f := range rulebook.Check(rulebook.G10, in) {
				if f.Rule == "DH-13" {
					stale = true
					if !strings.Contains(f.Message, finance) || !strings.Contains(f.Message, "第1稿") {
						t.Errorf("whose consent is stale is not said: %s", f.Message)
					}
				}
			}
			if stale != row.stale {
				t.Errorf("stale %t, want %t", stale, row.stale)
			}
		})
	}
}
