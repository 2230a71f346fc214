package rulebook

import (
	"fmt"

	"mingfa/internal/document"
)

func publicationRules() []Rule {
	return []Rule{
		{
			ID: "DH-16", Title: "印制用印完成方可核发", Cite: docReg + "第二十五条第（三）项、第（四）项", Confidence: "P", Since: "2012-07-01",
			Gates: []Gate{G13}, Check: sealedFirst,
		},
		{
			ID: "GI-05", Title: "公开目录要素齐全", Cite: gir + "第十二条", Confidence: "L", Since: "2019-05-15",
			Gates: []Gate{G1, G8, G10, G11, G13}, Check: catalogued,
		},
		{
			ID: "GI-13", Title: "自形成之日起20个工作日内公开", Cite: gir + "第二十六条", Confidence: "L", Since: "2019-05-15",
			Gates: []Gate{G13}, Check: inTime,
		},
	}
}

func sealedFirst(in Input) []document.Finding {
	return one(!in.SealedReady, block("sealed", "用印原件尚未生成，不能发布。", "请稍候再发布；长时间未生成的，请联系系统管理员。"))
}

// catalogued: a draft is told what is missing; from the office check on, the last
// place where it can still be put right without a signature lost, it blocks.
func catalogued(in Input) []document.Finding {
	c := in.released().Catalogue
	if !in.attribute().Releasable() {
		return nil
	}
	say, remedy := block, "请退回拟稿补填；主动公开的公文，公开目录要素不齐全的不得发布。"
	if in.gate == G13 {
		remedy = "请由信息发布人员在本件页面“目录信息”处补充；签发的内容和用印原件不变。"
	}
	if in.gate == G1 {
		say, remedy = warn, "请补填；到办公室审核时仍然缺少的，不予通过。"
	}
	var out []document.Finding
	for _, f := range []writing{
		{"catalogue.summary", "内容概述", c.Summary},
		{"catalogue.topic", "主题分类", c.Topic},
		{"catalogue.article", "法定主动公开类别", c.Article},
	} {
		out = append(out, one(blank(f.text), say(f.place, "公开目录缺少“"+f.label+"”。", remedy))...)
	}
	if in.gate == G1 {
		remedy = "请从列表中选择。"
	}
	return append(out, one(unlisted(c), unlistedArticle(remedy))...)
}

// publishWithin is the time limit of publication in working days (GI-13). It runs
// from the date of writing: the law says formation and leaves open when that is
// (GI-14).
const publishWithin = 20

// nearEnd is from how many working days left the limit is pointed out.
const nearEnd = 5

func inTime(in Input) []document.Finding {
	if in.Calendar == nil || !in.DatedOn.Valid() || !in.Today.Valid() {
		return nil // DH-04 speaks of the dates
	}
	r, err := in.Calendar.AddWorkdays(string(in.DatedOn), publishWithin)
	if err != nil {
		return uncounted("dated_on", "主动公开期限", err)
	}
	left, _, err := in.Calendar.Between(string(in.Today), r.Due)
	if err != nil {
		return nil
	}
	due := document.Date(r.Due).Chinese()
	switch {
	case left < 0:
		return []document.Finding{warn("dated_on", fmt.Sprintf("主动公开期限为%s，已超期%d个工作日。", due, -left), "请立即发布，并说明超期原因。")}
	case in.Today > document.Date(r.Due):
		return []document.Finding{warn("dated_on", fmt.Sprintf("主动公开期限为%s，已经届满。", due), "请立即发布，并说明超期原因。")}
	case left <= nearEnd:
		return []document.Finding{info("dated_on", fmt.Sprintf("主动公开期限为%s，还剩%d个工作日。", due, left), "请及时发布。")}
	default:
		return nil
	}
}
