package rulebook_test

import (
	"slices"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestProceeding(t *testing.T) {
	record := func(change func(*dossier.Record)) func(*dossier.Content) {
		return func(c *dossier.Content) { change(&c.Record) }
	}
	business := func(comments ...dossier.Comment) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Text.AffectsBusiness, c.Record.Comments = true, comments }
	}
	strict := func(in *rulebook.Input) { in.Region = rulebook.Region{} }
	asked := dossier.Comment{
		Way: dossier.PublicWay, Reference: "公告", From: "2026-09-01", Until: "2026-10-01", Adoptions: []dossier.Adoption{{Opinion: "延长免费时段", Adopted: true}},
	}
	changed := func(change func(*dossier.Comment)) dossier.Comment {
		c := asked
		change(&c)
		return c
	}
	for _, g := range []rulebook.Gate{rulebook.G1, rulebook.G2, rulebook.G4, rulebook.G5, rulebook.G6, rulebook.G7} {
		at := " at " + string(g)
		run(t, []row{
			{"ND-04 decided before it was reviewed" + at, g, record(func(r *dossier.Record) { r.Collective.On = "2026-11-05" }), nil, []string{"ND-04 block record.collective"}},
			{"ND-05 answered before it was received" + at, g, record(func(r *dossier.Record) { r.Legality.AnsweredOn = "2026-10-01" }), nil, []string{"ND-05 block record.legality"}},
			{"ND-07 ends before it begins" + at, g, record(func(r *dossier.Record) {
				r.Comments = []dossier.Comment{changed(func(c *dossier.Comment) { c.Until = "2026-08-01" })}
			}), nil, []string{"ND-07 block record.comments.0.until"}},
			{"ND-03 a record that is not complete yet" + at, g, record(func(r *dossier.Record) { *r = dossier.Record{} }), nil, nil},
		})
	}
	run(t, []row{
		{"ND-03 no meeting", rulebook.G10, record(func(r *dossier.Record) { r.Collective = dossier.Meeting{} }), nil, []string{"ND-03 warn record.collective"}},
		{"ND-03 no meeting where it is a must", rulebook.G8, record(func(r *dossier.Record) { r.Collective.On = "" }), strict, []string{"ND-03 block record.collective"}},
		{"ND-03 a meeting tomorrow", rulebook.G8, record(func(r *dossier.Record) { r.Collective.On = "2026-11-24" }), nil, []string{"ND-03 block record.collective"}},
		{"ND-04 decided before it was reviewed", rulebook.G8, record(func(r *dossier.Record) { r.Collective.On = "2026-11-05" }), nil, []string{"ND-04 block record.collective"}},
		{"ND-04 decided before it was reviewed here", rulebook.G8, record(func(r *dossier.Record) { r.Legality = dossier.Review{} }), func(in *rulebook.Input) { in.LegalityFirst = "2026-11-19" }, []string{"ND-04 block record.collective"}},
		{"ND-04 decided after it was first reviewed here", rulebook.G10, record(func(r *dossier.Record) { r.Legality = dossier.Review{} }), func(in *rulebook.Input) { in.LegalityFirst = "2026-11-18" }, nil},
		{"ND-04 decided on the day of the review", rulebook.G10, record(func(r *dossier.Record) { r.Collective.On = "2026-11-06" }), nil, nil},
		{"ND-05 in a year without a table (CAL-07)", rulebook.G8, record(func(r *dossier.Record) {
			r.Legality.ReceivedOn, r.Legality.AnsweredOn = "2023-05-08", "2023-05-18"
		}), nil, []string{"ND-05 warn record.legality"}},
		{"ND-05 four working days", rulebook.G8, record(func(r *dossier.Record) { r.Legality.AnsweredOn = "2026-10-30" }), nil, []string{"ND-05 warn record.legality"}},
		{"ND-05 four working days in an emergency", rulebook.G8, record(func(r *dossier.Record) {
			r.Legality.AnsweredOn, r.Legality.Urgent = "2026-10-30", "防汛应急"
		}), nil, nil},
		{"ND-05 sixteen working days", rulebook.G8, record(func(r *dossier.Record) { r.Legality.AnsweredOn = "2026-11-17" }), nil, []string{"ND-05 warn record.legality"}},
		{"ND-05 fifteen working days", rulebook.G8, record(func(r *dossier.Record) { r.Legality.AnsweredOn = "2026-11-16" }), nil, nil},
		{"ND-05 answered before it was received", rulebook.G10, record(func(r *dossier.Record) { r.Legality.AnsweredOn = "2026-10-01" }), nil, []string{"ND-05 block record.legality"}},
		{"ND-06 no basis named", rulebook.G5, func(c *dossier.Content) { c.Relations = nil }, nil, []string{"ND-06 warn relations"}},
		{"ND-07 CAL-04 thirty days, the last a holiday", rulebook.G8, business(asked), nil, nil},
		{"ND-07 CAL-04 twenty-nine days", rulebook.G8, business(changed(func(c *dossier.Comment) { c.Until = "2026-09-30" })), nil, []string{"ND-07 warn record.comments.0.until"}},
		{"ND-07 shortened for a reason", rulebook.G8, business(changed(func(c *dossier.Comment) { c.Until, c.Shortened = "2026-09-10", "突发事件" })), nil, nil},
		{"ND-07 nothing said of what was adopted", rulebook.G8, business(changed(func(c *dossier.Comment) { c.Adoptions = nil })), nil, []string{"ND-07 warn record.comments.0.adoptions"}},
		{"ND-07 MD-16 turned down without a reason", rulebook.G8, business(changed(func(c *dossier.Comment) {
			c.Adoptions = []dossier.Adoption{{Opinion: "延长免费时段"}}
		})), nil, []string{"ND-07 block record.comments.0.adoptions"}},
		{"ND-07 nobody asked where it is a must", rulebook.G8, business(), strict, []string{"ND-07 block record.comments"}},
		{"ND-07 ends before it begins", rulebook.G8, record(func(r *dossier.Record) {
			r.Comments = []dossier.Comment{changed(func(c *dossier.Comment) { c.Until = "2026-08-01" })}
		}), nil, []string{"ND-07 block record.comments.0.until"}},
		{"ND-07 without a reference", rulebook.G8, record(func(r *dossier.Record) {
			r.Comments = []dossier.Comment{changed(func(c *dossier.Comment) { c.Reference = "" })}
		}), nil, []string{"ND-07 warn record.comments.0.reference"}},
		{"ND-11 no number where it is a must", rulebook.G11, nil, strict, []string{"ND-11 block record.registration"}},
		{"ND-11 a number of another form", rulebook.G10, record(func(r *dossier.Record) { r.Registration = "MZ-1" }), func(in *rulebook.Input) {
			in.Region.Registration.Strength, in.Region.Registration.Pattern = rulebook.Must, `^HFGS-\d{4}-\d+$`
		}, []string{"ND-11 block record.registration"}},
		{"ND-12 no term where it is a must", rulebook.G8, func(c *dossier.Content) { c.Text.ExpiresOn = "" }, strict, []string{"ND-12 block text.expires_on"}},
		{"CAL-10 effective before the date of writing", rulebook.G10, func(c *dossier.Content) { c.Text.EffectiveOn = "2026-11-19" }, nil, []string{"CAL-10 warn text.effective_on"}},
		{"CAL-10 a meeting on a day that is none", rulebook.G8, record(func(r *dossier.Record) { r.Collective.On = "2026-02-30" }), nil, []string{"CAL-10 block record.collective"}},
	})
}

