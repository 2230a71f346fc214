package verdict_test

import (
	"slices"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func TestOutlook(t *testing.T) {
	rows := []struct {
		name               string
		edit               func(*dossier.Content)
		save, submit, sign string // rule that must be told of there, "" = nothing that blocks
	}{
		{"a sound draft", func(c *dossier.Content) {
			c.Record.Collective = dossier.Meeting{Name: "常务会议", On: "2026-11-01"}
		}, "", "", ""},
		{"SR-09 hinders saving", func(c *dossier.Content) { c.Text.Body = "机密★10年" }, "SC-12", "", ""},
		{"DA-01 hinders the submission", func(c *dossier.Content) { c.Disclosure.Attribute = "" }, "", "DA-01", ""},
		{"DH-13 hinders the signing", func(c *dossier.Content) { c.Text.JointWith = []string{"明州市财政局"} }, "", "", "DH-13"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			b := newBench(t)
			c := content()
			row.edit(&c)
			b.write("drafter", c)
			o := b.laws.Outlook(b.c)
			for want, got := range map[string][]document.Finding{row.save: o.Save, row.submit: o.Submit, row.sign: o.Sign} {
				if want != "" && !slices.ContainsFunc(got, func(f document.Finding) bool { return f.Rule == want }) {
					t.Errorf("%s is not told of: %+v", want, got)
				}
			}
			if row.save == "" && len(document.Blocking(o.Save)) > 0 || row.sign == "" && row.submit == "" && row.save == "" && len(document.Blocking(o.Sign)) > 0 {
				t.Errorf("hindered: %+v", o)
			}
			for _, f := range o.Sign {
				if slices.Contains(o.Submit, f) || slices.Contains(o.Save, f) {
					t.Errorf("said twice: %+v", f)
				}
			}
			if !slices.Contains(o.Ahead, document.SecrecyReview) || slices.Contains(o.Ahead, document.Signing) {
				t.Errorf("ahead: %v", o.Ahead)
			}
		})
	}
}

// TestFindingsWhereNoGateStands: what nobody asked is not clean. The next gate
// speaks, of the dossier only.
func TestFindingsWhereNoGateStands(t *testing.T) {
	b := newBench(t)
	b.reach(document.UnitReview)
	if got := b.laws.Gated(b.c); got != document.AttributeReview {
		t.Errorf("gated at %s", got)
	}
	if got := b.laws.Findings(b.c); len(document.Blocking(got)) > 0 {
		t.Errorf("a sound dossier: %+v", got)
	}
	c := content()
	c.Disclosure.Attribute = ""
	b.write("drafter", c)
	if got := rules(b.laws.Findings(b.c)); !slices.Contains(got, "DA-01 block") {
		t.Errorf("DA-01 at the unit review: %v", got)
	}
	for stage, want := range map[document.Stage]document.Stage{
		document.Drafting: document.Drafting, document.SecrecyReview: document.SecrecyReview, document.Publication: document.Publication,
		document.Published: "", document.Filed: "", document.Cancelled: "",
	} {
		b.c.State.Stage = stage
		if got := b.laws.Gated(b.c); got != want {
			t.Errorf("%s: gated at %q, want %q", stage, got, want)
		}
		if want == "" && len(b.laws.Findings(b.c)) > 0 {
			t.Errorf("findings at %s", stage)
		}
	}
}
