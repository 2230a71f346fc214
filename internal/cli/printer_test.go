package cli

import (
	"testing"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// TestSheet: a closed annex of a public document is not printed (DA-11), and the
// mark is worded as the region has it (DA-13).
func TestSheet(t *testing.T) {
	var laws verdict.Laws
	laws.Region.Mark = map[document.Attribute]string{document.Proactive: "此件公开发布", document.Withheld: "此件不予公开"}
	p := printer{inForce: verdict.NewInForce(laws)}
	paper := activities.Paper{Content: dossier.Content{
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Annexes:    []dossier.Annex{{Title: "公开的"}, {Title: "不公开的", Attribute: document.Withheld}},
	}}
	s := p.sheet(paper)
	if len(s.Annexes) != 1 || s.Annexes[0].Title != "公开的" || s.Note != "此件公开发布" {
		t.Errorf("sheet: %d annexes, note %q", len(s.Annexes), s.Note)
	}
	paper.Content.Disclosure.Attribute = document.Withheld
	if s = p.sheet(paper); len(s.Annexes) != 2 || s.Note != "此件不予公开" || s.VerifyURL != "" {
		t.Errorf("withheld: %d annexes, note %q, address %q", len(s.Annexes), s.Note, s.VerifyURL)
	}
}
