package rulebook

import (
	"fmt"
	"regexp"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func lockstepRules() []Rule {
	const liaoning = "辽政办〔2022〕43号"
	return []Rule{
		{
			ID: "IN-02", Title: "政策文件与解读方案、解读材料同步组织、同步审签、同步部署", Cite: "政务公开工作要点；" + liaoning + "三", Confidence: "P",
			Gates: []Gate{G10, G11, G12, G13}, Check: lockstepStands,
		},
		{
			ID: "IN-04", Title: "应当解读的文件不得缺少解读", Cite: liaoning + "一；穗府办函〔2017〕313号第三条", Confidence: "P",
			Gates: []Gate{G1, G7, G8, G10, G13}, Check: interpretationDue,
		},
		{
			ID: "IN-05", Title: "解读方案要素齐全", Cite: "地方规定（宿迁市、郑州市等）", Confidence: "P",
			Gates: []Gate{G1, G7, G8, G13}, Check: planComplete,
		},
		{
			ID: "IN-06", Title: "解读材料不得是文件的照抄或者缩写", Cite: "政务公开工作要点；地方规定（安顺市第四条等）", Confidence: "P",
			Gates: []Gate{G1, G7, G8}, Check: materialOwn,
		},
		{
			ID: "IN-07", Title: "解读方案、解读材料随文件一并报批", Cite: "国办发〔2016〕19号；地方规定（一市办法第四条、第五条等）", Confidence: "P",
			Gates: []Gate{G1, G7, G8, G10, G13}, Check: materialPresent,
		},
		{
			ID: "IN-08", Title: "随后解读的，不迟于文件公开后3个工作日", Cite: "国办发〔2016〕19号；地方规定（郑州市等）", Confidence: "P",
			Gates: []Gate{G1, G7, G8, G10}, Check: laterReasoned,
		},
		{
			ID: "IN-11", Title: "部门主要负责人是第一解读人和责任人", Cite: "政务公开工作要点", Confidence: "S",
			Gates: []Gate{G1, G7}, Check: interpreterNamed,
		},
		{
			ID: "IN-12", Title: "解读形式", Cite: "政务公开工作要点", Confidence: "S",
			Gates: []Gate{G1, G7}, Check: formKnown,
		},
		{
			ID: "IN-13", Title: "免予解读须说明理由并经批准", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G1, G7, G8}, Check: waiverReasoned,
		},
		{
			ID: "IN-14", Title: "涉及金融市场的政策，解读和舆论引导同步联动", Cite: "政务公开工作要点", Confidence: "S",
			Gates: []Gate{G1, G7}, Check: marketsInStep,
		},
	}
}

// lockstepStands: the check of interpretation, or the approval of its waiver,
// covers what is in the dossier now (invariant 3).
func lockstepStands(in Input) []document.Finding { return in.standing(document.LockstepCheck) }

func interpretationDue(in Input) []document.Finding {
	n := in.Content.Interpretation
	const place = "interpretation.need"
	switch {
	case !n.Need.Known():
		return []document.Finding{block(place, "未确定是否解读。政策文件与解读方案、解读材料应当同步组织。", "请选择同步解读、申请免予解读或者不属于解读范围。")}
	case n.Need != dossier.NotNeeded:
		return nil
	case in.class() == document.Normative:
		return []document.Finding{block(place, "行政规范性文件应当解读，不能填“不属于解读范围”。", "请附解读方案和解读材料；确无必要解读的，可以申请免予解读并说明理由。")}
	case in.class() == document.Policy && in.attribute() == document.Proactive:
		return []document.Finding{block(place, "主动公开的政策性文件应当解读，不能填“不属于解读范围”。", "请附解读方案和解读材料；确无必要解读的，可以申请免予解读并说明理由。")}
	}
	return one(blank(n.Reason), block("interpretation.reason", "填“不属于解读范围”，但未说明理由。", "请写明本件为何不属于解读范围。"))
}

func planComplete(in Input) []document.Finding {
	n := in.Content.Interpretation
	if n.Need != dossier.Needed && n.Need != dossier.Later {
		return nil
	}
	var out []document.Finding
	for _, f := range []writing{
		{"interpretation.outline", "解读提纲", n.Outline},
		{"interpretation.form", "解读形式", n.Form},
		{"interpretation.channel", "解读渠道", n.Channel},
		{"interpretation.when", "解读时间", n.When},
	} {
		out = append(out, one(blank(f.text), block(f.place, "解读方案缺少“"+f.label+"”。", "请补齐解读方案的提纲、形式、渠道和时间。"))...)
	}
	return out
}

func materialPresent(in Input) []document.Finding {
	n := in.Content.Interpretation
	if n.Need != dossier.Needed {
		return nil
	}
	var out []document.Finding
	for _, f := range []writing{{"interpretation.title", "解读材料标题", n.Title}, {"interpretation.body", "解读材料", n.Body}} {
		out = append(out, one(blank(f.text), block(f.place, "缺少"+f.label+"。解读材料应当随文件一并报批，没有解读材料的不予办理。", "请填写"+f.label+"。"))...)
	}
	return out
}

// copied is the share of the material's pairs of characters that may come from
// the document itself before the material counts as a copy of it. Different
// documents on one matter share up to three quarters of theirs.
const copied = 0.85

