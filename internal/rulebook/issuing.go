package rulebook

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
)

const docReg = "《党政机关公文处理工作条例》"

func issuingRules() []Rule {
	const since = "2012-07-01"
	return []Rule{
		{
			ID: "DH-01", Title: "文种为规定的十五种之一", Cite: docReg + "第八条", Confidence: "P", Since: since,
			Gates: []Gate{G1, G8, G10}, Check: kindKnown,
		},
		{
			ID: "DH-02", Title: "标题、正文齐全", Cite: docReg + "第九条", Confidence: "P", Since: since,
			Gates: []Gate{G1, G8, G10}, Check: elementsPresent,
		},
		{
			ID: "DH-03", Title: "紧急程度为“特急”或者“加急”", Cite: docReg + "第九条第（三）项", Confidence: "K", Since: since,
			Gates: []Gate{G1, G8, G10, G11}, Check: urgencyKnown,
		},
		{
			ID: "DH-06", Title: "标题由发文机关名称、事由和文种组成", Cite: docReg + "第九条第（七）项", Confidence: "C", Since: since,
			Gates: []Gate{G1, G8, G11}, Check: titleEndsWithKind,
		},
		{
			ID: "DH-07", Title: "拟制程序完整，起草单位负责人已审核", Cite: docReg + "第十八条至第二十二条", Confidence: "P", Since: since,
			Gates: []Gate{G10}, Check: procedureWalked,
		},
		{
			ID: "DH-08", Title: "签发前已经办公厅（室）审核", Cite: docReg + "第二十条", Confidence: "C", Since: since,
			Gates: []Gate{G10}, Check: officeChecked,
		},
		{
			ID: "DH-04", Title: "成文日期为签发日期", Cite: docReg + "第九条第（十二）项", Confidence: "K", Since: since,
			Gates: []Gate{G10, G11, G12, G13}, Check: datedOn,
		},
		{
			ID: "DH-12", Title: "签发应当签署意见、姓名和完整日期", Cite: docReg + "第二十二条", Confidence: "P", Since: since,
			Gates: []Gate{G10}, Check: signingWords,
		},
		{
			ID: "DH-14", Title: "复核：送办内容与签发内容一致，有改动的报原签批人复审", Cite: docReg + "第二十五条第（一）项", Confidence: "P", Since: since,
			Gates: []Gate{G10, G11, G12, G13}, Check: signedAsIs,
		},
		{
			ID: "SC-20", Title: "发文字号规范", Cite: docReg + "第九条第（五）项；GB/T 9704—2012 7.2.5", Confidence: "K", Since: since,
			Gates: []Gate{G1, G2, G6, G8, G11, G12, G13}, Check: numberForm,
		},
	}
}

func kindKnown(in Input) []document.Finding {
	return one(!in.Content.Text.Kind.Known(), block("text.kind", "未选择文种，或者文种不属于规定的十五种。", "请选择文种。"))
}

// longestTitle, in characters, still leaves the first page room for addressees and
// text under any head (LY-17). Titles that people can read are far shorter.
const longestTitle = 120

func elementsPresent(in Input) []document.Finding {
	t := in.Content.Text
	var out []document.Finding
	switch n := utf8.RuneCountInString(t.Title); {
	case blank(t.Title):
		out = append(out, block("text.title", "标题为空。", "请填写由发文机关名称、事由和文种组成的标题。"))
	case n > longestTitle:
		out = append(out, block("text.title", fmt.Sprintf("标题长%d字，超过%d字，首页将排不下正文。", n, longestTitle), "请精简标题。"))
	}
	out = append(out, titleInOriginal(in)...)
	return append(out, one(blank(t.Body), block("text.body", "正文为空。", "请填写正文。"))...)
}

// endings are the words with which the title of a kind may end, where it is not
// the name of the kind alone.
var endings = map[document.Kind][]string{document.Order: {"命令", "令"}}

func titleEndsWithKind(in Input) []document.Finding {
	t := in.Content.Text
	if blank(t.Title) || !t.Kind.Known() {
		return nil // DH-01 and DH-02 speak of that
	}
	allowed := append([]string{t.Kind.Label()}, endings[t.Kind]...)
	if t.Class == document.Answer {
		allowed = append(allowed, "答复")
	}
	title := strings.TrimSpace(t.Title)
	bare := strings.TrimSpace(trialMark.ReplaceAllString(title, ""))
	ends := slices.ContainsFunc(allowed, func(end string) bool { return strings.HasSuffix(bare, end) })
	say := warn
	if in.gate == G8 { // the office answers for the form, and can still have it put right
		say = block
	}
	out := one(!ends, say("text.title", "标题未以文种“"+t.Kind.Label()+"”结尾。", "请核对标题与文种是否一致。"))
	out = append(out, one(ends && matterless(in, bare),
		say("text.title", "标题只有发文机关和文种，没有事由。", "请写明事由，如“关于……的"+t.Kind.Label()+"”。"))...)
	return append(out, one(in.Issuer != "" && !strings.HasPrefix(title, in.Issuer),
		warn("text.title", "标题未以发文机关名称“"+in.Issuer+"”开头。", "标题由发文机关名称、事由和文种组成，请核对。"))...)
}

