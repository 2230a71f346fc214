package rulebook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestFitDocumentPassesEveryGate(t *testing.T) {
	for _, g := range rulebook.Gates() {
		t.Run(string(g), func(t *testing.T) {
			if got := rulebook.Check(g, fit(t, nil)); len(got) > 0 {
				t.Errorf("findings: %+v", got)
			}
		})
	}
}

// row is a document in which exactly one thing is wrong, and all that the gate
// then has to say: "rule severity place".
type row struct {
	name    string
	gate    rulebook.Gate
	content func(*dossier.Content)
	input   func(*rulebook.Input)
	want    []string
}

func run(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			in := fit(t, r.content)
			if r.input != nil {
				r.input(&in)
			}
			var got []string
			for _, f := range rulebook.Check(r.gate, in) {
				got = append(got, fmt.Sprintf("%s %s %s", f.Rule, f.Severity, f.Place))
				if f.Message == "" || f.Remedy == "" {
					t.Errorf("finding without message or remedy: %+v", f)
				}
			}
			if diff := cmp.Diff(r.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGI13SaysHowLate(t *testing.T) {
	for today, want := range map[document.Date]string{
		"2026-12-18": "主动公开期限为2026年12月18日，还剩0个工作日。",
		"2026-12-19": "主动公开期限为2026年12月18日，已经届满。",
		"2026-12-22": "主动公开期限为2026年12月18日，已超期2个工作日。",
	} {
		in := fit(t, nil)
		in.Today = today
		got := rulebook.Check(rulebook.G13, in)
		if len(got) != 1 || got[0].Message != want {
			t.Errorf("%s: %+v, want %q", today, got, want)
		}
	}
}

func without(stage document.Stage) func(*rulebook.Input) {
	return func(in *rulebook.Input) { delete(in.Standing, stage) }
}

// TestEveryChangeVoidsWhatCoversIt: after the signing any change of any part
// stops the document at every gate that is left.
func TestEveryChangeVoidsWhatCoversIt(t *testing.T) {
	changes := map[dossier.Part]func(*dossier.Content){
		dossier.TextPart:           func(c *dossier.Content) { c.Text.Body += "补充一句。" },
		dossier.AnnexPart:          func(c *dossier.Content) { c.Annexes[0].Body += "二、体育中心停车场" },
		dossier.DisclosurePart:     func(c *dossier.Content) { c.Disclosure.Reason = "补充理由" },
		dossier.InterpretationPart: func(c *dossier.Content) { c.Interpretation.Body += "另有补充。" },
		dossier.RelationPart:       func(c *dossier.Content) { c.Relations = []dossier.Relation{} },
		dossier.CataloguePart:      func(c *dossier.Content) { c.Catalogue.Summary += "补充。" },
		dossier.RecordPart:         func(c *dossier.Content) { c.Record.Expert.Note = "补充。" },
	}
	for _, part := range dossier.Parts() {
		for _, gate := range []rulebook.Gate{rulebook.G10, rulebook.G11, rulebook.G12, rulebook.G13} {
			t.Run(fmt.Sprintf("SR-17 %s at %s", part, gate), func(t *testing.T) {
				in := fit(t, nil)
				revise(t, &in, changes[part])
				got := rulebook.Check(gate, in)
				for _, id := range []string{"SR-17", "IN-02"} {
					if !slices.ContainsFunc(got, func(f document.Finding) bool { return f.Rule == id && f.Severity == document.Block }) {
						t.Errorf("%s does not block: %+v", id, got)
					}
				}
				if gate != rulebook.G10 && !slices.ContainsFunc(got, func(f document.Finding) bool { return f.Rule == "DH-14" }) {
					t.Errorf("DH-14 does not block: %+v", got)
				}
			})
		}
	}
}

// TestForgedStanding: a decision in the map that is not what it says counts for
// nothing, whoever put it there.
func TestForgedStanding(t *testing.T) {
	for _, row := range []struct {
		name  string
		forge func(*dossier.Decision)
	}{
		{"a return", func(d *dossier.Decision) { d.Verb = document.SendBack }},
		{"a verb that is not the way forward", func(d *dossier.Decision) { d.Verb = document.Submit }},
		{"a decision of another stage", func(d *dossier.Decision) { d.Stage = document.OfficeCheck }},
		{"another cover", func(d *dossier.Decision) { d.Cover = strings.Repeat("0", 64) }},
		{"a revision that does not exist", func(d *dossier.Decision) { d.Revision = 2 }},
	} {
		t.Run("SR-17 "+row.name, func(t *testing.T) {
			in := fit(t, nil)
			d := in.Standing[document.SecrecyReview]
			row.forge(&d)
			in.Standing[document.SecrecyReview] = d
			got := rulebook.Check(rulebook.G10, in)
			if len(got) != 1 || got[0].Rule != "SR-17" {
				t.Errorf("findings: %+v, want SR-17", got)
			}
		})
	}
}

func TestNothingPassesOnNothing(t *testing.T) {
	for _, g := range rulebook.Gates() {
		if len(document.Blocking(rulebook.Check(g, rulebook.Input{}))) == 0 {
			t.Errorf("an empty input passes %s", g)
		}
	}
	for _, g := range []rulebook.Gate{"", "G3", "G9", "G14", "g1"} {
		if len(document.Blocking(rulebook.Check(g, fit(t, nil)))) == 0 {
			t.Errorf("gate %q, at which no rule stands, lets through", g)
		}
	}
}

func TestBlockingFindingsComeFirst(t *testing.T) {
	in := fit(t, func(c *dossier.Content) {
		c.Text.Title, c.Text.ExpiresOn, c.Disclosure.Attribute = "停车办法", "", ""
	})
	var got []document.Severity
	for _, f := range rulebook.Check(rulebook.G1, in) {
		got = append(got, f.Severity)
	}
	want := []document.Severity{document.Block, document.Warn, document.Warn}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTenThousandFindings: all of them come back, and none is lost.
func TestTenThousandFindings(t *testing.T) {
	const n = 10_000
	in := fit(t, func(c *dossier.Content) {
		c.Text.Major = true
		c.Record.Comments = []dossier.Comment{{Way: dossier.PublicWay, Reference: "公告", From: "2026-09-01", Until: "2026-10-08", Adoptions: make([]dossier.Adoption, n)}}
	})
	count := 0
	for _, f := range rulebook.Check(rulebook.G8, in) {
		if f.Rule == "MD-06" {
			count++
		}
	}
	if count != n {
		t.Errorf("MD-06: %d findings, want %d", count, n)
	}
}

// FuzzCheck: no text makes a gate fail.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{"前三十分钟免费，1,000元。", "“《”》〔2026〕0号", "十百千零两〇", "此件\n公开发布", "\xff机密★"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		in := fit(t, func(c *dossier.Content) {
			c.Text.Body, c.Interpretation.Body, c.Text.Title, c.Record.Registration = s, s+s, s, s
			c.Annexes = append(c.Annexes, dossier.Annex{Title: s, Body: s, Attribute: document.Withheld})
		})
		for _, g := range rulebook.Gates() {
			for _, x := range rulebook.Check(g, in) {
				if x.Rule == "" || x.Message == "" || x.Remedy == "" {
					t.Errorf("%s: incomplete finding %+v", g, x)
				}
			}
		}
	})
}