func materialOwn(in Input) []document.Finding {
	n := in.Content.Interpretation
	if n.Need != dossier.Needed || blank(n.Body) {
		return nil
	}
	whole := in.Content.Text.Body
	for _, a := range in.Content.Shown() {
		whole += "\n" + a.Body
	}
	out := one(containment(n.Body, whole) > copied, block("interpretation.body",
		"解读材料与文件正文基本相同。解读材料不得照抄或者缩写文件。",
		"请写明背景依据、目标任务、主要内容、适用范围、关键词诠释、惠民利企举措、新旧政策差异等。"))
	for _, r := range in.Related {
		out = append(out, in.reprint(called(r), r.Issuer, r.Body)...)
	}
	for _, q := range in.Quoted {
		out = append(out, in.reprint("所引用的"+q.Called, q.Issuer, q.Body)...)
	}
	return append(out, in.inconsistent()...)
}

// reprints reports whether the material is for the most part from another document.
func reprints(material, other string) bool {
	return letters(other) > 0 && containment(material, other) > copied
}

// reprint compares the material with another document. The rule is about a superior's
// words; what a body says again of its own policy, as it does when that is renewed (ND-13),
// is its own, and that of a body beside it is pointed out.
func (in Input) reprint(of, issuer, body string) []document.Finding {
	const place = "interpretation.body"
	own := issuer != "" && issuer == in.Issuer
	switch {
	case own || !reprints(in.Content.Interpretation.Body, body):
		return nil
	case outranks(issuer, in.Issuer):
		return []document.Finding{block(place, "解读材料与"+of+"的文字基本相同。解读本机关政策，不得以转载上级文件或者上级解读代替。", "请结合本地实际撰写解读材料。")}
	default:
		return []document.Finding{warn(place, "解读材料与"+of+"的文字基本相同。该文件不是本机关所发，解读应当针对本件撰写。", "请结合本件撰写解读材料；确需沿用的，请说明理由。")}
	}
}

// laterReasoned: the document goes first only for a reason, and the signer should
// know that a clock starts with the publication.
func laterReasoned(in Input) []document.Finding {
	n := in.Content.Interpretation
	if n.Need != dossier.Later {
		return nil
	}
	if in.gate == G10 {
		return []document.Finding{info("interpretation.need", fmt.Sprintf("本件先行公开，解读须在公开后%d个工作日内完成。", in.laterWorkdays()), "签发即同意随后解读。")}
	}
	out := one(blank(n.Reason), block("interpretation.reason", "申请随后解读，但未说明理由。政策文件与解读材料原则上同步发布。", "请写明不能同步发布的理由。"))
	if in.gate == G7 {
		out = append(out, in.opinion("同意随后解读须写明意见。")...)
	}
	return out
}

func (in Input) laterWorkdays() int { return max(in.region().LaterWorkdays, 1) }

func interpreterNamed(in Input) []document.Finding {
	n := in.Content.Interpretation
	applies := (n.Need == dossier.Needed || n.Need == dossier.Later) && in.policy() && blank(n.Interpreter)
	return one(applies, warn("interpretation.interpreter", "未填写第一解读人。", "请填写部门主要负责人的姓名和职务。"))
}

func formKnown(in Input) []document.Finding {
	n := in.Content.Interpretation
	applies := n.Need == dossier.Needed && !blank(n.Form) && !slices.Contains(dossier.Forms(), n.Form)
	return one(applies, block("interpretation.form", "解读形式“"+n.Form+"”不在可选范围之内。", "请从列表中选择解读形式。"))
}

// waiverReasoned: no material goes with a waiver; the drafter says why; at the lockstep check the officer's act is
// the approval, so it needs words of its own.
func waiverReasoned(in Input) []document.Finding {
	n := in.Content.Interpretation
	out := one((n.Need == dossier.Waived || n.Need == dossier.NotNeeded) && !blank(n.Body), warn("interpretation.need",
		"选择了“"+n.Need.Label()+"”，却填有解读材料，二者矛盾；解读材料不会发布。", "需要解读的，请改为“"+dossier.Needed.Label()+"”；不需要的，请删去解读材料。"))
	if n.Need != dossier.Waived {
		return out
	}
	out = append(out, one(blank(n.Reason), block("interpretation.reason", "申请免予解读，但未说明理由。", "请写明免予解读的理由。"))...)
	if in.gate == G7 {
		out = append(out, in.opinion("批准免予解读须写明意见。")...)
	}
	return out
}

var markets = regexp.MustCompile(`金融|证券|期货|股票|债券|基金|外汇`)

// marketsInStep: on markets what is published without its interpretation is
// interpreted by others at once.
func marketsInStep(in Input) []document.Finding {
	n := in.Content.Interpretation
	applies := in.policy() && in.attribute().Releasable() && n.Need.Known() && n.Need != dossier.Needed && markets.MatchString(in.Content.Text.Title)
	return one(applies, warn("interpretation.need", "本件涉及金融市场，政策发布与解读、舆论引导应当同步，现为“"+n.Need.Label()+"”。", "请改为同步解读，或者说明已经安排的舆论引导。"))
}