// trialMark is what may follow the kind in a title.
var trialMark = regexp.MustCompile(`（[^（）]{1,12}）$`)

// matterless reports whether a title says nothing between issuer and kind. Orders,
// communiques and the like may bear no matter.
func matterless(in Input, title string) bool {
	switch in.Content.Text.Kind { //nolint:exhaustive // all others name their matter
	case document.Order, document.Proclamation, document.Announcement, document.Communique, document.Minutes:
		return false
	}
	rest := strings.TrimSuffix(strings.TrimPrefix(title, in.Issuer), in.Content.Text.Kind.Label())
	return letters(rest) < 2
}

// procedureWalked: the way itself is whole, and the unit has answered for its text. A
// document keeps the way it began on, also one that an office had cut short before that
// was refused; it then begins again on the present one.
func procedureWalked(in Input) []document.Finding {
	if e, ok := errors.AsType[*document.Error](in.Route.Check()); ok {
		return []document.Finding{block("route", "本件的办理程序不完整，不能签发："+e.Message, "请终止本件，并以同一文稿重新拟制、按现行程序送审。")}
	}
	return in.standing(document.UnitReview)
}

func officeChecked(in Input) []document.Finding {
	if !in.Route.Has(document.OfficeCheck) {
		return nil // procedureWalked says that the stage is missing
	}
	return in.standing(document.OfficeCheck)
}

func datedOn(in Input) []document.Finding {
	const place = "dated_on"
	switch {
	case !in.Today.Valid():
		return []document.Finding{block(place, "系统日期未能确定，不能核对成文日期。", "请联系系统管理员。")}
	case in.DatedOn == "":
		return []document.Finding{block(place, "未填写成文日期。", "请填写签发的完整年月日。")}
	case !in.DatedOn.Valid():
		return []document.Finding{block(place, "成文日期“"+string(in.DatedOn)+"”不是有效的日期。", "请填写签发的完整年月日。")}
	case in.DatedOn > in.Today:
		return []document.Finding{block(place, "成文日期"+in.DatedOn.Chinese()+"晚于今天。", "成文日期为负责人签发的日期，请更正。")}
	case in.DatedOn < in.firstReviewed():
		return []document.Finding{block(place, "成文日期"+in.DatedOn.Chinese()+"早于本件开始审核的日期。", "成文日期为负责人签发的日期，请更正。")}
	default:
		return dateInOriginal(in)
	}
}

// firstReviewed is the day of the earliest decision that stands: no signature can
// be older. "" when nothing was decided.
func (in Input) firstReviewed() document.Date {
	var first document.Date
	for _, d := range in.Standing {
		if day := document.DateOf(d.At); !d.At.IsZero() && (first == "" || day < first) {
			first = day
		}
	}
	return first
}

func signingWords(in Input) []document.Finding {
	return in.opinion("签发须签署意见、姓名和完整日期，本件未写签发意见。")
}

// signedAsIs: what lies before the signer is the latest revision, and after the
// signing nothing but what was signed goes on.
func signedAsIs(in Input) []document.Finding {
	sheet, err := in.Content.Sheet()
	switch {
	case err != nil || len(in.Sheets) == 0 || in.Digest == "" ||
		sheet.Digest() != in.Digest || in.Sheets[len(in.Sheets)-1].Digest() != in.Digest:
		return []document.Finding{block("digest", "所办内容与本件最新稿次的指纹不一致。", "请刷新后重新办理；仍不一致的，请联系系统管理员。")}
	case in.gate == G10:
		return nil
	case in.SignedDigest != in.Digest:
		return []document.Finding{block("digest", "签发之后内容又有改动，与签发时的指纹不一致。", "请退回签发环节，报原签批人复审。")}
	default:
		return in.standing(document.Signing)
	}
}

// numberForm: before it is given there is no number to look at; for the release
// there must be one. Numbers that the text cites are held to the same form.
func numberForm(in Input) []document.Finding {
	var out []document.Finding
	if slices.Contains(scanGates, in.gate) {
		out = in.hits()["SC-20"]
	}
	out = append(slices.Clip(out), numberInOriginal(in)...)
	if in.Number == "" && in.gate != G13 {
		return out
	}
	return append(out, one(!in.Number.WellFormed(), block("number",
		"发文字号“"+string(in.Number)+"”不规范，应由机关代字、六角括号括入的年份和顺序号组成，如“明政办发〔2026〕9号”。",
		"请退回复核登记环节核对编号规则。"))...)
}
