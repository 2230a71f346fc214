package rulebook_test

import (
	"sync"
	"testing"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
	"mingfa/policies"
)

// fitContent is a normative document in which no rule finds anything.
func fitContent() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.Normative,
			Title:     "明州市人民政府办公室关于印发明州市公共停车设施管理办法的通知",
			Addressee: "各县（市、区）人民政府，市政府各部门、各直属单位",
			Body: "《明州市公共停车设施管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。\n\n" +
				"# 明州市公共停车设施管理办法\n\n第一条　为规范公共停车设施的规划、建设和使用，制定本办法。\n\n" +
				"第二条　本办法适用于市区范围内公共停车设施的管理。涉及国家秘密的场所，依照有关规定执行。\n\n" +
				"第三条　公共停车设施应当向社会开放，前30分钟免费，收费标准应当公示，空余泊位由“明停车”小程序发布。\n\n第四条　本办法自2026年12月1日起施行。",
			EffectiveOn: "2026-12-01", ExpiresOn: "2031-11-30",
		},
		Annexes:    []dossier.Annex{{Title: "公共停车设施名录", Body: "一、市民中心停车场"}},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{
			Need: dossier.Needed, Outline: "制定背景、主要内容、群众关心的问题", Form: "政策问答", Channel: "市政府门户网站", When: "与文件同步发布",
			Title: "关于停车新规，您关心的几个问题", Interpreter: "市城市管理局局长王五",
			Body: "为什么出台这份文件？近年来机动车保有量增长较快，老旧小区停车难反映集中，原有规定已不能满足需要。\n\n" +
				"和以前相比有什么变化？一是把商场、医院配建车位一并纳入，二是明确前三十分钟免费，三是增加了投诉渠道。\n\n" +
				"群众怎么办？可以通过“明停车”小程序查询空余泊位，对乱收费可以拨打热线反映。",
		},
		Relations: []dossier.Relation{
			{Kind: document.Repeals, Number: "明政办发〔2019〕12号", Title: "明州市停车场管理暂行规定"},
			{Kind: document.Basis, Title: "中华人民共和国道路交通安全法"},
		},
		Record: dossier.Record{
			Collective: dossier.Meeting{Name: "市政府第12次常务会议", Number: "〔2026〕12号", On: "2026-11-18"},
			Legality:   dossier.Review{Number: "明司审〔2026〕8号", ReceivedOn: "2026-10-26", AnsweredOn: "2026-11-06"},
		},
		Catalogue: dossier.Catalogue{Summary: "规范公共停车设施的规划、建设和使用。", Topic: `城乡建设、环境保护\城市管理`, Article: "行政规范性文件"},
	}
}

// house is what an organisation sets for itself.
type house struct {
	book  procedure.Book
	items []rulebook.ChecklistItem
	days  *calendar.Calendar
	home  rulebook.Region
	list  rulebook.NegativeList
}

var load = sync.OnceValues(func() (h house, err error) {
	fsys, err := policies.Load("")
	if err != nil {
		return h, err
	}
	if h.book, err = procedure.Load(fsys); err != nil {
		return h, err
	}
	if h.items, err = rulebook.LoadChecklist(fsys); err != nil {
		return h, err
	}
	if h.home, err = rulebook.LoadRegion(fsys, ""); err != nil {
		return h, err
	}
	if h.list, err = rulebook.LoadNegativeList(fsys); err != nil {
		return h, err
	}
	h.days, err = calendar.Load(fsys)
	return h, err
})

func loaded(t *testing.T) house {
	t.Helper()
	h, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// fit is an Input at which no gate finds anything; content may change what was
// written before any decision was taken.
func fit(t *testing.T, content func(*dossier.Content)) rulebook.Input {
	t.Helper()
	c := fitContent()
	if content != nil {
		content(&c)
	}
	c = c.Clean()
	sheet, err := c.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	// The route is that of a fit document, whatever content makes of it: a pinned
	// procedure does not follow the text.
	house := loaded(t)
	pinned, err := house.book.Resolve(document.Normative, procedure.Facts{AffectsBusiness: c.Text.AffectsBusiness})
	if err != nil {
		t.Fatal(err)
	}
	in := rulebook.Input{
		Content: c, Sheets: []dossier.Sheet{sheet}, Standing: map[document.Stage]dossier.Decision{},
		Route: pinned.Route(), Opinion: "同意。", Checklist: map[string]string{}, ChecklistItems: house.items, Result: rulebook.Open,
		SignedDigest: sheet.Digest(), Digest: sheet.Digest(), DatedOn: "2026-11-20", Today: "2026-11-23",
		Number: "明政办发〔2026〕9号", SealedReady: true, Calendar: house.days,
		Region: house.home, Negative: house.list, Roles: []document.Role{document.Signer},
	}
	for _, item := range house.items {
		in.Checklist[item.ID] = rulebook.No
	}
	for _, stage := range in.Route {
		if dossier.Covers(stage) != nil {
			in.Standing[stage] = decision(stage, sheet)
		}
	}
	return in
}

func decision(stage document.Stage, sheet dossier.Sheet) dossier.Decision {
	row, _ := stage.Row()
	return dossier.Decision{
		Stage: stage, Verb: row.Forward, Person: "p-" + string(stage), Revision: 1, Opinion: "同意。", Result: rulebook.Open,
		Digest: sheet.Digest(), Cover: sheet.Over(dossier.Covers(stage)),
	}
}

// revise adds a revision in which the content is changed: decisions that cover
// what changed become void, as in life.
func revise(t *testing.T, in *rulebook.Input, change func(*dossier.Content)) {
	t.Helper()
	change(&in.Content)
	sheet, err := in.Content.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	in.Sheets = append(in.Sheets, sheet)
	in.Digest = sheet.Digest()
}
