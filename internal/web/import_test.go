package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
)

// TestTakeFrontMatter: a file fills what was not typed, and says kind and class itself.
func TestTakeFrontMatter(t *testing.T) {
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	read, err := reader.Read(t.Context(), "a.md", []byte("---\ntitle: 题\nkind: 函\nattribute: 主动公开\nsummary: 概述\neffective_on: 2026-12-01\n---\n文。\n![图](a.png)\n![图](b.png)"))
	if err != nil {
		t.Fatal(err)
	}
	p := &draftPage{}
	p.Content.Text = dossier.Text{Kind: document.Notice, Class: document.Policy, Title: "已填标题", EffectiveOn: "2027-01-01", Pictures: []dossier.Picture{{Name: "a.png", Digest: "1"}}}
	p.take(read)
	want := dossier.Content{
		Text: dossier.Text{
			Kind: document.Letter, Class: document.Policy, Title: "已填标题", EffectiveOn: "2027-01-01", Body: "文。\n![图](a.png)\n![图](b.png)",
			Pictures: []dossier.Picture{{Name: "a.png", Digest: "1"}},
		},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive}, Catalogue: dossier.Catalogue{Summary: "概述"},
	}
	if diff := cmp.Diff(want.Clean(), p.Content.Clean()); diff != "" {
		t.Error(diff)
	}
	if len(p.Report) != 1 || p.Report[0].Rule != "LY-32" {
		t.Errorf("report: %+v", p.Report)
	}
}
