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

func TestAttribute(t *testing.T) {
	withhold := func(reason string, grounds ...document.Ground) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Class, c.Text.ExpiresOn = document.General, ""
			c.Text.Title = "明州市人民政府办公室关于年度考核安排的通知"
			c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "内部事务。"}
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: grounds, Reason: reason}
		}
	}
	const why = "属内部考核安排，公开后不利于客观评价，且不涉及公众权益。"
	attribute := func(a document.Attribute) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Disclosure.Attribute = a }
	}
	upward := func(c *dossier.Content) {
		c.Text.Class, c.Text.Kind, c.Text.Title = document.General, document.Report, "明州市人民政府关于防汛工作情况的报告"
	}
	run(t, []row{
		{"DA-01 no attribute", rulebook.G1, attribute(""), nil, []string{"DA-01 block disclosure.attribute"}},
		{"DA-01 unknown attribute", rulebook.G2, attribute("PUBLIC"), nil, []string{"DA-01 block disclosure.attribute"}},
		{"DA-01 what is withheld is not released", rulebook.G13, withhold(why, document.R16A), nil, []string{"DA-01 block disclosure.attribute"}},
		{"DA-03 withheld with ground and reason", rulebook.G1, withhold(why, document.R16A), nil, nil},
		{"DA-03 withheld without ground", rulebook.G1, withhold(why), nil, []string{"DA-03 block disclosure.grounds"}},
		{"DA-03 withheld without reason", rulebook.G1, withhold(" 。", document.R15), nil, []string{"DA-03 block disclosure.reason"}},
		{"DA-03 unknown ground", rulebook.G1, withhold(why, "R17"), nil, []string{"DA-03 block disclosure.grounds"}},
		{"DA-03 on request without reason", rulebook.G1, func(c *dossier.Content) {
			withhold("")(c)
			c.Disclosure.Attribute = document.OnRequest
		}, nil, []string{"DA-03 block disclosure.reason"}},
		{"R16A reason that does not say why", rulebook.G1, withhold("内部事务", document.R16A), nil, []string{"R16A block disclosure.reason"}},
		{"R16B reason that does not say why", rulebook.G2, withhold("过程性信息", document.R16B), nil, []string{"R16B block disclosure.reason"}},
		{"R16C reason that does not say why", rulebook.G8, withhold("执法案卷", document.R16C), nil, []string{"R16C block disclosure.reason"}},
		{"R16A a mandatory ground needs no discretion", rulebook.G1, withhold("商业秘密", document.R15), nil, nil},
		{"DA-16 proactive with a ground", rulebook.G1, func(c *dossier.Content) {
			c.Disclosure.Grounds = []document.Ground{document.R15}
		}, nil, []string{"DA-16 block disclosure.grounds"}},
		{"DA-16 on request with a ground", rulebook.G1, func(c *dossier.Content) {
			withhold(why, document.R16B)(c)
			c.Disclosure.Attribute = document.OnRequest
		}, nil, []string{"DA-16 warn disclosure.grounds"}},
		{"DA-15 upward document proposed proactive", rulebook.G1, upward, nil, []string{"DA-15 warn disclosure.attribute"}},
		{"DA-15 policy document withheld", rulebook.G1, func(c *dossier.Content) {
			c.Text.Class = document.Policy
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R14C}, Reason: "公开可能影响社会稳定。"}
		}, nil, []string{"DA-15 warn disclosure.attribute"}},
		{"GI-11 normative document on request", rulebook.G1, func(c *dossier.Content) {
			c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "仅涉及少数单位。"}
		}, nil, []string{"GI-11 warn disclosure.attribute"}},
		{"DA-04 review of a policy document not public without an opinion", rulebook.G2, func(c *dossier.Content) {
			c.Text.Class = document.Policy
			c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "仅涉及少数单位。"}
		}, func(in *rulebook.Input) { in.Opinion = "" }, []string{"DA-04 block opinion"}},
		{"DA-04 review of a public one needs no words", rulebook.G2, nil, func(in *rulebook.Input) { in.Opinion = "" }, nil},
		{"DA-04 invariant-1 nobody confirmed the attribute", rulebook.G10, nil, without(document.AttributeReview), []string{"DA-04 block decisions.attribute_review"}},
		{"SC-16 another mark typed into the text", rulebook.G1, func(c *dossier.Content) { c.Text.Body += "\n\n（此件不予公开）" }, nil, []string{"SC-16 block text.body"}},
		{"SC-16 the same mark typed into the text", rulebook.G1, func(c *dossier.Content) { c.Text.Body += "\n\n（此件公开发布）" }, nil, nil},
		{"SC-16 spaced mark in an annex", rulebook.G8, func(c *dossier.Content) { c.Annexes[0].Body += "\n（此件 依申请 公开）" }, nil, []string{"SC-16 block annexes.0.body"}},
	})
}

