package official

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outline is a block in short: what it is, and its text with the lead in brackets.
func outline(b Block) string {
	kinds := map[Kind]string{Paragraph: "p", Title: "title", Heading: "h", Entry: "entry", Table: "table", Rule: "rule", Figure: "figure", Quote: "quote"}
	text := b.Text.String()
	if b.Lead > 0 {
		text = "[" + text[:b.Lead] + "]" + text[b.Lead:]
	}
	out := kinds[b.Kind]
	if b.Kind == Heading {
		out += string(rune('0'+b.Level)) + "/" + string(rune('0'+b.Depth))
	}
	if text != "" {
		out += " " + text
	}
	if b.Kind == Figure {
		out += " <" + b.Picture + "> " + b.Caption()
	}
	for _, row := range b.Rows {
		out += " /"
		for _, c := range row {
			out += " " + c.String()
		}
	}
	return out
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"every line is a paragraph":      {"为规范管理，\n制定本办法。", "p 为规范管理，|p 制定本办法。"},
		"a long line is not joined":      {strings.Repeat("长", 40) + "\n续", "p " + strings.Repeat("长", 40) + "|p 续"},
		"white space":                    {"　　甲 \t 乙\u00a0\r\n\r\n第一条　　丙", "p 甲 乙|p [第一条]　丙"},
		"numbers stay":                   {"3. 及时办理\n7) 及时答复\n1、甲\n（2）乙", "p 3. 及时办理|p 7) 及时答复|p 1、甲|p （2）乙"},
		"a decimal is no number":         {"3.5万元", "p 3.5万元"},
		"masks and blanks stay":          {"张**和李**\n____年\n* 必填\n+甲\n`乙~丙~", "p 张**和李**|p ____年|p * 必填|p +甲|p `乙~丙~"},
		"escapes and references stay":    {`综合\政务 a\_b &nbsp; <b>`, `p 综合\政务 a\_b &nbsp; <b>`},
		"half-width marks stay":          {"甲,乙;(丙)", "p 甲,乙;(丙)"},
		"what can't be seen":             {"甲\u200b乙\u202e丙\u0007丁\ufeff", "p 甲乙丙丁"},
		"LY-17 levels":                   {"一、总体要求\n（一）目标\n(二)原则\n1. 细目", "h1/1 一、总体要求|h2/2 （一）目标|h2/2 (二)原则|p 1. 细目"},
		"LY-17 no level is skipped":      {"（一）目标\n#### 丁", "h2/1 （一）目标|h3/2 丁"},
		"LY-17 a heading that runs on":   {"（一）压实责任，加强协作。各部门要配合。", "p [（一）压实责任，加强协作。]各部门要配合。"},
		"LY-17 a numbered sentence":      {"一、本办法自公布之日起施行。\n（一）申请书；\n（二）下列材料：", "p 一、本办法自公布之日起施行。|p （一）申请书；|p （二）下列材料："},
		"LY-17 a question is a heading":  {"一、为什么要制定？", "h1/1 一、为什么要制定？"},
		"chapters":                       {"第一章 总则\n第一节 范围\n第一条 为了甲。\n第十二条\n第一章规定的事项，依照本章。", "h1/1 第一章 总则|h2/2 第一节 范围|p [第一条] 为了甲。|p 第十二条|p 第一章规定的事项，依照本章。"},
		"an inner title":                 {"甲\n# 停车办法\n## 第一章 总则\n一、乙", "p 甲|title 停车办法|h1/2 第一章 总则|h1/2 一、乙"},
		"a hash is not enough":           {"#1号楼\n#\n# 一、甲", "p #1号楼|p #|h1/1 一、甲"},
		"entries":                        {"- 甲\n- 张**\n-乙\n-", "entry 甲|entry 张**|p -乙|p -"},
		"rules":                          {"---\n____\n***\n——", "rule|p ____|p ***|p ——"},
		"table":                          {"| 甲 | 乙 |\n|---|--:|\n| 1 | a\\|b |\n丙", "table / 甲 乙 / 1 a|b|p 丙"},
		"a cell too many is kept":        {"| 甲 |\n| - |\n| 1 | 2 |\n||", "table / 甲  / 1 2 /  "},
		"bars without a ruling line":     {"| 甲 | 乙 |\n| 1 | 2 |", "p | 甲 | 乙 ||p | 1 | 2 |"},
		"a link":                         {"见[指南](https://a.cn/b_c?d=1)。[甲](ftp://x) [乙](javascript:x)", "p 见指南。[甲](ftp://x) [乙](javascript:x)"},
		"figures":                        {"![流程](a.png)\n甲\n ![图 2 分布](布局.JPG) ", "figure 流程 <a.png> 图1　流程|p 甲|figure 图 2 分布 <布局.JPG> 图 2 分布"},
		"no figures":                     {"见![图](a.png)\n![](a.png)\n![甲](b/a.png)\n![甲](a.svg)\n![甲](https://a.cn/b.png)", "p 见![图](a.png)|p ![](a.png)|p ![甲](b/a.png)|p ![甲](a.svg)|p !甲"},
		"empty":                          {" \n\u3000\n", ""},
		"bytes that are no text":         {"甲\xff乙\x00", "p 甲\uFFFD乙"},
		"other line breaks":              {"甲\u2028乙\u0085丙\r丁", "p 甲|p 乙|p 丙|p 丁"},
		"an article is no heading":       {"第三条 无句号", "p [第三条] 无句号"},
		"a long numbered line is a text": {"一、" + strings.Repeat("长", 60), "p 一、" + strings.Repeat("长", 60)},
		"a date is no third level":       {"2017.5.19 通过", "p 2017.5.19 通过"},
		"an address in a numbered line":  {"一、网址：https://a.cn", "p 一、网址：https://a.cn"},
		"quotations":                     {"> 引\n>　用\n> > 再引\n> 90分\n>引\n>", "quote 引|quote 用|quote 再引|p > 90分|p >引|p >"},
		"a fence":                        {"```text\n一、**甲**\n- 乙\n![丙](c.png)\n````\n一、丁", "p 一、**甲**|p - 乙|p ![丙](c.png)|h1/1 一、丁"},
		"a fence that is never closed":   {"```\n一、甲", "p ```|h1/1 一、甲"},
		"a heading in bold":              {"**一、总体要求**\n### **附则**\n**（一）压实责任。**各部门要配合。", "h1/1 一、总体要求|h2/2 附则|p [（一）压实责任。]各部门要配合。"},
		"a list in bold":                 {"1. **甲。**乙", "p 1. 甲。乙"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, b := range Parse(c.in) {
				got = append(got, outline(b))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTableColumns(t *testing.T) {
	got := Parse("| a | b | c |\n| :-- | :-: | --: |\n| [甲](https://a.cn) | | 3 |")
	want := []Block{{
		Kind: Table, Columns: []Align{Left, Center, Right},
		Rows: [][]Line{{{{Text: "a"}}, {{Text: "b"}}, {{Text: "c"}}}, {{{Text: "甲", URL: "https://a.cn"}}, nil, {{Text: "3"}}}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPlain(t *testing.T) {
	const in = "一、甲\n  ![流程](a.png) \n\n![图2 布局](b.jpg)\n见![图](c.png)\u3000末"
	if diff := cmp.Diff("一、甲\n〔图1　流程〕\n\n〔图2 布局〕\n见![图](c.png)\u3000末", Plain(in)); diff != "" {
		t.Error(diff)
	}
	const marked = "　　请**认真**组织`实施`。\n　　张**\n> 引*文字*\n| *甲 | **乙**\\|丙* |\n```\n*丁*己\n```\n[**戊**](https://a.cn/*b*)"
	if diff := cmp.Diff("请认真组织实施。\n　　张**\n引文字\n| *甲 | 乙\\|丙* |\n\n*丁*己\n\n[**戊**](https://a.cn/*b*)", Plain(marked)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Marking{{Line: 1}, {Line: 3}, {Line: 4}, {Line: 5, Fence: true}}, Markings(marked)); diff != "" {
		t.Error(diff)
	}
}

func TestStrays(t *testing.T) {
	got := Strays("![甲](a.png)\n乙见![丙](b.png)。\n![](c.png)\n![丁](http://d.cn/e.png)\n| ![戊](f.png) |")
	want := []Stray{
		{Line: 2, Caption: "丙", Target: "b.png"},
		{Line: 3, Target: "c.png", Alone: true},
		{Line: 4, Caption: "丁", Target: "http://d.cn/e.png", Alone: true},
		{Line: 5, Caption: "戊", Target: "f.png"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Without marks of structure, the text of the blocks is the text that went in.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"第一条 甲\n3. 乙", "一、丙。丁\n（一）戊；", "张** ____ \\ &amp; <b>", "甲\u2028乙\u200b丙\x00\xff", "\u3000- 甲\n|乙|\n|-|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got []string
		for _, b := range Parse(s) {
			if b.Lead > len(b.Text.String()) || b.Depth > 7 {
				t.Fatalf("%q: %+v", s, b)
			}
			got = append(got, b.Text.String())
		}
		if strings.ContainsAny(s, "#|-[*_`>") {
			return
		}
		var want []string
		for line := range strings.SplitSeq(newlines.Replace(s), "\n") {
			want = append(want, strings.Fields(clean(line))...)
		}
		if diff := cmp.Diff(want, strings.Fields(strings.Join(got, "\n"))); diff != "" {
			t.Errorf("wording of %q: %s", s, diff)
		}
	})
}
