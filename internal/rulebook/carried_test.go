package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestCarried(t *testing.T) {
	closed := func(change func(*dossier.Annex)) func(*dossier.Content) {
		return func(c *dossier.Content) {
			a := dossier.Annex{
				Title: "投诉处理内部流程", Body: "受理人员收到投诉后转交值班处长签批，由督查科每周汇总。", Attribute: document.Withheld,
				Ground: document.R16A, Reason: "属内部工作流程。",
			}
			if change != nil {
				change(&a)
			}
			c.Annexes = append(c.Annexes, a)
		}
	}
	leak := func(open string) func(*dossier.Content) {
		return func(c *dossier.Content) {
			closed(func(a *dossier.Annex) {
				a.Body = "一是由督查科每周汇总情况并报送分管负责同志审阅，年底考核。受理人员收到投诉后应当在两小时以内转交值班处长签批办理。按照《明州市公共停车设施投诉举报处理和督查督办工作规程》执行。"
			})(c)
			c.Text.Body += "\n\n" + open
		}
	}
	related := func(kind document.RelationKind, a document.Attribute, ended document.Validity) func(*rulebook.Input) {
		return func(in *rulebook.Input) {
			in.Related = []dossier.Related{{
				Index: 1, Kind: kind, Number: "明政发〔2020〕1号", Title: "旧文件", Attribute: a,
				Life: document.Life{Ended: ended, EndedOn: "2026-01-01"},
			}}
		}
	}
	attributed := func(result, opinion string) func(*rulebook.Input) {
		return func(in *rulebook.Input) {
			d := in.Standing[document.AttributeReview]
			d.Result, d.Opinion = result, opinion
			in.Standing[document.AttributeReview] = d
		}
	}
	joint := func(bodies ...string) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Text.JointWith = bodies }
	}
	withheld := func(item string) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Class, c.Text.ExpiresOn, c.Text.Title = document.General, "", "明州市人民政府办公室关于年度考核安排的通知"
			c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "内部事务。"}
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R16A}, Reason: "属内部考核安排，公开后不利于客观评价。", Item: item}
		}
	}
	run(t, []row{
		{"DA-11 a closed annex is told of", rulebook.G1, closed(nil), nil, []string{"DA-11 info annexes.1.attribute"}},
		{"DA-11 nothing to say at the release", rulebook.G13, closed(nil), nil, nil},
		{"DA-11 an annex more open than its document", rulebook.G1, func(c *dossier.Content) {
			withheld("N-04")(c)
			c.Annexes[0].Attribute = document.Proactive
		}, nil, []string{"DA-11 warn annexes.0.attribute"}},
		{"DA-11 its words stand in the open", rulebook.G2, closed(func(a *dossier.Annex) { a.Body = "公共停车设施应当向社会开放，前30分钟免费" }), nil, []string{"DA-11 block annexes.1.body"}},
		{"DA-11 one sentence of it stands in the open", rulebook.G13, leak("受理人员收到投诉后应当在两小时以内转交值班处长签批办理。"), nil, []string{"DA-11 block annexes.1.body"}},
		{"DA-11 with other punctuation, over two lines", rulebook.G13, leak("受理人员收到投诉后，应当在两小时以内\n转交值班处长签批办理；"), nil, []string{"DA-11 block annexes.1.body"}},
		{"DA-11 a part of a sentence", rulebook.G13, leak("受理人员收到投诉后应当在两小时以内答复。"), nil, nil},
		{"DA-11 a title that both name", rulebook.G13, leak("按照《明州市公共停车设施投诉举报处理和督查督办工作规程》执行。"), nil, nil},
		{"DA-11 an unknown attribute", rulebook.G2, closed(func(a *dossier.Annex) { a.Attribute = "CLOSED" }), nil, []string{"DA-11 block annexes.1.attribute"}},
		{"DA-03 a closed annex without ground", rulebook.G2, closed(func(a *dossier.Annex) { a.Ground = "" }), nil, []string{"DA-03 block annexes.1.ground"}},
		{"DA-03 a closed annex as a state secret", rulebook.G2, closed(func(a *dossier.Annex) { a.Ground = document.R14A }), nil, []string{"DA-03 block annexes.1.ground"}},
		{"DA-03 a closed annex without reason", rulebook.G2, closed(func(a *dossier.Annex) { a.Reason = "" }), nil, []string{"DA-03 block annexes.1.reason"}},
		{"DA-03 an open annex with a ground", rulebook.G2, func(c *dossier.Content) { c.Annexes[0].Ground = document.R15 }, nil, []string{"DA-03 block annexes.0.ground"}},
		{"DA-08 the office disagreed", rulebook.G10, nil, attributed(rulebook.Dissent, "宜依申请公开。"), []string{"DA-08 warn disclosure.attribute"}},
		{"DA-08 the office changed it", rulebook.G10, nil, attributed(rulebook.Changed, "可以公开。"), []string{"DA-08 info disclosure.attribute"}},
		{"DA-09 a body named twice", rulebook.G1, joint("市财政局", "市财政局"), nil, []string{"DA-09 block text.joint_with"}},
		{"DA-09 a body without name", rulebook.G1, joint(""), nil, []string{"DA-09 block text.joint_with"}},
		{"DH-20 the office is asked about ranks and remits", rulebook.G8, joint("明州市财政局"), nil, []string{"DH-13 info countersigns", "DH-20 info text.joint_with"}},
		{"DA-10 more open than what it forwards", rulebook.G1, nil, related(document.Forward, document.Withheld, ""), []string{"DA-10 block disclosure.attribute"}},
		{"DA-10 the same as what it forwards", rulebook.G1, nil, related(document.Forward, document.Proactive, ""), nil},
		{"DA-10 less open than what it forwards", rulebook.G2, withheld("N-04"), related(document.Forward, document.Proactive, ""), []string{"DA-10 warn disclosure.attribute"}},
		{"PD-15 an item that is not on the list", rulebook.G1, withheld("N-99"), nil, []string{"PD-15 block disclosure.item"}},
		{"PD-15 an item on another ground", rulebook.G1, withheld("N-10"), nil, []string{"PD-15 block disclosure.item"}},
		{"PD-15 no item", rulebook.G8, withheld(""), nil, []string{"PD-15 warn disclosure.item"}},
		{"PD-15 an item beside an open attribute", rulebook.G2, func(c *dossier.Content) { c.Disclosure.Item = "N-04" }, nil, []string{"PD-15 block disclosure.item"}},
		{"SC-17 a dead basis of a normative document", rulebook.G1, nil, related(document.Basis, document.Proactive, document.Repealed), []string{"SC-17 block relations.1.target"}},
		{"SC-17 a dead basis of another", rulebook.G1, withheld("N-04"), related(document.Basis, document.Proactive, document.Revoked), []string{"SC-17 warn relations.1.target"}},
		{"SC-17 a living basis", rulebook.G1, nil, related(document.Basis, document.Proactive, ""), nil},
		{"DH-06 title of another body", rulebook.G1, nil, func(in *rulebook.Input) { in.Issuer = "明州市财政局" }, []string{"DH-06 warn text.title"}},
		{"DH-11 an important document signed by a deputy", rulebook.G10, func(c *dossier.Content) { c.Text.Important = true }, nil, []string{"DH-11 block signer"}},
		{"DH-11 asked with nobody in mind", rulebook.G10, func(c *dossier.Content) { c.Text.Important = true }, func(in *rulebook.Input) { in.Roles = nil }, []string{"DH-11 info signer"}},
		{"DH-11 signed by the principal head", rulebook.G10, func(c *dossier.Content) { c.Text.Important = true }, func(in *rulebook.Input) {
			in.Roles = []document.Role{document.Signer, document.Principal}
		}, nil},
	})
}

