package rulebook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingfa/internal/document"
)

func normativeRules() []Rule {
	return []Rule{
		{
			ID: "ND-01", Title: "行政规范性文件的范围", Cite: "国办发〔2018〕37号；国办发〔2018〕115号；粤府令第277号第二条、第三条；沪府令第17号第二条", Confidence: "P",
			Gates: []Gate{G1, G5, G8}, Check: normativeKind,
		},
		{
			ID: "ND-02", Title: "拟稿时申明文件类别，由法制机构确认", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G1, G5, G8, G10}, Check: classDeclared,
		},
		{
			ID: "ND-04", Title: "行政规范性文件须经合法性审核", Cite: "国办发〔2018〕115号；《优化营商环境条例》第六十三条", Confidence: "L", Since: "2020-01-01",
			Gates: recordGates, Check: legalityReviewed,
		},
		{
			ID: "ND-08", Title: "涉及经营者经济活动的措施须经公平竞争审查", Cite: "《公平竞争审查条例》第二条、第十三条、第十四条、第十八条", Confidence: "L", Since: "2024-08-01",
			Gates: []Gate{G1, G4, G8, G10}, Check: competitionReviewed,
		},
		{
			ID: "ND-12", Title: "规定有效期", Cite: "地方规定（上海市政府令第26号〔2010年〕第二十六条等），取值见地区规则", Confidence: "P",
			Gates: []Gate{G1, G8}, Check: term,
		},
		{
			ID: "ND-13", Title: "有效期届满自动失效", Cite: "地方规定（徐府办发〔2012〕14号、山东省司法厅规定等）", Confidence: "P",
			Gates: []Gate{G1, G8, G10, G13}, Check: notYetLapsed,
		},
		{
			ID: "ND-20", Title: "废止、修改须指明所涉文件", Cite: "《规章制定程序条例》第三十九条；地方规定", Confidence: "L", Since: "2018-05-01",
			Gates: []Gate{G1, G6, G8, G10}, Check: relationsHold,
		},
		{
			ID: "CAL-10", Title: "日期真实存在", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G1, G8, G10}, Check: datesExist,
		},
	}
}

func normativeKind(in Input) []document.Finding {
	kind := in.Content.Text.Kind
	out := in.class() == document.Normative && slices.Contains([]document.Kind{document.Report, document.Request, document.Minutes}, kind)
	return one(out, block("text.class", kind.Label()+"不属于行政规范性文件。", "请更正文种或者文件类别。"))
}

func classDeclared(in Input) []document.Finding {
	switch {
	case !in.class().Known():
		return []document.Finding{block("text.class", "未确定文件类别。文件类别决定办理程序。", "请选择行政规范性文件、其他政策性文件、一般公文、建议提案答复或者上行文。")}
	case in.Content.Text.Kind.Upward() && in.class() == document.General:
		return []document.Finding{warn("text.class", in.Content.Text.Kind.Label()+"属上行文。", "请将文件类别改为“上行文”；不报送上级机关的，请核对文种。")}
	default:
		return in.classConfirmed()
	}
}

// classConfirmed: who drafts can't keep the legal office away by calling a document
// general, or another policy. One that looks normative goes to it, and it confirms the
// class or returns it.
func (in Input) classConfirmed() []document.Finding {
	signs := NormativeSigns(in.Content)
	if len(signs) == 0 {
		return nil
	}
	found, class := "本件有行政规范性文件的特征（"+strings.Join(signs, "；")+"）", "“"+in.class().Label()+"”"
	switch {
	case !in.Route.Has(document.LegalityReview):
		return []document.Finding{block("text.class", found+"，但其办理程序没有法制机构确认文件类别的环节。", "请终止本件，重新拟稿送审。")}
	case in.gate == G1:
		return []document.Finding{warn("text.class", found+"，拟按"+class+"办理，由法制机构确认文件类别。", "属于行政规范性文件的，请改定文件类别；不属于的，请说明理由。")}
	case in.gate == G5:
		return []document.Finding{warn("text.class", found+"，拟稿时定为"+class+"，请确认文件类别。", "不属于行政规范性文件的，请写明确认的理由；属于的，请退回拟稿人改定文件类别。")}
	default:
		return in.standing(document.LegalityReview)
	}
}

