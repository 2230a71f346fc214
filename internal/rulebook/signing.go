package rulebook

import (
	"slices"
	"strings"

	"mingfa/internal/document"
)

func signingRules() []Rule {
	const since = "2012-07-01"
	return []Rule{
		{
			ID: "DH-11", Title: "重要公文和上行文由主要负责人签发", Cite: docReg + "第二十二条", Confidence: "P", Since: since,
			Gates: []Gate{G10}, Check: rightSigner,
		},
		{
			ID: "DH-13", Title: "联合行文由所有联署机关的负责人会签", Cite: docReg + "第二十二条", Confidence: "P", Since: since,
			Gates: []Gate{G8, G10, G11, G12, G13}, Check: allCountersigned,
		},
		{
			ID: "DH-20", Title: "联合行文的机关应当同级，各自职权范围内的事项不联合行文", Cite: docReg + "第十七条", Confidence: "K", Since: since,
			Gates: []Gate{G8}, Check: jointOfOneLevel,
		},
		{
			ID: "DH-22", Title: "上行文只写一个主送机关；报告不夹带请示事项", Cite: docReg + "第十五条", Confidence: "C", Since: since,
			Gates: []Gate{G1, G8}, Check: upwardForm,
		},
	}
}

// principal reports whether the law leaves the signing to the principal head.
func (in Input) principal() bool {
	t := in.Content.Text
	return t.Important || t.Kind.Upward() || t.Class == document.Upward
}

func rightSigner(in Input) []document.Finding {
	const place = "signer"
	switch {
	case !in.principal() || slices.Contains(in.Roles, document.Principal):
		return nil
	case in.Roles == nil:
		return []document.Finding{info(place, "本件为上行文或者重要公文，须由主要负责人签发。", "请由具有“主要负责人”职务的签发人办理。")}
	default:
		return []document.Finding{block(place, "本件为上行文或者重要公文，须由主要负责人签发，您没有“主要负责人”职务。", "请退回或者转由主要负责人签发。")}
	}
}

// jointOfOneLevel asks who checks: ranks are known to persons only.
func jointOfOneLevel(in Input) []document.Finding {
	bodies := in.Content.Text.JointWith
	return one(len(bodies) > 0, info("text.joint_with", "本件与"+strings.Join(bodies, "、")+"联合行文。",
		"请核对各机关是否同级，所涉事项是否确需联合行文；属于一个机关职权范围的，应当自行发文。"))
}

// asking are the words with which a request asks for a decision.
var asking = []string{"请批示", "请审批", "请批准", "请予批复", "妥否，请", "当否，请", "以上请示"}

func upwardForm(in Input) []document.Finding {
	t := in.Content.Text
	if !t.Kind.Upward() {
		return one(t.Class == document.Upward, block("text.kind", "上行文的文种应为请示、报告或者议案。", "请更正文种或者文件类别。"))
	}
	out := one(blank(t.Addressee), block("text.addressee", "上行文未写主送机关。", "请填写一个主送机关。"))
	out = append(out, one(strings.ContainsAny(t.Addressee, "、，,；;"), block("text.addressee", "上行文原则上主送一个上级机关，本件写有多个。", "请只保留一个主送机关，其他上级机关用抄送形式。"))...)
	if t.Kind == document.Report {
		for _, words := range asking {
			out = append(out, one(strings.Contains(t.Body, words), block("text.body", "报告中写有“"+words+"”。报告不得夹带请示事项。", "请删去请示事项，或者另行用“请示”行文。"))...)
		}
	}
	return out
}