func TestMajor(t *testing.T) {
	// complete is a major decision in which nothing is missing.
	complete := func(change func(*dossier.Content)) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Major = true
			proof := dossier.Reference{Number: "1", On: "2026-10-01"}
			c.Record = dossier.Record{
				Comments: []dossier.Comment{{
					Way: dossier.PublicWay, Reference: "公告", From: "2026-09-01", Until: "2026-10-08",
					Adoptions: []dossier.Adoption{{Opinion: "延长免费时段", Reason: "财力不允许"}},
				}},
				Expert: proof, Risk: proof, Party: proof,
				Legality:   dossier.Review{ReceivedOn: "2026-10-26", AnsweredOn: "2026-11-04"},
				Collective: dossier.Meeting{Name: "市政府常务会议", On: "2026-11-18"},
			}
			if change != nil {
				change(c)
			}
		}
	}
	run(t, []row{
		{"MD-01 nothing is missing", rulebook.G8, complete(nil), nil, nil},
		{"MD-01 nothing is missing at the signing", rulebook.G10, complete(nil), nil, nil},
		{"MD-01 as a general document", rulebook.G1, complete(func(c *dossier.Content) {
			c.Text.Class, c.Text.ExpiresOn, c.Text.Title = document.General, "", "明州市人民政府办公室关于停车设施建设的通知"
		}), nil, []string{"MD-01 block text.class"}},
		{"MD-01 no legality review on the way", rulebook.G8, complete(func(c *dossier.Content) { c.Text.Class = document.Policy }), func(in *rulebook.Input) {
			in.Route = document.Route{document.Drafting, document.UnitReview, document.AttributeReview, document.SecrecyReview, document.LockstepCheck, document.OfficeCheck, document.Signing, document.Registration, document.Publication}
		}, []string{"ND-02 block text.class", "MD-01 block text.major"}},
		{"MD-03 nobody was heard", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Comments = nil }), nil, []string{"MD-03 block record.comments"}},
		{"MD-03 heard in a way that is none", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Comments[0].Way = "打电话" }), nil, []string{"MD-03 block record.comments.0.way"}},
		{"MD-04 short without a reason", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Comments[0].Until = "2026-09-08" }), nil, []string{"MD-04 block record.comments.0.until"}},
		{"MD-05 heard six days after the notice", rulebook.G8, complete(func(c *dossier.Content) {
			c.Record.Comments[0].Way, c.Record.Comments[0].Until = dossier.HearingWay, "2026-09-07"
		}), nil, []string{"MD-05 block record.comments.0.until"}},
		{"MD-05 heard seven days after the notice", rulebook.G8, complete(func(c *dossier.Content) {
			c.Record.Comments[0].Way, c.Record.Comments[0].Until = dossier.HearingWay, "2026-09-08"
		}), nil, nil},
		{"MD-06 no table of adoption", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Comments[0].Adoptions = nil }), nil, []string{"MD-06 warn record.comments.0.adoptions"}},
		{"MD-06 declined without a reason", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Comments[0].Adoptions[0].Reason = "" }), nil, []string{"MD-06 block record.comments.0.adoptions"}},
		{"MD-07 no experts", rulebook.G10, complete(func(c *dossier.Content) { c.Record.Expert = dossier.Reference{} }), nil, []string{"MD-07 block record.expert"}},
		{"MD-08 no assessment, and why", rulebook.G10, complete(func(c *dossier.Content) { c.Record.Risk = dossier.Reference{Note: "不涉及社会稳定"} }), nil, nil},
		{"MD-08 no assessment", rulebook.G10, complete(func(c *dossier.Content) { c.Record.Risk.On = "" }), nil, []string{"MD-08 block record.risk"}},
		{"MD-09 six working days", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Legality.AnsweredOn = "2026-11-03" }), nil, []string{"MD-09 block record.legality"}},
		{"MD-09 in a year without a table (CAL-07)", rulebook.G8, complete(func(c *dossier.Content) {
			c.Record.Legality = dossier.Review{ReceivedOn: "2023-05-08", AnsweredOn: "2023-05-25"}
		}), nil, []string{"MD-09 block record.legality", "ND-05 warn record.legality"}},
		{"MD-09 no days on record", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Legality = dossier.Review{} }), nil, []string{"MD-09 block record.legality"}},
		{"MD-09 reviewed in this house for seven working days", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Legality = dossier.Review{} }), reviewed("2026-10-26", "2026-11-04"), nil},
		{"MD-09 reviewed in this house for six", rulebook.G8, complete(func(c *dossier.Content) { c.Record.Legality = dossier.Review{} }), reviewed("2026-10-26", "2026-11-03"), []string{"MD-09 block record.legality"}},
		{"MD-10 discussed before this house reviewed it", rulebook.G8, complete(func(c *dossier.Content) {
			c.Record.Legality, c.Record.Collective.On = dossier.Review{}, "2026-11-01"
		}), reviewed("2026-10-26", "2026-11-04"), []string{"MD-10 block record.collective"}},
		{"MD-10 no meeting", rulebook.G10, complete(func(c *dossier.Content) { c.Record.Collective = dossier.Meeting{} }), nil, []string{"MD-10 block record.collective"}},
		{"MD-10 discussed before it was reviewed", rulebook.G10, complete(func(c *dossier.Content) { c.Record.Collective.On = "2026-11-01" }), nil, []string{"MD-10 block record.collective"}},
		{"MD-12 not reported", rulebook.G10, complete(func(c *dossier.Content) { c.Record.Party = dossier.Reference{} }), nil, []string{"MD-12 block record.party"}},
		{"MD-13 not interpreted", rulebook.G8, complete(func(c *dossier.Content) {
			c.Interpretation = dossier.Interpretation{Need: dossier.Waived, Reason: "无必要。"}
		}), nil, []string{"MD-13 block interpretation.need"}},
	})
}