func without(stage document.Stage) func(*rulebook.Input) {
	return func(in *rulebook.Input) { delete(in.Standing, stage) }
}

func TestSecrecy(t *testing.T) {
	result := func(r string) func(*rulebook.Input) { return func(in *rulebook.Input) { in.Result = r } }
	const mark = "机密★10年"
	marked := func(place string, put func(*dossier.Content)) row {
		return row{"SC-12 in " + place, rulebook.G1, put, nil, []string{"SC-12 block " + place}}
	}
	run(t, []row{
		marked("text.body", func(c *dossier.Content) { c.Text.Body += "\n" + mark }),
		marked("text.addressee", func(c *dossier.Content) { c.Text.Addressee += mark }),
		marked("text.copy_to", func(c *dossier.Content) { c.Text.CopyTo = mark }),
		marked("annexes.0.title", func(c *dossier.Content) { c.Annexes[0].Title += mark }),
		marked("annexes.0.body", func(c *dossier.Content) { c.Annexes[0].Body = mark }),
		marked("relations.0.title", func(c *dossier.Content) { c.Relations[0].Title = mark }),
		marked("disclosure.reason", func(c *dossier.Content) { c.Disclosure.Reason = mark }),
		marked("interpretation.reason", func(c *dossier.Content) { c.Interpretation.Reason = mark }),
		marked("interpretation.outline", func(c *dossier.Content) { c.Interpretation.Outline = mark }),
		marked("interpretation.channel", func(c *dossier.Content) { c.Interpretation.Channel = mark }),
		marked("interpretation.when", func(c *dossier.Content) { c.Interpretation.When = mark }),
		marked("interpretation.title", func(c *dossier.Content) { c.Interpretation.Title = mark }),
		marked("interpretation.body", func(c *dossier.Content) { c.Interpretation.Body += "\n秘密" }),
		marked("catalogue.summary", func(c *dossier.Content) { c.Catalogue.Summary = mark }),
		marked("catalogue.topic", func(c *dossier.Content) { c.Catalogue.Topic = mark }),
		marked("catalogue.article", func(c *dossier.Content) { c.Catalogue.Article = mark }),
		{"SC-12 in the title, which then lacks its kind", rulebook.G1, func(c *dossier.Content) { c.Text.Title = mark + c.Text.Title }, nil, []string{"SC-12 block text.title"}},
		{"SC-12 in a number, which is malformed besides", rulebook.G1, func(c *dossier.Content) { c.Relations[0].Number = mark }, nil, []string{
			"SC-12 block relations.0.number", "ND-20 warn relations.0.number",
		}},
		{"SC-12 still looked for at the last gate", rulebook.G13, func(c *dossier.Content) { c.Annexes[0].Body = mark }, nil, []string{"SC-12 block annexes.0.body"}},
		{"SR-09 withheld as a state secret", rulebook.G2, func(c *dossier.Content) {
			c.Text.Class = document.General
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R14A}, Reason: "依法确定为国家秘密。"}
		}, nil, []string{"SR-09 block disclosure.grounds"}},
		{"SR-14 one item not answered", rulebook.G6, nil, func(in *rulebook.Input) { delete(in.Checklist, "trade_secret") }, []string{"SR-14 block checklist.trade_secret"}},
		{"SR-14 an answer that is none", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["personal"] = "maybe" }, []string{"SR-14 block checklist.personal"}},
		{"SR-14 found, yet open", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["personal"] = rulebook.Yes }, []string{"SR-14 block checklist.personal"}},
		{"SR-14 answer to an item that is not asked", rulebook.G6, nil, func(in *rulebook.Input) { in.Checklist["other"] = rulebook.No }, []string{"SR-14 block checklist.other"}},
		{"SR-14 no checklist", rulebook.G6, nil, func(in *rulebook.Input) { in.ChecklistItems = nil }, []string{"SR-14 block checklist"}},
		{"SR-15 no opinion", rulebook.G6, nil, func(in *rulebook.Input) { in.Opinion = "。" }, []string{"SR-15 block opinion"}},
		{"SR-15 no result", rulebook.G6, nil, result(""), []string{"SR-15 block result"}},
		{"SR-15 result that is none", rulebook.G6, nil, result("可公开"), []string{"SR-15 block result"}},
		{"SR-01 partial cannot go on as proactive", rulebook.G6, nil, result(rulebook.Partial), []string{"SR-01 block result"}},
		{"SR-01 closed cannot go on as proactive", rulebook.G6, nil, result(rulebook.Closed), []string{"SR-01 block result"}},
		{"SR-12 refer waits", rulebook.G6, nil, result(rulebook.Refer), []string{"SR-12 block result"}},
		{"SR-01 closed may go on when withheld", rulebook.G6, func(c *dossier.Content) {
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R15}, Reason: "涉及商业秘密。"}
		}, func(in *rulebook.Input) { in.Result, in.Checklist["trade_secret"] = rulebook.Closed, rulebook.Yes }, nil},
		{"SR-17 invariant-2 nobody reviewed", rulebook.G10, nil, without(document.SecrecyReview), []string{"SR-17 block decisions.secrecy_review"}},
		{"SR-17 reviewed as partial, to be released", rulebook.G13, nil, func(in *rulebook.Input) {
			d := in.Standing[document.SecrecyReview]
			d.Result = rulebook.Partial
			in.Standing[document.SecrecyReview] = d
		}, []string{"SR-17 block decisions.secrecy_review"}},
	})
}

