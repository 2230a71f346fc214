package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// listed is an item of the negative list for each ground.
var listed = map[document.Ground]string{
	document.R14B: "N-01", document.R14C: "N-02", document.R15: "N-03", document.R16A: "N-04", document.R16B: "N-07", document.R16C: "N-10",
}

func TestAttribute(t *testing.T) {
	withhold := func(reason string, grounds ...document.Ground) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Class, c.Text.ExpiresOn = document.General, ""
			c.Text.Title = "明州市人民政府办公室关于年度考核安排的通知"
			c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "内部事务。"}
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: grounds, Reason: reason}
			if len(grounds) > 0 {
				c.Disclosure.Item = listed[grounds[0]]
			}
		}
	}
	const why = "属内部考核安排，公开后不利于客观评价，且不涉及公众权益。"
	attribute := func(a document.Attribute) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Disclosure.Attribute = a }
	}
	upward := func(c *dossier.Content) {
		c.Text.Class, c.Text.Kind, c.Text.Title = document.Upward, document.Report, "明州市人民政府关于防汛工作情况的报告"
		c.Text.Addressee = "省人民政府"
	}
	run(t, []row{
		{"DA-01 no attribute", rulebook.G1, attribute(""), nil, []string{"DA-01 block disclosure.attribute"}},
		{"DA-01 unknown attribute", rulebook.G2, attribute("PUBLIC"), nil, []string{"DA-01 block disclosure.attribute"}},
		{"DA-01 what is withheld is not released", rulebook.G13, withhold(why, document.R16A), nil, []string{"DA-01 block disclosure.attribute"}},
		{"DA-03 withheld with ground and reason", rulebook.G1, withhold(why, document.R16A), nil, nil},
		{"DA-03 withheld without ground", rulebook.G1, withhold(why), nil, []string{"DA-03 block disclosure.grounds", "PD-15 warn disclosure.item"}},
		{"DA-03 withheld without reason", rulebook.G1, withhold(" 。", document.R15), nil, []string{"DA-03 block disclosure.reason"}},
		{"DA-03 unknown ground", rulebook.G1, withhold(why, "R17"), nil, []string{"DA-03 block disclosure.grounds", "PD-15 warn disclosure.item"}},
		{"DA-03 on request without reason", rulebook.G1, func(c *dossier.Content) {
			withhold("")(c)
			c.Disclosure.Item = ""
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
			c.Disclosure.Item = ""
			c.Disclosure.Attribute = document.OnRequest
		}, nil, []string{"DA-16 warn disclosure.grounds"}},
		{"DA-15 upward document proposed proactive", rulebook.G1, upward, nil, []string{"DA-15 warn disclosure.attribute"}},
		{"DA-15 policy document withheld", rulebook.G1, func(c *dossier.Content) {
			c.Text.Class = document.Policy
			c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R14C}, Reason: "公开可能影响社会稳定。", Item: "N-02"}
		}, nil, []string{"DA-15 warn disclosure.attribute", "ND-02 warn text.class"}},
		{"GI-11 normative document on request", rulebook.G1, func(c *dossier.Content) {
			c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "仅涉及少数单位。"}
		}, nil, []string{"GI-11 warn disclosure.attribute"}},
		{"DA-04 review of a policy document not public without an opinion", rulebook.G2, func(c *dossier.Content) {
			c.Text.Class = document.Policy
			c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "仅涉及少数单位。"}
		}, func(in *rulebook.Input) { in.Opinion = "" }, []string{"DA-04 block opinion"}},
		{"DA-04 review of a public one needs no words", rulebook.G2, nil, func(in *rulebook.Input) { in.Opinion = "" }, nil},
		{"DA-04 invariant-1 nobody confirmed the attribute", rulebook.G10, nil, without(document.AttributeReview), []string{"DA-04 block decisions.attribute_review"}},
		{"SC-16 another mark typed into the text", rulebook.G1, func(c *dossier.Content) { c.Text.Body += "\n\n（此件不予公开）" }, nil, []string{"SC-16 block text.body", "SC-13 warn text.body"}},
		{"SC-16 another mark before sealing", rulebook.G11, func(c *dossier.Content) { c.Text.Body += "\n\n（此件不予公开）" }, nil, []string{"SC-16 block text.body"}},
		{"SC-16 another mark before the release", rulebook.G13, func(c *dossier.Content) { c.Text.Body += "\n\n（此件不予公开）" }, nil, []string{"SC-16 block text.body", "SC-13 block text.body"}},
		{"SC-16 the same mark typed into the text", rulebook.G1, func(c *dossier.Content) { c.Text.Body += "\n\n（此件公开发布）" }, nil, nil},
		{"SC-16 spaced mark in an annex", rulebook.G8, func(c *dossier.Content) { c.Annexes[0].Body += "\n（此件 依申请 公开）" }, nil, []string{"SC-16 block annexes.0.body"}},
	})
}
