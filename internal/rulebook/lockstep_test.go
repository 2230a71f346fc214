package rulebook_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

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
		{"IN-04 unknown value", rulebook.G7, need("someday", ""), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 normative, not needed", rulebook.G1, need(dossier.NotNeeded, "内容简单。"), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 proactive policy, not needed", rulebook.G1, as(document.Policy, document.Proactive, dossier.NotNeeded, "内容简单。"), nil, []string{"IN-04 block interpretation.need"}},
		{"IN-04 policy on request, not needed", rulebook.G1, as(document.Policy, document.OnRequest, dossier.NotNeeded, "不向社会公开。"), nil, nil},
		{"IN-04 general, not needed, with reason", rulebook.G1, as(document.General, document.Proactive, dossier.NotNeeded, "日常工作安排。"), nil, nil},
		{"IN-04 general, not needed, no reason", rulebook.G1, as(document.General, document.Proactive, dossier.NotNeeded, ""), nil, []string{"IN-04 block interpretation.reason"}},
		{"IN-05 IN-07 nothing but the wish", rulebook.G1, need(dossier.Needed, ""), nil, []string{
			"IN-05 block interpretation.outline", "IN-05 block interpretation.form", "IN-05 block interpretation.channel", "IN-05 block interpretation.when",
			"IN-07 block interpretation.title", "IN-07 block interpretation.body", "IN-11 warn interpretation.interpreter",
		}},
		{"IN-05 no channel", rulebook.G7, interpretation(func(n *dossier.Interpretation) { n.Channel = " " }), nil, []string{"IN-05 block interpretation.channel"}},
		{"IN-07 no material at the signing", rulebook.G10, interpretation(func(n *dossier.Interpretation) { n.Body = "" }), nil, []string{"IN-07 block interpretation.body"}},
		{"IN-07 no material at the release", rulebook.G13, interpretation(func(n *dossier.Interpretation) { n.Body = "" }), nil, []string{"IN-07 block interpretation.body"}},
		{"IN-08 later without a reason", rulebook.G1, func(c *dossier.Content) {
			c.Interpretation.Need, c.Interpretation.Title, c.Interpretation.Body = dossier.Later, "", ""
		}, nil, []string{"IN-08 block interpretation.reason"}},
		{"IN-08 the signer is told of the clock", rulebook.G10, func(c *dossier.Content) {
			c.Interpretation.Need, c.Interpretation.Reason = dossier.Later, "材料须等统计数据公布。"
		}, nil, []string{"IN-08 info interpretation.need"}},
		{"IN-11 nobody answers for the interpretation", rulebook.G7, interpretation(func(n *dossier.Interpretation) { n.Interpreter = "" }), nil, []string{"IN-11 warn interpretation.interpreter"}},
		{"IN-14 a policy on markets that goes out alone", rulebook.G7, func(c *dossier.Content) {
			c.Text.Class, c.Text.Title = document.Policy, "明州市人民政府办公室关于促进债券市场发展的通知"
			c.Interpretation = dossier.Interpretation{Need: dossier.Waived, Reason: "内容简明，无须解读。"}
		}, nil, []string{"IN-14 warn interpretation.need"}},
		{"IN-14 a policy on markets with its interpretation", rulebook.G7, func(c *dossier.Content) {
			c.Text.Class, c.Text.Title = document.Policy, "明州市人民政府办公室关于促进债券市场发展的通知"
		}, nil, nil},
		{"IN-12 form that is none", rulebook.G7, interpretation(func(n *dossier.Interpretation) { n.Form = "口头传达" }), nil, []string{"IN-12 block interpretation.form"}},
		{"IN-06 the text itself", rulebook.G7, func(c *dossier.Content) { c.Interpretation.Body = c.Text.Body }, nil, []string{"IN-06 block interpretation.body"}},
		{"IN-06 the text, abridged and laid out anew", rulebook.G1, func(c *dossier.Content) {
			c.Interpretation.Body = "- **规范公共停车设施的规划、建设和使用**\n- 适用于市区范围内公共停车设施的管理；\n- 向社会开放，收费标准应当公示！"
		}, nil, []string{"IN-06 block interpretation.body", "LY-33 info interpretation.body"}},
		{"IN-13 waiver with reason", rulebook.G1, need(dossier.Waived, "文件仅调整联系单位名称。"), nil, nil},
		{"IN-13 waiver beside a material", rulebook.G1, func(c *dossier.Content) {
			c.Interpretation.Need, c.Interpretation.Reason = dossier.Waived, "文件仅调整联系单位名称。"
		}, nil, []string{"IN-13 warn interpretation.need"}},
		{"IN-13 waiver without reason", rulebook.G1, need(dossier.Waived, ""), nil, []string{"IN-13 block interpretation.reason"}},
		{"IN-13 waiver approved without words", rulebook.G7, need(dossier.Waived, "文件仅调整联系单位名称。"), func(in *rulebook.Input) { in.Opinion = "" }, []string{"IN-13 block opinion"}},
		{"IN-13 waiver approved", rulebook.G7, need(dossier.Waived, "文件仅调整联系单位名称。"), nil, nil},
		{"IN-02 invariant-3 nobody checked", rulebook.G10, nil, without(document.LockstepCheck), []string{"IN-02 block decisions.lockstep_check"}},
		{"IN-02 invariant-3 nobody checked, at the release", rulebook.G13, nil, without(document.LockstepCheck), []string{"IN-02 block decisions.lockstep_check"}},
	})
}
