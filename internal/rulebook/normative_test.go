package rulebook_test

import (
	"slices"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestNormative(t *testing.T) {
	text := func(change func(*dossier.Text)) func(*dossier.Content) {
		return func(c *dossier.Content) { change(&c.Text) }
	}
	relation := func(r dossier.Relation) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Relations = []dossier.Relation{r} }
	}
	run(t, []row{
		{"ND-01 minutes are not normative", rulebook.G5, text(func(x *dossier.Text) { x.Kind = document.Minutes }), nil, []string{"ND-01 block text.class"}},
		{"ND-02 class not declared", rulebook.G1, text(func(x *dossier.Text) { x.Class = "" }), nil, []string{"ND-02 block text.class"}},
		{"ND-02 general, but it issues rules", rulebook.G1, text(func(x *dossier.Text) {
			x.Class, x.Title = document.General, "明州市人民政府办公室关于印发《停车管理办法（试行）》的通知"
		}), nil, []string{"ND-02 warn text.class"}},
		{"ND-04 became normative after its procedure was pinned", rulebook.G1, nil, func(in *rulebook.Input) {
			in.Route = slices.DeleteFunc(slices.Clone(in.Route), func(s document.Stage) bool { return s == document.LegalityReview })
		}, []string{"ND-04 block text.class"}},
		{"ND-04 review without words", rulebook.G5, nil, func(in *rulebook.Input) { in.Opinion = "" }, []string{"ND-04 block opinion"}},
		{"ND-04 nobody reviewed", rulebook.G10, nil, without(document.LegalityReview), []string{"ND-04 block decisions.legality_review"}},
		{"ND-08 review without words", rulebook.G4, nil, func(in *rulebook.Input) { in.Opinion = "" }, []string{"ND-08 block opinion"}},
		{"ND-08 touches business, on its way", rulebook.G10, text(func(x *dossier.Text) { x.AffectsBusiness = true }), nil, []string{"ND-07 warn record.comments"}},
		{"ND-08 touches business, nobody reviewed", rulebook.G10, text(func(x *dossier.Text) { x.AffectsBusiness = true }), without(document.CompetitionReview), []string{
			"ND-08 block decisions.competition_review", "ND-07 warn record.comments",
		}},
		{"ND-08 touches business since its procedure was pinned", rulebook.G1, nil, func(in *rulebook.Input) { in.Content.Text.AffectsBusiness = true }, []string{
			"ND-08 block text.affects_business",
		}},
		{"ND-08 general document that touches business", rulebook.G1, text(func(x *dossier.Text) {
			x.Class, x.AffectsBusiness, x.Title = document.General, true, "明州市人民政府办公室关于停车收费的通知"
		}), nil, []string{"ND-08 block text.class"}},
		{"ND-12 no term", rulebook.G1, text(func(x *dossier.Text) { x.ExpiresOn = "" }), nil, []string{"ND-12 warn text.expires_on"}},
		{"ND-12 more than five years", rulebook.G1, text(func(x *dossier.Text) { x.ExpiresOn = "2031-12-02" }), nil, []string{"ND-12 warn text.expires_on"}},
		{"ND-12 five years to the day", rulebook.G1, text(func(x *dossier.Text) { x.ExpiresOn = "2031-12-01" }), nil, nil},
		{"ND-12 provisional, more than two years", rulebook.G1, text(func(x *dossier.Text) {
			x.Title, x.ExpiresOn = "明州市人民政府办公室关于印发明州市停车管理办法（试行）的通知", "2028-12-02"
		}), nil, []string{"ND-12 warn text.expires_on"}},
		{"ND-12 ends before it begins", rulebook.G1, text(func(x *dossier.Text) { x.ExpiresOn = "2026-11-30" }), nil, []string{"ND-12 block text.expires_on"}},
		{"ND-13 term is over already", rulebook.G10, text(func(x *dossier.Text) { x.EffectiveOn, x.ExpiresOn = "2020-01-01", "2024-12-31" }), nil, []string{"ND-13 block text.expires_on", "CAL-10 warn text.effective_on"}},
		{"ND-13 term was over before the release", rulebook.G13, text(func(x *dossier.Text) { x.EffectiveOn, x.ExpiresOn = "2026-01-01", "2026-11-22" }), nil, []string{"ND-13 block text.expires_on"}},
		{"ND-20 repeals what", rulebook.G1, relation(dossier.Relation{Kind: document.Repeals, Title: "停车场管理规定"}), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 amends what", rulebook.G8, relation(dossier.Relation{Kind: document.Amends}), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 based on a law, by its title", rulebook.G1, relation(dossier.Relation{Kind: document.Basis, Title: "中华人民共和国道路交通安全法"}), nil, nil},
		{"ND-20 based on nothing", rulebook.G1, relation(dossier.Relation{Kind: document.Basis}), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 unknown relation", rulebook.G1, relation(dossier.Relation{Kind: "cites"}), nil, []string{"ND-20 block relations.0.kind"}},
		{"ND-20 number with square brackets", rulebook.G1, relation(dossier.Relation{Kind: document.Repeals, Number: "明政办发[2019]12号"}), nil, []string{"ND-20 warn relations.0.number"}},
		{"CAL-10 dates that do not exist", rulebook.G1, func(c *dossier.Content) {
			c.Text.EffectiveOn, c.Text.ExpiresOn, c.Relations[0].On = "2026-02-30", "2031-13-01", "soon"
		}, nil, []string{
			"CAL-10 block text.effective_on", "CAL-10 block text.expires_on", "CAL-10 block relations.0.on",
		}},
	})
}
