package rulebook_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		{"IN-06 another day", "自2026年12月11日起施行。", []string{"解读材料中的日期“2026年12月11日”不见于文件。"}},
		{"IN-06 another amount", "停一个小时要付多少钱呢？答案是3.5元，封顶价是1000元。", []string{"解读材料中的金额“3.5元”不见于文件。"}},
		{"IN-06 the end of a longer number is another number", "每日不超过0元。", []string{"解读材料中的金额“0元”不见于文件。"}},
		{"IN-06 another span", "前60分钟免费。", []string{"解读材料中的数字“60分钟”不见于文件。"}},
		{"IN-06 another percentage", "优惠三成，即30%。", []string{"解读材料中的数字“30%”不见于文件。"}},
		{"IN-06 another number of a document", "依据明政办发〔2019〕13号。", []string{"解读材料中的发文字号“依据明政办发〔2019〕13号”不见于文件。"}},
		{"IN-06 a term of the document", "什么是“错时共享”？原《明州市停车场管理暂行规定》不再执行。", nil},
		{"IN-06 terms of its own", "什么是“潮汐车位”？见《停车指南》。", []string{"解读材料中的名称“《停车指南》”不见于文件。", "解读材料中的名称“潮汐车位”不见于文件。"}},
		{"IN-06 said twice, found once", "前60分钟免费，记住是60分钟。", []string{"解读材料中的数字“60分钟”不见于文件。"}},
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

// TestManyStatements: what is too much to compare is said, not skipped in silence.
func TestManyStatements(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "第%d条有%d元。", i, i+1)
	}
	in := fit(t, func(c *dossier.Content) {
		c.Text.Body, c.Interpretation.Body = b.String()+"正文。", "换一种说法："+b.String()
	})
	last := ""
	for _, f := range rulebook.Check(rulebook.G7, in) {
		last = f.Message
	}
	if !strings.Contains(last, "超过300处") {
		t.Errorf("IN-06: %s", last)
	}
}

func TestMaterialIsNoReprint(t *testing.T) {
	in := fit(t, nil)
	in.Related = []dossier.Related{{Title: "省里的解读", Body: in.Content.Interpretation.Body}}
	got := rulebook.Check(rulebook.G7, in)
	if len(got) != 1 || got[0].Rule != "IN-06" || got[0].Place != "interpretation.body" {
		t.Errorf("IN-06: %+v", got)
	}
}
