package rulebook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// TestConsistency: what the interpretation states must stand in the document.
func TestConsistency(t *testing.T) {
	const body = "一、自2026年12月1日起，前三十分钟免费，以后每小时2.5元，每日不超过1,000元。\n" +
		"二、《明州市停车场管理暂行规定》（明政办发〔2019〕12号）废止。本办法所称“错时共享”，是指空闲时段开放。有效期五年，优惠20%。"
	for _, row := range []struct {
		name, material string
		want           []string
	}{
		{"IN-06 all of it is there", "2026年12月1日起施行。前30分钟免费，每小时２.５元，每日最多1000元，有效期5年。", nil},
		{"IN-06 一 that counts nothing", "从哪一天起执行？每一项都要公告。", nil},
		{"IN-06 another day", "自2026年12月11日起施行。", []string{"解读材料第1行第2字的日期“2026年12月11日”不见于文件。"}},
		{"IN-06 another amount", "停一个小时要付多少钱呢？答案是3.5元，封顶价是1000元。", []string{"解读材料第1行第16字的金额“3.5元”不见于文件。"}},
		{"IN-06 the end of a longer number is another number", "每日不超过0元。", []string{"解读材料第1行第6字的金额“0元”不见于文件。"}},
		{"IN-06 another span", "前60分钟免费。", []string{"解读材料第1行第2字的数字“60分钟”不见于文件。"}},
		{"IN-06 another percentage", "优惠三成，即30%。", []string{"解读材料第1行第3字的数字“三成”不见于文件。"}},
		{"IN-06 another number of a document", "依据明政办发〔2019〕13号。", []string{"解读材料第1行第3字的发文字号“明政办发〔2019〕13号”不见于文件。"}},
		{"IN-06 a term of the document", "什么是“错时共享”？原《明州市停车场管理暂行规定》不再执行。", nil},
		{"IN-06 terms of its own", "什么是“潮汐车位”？见《停车指南》。", []string{"解读材料第1行第12字的名称“《停车指南》”不见于文件。", "解读材料第1行第4字的名称“潮汐车位”不见于文件。"}},
		{"IN-06 said twice, found once", "前60分钟免费，记住是60分钟。", []string{"解读材料第1行第2字的数字“60分钟”不见于文件。"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			in := fit(t, func(c *dossier.Content) { c.Text.Body, c.Interpretation.Body = body, row.material })
			var got []string
			for _, f := range rulebook.Check(rulebook.G7, in) {
				if f.Rule == "IN-06" {
					got = append(got, f.Message)
				}
			}
			if diff := cmp.Diff(row.want, got, cmp.Transformer("set", func(s []string) map[string]bool {
				m := map[string]bool{}
				for _, x := range s {
					m[x] = true
				}
				return m
			})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestNumbersAnyWay: however a number is written, it is the same number, and only
// the same.
func TestNumbersAnyWay(t *testing.T) {
	for _, row := range []struct {
		name, body, material string
		want                 []string // what is quoted as missing
	}{
		{"IN-06 百分之五 is 5%", "补贴百分之五。", "补贴5%。", nil},
		{"IN-06 5% is 百分之五", "补贴５％。", "补贴百分之五。", nil},
		{"IN-06 another percentage in Chinese", "补贴5%。", "补贴百分之六。", []string{"百分之六"}},
		{"IN-06 百分之十二点五", "提高12.5%。", "提高百分之十二点五。", nil},
		{"IN-06 三分之一", "不少于三分之一。", "不少于3分之1，也不少于四分之一。", []string{"四分之一"}},
		{"IN-06 千分之三", "按3‰收取。", "按千分之三收取。", nil},
		{"IN-06 五成", "覆盖50%的小区。", "覆盖五成的小区，达到六成以上。", []string{"六成"}},
		{"IN-06 成 that is no share", "完成三成立交。", "三成立交桥改造。", nil},
		{"IN-06 百分点", "提高3个百分点。", "提高三个百分点，即提高3%。", []string{"3%"}},
		{"IN-06 money in any spelling", "补助2万元。", "补助20000元、20,000元、二万元、贰万元、2.0万元。", nil},
		{"IN-06 another sum", "补助2万元。", "补助叁万元。", []string{"叁万元"}},
		{"IN-06 hundreds of millions", "投资1.5亿元。", "投资15000万元、一亿五千万元。", nil},
		{"IN-06 a range", "期限3—5年。", "期限三至五年，最短3年，最长5年。", nil},
		{"IN-06 another range", "期限3—5年。", "期限3—6年。", []string{"6年"}},
		{"IN-06 a range of shares", "降低10%—20%。", "降低百分之十到百分之二十。", nil},
		{"IN-06 a range whose first end has no sign", "降低10%至15%。", "降低10-15%。", nil},
		{"IN-06 measures outside any short list", "新建泊位300个、充电桩20台、驿站5座。", "新建300个泊位、充电桩21台、驿站6座。", []string{"21台", "6座"}},
		{"IN-06 days spelled out", "自二〇二六年十二月一日起施行。", "自2026年12月1日起，即2026-12-01、2026.12.1、12月1日施行，2026年12月见效，2026年度完成。", nil},
		{"IN-06 another day in digits", "自2026年12月1日起施行。", "自2026-12-02起施行。", []string{"2026-12-02"}},
		{"IN-06 天 and 日 say the same", "30日内答复。", "三十天内答复。", nil},
		{"IN-06 months of a term", "试行六个月。", "试行6个月，不是8个月。", []string{"8个月"}},
		{"IN-06 一年 counts", "有效期五年。", "有效期一年。", []string{"一年"}},
		{"IN-06 一个 counts nothing", "有效期五年。", "停一个小时，办一次，找一家，这一天。", nil},
		{"IN-06 order and names", "有效期五年。", "第三条、第十五次会议、A4纸、12345热线、三是明确标准、十分重要、万一、两头兼顾、十八届三中全会、三个方面、四处走访、两口之家。", nil},
		{"IN-06 number behind a verb", "根据惠府〔2025〕3号执行。", "依据惠府〔2025〕3号，贯彻落实惠府〔2025〕3号。", nil},
		{"IN-06 number behind a title", "见《规定》（惠府〔2025〕3号）。", "《规定》惠府〔2025〕3号已废止。", nil},
		{"IN-06 number of another agency", "根据惠府〔2025〕3号执行。", "根据明府〔2025〕3号执行。", []string{"明府〔2025〕3号"}},
		{"IN-06 批次", "分三个批次实施，六个季度完成。", "分3批次、6季度，不是4批次。", []string{"4批次"}},
		{"IN-06 半年 is six months", "试行6个月。", "试行半年。", nil},
		{"IN-06 six months are 半年", "试行半年。", "试行6个月，不是七个月。", []string{"七个月"}},
		{"IN-06 another half", "试行一年。", "试行半年。", []string{"半年"}},
		{"IN-06 halves of a year", "试行一年。", "上半年、下半年和半年度各检查一次。", nil},
		{"IN-06 a year is twelve months", "试行一年，过渡期24个月。", "试行12个月，过渡期两年。", nil},
		{"IN-06 a responsible body", "由市城市管理局牵头，市公安局会同市财政局负责。", "由市城管局牵头，市公安局、市财政局负责，由市审计局解释。", []string{"市审计局"}},
		{"IN-06 a body with a clause before", "由市城管局牵头，市住房和城乡建设局配合。", "停车场由明州市城市管理局牵头。\n市住建局会同市税务局负责收费。", []string{"市税务局"}},
		{"IN-06 bodies in general", "正文。", "由各区人民政府负责，由本局解释，由主管部门承担。", nil},
		{"IN-06 bodies joined", "由市公安局负责。", "由市公安局和市卫生健康委员会共同负责。", []string{"市卫生健康委员会"}},
		{"IN-06 a body for short", "由市发改委负责。", "由市发展和改革委员会负责。", nil},
		{"IN-06 signs of money", "每小时5元，每月50元。", "每小时¥5，每月￥50.00、50 RMB、50人民币。", nil},
		{"IN-06 another sum behind a sign", "每小时5元。", "每小时¥50，每月60 RMB。", []string{"¥50", "60RMB"}},
		{"IN-06 hours of the day", "每日18时30分至次日8时开放，晚上9:00熄灯。", "18:30至8:00开放，即下午6:30开始，21时熄灯。", nil},
		{"IN-06 another hour", "每日18时开放。", "18:30至8:00开放。", []string{"18:30", "8:00"}},
		{"IN-06 bare numbers", "共有泊位1,234个，编号88。", "共有泊位1234。另有编号12、88。", nil},
		{"IN-06 another bare number", "共有泊位1234个。", "共有泊位1235。", []string{"1235"}},
		{"IN-06 hotlines", "正文。", "请拨打12345热线、110报警电话。", nil},
		{"IN-06 a telephone", "咨询电话：022-88001234。", "咨询电话88001234，022-88001234。", nil},
		{"IN-06 another telephone", "咨询电话：022-88001234。", "咨询电话88001235。", []string{"88001235"}},
		{"IN-06 districts", "覆盖12个区、3个县。", "覆盖12区、3县。", nil},
		{"IN-06 other districts", "覆盖11个区。", "覆盖12区。", []string{"12区"}},
		{"IN-06 the number of an order", "依据国务院令第711号。", "国务院令第711号规定了。", nil},
		{"IN-06 another order", "依据国务院令第711号。", "国务院令第712号规定了收费。", []string{"国务院令第712号"}},
		{"IN-06 brackets of any form", "依据国发〔2026〕99号。", "依据国发[2026]99号、国发（2026）99号、国发【2026】第99号。", nil},
		{"IN-06 another number in other brackets", "依据国发〔2026〕98号。", "依据国发[2026]99号制定。", []string{"国发[2026]99号"}},
		{"IN-06 articles", "第一条　按照《行政处罚法》。\n\n第二条　乙。\n\n丙。", "第二条第二款、本办法第一条明确了处罚，《行政处罚法》第三十条不同。", nil},
		{"IN-06 no such article", "第一条　甲。\n\n第二条　乙。\n\n丙。", "第三条明确了处罚。第二条第三款另有规定。", []string{"第三条", "第二条第三款"}},
		{"IN-06 paragraphs without articles", "正文。", "第三条第八款明确了处罚。", []string{"第三条第八款"}},
		{"IN-06 a term that is explained", "设甲级泊位。", "甲级泊位是指带雨棚的泊位。这里主要是指室内。", nil},
		{"IN-06 a term of its own", "设乙级泊位。", "甲级泊位是指带雨棚的泊位。", []string{"甲级泊位"}},
		{"IN-06 places", "正文。", "第一行。\n　　每户补助800元。", []string{"800元"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			in := fit(t, func(c *dossier.Content) { c.Text.Body, c.Interpretation.Body = row.body, row.material })
			var got []string
			for _, m := range consistency(in) {
				_, rest, _ := strings.Cut(m, "“")
				quote, _, _ := strings.Cut(rest, "”")
				got = append(got, quote)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// consistency returns what IN-06 warns of.
func consistency(in rulebook.Input) []string {
	var out []string
	for _, f := range rulebook.Check(rulebook.G7, in) {
		if f.Rule == "IN-06" && f.Severity == document.Warn {
			out = append(out, f.Message)
		}
	}
	return out
}

// TestWhereItStands: the finding says where in the interpretation the number is.
func TestWhereItStands(t *testing.T) {
	in := fit(t, func(c *dossier.Content) {
		c.Text.Body, c.Interpretation.Body = "正文。", "第一行。\n　　每户补助 ８００ 元。"
	})
	want := []string{"解读材料第2行第8字的金额“800元”不见于文件。"}
	if diff := cmp.Diff(want, consistency(in)); diff != "" {
		t.Error(diff)
	}
}

// TestWholeDocument: what stands in the title, the front matter or an annex stands in
// the document.
func TestWholeDocument(t *testing.T) {
	in := fit(t, func(c *dossier.Content) {
		c.Text.Title, c.Text.Body = "关于实施2026年度“安居”计划的通知", "正文见附件。"
		c.Text.Addressee, c.Text.EffectiveOn = "3个街道办事处", "2026-12-01"
		c.Annexes = []dossier.Annex{{Title: "12项任务清单", Body: "每户补助800元。"}, {Title: "内部测算", Body: "成本950元。", Attribute: document.Withheld}}
		c.Interpretation.Body = "“安居”计划2026年度实施，3个街道、12项任务，每户800元，自2026年12月1日起施行，文号为明政办发〔2026〕9号，成本950元。"
	})
	in.Number = "明政办发〔2026〕9号"
	want := []string{"解读材料第1行第67字的金额“950元”不见于文件。"}
	if diff := cmp.Diff(want, consistency(in)); diff != "" {
		t.Error(diff)
	}
}

// TestManyStatements: what is too much to list is said, not skipped in silence; what
// is right is compared however much it is.
func TestManyStatements(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "第%d条有%d元。", i, i+1)
	}
	right := fit(t, func(c *dossier.Content) {
		c.Text.Body, c.Interpretation.Body = b.String()+strings.Repeat("正文另有说明、规定与办法，各有关单位遵照执行，", 300), "换一种说法："+b.String()
	})
	if got := consistency(right); got != nil {
		t.Errorf("IN-06: %v", got)
	}
	wrong := fit(t, func(c *dossier.Content) { c.Text.Body, c.Interpretation.Body = "正文。", b.String() })
	if got := consistency(wrong); len(got) != 301 || !strings.Contains(got[300], "超过300处") {
		t.Errorf("IN-06: %d: %v", len(got), got)
	}
}

func TestMaterialIsNoReprint(t *testing.T) {
	in := fit(t, nil)
	body := in.Content.Interpretation.Body
	in.Issuer = "明州市人民政府办公室"
	in.Related = []dossier.Related{{Title: "省里的解读", Body: body, Issuer: "江海省人民政府办公厅"}}
	got := rulebook.Check(rulebook.G7, in)
	if len(got) != 1 || got[0].Rule != "IN-06" || got[0].Place != "interpretation.body" || got[0].Severity != document.Block {
		t.Errorf("IN-06: %+v", got)
	}
	in.Related, in.Quoted = nil, []dossier.Quoted{{Called: "《停车管理规定》", Body: body}, {Called: "〔2020〕1号", Body: "其他内容。"}}
	got = rulebook.Check(rulebook.G7, in)
	if len(got) != 1 || got[0].Rule != "IN-06" || !strings.Contains(got[0].Message, "所引用的《停车管理规定》") {
		t.Errorf("IN-06: what is only cited is not compared: %+v", got)
	}
	for _, row := range []struct {
		issuer string
		want   []document.Severity
	}{
		{"明州市人民政府办公室", nil}, // its own, as when a document is renewed (ND-13)
		{"国务院办公厅", []document.Severity{document.Block}},
		{"工业和信息化部", []document.Severity{document.Block}},
		{"江海省交通运输厅", []document.Severity{document.Block}},
		{"贵州省市场监督管理局", []document.Severity{document.Block}},
		{"江海省住房和城乡建设厅", []document.Severity{document.Block}},
		{"上海市交通委员会", []document.Severity{document.Block}},
		{"明州市财政局", []document.Severity{document.Warn}},
		{"明州市和平区人民政府", []document.Severity{document.Warn}},
		{"临川市人民政府", []document.Severity{document.Warn}},
		{"", []document.Severity{document.Warn}},
	} {
		in.Related = []dossier.Related{{Title: "甲", Body: body, Issuer: row.issuer}}
		in.Quoted = []dossier.Quoted{{Called: "《停车管理规定》", Body: body, Issuer: row.issuer}}
		var got []document.Severity
		for _, f := range rulebook.Check(rulebook.G7, in) {
			if f.Rule == "IN-06" {
				got = append(got, f.Severity)
			}
			if f.Severity == document.Warn && strings.Contains(f.Message, "上级") {
				t.Errorf("IN-06: %s is called a superior: %s", row.issuer, f.Message)
			}
		}
		if diff := cmp.Diff(append(row.want, row.want...), got); diff != "" {
			t.Errorf("IN-06 by %q: %s", row.issuer, diff)
		}
	}
}

// TestQuoted: what is cited by number or by name, in text, annexes and interpretation,
// whatever the attribute of the document is.
func TestQuoted(t *testing.T) {
	c := dossier.Content{
		Text:           dossier.Text{Title: "关于《不引用的标题》的通知", Body: "按照《省停车场管理办法》（省政发〔2024〕3号）要求，“停车”办法如下。"},
		Annexes:        []dossier.Annex{{Body: "见《名录编制规则》。"}},
		Interpretation: dossier.Interpretation{Body: "《省停车场管理办法》实施以来，《解读口径》明确。"},
		Disclosure:     dossier.Disclosure{Attribute: document.Withheld},
	}
	numbers, names := rulebook.Quoted(c)
	if !slices.Contains(numbers, "省政发〔2024〕3号") {
		t.Errorf("IN-06: numbers %v", numbers)
	}
	if diff := cmp.Diff([]string{"名录编制规则", "省停车场管理办法", "解读口径"}, slices.Sorted(slices.Values(names))); diff != "" {
		t.Error(diff)
	}
}