// legalityReviewed: a draft that turned normative after its procedure was pinned
// would go round the review, so the route is looked at, not only the class.
func legalityReviewed(in Input) []document.Finding {
	normative, onRoute := in.class() == document.Normative, in.Route.Has(document.LegalityReview)
	switch {
	case in.gate == G5:
		return append(in.opinion("合法性审核须写明审核意见。"), decidedBeforeReview(in)...)
	case in.gate == G10 && (normative || onRoute):
		return append(in.standing(document.LegalityReview), reviewedBeforeDecided(in)...)
	case in.gate == G8 && onRoute:
		return reviewedBeforeDecided(in)
	case in.gate != G1 && in.early():
		return decidedBeforeReview(in)
	}
	out := one(normative && !onRoute, block("text.class",
		"本件为行政规范性文件，但其办理程序没有合法性审核环节。", "请终止本件，按行政规范性文件重新拟稿送审。"))
	if in.gate == G1 {
		out = append(out, decidedBeforeReview(in)...)
	}
	return out
}

// decidedBeforeReview compares, before the office check, the days on record only: what is
// reviewed in this house may be reviewed again.
func decidedBeforeReview(in Input) []document.Finding {
	if !in.Content.Record.Legality.AnsweredOn.Valid() {
		return nil
	}
	return reviewedBeforeDecided(in)
}

// reviewedBeforeDecided: what was not reviewed is not put before the meeting, by the days
// on record or by those of the house. MD-10 says so of major decisions.
func reviewedBeforeDecided(in Input) []document.Finding {
	on, reviewed := in.Content.Record.Collective.On, in.reviewedOn()
	late := in.class() == document.Normative && !in.Content.Text.Major && reviewed.Valid() && on.Valid() && on < reviewed
	return one(late, block("record.collective", "集体审议的日期"+on.Chinese()+"在合法性审核完成之日"+reviewed.Chinese()+
		"之前。未经合法性审核的，不得提交集体审议。", "请核对两个日期；此前已由法制机构在系统外审核的，在办理记录中填写审核意见书编号和日期；确实先行审议的，应当重新提交审议。"))
}

func competitionReviewed(in Input) []document.Finding {
	affects, onRoute := in.Content.Text.AffectsBusiness, in.Route.Has(document.CompetitionReview)
	switch {
	case in.gate == G4:
		return in.opinion("公平竞争审查须写明审查结论。")
	case affects && !in.policy():
		return []document.Finding{block("text.class", "本件涉及经营者经济活动，应当按政策性文件办理并经公平竞争审查。",
			"请将文件类别改为行政规范性文件或者其他政策性文件；不涉及的，请更正“涉及经营者”一项。")}
	case affects && !onRoute:
		return []document.Finding{block("text.affects_business", "本件涉及经营者经济活动，但其办理程序没有公平竞争审查环节。",
			"请终止本件，重新拟稿送审。")}
	case in.gate == G10 && onRoute:
		return in.standing(document.CompetitionReview)
	default:
		return nil
	}
}

var provisional = regexp.MustCompile(`试行|暂行`)

// term: there is no national period; five years, or two for provisional rules, is
// what most local rules say, so anything else is only pointed out.
func term(in Input) []document.Finding {
	t := in.Content.Text
	if t.EffectiveOn != "" && t.ExpiresOn != "" && t.ExpiresOn < t.EffectiveOn {
		return []document.Finding{block("text.expires_on", "有效期至"+t.ExpiresOn.Chinese()+"，早于施行日期"+t.EffectiveOn.Chinese()+"。", "请更正施行日期或者有效期。")}
	}
	if in.class() != document.Normative {
		return in.termBelievable()
	}
	years := in.region().years(t.Kind, t.Title)
	if t.ExpiresOn == "" {
		return in.region().Validity.Stated.finding("text.expires_on", "行政规范性文件未规定有效期。",
			fmt.Sprintf("请填写有效期；按照当地规定，本件不超过%d年。", years))
	}
	from := t.EffectiveOn
	if from == "" {
		from = in.Today
	}
	tooLong := from.Valid() && t.ExpiresOn.Valid() && t.ExpiresOn.Midnight().After(from.Midnight().AddDate(years, 0, 0))
	return one(tooLong, warn("text.expires_on", fmt.Sprintf("有效期至%s，超过%d年。", t.ExpiresOn.Chinese(), years), "请核对当地关于有效期的规定。"))
}

// mostYears is beyond what any term is: more is a slip of the pen.
const mostYears = 50

