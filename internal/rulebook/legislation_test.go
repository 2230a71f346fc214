package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestLegislation(t *testing.T) {
	order := func(effective document.Date, comments ...dossier.Comment) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Kind, c.Text.Title, c.Text.SignerPost = document.Order, "明州市人民政府令", "市长"
			c.Text.EffectiveOn, c.Record.Comments = effective, comments
		}
	}
	asked := dossier.Comment{Way: dossier.PublicWay, Reference: "公告", From: "2026-09-01", Until: "2026-10-01"}
	short := asked
	short.Until = "2026-09-30"
	urgent := short
	urgent.Shortened = "防汛应急"
	run(t, []row{
		{"ND-23 after thirty days", rulebook.G8, order("2026-12-20", asked), nil, nil},
		{"ND-23 after twenty-nine", rulebook.G8, order("2026-12-19", asked), nil, []string{"ND-23 warn text.effective_on"}},
		{"ND-23 at once", rulebook.G10, order("", asked), nil, []string{"ND-23 warn text.effective_on"}},
		{"ND-23 a notice may take effect at once", rulebook.G10, nil, nil, nil},
		{"ND-24 thirty days", rulebook.G5, order("2027-01-01", asked), nil, nil},
		{"ND-24 twenty-nine", rulebook.G5, order("2027-01-01", short), nil, []string{"ND-24 warn record.comments"}},
		{"ND-24 shortened for a reason", rulebook.G5, order("2027-01-01", urgent), nil, nil},
		{"ND-24 nobody asked", rulebook.G8, order("2027-01-01"), nil, []string{"ND-24 warn record.comments"}},
	})
}