func TestLockstep(t *testing.T) {
	interpretation := func(change func(*dossier.Interpretation)) func(*dossier.Content) {
		return func(c *dossier.Content) { change(&c.Interpretation) }
	}
	need := func(n dossier.Need, reason string) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Interpretation = dossier.Interpretation{Need: n, Reason: reason} }
	}
	as := func(class document.Class, a document.Attribute, n dossier.Need, reason string) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Class, c.Text.Title = class, "明州市人民政府办公室关于开展停车秩序整治的通知"
			c.Disclosure = dossier.Disclosure{Attribute: a, Reason: "仅涉及少数单位的内部分工。"}
			c.Interpretation = dossier.Interpretation{Need: n, Reason: reason}
		}
	}
	run(t, []row{
		{"IN-04 nobody decided", rulebook.G1, need("", ""), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 unknown value", rulebook.G7, need("later", ""), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 normative, not needed", rulebook.G1, need(dossier.NotNeeded, "内容简单。"), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 proactive policy, not needed", rulebook.G1, as(document.Policy, document.Proactive, dossier.NotNeeded, "内容简单。"), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 policy on request, not needed", rulebook.G1, as(document.Policy, document.OnRequest, dossier.NotNeeded, "不向社会公开。"), nil, nil},
		{"IN-04 general, not needed, with reason", rulebook.G1, as(document.General, document.Proactive, dossier.NotNeeded, "日常工作安排。"), nil, nil},
		{"IN-04 general, not needed, no reason", rulebook.G1, as(document.General, document.Proactive, dossier.NotNeeded, ""), nil, []string{"IN-04 block interpretation.reason"}},
		{"IN-05 IN-07 nothing but the wish", rulebook.G1, need(dossier.Needed, ""), nil, []string{
			"IN-05 block interpretation.outline", "IN-05 block interpretation.form", "IN-05 block interpretation.channel", "IN-05 block interpretation.when",
			"IN-07 block interpretation.title", "IN-07 block interpretation.body",
		}},
		{"IN-05 no channel", rulebook.G7, interpretation(func(n *dossier.Interpretation) { n.Channel = " " }), nil, []string{"IN-05 block interpretation.channel"}},
		{"IN-07 no material at the signing", rulebook.G10, interpretation(func(n *dossier.Interpretation) { n.Body = "" }), nil, []string{"IN-07 block interpretation.body"}},
		{"IN-07 no material at the release", rulebook.G13, interpretation(func(n *dossier.Interpretation) { n.Body = "" }), nil, []string{"IN-07 block interpretation.body"}},
		{"IN-12 form that is none", rulebook.G7, interpretation(func(n *dossier.Interpretation) { n.Form = "口头传达" }), nil, []string{"IN-12 block interpretation.form"}},
		{"IN-06 the text itself", rulebook.G7, func(c *dossier.Content) { c.Interpretation.Body = c.Text.Body }, nil, []string{"IN-06 block interpretation.body"}},
		{"IN-06 the text, abridged and laid out anew", rulebook.G1, func(c *dossier.Content) {
			c.Interpretation.Body = "- **规范公共停车设施的规划、建设和使用**\n- 适用于市区范围内公共停车设施的管理；\n- 向社会开放，收费标准应当公示！"
		}, nil, []string{"IN-06 block interpretation.body"}},
		{"IN-13 waiver with reason", rulebook.G1, need(dossier.Waived, "文件仅调整联系单位名称。"), nil, nil},
		{"IN-13 waiver without reason", rulebook.G1, need(dossier.Waived, ""), nil, []string{"IN-13 block interpretation.reason"}},
		{"IN-13 waiver approved without words", rulebook.G7, need(dossier.Waived, "文件仅调整联系单位名称。"), func(in *rulebook.Input) { in.Opinion = "" }, []string{"IN-13 block opinion"}},
		{"IN-13 waiver approved", rulebook.G7, need(dossier.Waived, "文件仅调整联系单位名称。"), nil, nil},
		{"IN-02 invariant-3 nobody checked", rulebook.G10, nil, without(document.LockstepCheck), []string{"IN-02 block decisions.lockstep_check"}},
		{"IN-02 invariant-3 nobody checked, at the release", rulebook.G13, nil, without(document.LockstepCheck), []string{"IN-02 block decisions.lockstep_check"}},
	})
}

