package rulebook

import (
	"fmt"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

const mad = "《重大行政决策程序暂行条例》"

// majorRules hold for a document that its drafter declares a 重大行政决策.
func majorRules() []Rule {
	const since = "2019-09-01"
	gates := []Gate{G8, G10}
	major := func(id, title, article string, check func(Input) []document.Finding) Rule {
		return Rule{
			ID: id, Title: title, Cite: mad + article, Confidence: "L", Since: since, Gates: gates,
			Check: func(in Input) []document.Finding {
				if !in.Content.Text.Major {
					return nil
				}
				return check(in)
			},
		}
	}
	scope := major("MD-01", "重大行政决策按规定的类别和程序办理", "第二条、第三条、第二十五条", majorScope)
	scope.Gates = []Gate{G1, G8, G10}
	public := major("MD-13", "重大行政决策及时公布并解读", "第三十二条", majorPublic)
	public.Gates = []Gate{G1, G7, G8}
	return []Rule{
		scope,
		major("MD-03", "重大行政决策听取意见", "第十四条", majorHeard),
		major("MD-04", "公开征求意见一般不少于30日", "第十五条", majorPeriod),
		major("MD-05", "听证会的材料在7日前送达参加人", "第十六条", majorHearing),
		major("MD-06", "意见采纳情况说明", "第十八条、第二十九条", majorAdopted),
		major("MD-07", "专家论证", "第十九条、第二十条", given("record.expert", "专家论证意见", func(r dossier.Record) dossier.Reference { return r.Expert })),
		major("MD-08", "风险评估", "第二十二条至第二十四条", given("record.risk", "风险评估报告", func(r dossier.Record) dossier.Reference { return r.Risk })),
		major("MD-09", "合法性审查时间不少于7个工作日", "第二十五条至第二十八条", majorLegality),
		major("MD-10", "集体讨论决定", "第三十条", majorMeeting),
		major("MD-12", "决策草案请示报告同级党委", "第三十一条", given("record.party", "请示报告党组织的情况", func(r dossier.Record) dossier.Reference { return r.Party })),
		public,
	}
}

func majorScope(in Input) []document.Finding {
	switch {
	case !in.policy():
		return []document.Finding{block("text.class", "重大行政决策应当按行政规范性文件或者其他政策性文件办理。", "请更正文件类别，或者取消“重大行政决策”。")}
	case !in.Route.Has(document.LegalityReview):
		return []document.Finding{block("text.major", "本件属于重大行政决策，但其办理程序没有合法性审核环节。", "请终止本件，重新拟稿送审。")}
	case in.gate == G10:
		return in.standing(document.LegalityReview)
	default:
		return nil
	}
}

func majorPublic(in Input) []document.Finding {
	out := one(in.attribute().Known() && !in.attribute().Releasable(),
		warn("disclosure.attribute", "重大行政决策应当及时公布，本件拟不主动公开。", "请核对有无依法不予公开的理由。"))
	need := in.Content.Interpretation.Need
	return append(out, one(need == dossier.NotNeeded || need == dossier.Waived,
		block("interpretation.need", "重大行政决策应当解读。", "请附解读方案和解读材料。"))...)
}

func majorHeard(in Input) []document.Finding {
	var out []document.Finding
	for i, c := range in.Content.Record.Comments {
		out = append(out, one(!slices.Contains(dossier.Ways(), c.Way),
			block(fmt.Sprintf("record.comments.%d.way", i), "听取意见的方式“"+c.Way+"”不在规定的方式之内。", "请从列表中选择。"))...)
	}
	return append(out, one(len(in.Content.Record.Comments) == 0,
		block("record.comments", "重大行政决策应当听取意见，办理记录中没有征求意见的情况。", "请填写征求意见的方式、公告和起止日期。"))...)
}

// majorPeriod: there is no lower bound; a shorter period needs its reason in the notice.
func majorPeriod(in Input) []document.Finding {
	const days = 30
	var out []document.Finding
	for i, c := range in.Content.Record.Comments {
		short := c.Way == dossier.PublicWay && commentDays(c) < days && blank(c.Shortened)
		out = append(out, one(short, block(fmt.Sprintf("record.comments.%d.until", i),
			fmt.Sprintf("公开征求意见%s，一般不少于%d日，且未说明缩短期限的理由。", commentTerm(c), days), "请补足期限，或者写明公告中说明的缩短理由。"))...)
	}
	return out
}

// majorHearing: what is to be heard is public and with those who take part a week
// before; on record are the day of the notice and that of the hearing.
func majorHearing(in Input) []document.Finding {
	const days = 7
	var out []document.Finding
	for i, c := range in.Content.Record.Comments {
		late := c.Way == dossier.HearingWay && commentDays(c) < days
		out = append(out, one(late, block(fmt.Sprintf("record.comments.%d.until", i),
			fmt.Sprintf("听证会从公告到举行%s，听证材料应当在举行%d日前送达参加人。", commentTerm(c), days), "请填写公告之日和听证会举行之日；时间不足的，应当重新组织。"))...)
	}
	return out
}

func majorAdopted(in Input) []document.Finding {
	var out []document.Finding
	for i, c := range in.Content.Record.Comments {
		place := fmt.Sprintf("record.comments.%d.adoptions", i)
		out = append(out, one(len(c.Adoptions) == 0, warn(place, fmt.Sprintf("第%d次征求意见没有采纳情况。", i+1), "请填写意见采纳情况；没有收到意见的，写明“未收到意见”。"))...)
		for j, a := range c.Adoptions {
			out = append(out, one(!a.Adopted && blank(a.Reason), block(place, fmt.Sprintf("第%d次征求意见的第%d条意见不予采纳，未说明理由。", i+1, j+1), "请写明不予采纳的理由。"))...)
		}
	}
	return out
}

func given(place, label string, of func(dossier.Record) dossier.Reference) func(Input) []document.Finding {
	return func(in Input) []document.Finding {
		return one(!of(in.Content.Record).Given(), block(place, "重大行政决策的办理记录中没有"+label+"。", "请填写编号和日期；依法不需要的，写明理由。"))
	}
}

func majorLegality(in Input) []document.Finding {
	const least = 7
	l, _ := in.legality()
	if !l.ReceivedOn.Valid() || !l.AnsweredOn.Valid() || l.AnsweredOn < l.ReceivedOn {
		return []document.Finding{block("record.legality", "重大行政决策的办理记录中没有合法性审查的收到之日和答复之日，或者日期有误。", "请填写两个日期。")}
	}
	if in.Calendar == nil {
		return nil
	}
	days, err := in.workdays(l.ReceivedOn, l.AnsweredOn)
	if err != nil { // a bound that the law sets is not passed unread
		f := uncounted("record.legality", "合法性审查时间", err)[0]
		return []document.Finding{block(f.Place, f.Message, f.Remedy)}
	}
	return one(days < least, block("record.legality", fmt.Sprintf("合法性审查只用了%d个工作日，不得少于%d个。", days, least), "请补足审查时间。"))
}

func majorMeeting(in Input) []document.Finding {
	m := in.Content.Record.Collective
	answered := in.reviewedOn()
	switch {
	case !m.Given():
		return []document.Finding{block("record.collective", "重大行政决策应当经常务会议或者全体会议讨论，办理记录中没有会议名称和日期。", "请填写会议名称、日期和纪要编号。")}
	case answered.Valid() && m.On < answered:
		return []document.Finding{block("record.collective", "集体讨论的日期"+m.On.Chinese()+"在合法性审查完成之日"+answered.Chinese()+"之前。未经合法性审查的，不得提交讨论。", "请核对会议日期和审查答复之日。")}
	default:
		return nil
	}
}
