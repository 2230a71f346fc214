package rulebook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/scan"
)

const (
	ir80 = "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）一（一）"
	gir  = "《政府信息公开条例》"
)

func attributeRules() []Rule {
	return []Rule{
		{
			ID: "DA-01", Title: "公开属性三选一，拟制公文时即须确定", Cite: ir80, Confidence: "P", Since: "2016-11-10",
			Gates: []Gate{G1, G2, G8, G10, G11, G13}, Check: attributeSet,
		},
		{
			ID: "DA-03", Title: "拟不公开的，依法依规说明理由", Cite: ir80, Confidence: "P", Since: "2016-11-10",
			Gates: []Gate{G1, G2, G8, G10}, Check: groundsGiven,
		},
		{
			ID: "DA-04", Title: "拟不公开的政策性文件，报批前须经政务公开工作机构审查", Cite: ir80, Confidence: "P", Since: "2016-11-10",
			Gates: []Gate{G2, G10, G11, G12, G13}, Check: attributeReviewed,
		},
		{
			ID: "DA-15", Title: "按文种提示公开属性", Cite: "地方规定（通榆县、宿迁市等）", Confidence: "P",
			Gates: []Gate{G1}, Check: attributeAdvice,
		},
		{
			ID: "DA-16", Title: "不予公开的理由只与不予公开相配", Cite: gir + "第十六条", Confidence: "L", Since: "2019-05-15",
			Gates: []Gate{G1, G2, G8}, Check: groundsMatch,
		},
		discretion(document.R16A, "第十六条第一款"),
		discretion(document.R16B, "第十六条第二款"),
		discretion(document.R16C, "第十六条第二款"),
		{
			ID: "GI-11", Title: "规范性文件属于法定主动公开内容", Cite: gir + "第二十条第（一）项", Confidence: "L", Since: "2019-05-15",
			Gates: []Gate{G1, G2}, Check: statutoryDisclosure,
		},
		{
			ID: "SC-16", Title: "正文中的公开方式与所定公开属性一致", Cite: scan.Cite("SC-16"), Confidence: "K", Since: "2012-07-01",
			Gates: []Gate{G1, G8, G10, G11, G13}, Check: markConflict,
		},
	}
}

func attributeSet(in Input) []document.Finding {
	const place = "disclosure.attribute"
	switch {
	case !in.attribute().Known():
		return []document.Finding{block(place, "未确定公开属性。拟制公文时即须明确主动公开、依申请公开、不予公开三者之一。", "请选择公开属性。")}
	case in.gate == G13 && !in.attribute().Releasable():
		return []document.Finding{block(place, "本件公开属性为“"+in.attribute().Label()+"”，不得向社会发布。", "本件应当归档；确需公开的，请先办理公开属性调整。")}
	default:
		return nil
	}
}

func groundsGiven(in Input) []document.Finding {
	d := in.Content.Disclosure
	var out []document.Finding
	for _, g := range d.Grounds {
		if !g.Known() {
			out = append(out, block("disclosure.grounds", "不予公开理由“"+string(g)+"”不在《条例》第十四条至第十六条规定的范围内。", "请从列表中选择理由。"))
		}
	}
	if d.Attribute == document.Withheld && len(d.Grounds) == 0 {
		out = append(out, block("disclosure.grounds", "拟不予公开，但未选择法定理由。", "请至少选择一项《条例》第十四条至第十六条规定的理由；没有法定理由的，应当公开。"))
	}
	if (d.Attribute == document.Withheld || d.Attribute == document.OnRequest) && blank(d.Reason) {
		out = append(out, in.reasonRule(d.Attribute).finding("disclosure.reason", "公开属性为“"+d.Attribute.Label()+"”，但未说明理由。", "请结合本件内容写明理由。")...)
	}
	return append(out, in.annexGrounds()...)
}

// reasonRule: the national text asks for reasons of what is withheld; whether it
// asks for those of ON_REQUEST is the region's choice.
func (in Input) reasonRule(a document.Attribute) Strength {
	if a == document.OnRequest {
		return in.region().ReasonOnRequest
	}
	return Must
}

// annexGrounds: an annex with an attribute of its own answers for itself.
func (in Input) annexGrounds() []document.Finding {
	var out []document.Finding
	for i, a := range in.Content.Annexes {
		place, name := fmt.Sprintf("annexes.%d.", i), fmt.Sprintf("附件%d", i+1)
		switch {
		case !a.Closed():
			out = append(out, one(a.Ground != "", block(place+"ground", name+"未标为不公开，却选有不予公开的依据。", "请删去依据，或者选择附件的公开属性。"))...)
		case a.Attribute == document.Withheld && (!a.Ground.Known() || a.Ground == document.R14A):
			out = append(out, block(place+"ground", name+"拟不予公开，但未选择可以在本系统办理的法定理由。", "请选择《条例》第十四条至第十六条规定的理由；涉及国家秘密的，不得在本系统办理。"))
		}
		if a.Closed() && blank(a.Reason) {
			out = append(out, in.reasonRule(a.Attribute).finding(place+"reason", name+"的公开属性为“"+a.Attribute.Label()+"”，但未说明理由。", "请结合附件内容写明理由。")...)
		}
	}
	return out
}