// termBelievable looks at terms for which no rule sets a bound.
func (in Input) termBelievable() []document.Finding {
	t := in.Content.Text
	from := t.EffectiveOn
	if !from.Valid() {
		from = in.Today
	}
	far := from.Valid() && t.ExpiresOn.Valid() && t.ExpiresOn.Midnight().After(from.Midnight().AddDate(mostYears, 0, 0))
	return one(far, warn("text.expires_on", fmt.Sprintf("有效期至%s，超过%d年。", t.ExpiresOn.Chinese(), mostYears), "请核对年份；长期有效的，不填有效期。"))
}

func notYetLapsed(in Input) []document.Finding {
	day := in.Content.Text.ExpiresOn
	return one(day.Valid() && in.Today.Valid() && day < in.Today,
		block("text.expires_on", "有效期至"+day.Chinese()+"，已经届满，文件一经印发即失效。", "请更正有效期。"))
}

func relationsNamed(in Input) []document.Finding {
	var out []document.Finding
	for i, r := range in.Content.Relations {
		place, nth := fmt.Sprintf("relations.%d.", i), fmt.Sprintf("第%d项文件关系", i+1)
		switch {
		case !r.Kind.Known():
			out = append(out, block(place+"kind", nth+"未选择关系。", "请选择废止、修改、部分废止、更正、依据或者转发。"))
		case r.Target == "" && blank(string(r.Number)) && r.Kind.Ends() != "":
			out = append(out, block(place+"target", nth+"“"+r.Kind.Label()+"”未指明所涉文件。", "请选择已登记的文件，或者填写其发文字号。"))
		case r.Target == "" && blank(string(r.Number)) && blank(r.Title):
			out = append(out, block(place+"target", nth+"“"+r.Kind.Label()+"”未指明所涉文件。", "请选择已登记的文件，或者填写其标题、发文字号。"))
		case r.Target == "" && !blank(string(r.Number)) && !r.Number.WellFormed():
			out = append(out, warn(place+"number", nth+"所填发文字号“"+string(r.Number)+"”不规范。", "请核对，年份应当用六角括号“〔〕”括入。"))
		}
	}
	return out
}

// effectiveEarly: before the signing the date of writing is not known, but it is never
// before today.
func (in Input) effectiveEarly() []document.Finding {
	on, than, label := in.Content.Text.EffectiveOn, in.Today, "今天（"+in.Today.Chinese()+"），也就早于成文日期"
	if in.gate == G10 && in.DatedOn.Valid() {
		than, label = in.DatedOn, "成文日期"+in.DatedOn.Chinese()
	}
	return one(on.Valid() && than.Valid() && on < than,
		warn("text.effective_on", "施行日期"+on.Chinese()+"早于"+label+"。", "请核对施行日期；一般不溯及既往。"))
}

func datesExist(in Input) []document.Finding {
	var out []document.Finding
	check := func(place, label string, d document.Date) {
		out = append(out, one(d != "" && !d.Valid(), block(place, label+"“"+string(d)+"”不是有效的日期。", "请按“2026-12-01”的格式填写。"))...)
	}
	done := func(place, label string, d document.Date) { // what is on record has happened
		check(place, label, d)
		out = append(out, one(d.Valid() && in.Today.Valid() && d > in.Today, block(place, label+d.Chinese()+"晚于今天。", "请填写实际日期；尚未办理的，先留空。"))...)
	}
	check("text.effective_on", "施行日期", in.Content.Text.EffectiveOn)
	check("text.expires_on", "有效期至", in.Content.Text.ExpiresOn)
	r := in.Content.Record
	check("record.collective", "集体审议日期", r.Collective.On)
	done("record.legality", "合法性审核收到之日", r.Legality.ReceivedOn)
	done("record.legality", "合法性审核答复之日", r.Legality.AnsweredOn)
	done("record.expert", "专家论证日期", r.Expert.On)
	done("record.risk", "风险评估日期", r.Risk.On)
	done("record.party", "请示报告日期", r.Party.On)
	for i, c := range r.Comments {
		done(fmt.Sprintf("record.comments.%d.from", i), "征求意见发布之日", c.From)
		check(fmt.Sprintf("record.comments.%d.until", i), "征求意见截止之日", c.Until)
	}
	for _, c := range r.Countersigns {
		check("record.countersigns", "会签日期", c.On)
	}
	out = append(out, in.effectiveEarly()...)
	for i, r := range in.Content.Relations {
		check(fmt.Sprintf("relations.%d.on", i), fmt.Sprintf("第%d项文件关系的生效日期", i+1), r.On)
	}
	return out
}
