package rulebook

import (
	"fmt"
	"regexp"
	"strings"

	"mingfa/internal/document"
)

func layoutRules() []Rule {
	const since = "2012-07-01"
	return []Rule{
		{
			ID: "LY-16", Title: "主送机关只出现一次", Cite: "GB/T 9704—2012 7.3.2", Confidence: "P", Since: since,
			Gates: []Gate{G1, G8, G11}, Check: addresseeOnce,
		},
		{
			ID: "LY-18", Title: "附件名称、内容齐全，名称后不加标点", Cite: "GB/T 9704—2012 7.3.4", Confidence: "P", Since: since,
			Gates: []Gate{G1, G8, G11}, Check: annexesNamed,
		},
		{
			ID: "LY-20", Title: "日期用阿拉伯数字，月、日不编虚位", Cite: "GB/T 9704—2012 7.3.5.4", Confidence: "C", Since: since,
			Gates: []Gate{G1, G8, G11}, Check: dateDigits,
		},
		{
			ID: "LY-28", Title: "命令（令）标注签署人职务", Cite: "GB/T 9704—2012 7.3.5.3、10.2", Confidence: "P", Since: since,
			Gates: []Gate{G1, G8}, Check: orderSigned,
		},
		{
			ID: "LY-29", Title: "纪要标注出席人员", Cite: "GB/T 9704—2012 10.3", Confidence: "P", Since: since,
			Gates: []Gate{G1, G8}, Check: minutesAttended,
		},
		{
			ID: "LY-30", Title: "文字在版式文件中能够正确排出", Cite: "本系统设计", Confidence: "design",
			Gates: beforeSeal, Check: glyphsThere,
		},
		{
			ID: "LY-32", Title: "图片齐全，独占一行，有说明", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G1, G8, G11}, Check: picturesWhole,
		},
		{
			ID: "LY-33", Title: "强调、引用等标记按版式处理，标记本身不印出", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G1, G8, G11}, Check: marksNotPrinted,
		},
	}
}

func annexesNamed(in Input) []document.Finding {
	var out []document.Finding
	for i, a := range in.Content.Annexes {
		place, name := fmt.Sprintf("annexes.%d.", i), fmt.Sprintf("附件%d", i+1)
		out = append(out, one(blank(a.Title), block(place+"title", name+"没有名称。", "请填写附件名称。"))...)
		out = append(out, one(blank(a.Body), block(place+"body", name+"没有内容。", "请填写附件内容，或者删去该附件。"))...)
		out = append(out, one(strings.ContainsAny(lastRune(a.Title), "。；，、.;,"),
			warn(place+"title", name+"的名称以标点结尾。", "附件名称后不加标点，请删去。"))...)
	}
	return out
}

func lastRune(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

var paddedDate = regexp.MustCompile(`\d{4}年(0\d月(\d{1,2}日)?|\d{1,2}月0\d日)`)

func dateDigits(in Input) []document.Finding {
	found := paddedDate.FindString(in.Content.Text.Body)
	return one(found != "", warn("text.body", "正文中的日期“"+found+"”编有虚位。", "月、日不编虚位，如“2026年1月5日”，请核对。"))
}

// typeset reports whether the text is of the kind and set by this system: what a finished
// PDF shows is in the PDF.
func (in Input) typeset(kind document.Kind) bool {
	return in.Content.Text.Kind == kind && in.Content.Text.Original == nil
}

func orderSigned(in Input) []document.Finding {
	const place = "text.signer_post"
	post := in.Content.Text.SignerPost
	out := one(in.typeset(document.Order) && blank(post), info(place, "命令（令）未填写签署人职务。", "职务标注在签署人姓名左侧，如“市长”，请填写。"))
	return append(out, one(in.Content.Text.Kind != document.Order && !blank(post),
		warn(place, "本件不是命令（令），签署人职务不会印出。", "请删去签署人职务，或者更正文种。"))...)
}

func minutesAttended(in Input) []document.Finding {
	const place = "text.present"
	t := in.Content.Text
	out := one(in.typeset(document.Minutes) && blank(t.Present), info(place, "纪要未填写出席人员。", "纪要一般在正文之后列出出席、请假、列席人员，请核对是否需要填写。"))
	return append(out, one(t.Kind != document.Minutes && !blank(t.Present+t.Excused+t.Attending),
		warn(place, "本件不是纪要，出席、请假、列席人员不会印出。", "请删去这些人员，或者更正文种。"))...)
}