func TestIssuing(t *testing.T) {
	text := func(change func(*dossier.Text)) func(*dossier.Content) {
		return func(c *dossier.Content) { change(&c.Text) }
	}
	run(t, []row{
		{"DH-01 no kind", rulebook.G1, text(func(x *dossier.Text) { x.Kind = "" }), nil, []string{"DH-01 block text.kind"}},
		{"DH-01 a sixteenth kind", rulebook.G1, text(func(x *dossier.Text) { x.Kind = "memo" }), nil, []string{"DH-01 block text.kind"}},
		{"DH-02 no title", rulebook.G1, text(func(x *dossier.Text) { x.Title = "——" }), nil, []string{"DH-02 block text.title"}},
		{"DH-02 title of 201 characters", rulebook.G1, text(func(x *dossier.Text) { x.Title = strings.Repeat("长", 199) + "通知" }), nil, []string{"DH-02 block text.title"}},
		{"DH-02 title of 200 characters", rulebook.G1, text(func(x *dossier.Text) { x.Title = strings.Repeat("长", 198) + "通知" }), nil, nil},
		{"DH-02 no text", rulebook.G1, text(func(x *dossier.Text) { x.Body = "\n \n" }), nil, []string{"DH-02 block text.body"}},
		{"DH-06 title that does not name its kind", rulebook.G1, text(func(x *dossier.Text) { x.Title = "明州市公共停车设施管理办法" }), nil, []string{"DH-06 warn text.title"}},
		{"DH-06 an order may end in 令", rulebook.G1, text(func(x *dossier.Text) { x.Kind, x.Title = document.Order, "明州市森林防火令" }), nil, nil},
		{"DH-06 an answer may end in 答复", rulebook.G1, func(c *dossier.Content) {
			c.Text.Class, c.Text.Kind, c.Text.Title = document.Answer, document.Letter, "对市政协第12号提案的答复"
		}, nil, nil},
		{"DH-07 no route", rulebook.G10, nil, func(in *rulebook.Input) { in.Route = nil }, []string{
			"DH-07 block route",
		}},
		{"DH-07 the unit has not answered", rulebook.G10, nil, without(document.UnitReview), []string{"DH-07 block decisions.unit_review"}},
		{"DH-08 the general office has not checked", rulebook.G10, nil, without(document.OfficeCheck), []string{"DH-08 block decisions.office_check"}},
		{"DH-12 no opinion", rulebook.G10, nil, func(in *rulebook.Input) { in.Opinion = "" }, []string{"DH-12 block opinion"}},
		{"DH-04 no date", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "" }, []string{"DH-04 block dated_on"}},
		{"DH-04 no such day", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "2026-11-31" }, []string{"DH-04 block dated_on"}},
		{"DH-04 tomorrow", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "2026-11-24" }, []string{"DH-04 block dated_on"}},
		{"DH-04 today", rulebook.G10, nil, func(in *rulebook.Input) { in.DatedOn = "2026-11-23" }, nil},
		{"DH-04 nobody knows what day it is", rulebook.G10, nil, func(in *rulebook.Input) { in.Today = "" }, []string{"DH-04 block dated_on"}},
		{"DH-14 not what was signed", rulebook.G11, nil, func(in *rulebook.Input) { in.SignedDigest = strings.Repeat("0", 64) }, []string{"DH-14 block digest"}},
		{"DH-14 nothing was signed", rulebook.G12, nil, func(in *rulebook.Input) { in.SignedDigest = "" }, []string{"DH-14 block digest"}},
		{"DH-14 no digest at hand", rulebook.G11, nil, func(in *rulebook.Input) { in.Digest, in.SignedDigest = "", "" }, []string{"DH-14 block digest"}},
		{"DH-14 content that is not the latest revision", rulebook.G10, nil, func(in *rulebook.Input) { in.Content.Text.Body += "。" }, []string{"DH-14 block digest"}},
		{"DH-14 the signature is gone", rulebook.G13, nil, without(document.Signing), []string{"DH-14 block decisions.signing"}},
		{"SC-20 square brackets", rulebook.G12, nil, func(in *rulebook.Input) { in.Number = "明政办发[2026]9号" }, []string{"SC-20 block number"}},
		{"SC-20 leading zero", rulebook.G11, nil, func(in *rulebook.Input) { in.Number = "明政办发〔2026〕09号" }, []string{"SC-20 block number"}},
		{"SC-20 第", rulebook.G13, nil, func(in *rulebook.Input) { in.Number = "明政办发〔2026〕第9号" }, []string{"SC-20 block number"}},
		{"SC-20 not numbered yet", rulebook.G12, nil, func(in *rulebook.Input) { in.Number = "" }, nil},
		{"SC-20 released without a number", rulebook.G13, nil, func(in *rulebook.Input) { in.Number = "" }, []string{"SC-20 block number"}},
		{"LY-18 annex without title", rulebook.G1, func(c *dossier.Content) { c.Annexes[0].Title = "" }, nil, []string{"LY-18 block annexes.0.title"}},
		{"LY-18 annex without content", rulebook.G1, func(c *dossier.Content) { c.Annexes[0].Body = "" }, nil, []string{"LY-18 block annexes.0.body"}},
		{"LY-18 annex title with a full stop", rulebook.G8, func(c *dossier.Content) { c.Annexes[0].Title += "。" }, nil, []string{"LY-18 warn annexes.0.title"}},
		{"LY-20 padded month", rulebook.G1, text(func(x *dossier.Text) { x.Body += "2026年05月19日。" }), nil, []string{"LY-20 warn text.body"}},
		{"LY-20 padded day", rulebook.G1, text(func(x *dossier.Text) { x.Body += "2026年12月01日。" }), nil, []string{"LY-20 warn text.body"}},
	})
}

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
		{"ND-08 touches business, on its way", rulebook.G10, text(func(x *dossier.Text) { x.AffectsBusiness = true }), nil, nil},
		{"ND-08 touches business, nobody reviewed", rulebook.G10, text(func(x *dossier.Text) { x.AffectsBusiness = true }), without(document.CompetitionReview), []string{
			"ND-08 block decisions.competition_review",
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
		{"ND-13 term is over already", rulebook.G10, text(func(x *dossier.Text) { x.EffectiveOn, x.ExpiresOn = "2020-01-01", "2024-12-31" }), nil, []string{"ND-13 block text.expires_on"}},
		{"ND-13 term was over before the release", rulebook.G13, text(func(x *dossier.Text) { x.EffectiveOn, x.ExpiresOn = "2026-01-01", "2026-11-22" }), nil, []string{"ND-13 block text.expires_on"}},
		{"ND-20 repeals what", rulebook.G1, relation(dossier.Relation{Kind: document.Repeals, Title: "停车场管理规定"}), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 amends what", rulebook.G8, relation(dossier.Relation{Kind: document.Amends}), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 repeals a registered document", rulebook.G1, relation(dossier.Relation{Kind: document.Repeals, Target: "d-1"}), nil, nil},
		{"ND-20 based on a law, by its title", rulebook.G1, relation(dossier.Relation{Kind: document.Basis, Title: "中华人民共和国道路交通安全法"}), nil, nil},
		{"ND-20 based on nothing", rulebook.G1, relation(dossier.Relation{Kind: document.Basis}), nil, []string{"ND-20 block relations.0.target"}},
		{"ND-20 unknown relation", rulebook.G1, relation(dossier.Relation{Kind: "cites", Target: "d-1"}), nil, []string{"ND-20 block relations.0.kind"}},
		{"ND-20 number with square brackets", rulebook.G1, relation(dossier.Relation{Kind: document.Repeals, Number: "明政办发[2019]12号"}), nil, []string{"ND-20 warn relations.0.number"}},
		{"CAL-10 dates that do not exist", rulebook.G1, func(c *dossier.Content) {
			c.Text.EffectiveOn, c.Text.ExpiresOn, c.Relations[0].On = "2026-02-30", "2031-13-01", "soon"
		}, nil, []string{
			"CAL-10 block text.effective_on", "CAL-10 block text.expires_on", "CAL-10 block relations.0.on",
		}},
	})
}

func TestPublication(t *testing.T) {
	run(t, []row{
		{"DH-16 not sealed", rulebook.G13, nil, func(in *rulebook.Input) { in.SealedReady = false }, []string{"DH-16 block sealed"}},
		{"GI-05 nothing for the catalogue", rulebook.G13, func(c *dossier.Content) { c.Catalogue = dossier.Catalogue{} }, nil, []string{
			"GI-05 warn catalogue.summary", "GI-05 warn catalogue.topic", "GI-05 warn catalogue.article",
		}},
		{"GI-13 six working days left", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-10" }, nil},
		{"GI-13 five working days left", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-11" }, []string{"GI-13 warn dated_on"}},
		{"GI-13 the last day", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-18" }, []string{"GI-13 warn dated_on"}},
		{"GI-13 the Saturday after", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-19" }, []string{"GI-13 warn dated_on"}},
		{"GI-13 overdue", rulebook.G13, nil, func(in *rulebook.Input) { in.Today = "2026-12-21" }, []string{"GI-13 warn dated_on"}},
	})
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
