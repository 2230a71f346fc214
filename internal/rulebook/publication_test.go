package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestPublication(t *testing.T) {
	run(t, []row{
		{"DH-16 not sealed", rulebook.G13, nil, func(in *rulebook.Input) { in.SealedReady = false }, []string{"DH-16 block sealed"}},
		{"GI-05 nothing for the catalogue in a draft", rulebook.G1, func(c *dossier.Content) { c.Catalogue = dossier.Catalogue{} }, nil, []string{
			"GI-05 warn catalogue.summary", "GI-05 warn catalogue.topic", "GI-05 warn catalogue.article",
		}},
		{"GI-05 no summary at the office check", rulebook.G8, func(c *dossier.Content) { c.Catalogue.Summary = "。" }, nil, []string{"GI-05 block catalogue.summary"}},
		{"GI-05 no topic at the signing", rulebook.G10, func(c *dossier.Content) { c.Catalogue.Topic = "" }, nil, []string{"GI-05 block catalogue.topic"}},
		{"GI-05 nothing for the catalogue of what is not released", rulebook.G8, func(c *dossier.Content) {
			c.Catalogue = dossier.Catalogue{}
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R15}, Reason: "涉及商业秘密。"}
		}, nil, []string{"PD-15 warn disclosure.item"}},
		{"GI-05 nothing for the catalogue before sealing", rulebook.G11, func(c *dossier.Content) { c.Catalogue = dossier.Catalogue{} }, nil, []string{
			"GI-05 block catalogue.summary", "GI-05 block catalogue.topic", "GI-05 block catalogue.article",
		}},
		{"GI-05 nothing for the catalogue", rulebook.G13, func(c *dossier.Content) { c.Catalogue = dossier.Catalogue{} }, nil, []string{
			"GI-05 block catalogue.summary", "GI-05 block catalogue.topic", "GI-05 block catalogue.article",
		}},
		{"GI-05 a class that there is none of in a draft", rulebook.G1, func(c *dossier.Content) { c.Catalogue.Article = "rules" }, nil, []string{"GI-05 block catalogue.article"}},
		{"GI-05 a class that there is none of at the release", rulebook.G13, func(c *dossier.Content) { c.Catalogue.Article = "rules" }, nil, []string{"GI-05 block catalogue.article"}},
		{"GI-13 six working days left", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-10" }, nil},
		{"GI-13 five working days left", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-11" }, []string{"GI-13 info dated_on"}},
		{"GI-13 the last day", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-18" }, []string{"GI-13 info dated_on"}},
		{"GI-13 the Saturday after", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-19" }, []string{"GI-13 warn dated_on"}},
		{"GI-13 overdue", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-21" }, []string{"GI-13 warn dated_on"}},
	})
}
