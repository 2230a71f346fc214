package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// TestContradictions: flags that can't be true together, and days that stand before
// the document's own, are each a finding with its place; none is put right in silence.
func TestContradictions(t *testing.T) {
	run(t, []row{
		{"ND-08 touches business, yet general", rulebook.G1, func(c *dossier.Content) {
			c.Text.Class, c.Text.Title, c.Text.AffectsBusiness = document.General, "明州市人民政府办公室关于停车秩序的通知", true
		}, func(in *rulebook.Input) { in.Route = document.Route{} }, []string{"ND-08 block text.class"}},
		{"DA-16 public, yet with a ground", rulebook.G1, func(c *dossier.Content) { c.Disclosure.Grounds = []document.Ground{document.R15} }, nil, []string{"DA-16 block disclosure.grounds"}},
		{"PD-15 public, yet on the negative list", rulebook.G1, func(c *dossier.Content) { c.Disclosure.Item = "N-02" }, nil, []string{"PD-15 block disclosure.item"}},
		{"SR-14 found, yet open", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["trade_secret"] = rulebook.Yes }, []string{"SR-14 block checklist.trade_secret"}},
		{"ND-11 registered, yet not normative", rulebook.G10, func(c *dossier.Content) {
			c.Text.Class, c.Record.Registration = document.Policy, "HFGS-2026-1"
		}, nil, []string{"ND-11 block record.registration"}},
		{"ND-01 normative, yet minutes", rulebook.G5, func(c *dossier.Content) { c.Text.Kind = document.Minutes }, nil, []string{"ND-01 block text.class"}},
		{"ND-12 expires before it takes effect", rulebook.G1, func(c *dossier.Content) { c.Text.ExpiresOn = "2026-11-30" }, nil, []string{"ND-12 block text.expires_on"}},
		{"ND-13 expired already", rulebook.G1, func(c *dossier.Content) {
			c.Text.EffectiveOn, c.Text.ExpiresOn = "2026-01-01", "2026-11-22"
		}, nil, []string{"ND-13 block text.expires_on", "CAL-10 warn text.effective_on"}},
		{"CAL-10 takes effect before today", rulebook.G1, func(c *dossier.Content) { c.Text.EffectiveOn, c.Text.ExpiresOn = "2026-11-22", "2031-11-01" }, nil, []string{"CAL-10 warn text.effective_on"}},
		{"CAL-10 what is on record has not happened yet", rulebook.G1, func(c *dossier.Content) {
			c.Record.Legality.AnsweredOn, c.Record.Party = "2026-11-24", dossier.Reference{Number: "1", On: "2027-01-01"}
		}, nil, []string{"ND-04 block record.collective", "CAL-10 block record.legality", "CAL-10 block record.party"}},
		{"CAL-10 takes effect today", rulebook.G1, func(c *dossier.Content) { c.Text.EffectiveOn, c.Text.ExpiresOn = "2026-11-23", "2031-11-01" }, nil, nil},
		{"ND-12 a policy document until 2999", rulebook.G8, func(c *dossier.Content) {
			c.Text.Class, c.Text.ExpiresOn = document.Policy, "2999-12-31"
		}, nil, []string{"ND-12 warn text.expires_on"}},
		{"CAL-10 takes effect before the date of writing", rulebook.G10, func(c *dossier.Content) { c.Text.EffectiveOn = "2026-11-19" }, nil, []string{"CAL-10 warn text.effective_on"}},
		{"ND-20 repeals from a day before the date of writing", rulebook.G10, func(c *dossier.Content) { c.Relations[0].On = "2026-11-19" }, nil, []string{"ND-20 block relations.0.on"}},
		{"ND-05 answered before it was received", rulebook.G10, func(c *dossier.Content) { c.Record.Legality.AnsweredOn = "2026-10-25" }, nil, []string{"ND-05 block record.legality"}},
		{"ND-03 a meeting that is still to come", rulebook.G10, func(c *dossier.Content) { c.Record.Collective.On = "2026-11-24" }, nil, []string{"ND-03 block record.collective"}},
	})
}

// TestHostileText: text that is made against the patterns is looked at once, and
// what cannot be judged is said.
func TestHostileText(t *testing.T) {
	for name, text := range map[string]string{
		"digits without end":     strings.Repeat("1", 300_000),
		"brackets without end":   strings.Repeat("〔2026〕", 60_000),
		"spaced digits":          strings.Repeat("1 3 8 ", 100_000),
		"tags without end":       strings.Repeat("<b", 150_000),
		"invisible characters":   strings.Repeat("机\u200b", 100_000) + "密",
		"addresses without end":  strings.Repeat("住址", 100_000),
		"entities without end":   strings.Repeat("&#", 150_000),
		"quotation marks nested": strings.Repeat("《", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			in := fit(t, body(text))
			if got := rulebook.Check(rulebook.G6, in); len(got) > 2*10_000 {
				t.Errorf("%d findings", len(got))
			}
		})
	}
}