// attributeReviewed: at the review itself the disclosure office gives its view of
// what is not to be public; from the signing on its decision must stand over what
// is in the dossier (invariant 1).
func attributeReviewed(in Input) []document.Finding {
	if in.gate != G2 {
		return in.standing(document.AttributeReview)
	}
	if !in.policy() || in.attribute().Releasable() {
		return nil
	}
	return in.opinion("政策性文件拟不主动公开，政务公开工作机构应当在报批前提出审查意见。")
}

func attributeAdvice(in Input) []document.Finding {
	kind := in.Content.Text.Kind
	what := "本件类别为上行文"
	if kind.Upward() {
		what = kind.Label() + "属上行文"
	}
	switch {
	case (kind.Upward() || in.class() == document.Upward) && in.attribute() == document.Proactive:
		return []document.Finding{warn("disclosure.attribute",
			what+"，一般不主动公开。", "请核对公开属性；确需主动公开的，请说明理由。")}
	case in.class() == document.Policy && in.attribute() == document.Withheld:
		return []document.Finding{warn("disclosure.attribute",
			"政策性文件以公开为常态、不公开为例外，本件拟不予公开。", "请核对是否可以主动公开，或者将不宜公开的内容另行成文。")}
	default:
		return nil
	}
}

// groundsMatch keeps the grounds of withholding from standing beside another
// attribute, where they would say that the document should not be public.
func groundsMatch(in Input) []document.Finding {
	switch {
	case len(in.Content.Disclosure.Grounds) == 0:
		return nil
	case in.attribute() == document.Proactive:
		return []document.Finding{block("disclosure.grounds", "公开属性为“主动公开”，却选有不予公开理由，二者矛盾。", "请删去不予公开理由，或者更改公开属性。")}
	case in.attribute() == document.OnRequest:
		return []document.Finding{warn("disclosure.grounds", "公开属性为“依申请公开”，却选有不予公开理由；符合该理由的信息，申请人申请时也可能不予公开。", "请核对公开属性是否应为“不予公开”。")}
	default:
		return nil
	}
}

// leastWhy is how many characters a reason needs before it can say why.
const leastWhy = 10

// discretion makes the rule for a ground on which the body may, not must, withhold.
func discretion(g document.Ground, article string) Rule {
	return Rule{
		ID: string(g), Title: "可以不予公开的，须说明为何不予公开", Cite: gir + article, Confidence: "L", Since: "2019-05-15",
		Gates: []Gate{G1, G2, G8},
		Check: func(in Input) []document.Finding {
			d := in.Content.Disclosure
			applies := d.Attribute == document.Withheld && slices.Contains(d.Grounds, g) && letters(d.Reason) < leastWhy
			return one(applies, block("disclosure.reason",
				"《条例》"+article+"规定的是“可以不予公开”，是否公开由本机关裁量，所填理由未能说明为何不予公开。",
				"请写明公开会有何种不利影响、为何不宜公开，不少于十个字。"))
		},
	}
}

func statutoryDisclosure(in Input) []document.Finding {
	applies := in.class() == document.Normative && in.attribute().Known() && !in.attribute().Releasable()
	return one(applies, warn("disclosure.attribute",
		"行政规范性文件属于法定主动公开内容；未经公布的，不得作为行政管理的依据。",
		"请核对本件是否确为行政规范性文件，以及不主动公开有无法定理由。"))
}

// typedMark finds the disclosure mark written into the text by hand: 此件公开发布,
// 此件主动公开, 此件依申请公开, 此件不予公开, 此件不公开 (DA-13).
var typedMark = regexp.MustCompile(`此件(公开发布|主动公开|依申请公开|不予公开|不公开|免予公开)`)

var markedAs = map[string]document.Attribute{
	"公开发布": document.Proactive, "主动公开": document.Proactive, "依申请公开": document.OnRequest,
	"不予公开": document.Withheld, "不公开": document.Withheld, "免予公开": document.Withheld,
}

func markConflict(in Input) []document.Finding {
	var out []document.Finding
	for _, f := range writings(in.Content) {
		for _, m := range typedMark.FindAllStringSubmatch(strings.Join(strings.Fields(f.text), ""), -1) {
			if markedAs[m[1]] != in.attribute() {
				remedy := "请删去该处文字；公开方式由系统按公开属性标注。"
				if in.Content.Text.Original != nil && strings.HasPrefix(f.place, "text.") {
					remedy = "请核对公开属性；属性无误的，请更正排版后重新上传成品 PDF。"
				}
				out = append(out, block(f.place, f.label+"中写有“"+m[0]+"”，与所定公开属性不一致。", remedy))
			}
		}
	}
	if len(out) == 0 {
		out = markInOriginal(in)
	}
	return out
}