// reviewed makes the legality review one in this house, from day to day.
func reviewed(asked, answered document.Date) func(*rulebook.Input) {
	return func(in *rulebook.Input) {
		in.LegalityAsked, in.LegalityFirst = asked, answered
		d := in.Standing[document.LegalityReview]
		d.At = answered.Midnight().Add(10 * time.Hour)
		in.Standing[document.LegalityReview] = d
	}
}

// TestLegalityTimeOfTheHouse: with no day on record the review in this house is judged by
// when it was asked for and answered (ND-05, MD-09).
func TestLegalityTimeOfTheHouse(t *testing.T) {
	blank := func(c *dossier.Content) { c.Record.Legality = dossier.Review{} }
	urgent := func(c *dossier.Content) { c.Record.Legality = dossier.Review{Urgent: "防汛应急"} }
	run(t, []row{
		{"ND-05 the same day", rulebook.G8, blank, reviewed("2026-11-09", "2026-11-09"), []string{"ND-05 info record.legality"}},
		{"ND-05 the same day, at the signing", rulebook.G10, blank, reviewed("2026-11-09", "2026-11-09"), []string{"ND-05 info record.legality"}},
		{"ND-05 with its reason", rulebook.G8, urgent, reviewed("2026-11-09", "2026-11-09"), nil},
		{"ND-05 five days", rulebook.G8, blank, reviewed("2026-11-09", "2026-11-16"), nil},
		{"ND-05 sixteen days", rulebook.G8, blank, reviewed("2026-10-26", "2026-11-17"), []string{"ND-05 info record.legality"}},
		{"ND-05 asked again and not answered since", rulebook.G8, blank, reviewed("2026-11-10", "2026-11-09"), nil},
		{"ND-05 a day on record comes first", rulebook.G8, nil, reviewed("2026-11-09", "2026-11-09"), nil},
	})
}

