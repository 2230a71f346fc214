package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// carriedRules are about what a document carries with it: annexes, forwarded
// documents, other bodies' names.
func carriedRules() []Rule {
	return []Rule{
		{
			ID: "DA-08", Title: "公开属性有分歧的，由签发人决定", Cite: "地方规定（内蒙古自治区税务局办法第八条、第九条等）", Confidence: "P",
			Gates: []Gate{G10}, Check: disputeShown,
		},
		{
			ID: "DA-09", Title: "联合行文的公开属性由主办机关确定并告知协办机关", Cite: gir + "第十条第三款；地方规定", Confidence: "L", Since: "2019-05-15",
			Gates: []Gate{G1, G8, G11}, Check: jointNamed,
		},
		{
			ID: "DA-10", Title: "转发文件的公开属性不宽于被转发文件", Cite: "地方规定（通榆县、宿迁市等）", Confidence: "P",
			Gates: []Gate{G1, G2, G8}, Check: forwardInherits,
		},
		{
			ID: "DA-11", Title: "主动公开的文件不得夹带不公开的内容", Cite: "地方规定（通榆县、宿迁市第五条第四项）", Confidence: "P",
			Gates: []Gate{G1, G2, G6, G8, G10, G13}, Check: nothingCarried,
		},
		{
			ID: "PD-15", Title: "不予公开的事项与清单对应", Cite: "政务公开工作要点关于不予公开事项清单的要求", Confidence: "S",
			Gates: []Gate{G1, G2, G8}, Check: onTheList,
		},
		{
			ID: "SC-17", Title: "不得引用已经废止、失效的文件作依据", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G1, G5, G6, G8}, Check: citedAlive,
		},
	}
}

// The results of the attribute review beside plain agreement.
const (
	Changed = "changed" // the disclosure office set another attribute
	Dissent = "dissent" // it let the proposal pass but disagrees with it
)

// disputeShown puts a disagreement before the signer, whose signature settles it.
func disputeShown(in Input) []document.Finding {
	d, ok := in.stands(document.AttributeReview)
	switch {
	case ok && d.Result == Dissent:
		return []document.Finding{warn("disclosure.attribute",
			"政务公开工作机构对公开属性“"+in.attribute().Label()+"”有不同意见："+d.Opinion,
			"请核对双方理由后决定；签发即确认现定公开属性，不同意的请退回。")}
	case ok && d.Result == Changed:
		return []document.Finding{info("disclosure.attribute",
			"公开属性经政务公开工作机构调整为“"+in.attribute().Label()+"”："+d.Opinion, "签发即确认调整后的公开属性。")}
	default:
		return nil
	}
}

func jointNamed(in Input) []document.Finding {
	bodies := in.Content.Text.JointWith
	if in.gate == G11 {
		return one(len(bodies) > 0, info("text.joint_with",
			"本件为联合行文，公开属性为“"+in.attribute().Label()+"”。", "登记后请将公开属性告知"+strings.Join(bodies, "、")+"。"))
	}
	var out []document.Finding
	seen := map[string]bool{"": true, in.Issuer: true}
	for i, b := range bodies {
		what := "联合行文机关“" + b + "”重复。"
		switch b {
		case "":
			what = fmt.Sprintf("第%d个联合行文机关没有填写名称。", i+1)
		case in.Issuer:
			what = "联合行文机关“" + b + "”就是主办机关，不必填写。"
		}
		out = append(out, one(seen[b], block("text.joint_with", what, "请逐一填写其他联合行文机关的全称。"))...)
		seen[b] = true
	}
	return out
}

// openness orders the attributes: the more open, the greater.
func openness(a document.Attribute) int {
	for i, known := range document.Attributes() {
		if a == known {
			return len(document.Attributes()) - i
		}
	}
	return 0
}

// called names a document of the register to people: by title and number, or by what it has.
func called(r dossier.Related) string {
	switch {
	case blank(r.Title) && r.Number == "":
		return "文件"
	case blank(r.Title):
		return string(r.Number)
	case r.Number == "":
		return "“" + r.Title + "”"
	default:
		return "“" + r.Title + "”（" + string(r.Number) + "）"
	}
}

func forwardInherits(in Input) []document.Finding {
	var out []document.Finding
	for _, r := range in.Related {
		if r.Kind != document.Forward || !r.Attribute.Known() || !in.attribute().Known() || r.Attribute == in.attribute() {
			continue
		}
		message := fmt.Sprintf("本件公开属性为“%s”，所转发的%s为“%s”。", in.attribute().Label(), called(r), r.Attribute.Label())
		if openness(in.attribute()) > openness(r.Attribute) {
			out = append(out, block("disclosure.attribute", message+"转发文件不得比被转发文件更公开。", "请改按被转发文件的公开属性办理，或者先办理被转发文件的公开属性调整。"))
			continue
		}
		out = append(out, warn("disclosure.attribute", message, "转发文件的公开属性一般与被转发文件一致，请核对。"))
	}
	return out
}