func TestUpward(t *testing.T) {
	report := func(change func(*dossier.Text)) func(*dossier.Content) {
		return func(c *dossier.Content) {
			withdrawn := dossier.Interpretation{Need: dossier.NotNeeded, Reason: "报告工作。"}
			c.Interpretation, c.Disclosure = withdrawn, dossier.Disclosure{
				Attribute: document.Withheld, Grounds: []document.Ground{document.R16B}, Reason: "属上报的过程性信息，公开会影响上级决策。", Item: "N-09",
			}
			c.Text = dossier.Text{
				Kind: document.Report, Class: document.Upward, Title: "明州市人民政府办公室关于防汛工作情况的报告", Addressee: "省人民政府办公厅", Body: "现将情况报告如下。",
			}
			change(&c.Text)
		}
	}
	run(t, []row{
		{"DH-22 a fit report", rulebook.G1, report(func(*dossier.Text) {}), nil, nil},
		{"DH-22 no addressee", rulebook.G1, report(func(x *dossier.Text) { x.Addressee = "" }), nil, []string{"DH-22 block text.addressee"}},
		{"DH-22 two addressees", rulebook.G8, report(func(x *dossier.Text) { x.Addressee = "省政府办公厅，省水利厅" }), nil, []string{"DH-22 block text.addressee"}},
		{"DH-22 a request in a report", rulebook.G1, report(func(x *dossier.Text) { x.Body += "妥否，请批示。" }), nil, []string{"DH-22 block text.body", "DH-22 block text.body"}},
		{"DH-22 upward, but a notice", rulebook.G1, report(func(x *dossier.Text) {
			x.Kind, x.Title = document.Notice, "明州市人民政府办公室关于防汛工作的通知"
		}), nil, []string{"DH-22 block text.kind"}},
	})
}

// TestFindingsNameTheOtherDocument: by title, by number, or in words, never by empty quotes;
// an upward class is not said of the kind.
func TestFindingsNameTheOtherDocument(t *testing.T) {
	for want, r := range map[string]dossier.Related{
		"所转发的“甲”（省发〔2026〕1号）为": {Title: "甲", Number: "省发〔2026〕1号"},
		"所转发的省发〔2026〕1号为":      {Number: "省发〔2026〕1号"},
		"所转发的文件为":              {},
	} {
		in := fit(t, nil)
		r.Kind, r.Attribute = document.Forward, document.Withheld
		in.Related = []dossier.Related{r}
		var said string
		for _, f := range rulebook.Check(rulebook.G1, in) {
			if f.Rule == "DA-10" {
				said = f.Message
			}
		}
		if !strings.Contains(said, want) {
			t.Errorf("DA-10 says %q, want %q", said, want)
		}
	}
	in := fit(t, func(c *dossier.Content) { c.Text.Class = document.Upward })
	for _, f := range rulebook.Check(rulebook.G1, in) {
		if f.Rule == "DA-15" && (strings.Contains(f.Message, "通知属") || !strings.Contains(f.Message, "类别为上行文")) {
			t.Errorf("DA-15 says %q", f.Message)
		}
	}
}
