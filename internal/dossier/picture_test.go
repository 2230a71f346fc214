package dossier_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func names(ps []dossier.Picture) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Name)
	}
	return out
}

// illustrated is a dossier with a picture in each of its texts, and one in none.
func illustrated() dossier.Content {
	c := dossier.Content{
		Text:           dossier.Text{Body: "甲\n![一](a.png)\n![再一次](a.png)\n![二](b.png)"},
		Annexes:        []dossier.Annex{{Body: "![三](c.png)\n![一](a.png)"}, {Body: "![四](d.png)", Attribute: document.Withheld}},
		Interpretation: dossier.Interpretation{Body: "![五](e.png)"},
		Disclosure:     dossier.Disclosure{Attribute: document.Proactive},
	}
	var all []dossier.Picture
	for _, n := range []string{"f.png", "e.png", "d.png", "c.png", "b.png", "a.png"} {
		all = append(all, dossier.Picture{Name: n, Digest: "of " + n})
	}
	return c.WithPictures(all)
}

// TestPicturesBelongToTheirTexts: each is in the parts that show it, so that a change voids
// what the change of a word there would void.
func TestPicturesBelongToTheirTexts(t *testing.T) {
	c := illustrated()
	for what, x := range map[string]struct{ got, want []string }{
		"text":                  {names(c.Text.Pictures), []string{"a.png", "b.png", "f.png"}},
		"annex":                 {names(c.Annexes[0].Pictures), []string{"c.png", "a.png"}},
		"withheld annex":        {names(c.Annexes[1].Pictures), []string{"d.png"}},
		"interpretation":        {names(c.Interpretation.Pictures), []string{"e.png"}},
		"all":                   {names(c.Pictures()), []string{"a.png", "b.png", "f.png", "c.png", "d.png", "e.png"}},
		"DA-11 what is printed": {names(c.Printed()), []string{"a.png", "b.png", "c.png"}},
	} {
		if diff := cmp.Diff(x.want, x.got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	before, err := c.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	for part, change := range map[dossier.Part]func(*dossier.Content){
		dossier.TextPart:           func(c *dossier.Content) { c.Text.Pictures[1].Digest = "other" },
		dossier.AnnexPart:          func(c *dossier.Content) { c.Annexes[1].Pictures[0].Digest = "other" },
		dossier.InterpretationPart: func(c *dossier.Content) { c.Interpretation.Pictures[0].Digest = "other" },
	} {
		n := illustrated()
		change(&n)
		after, err := n.Sheet()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]dossier.Part{part}, before.Diff(after)); diff != "" {
			t.Errorf("another picture in %s: %s", part, diff)
		}
	}
}

// A dossier without pictures keeps the digest that it had before there were any.
func TestNoPicturesNoChange(t *testing.T) {
	c := dossier.Content{Annexes: []dossier.Annex{{Title: "名录", Body: "一"}}}
	plain, err := c.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	c.Text.Pictures, c.Annexes[0].Pictures, c.Interpretation.Pictures = []dossier.Picture{}, []dossier.Picture{}, []dossier.Picture{}
	if same, err := c.Canonical(); err != nil || string(same) != string(plain) {
		t.Errorf("%s\n%s %v", plain, same, err)
	}
	if strings.Contains(string(plain), "picture") {
		t.Errorf("%s", plain)
	}
}