// TestBasisInTheText: ND-06 is met by a basis cited where a document names it.
func TestBasisInTheText(t *testing.T) {
	body := func(text string) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Relations, c.Text.Body = nil, text }
	}
	for _, x := range []struct {
		name, body string
		want       bool
	}{
		{"ND-06 in the first article", "第一条　为了规范停车，根据《中华人民共和国道路交通安全法》等法律、法规，制定本办法。\n第二条　本办法适用于本市。", true},
		{"ND-06 before the first article", "依据《道路交通安全法》，现通知如下。\n第一条　略。", true},
		{"ND-06 in the first paragraph", "按照国务院《优化营商环境条例》，现就有关事项通知如下：\n一、略。", true},
		{"ND-06 in the second article only", "第一条　为了规范停车，制定本办法。\n第二条　根据《道路交通安全法》处罚。", false},
		{"ND-06 in a later paragraph only", "现通知如下：\n根据《道路交通安全法》处罚。", false},
		{"ND-06 no name", "根据有关规定，现通知如下：", false},
	} {
		in := fit(t, body(x.body))
		missing := slices.ContainsFunc(rulebook.Check(rulebook.G5, in), func(f document.Finding) bool { return f.Rule == "ND-06" })
		if missing == x.want {
			t.Errorf("%s: found missing %v", x.name, missing)
		}
	}
}
