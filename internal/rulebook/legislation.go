package rulebook

import (
	"fmt"
	"regexp"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// legislationRules hold for an order that promulgates rules (规章): the procedure of
// making them is not one of this system, what its last document must say is.
func legislationRules() []Rule {
	const rules, since = "《规章制定程序条例》", "2018-05-01"
	return []Rule{
		{
			ID: "ND-23", Title: "规章自公布之日起30日后施行", Cite: rules + "第三十一条、第三十二条", Confidence: "L", Since: since,
			Gates: []Gate{G8, G10}, Check: promulgatedInTime,
		},
		{
			ID: "ND-24", Title: "规章草案公开征求意见一般不少于30日", Cite: rules + "第十五条、第十六条、第二十条", Confidence: "L", Since: since,
			Gates: []Gate{G5, G8}, Check: rulesConsulted,
		},
	}
}

var rulesNamed = regexp.MustCompile(`(办法|规定|细则|规则)`)

// promulgates reports whether the document is an order about rules.
func (in Input) promulgates() bool {
	t := in.Content.Text
	return t.Kind == document.Order && rulesNamed.MatchString(t.Title+t.Body)
}

const rulesWait = 30 // days

func promulgatedInTime(in Input) []document.Finding {
	from := in.DatedOn
	if from == "" {
		from = in.Today
	}
	on := in.Content.Text.EffectiveOn
	if !in.promulgates() || !from.Valid() {
		return nil
	}
	const remedy = "涉及国家安全、外汇汇率、货币政策的确定以及公布后不立即施行将有碍规章施行的，可以自公布之日起施行，请写明理由；其他的，请更正施行日期。"
	if on == "" {
		return []document.Finding{warn("text.effective_on", "公布规章的命令未填施行日期，将自公布之日起施行。", remedy)}
	}
	early := on.Valid() && on.Midnight().Before(from.Midnight().AddDate(0, 0, rulesWait))
	return one(early, warn("text.effective_on", fmt.Sprintf("规章的施行日期%s距公布不足%d日。", on.Chinese(), rulesWait), remedy))
}

func rulesConsulted(in Input) []document.Finding {
	if !in.promulgates() {
		return nil
	}
	long := slices.ContainsFunc(in.Content.Record.Comments, func(c dossier.Comment) bool {
		return c.Way == dossier.PublicWay && (commentDays(c) >= rulesWait || !blank(c.Shortened))
	})
	return one(!long, warn("record.comments", fmt.Sprintf("办理记录中没有规章草案向社会公开征求意见不少于%d日的情况。", rulesWait),
		"请在办理记录中填写公告和起止日期；未按规定征求意见的，法制机构可以退回起草单位。"))
}