// nothingCarried: a closed annex of a public document is left out of print and
// publication; what it says must not stand elsewhere in the open either.
func nothingCarried(in Input) []document.Finding {
	var out []document.Finding
	var open pairsOf // built when the first closed annex asks for it
	var parts []openPart
	for i, a := range in.Content.Annexes {
		place := fmt.Sprintf("annexes.%d.", i)
		if a.Attribute != "" && !a.Attribute.Known() {
			out = append(out, block(place+"attribute", fmt.Sprintf("附件%d的公开属性“%s”不在规定的三种之内。", i+1, a.Attribute), "请重新选择，或者选“与正文相同”。"))
			continue
		}
		wider := a.Attribute != "" && openness(a.Attribute) > openness(in.attribute()) && in.attribute().Known()
		out = append(out, one(wider && in.gate != G13, warn(place+"attribute",
			fmt.Sprintf("附件%d公开属性为“%s”，比正文（%s）更公开；附件随文办理，不会单独公开。", i+1, a.Attribute.Label(), in.attribute().Label()), "请改为“与正文相同”；确需公开的，请将附件内容另行成文。"))...)
		if !a.Closed() || !in.attribute().Releasable() {
			continue
		}
		if in.gate == G1 || in.gate == G10 {
			out = append(out, info(place+"attribute", fmt.Sprintf("附件%d公开属性为“%s”，不随文印发，不公开。", i+1, a.Attribute.Label()), "请核对正文中没有依赖该附件的内容。"))
		}
		if open == nil {
			open, parts = pairSet(inTheOpen(in.Content)), in.openParts()
		}
		if letters(a.Body) >= leastLeak && open.share(a.Body) > copied {
			out = append(out, block(place+"body", fmt.Sprintf("附件%d不公开，但其内容见于正文、其他附件或者解读材料。", i+1), "主动公开的文件不得夹带不公开的内容，请删去公开部分中的相应内容，或者调整附件的公开属性。"))
			continue
		}
		out = append(out, in.leaked(i, parts)...)
	}
	return out
}

// leastLeak is how many characters a closed annex needs before finding them all
// elsewhere says something.
const leastLeak = 12

// inTheOpen is everything that goes out with a public document.
func inTheOpen(c dossier.Content) string {
	var b strings.Builder
	b.WriteString(strings.Join([]string{c.Text.Body, c.Text.Present, c.Text.Excused, c.Text.Attending}, "\n"))
	for _, a := range c.Shown() {
		b.WriteString("\n" + a.Body)
	}
	b.WriteString("\n" + c.Interpretation.Body)
	return b.String()
}

// onTheList: what is withheld should be a matter on the organisation's list, and
// on the ground that the list names.
func onTheList(in Input) []document.Finding {
	const place = "disclosure.item"
	d := in.Content.Disclosure
	item, listed := in.Negative.Item(d.Item)
	switch {
	case d.Item == "" && d.Attribute == document.Withheld:
		return []document.Finding{warn(place, "拟不予公开，但未指明所对应的不予公开事项清单条目。清单以外的事项以公开为原则。",
			"请填写清单条目编号"+in.Negative.fitting(d.Grounds)+"；清单中没有的，请核对是否可以公开。")}
	case d.Item == "":
		return nil
	case d.Attribute != document.Withheld:
		return []document.Finding{block(place, "公开属性不是“不予公开”，却填有清单条目“"+d.Item+"”。", "请删去清单条目，或者更改公开属性。")}
	case !listed:
		return []document.Finding{block(place, "现行清单（"+in.Negative.Version+"版）中没有条目“"+d.Item+"”。", "请核对清单条目编号。")}
	}
	for _, g := range d.Grounds {
		if g == item.Ground {
			return nil
		}
	}
	return []document.Finding{block(place, "清单条目“"+item.Title+"”的依据为"+item.Ground.Label()+"，与所选理由不一致。", "请更正理由或者清单条目。")}
}

// citedAlive looks at the relations where law and basis are weighed, and at what
// the text cites wherever it is looked through.
func citedAlive(in Input) []document.Finding {
	out := in.hits()["SC-17"]
	if in.gate == G6 {
		return out
	}
	return append(slices.Clip(out), basisAlive(in)...)
}

func basisAlive(in Input) []document.Finding {
	var out []document.Finding
	for _, r := range in.Related {
		if r.Kind != document.Basis || !in.Today.Valid() {
			continue
		}
		if state := r.Life.On(in.Today); state.Dead() {
			f := warn(fmt.Sprintf("relations.%d.target", r.Index), "所依据的"+called(r)+state.Label()+"。", "请改用现行有效的依据，或者删去该项。")
			if in.class() == document.Normative {
				f.Severity = document.Block
			}
			out = append(out, f)
		}
	}
	return out
}
