package layout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// full gives every character the width of one em, Latin ones half.
func full(s string) text {
	var t text
	for _, r := range s {
		w := 1.0
		if isWord(r) || r == ' ' {
			w = 0.5
		}
		t = append(t, glyph{char: r, width: w})
	}
	return t
}

func (t text) String() string {
	var b strings.Builder
	for _, g := range t {
		b.WriteRune(g.char)
	}
	return b.String()
}

func TestLines(t *testing.T) {
	g := grid{cell: 10, size: 10, columns: 10}
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"plain":                 {"一二三四五六七八九十甲乙丙", []string{"一二三四五六七八九十", "甲乙丙"}},
		"mark hangs":            {"一二三四五六七八九十，甲乙丙", []string{"一二三四五六七八九十，", "甲乙丙"}},
		"two marks move a word": {"一二三四五六七八九十”，甲乙", []string{"一二三四五六七八九", "十”，甲乙"}},
		"opening mark moves":    {"一二三四五六七八九（十）甲", []string{"一二三四五六七八九", "（十）甲"}},
		"word stays whole":      {"一二三四五六七八mingzhou九", []string{"一二三四五六七八", "mingzhou九"}},
		"number with its mark":  {"一二三四五六七八12.5%九十", []string{"一二三四五六七八", "12.5%九十"}},
		"dash stays whole":      {"一二三四五六七八九——十", []string{"一二三四五六七八", "九——十"}},
		"long run is broken":    {strings.Repeat("x", 50), []string{strings.Repeat("x", 16), strings.Repeat("x", 20), strings.Repeat("x", 14)}},
		"space at the break":    {"一二三四五六七八九十 甲乙", []string{"一二三四五六七八九十", "甲乙"}},
		"empty":                 {"", []string{""}},
	} {
		var got []string
		for _, l := range g.lines(full(c.in), 0, 0) {
			got = append(got, l.text.String())
		}
		if name == "long run is broken" {
			if strings.Join(got, "") != c.in || len(got) < 3 {
				t.Errorf("%s: %q", name, got)
			}
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestFullWidth(t *testing.T) {
	for in, want := range map[string]string{
		"一,二;三:四!五?":             "一，二；三：四！五？",
		"(以下简称“方案”),":            "（以下简称“方案”），",
		"津政办发(2017)69号":          "津政办发（2017）69号",
		"共1,234人,12:30开始":        "共1,234人，12:30开始",
		"GB/T 9704(2012)标准":      "GB/T 9704（2012）标准",
		"f(x), g(y)":             "f(x), g(y)",
		"网址:https://a.b/c?d=e:8": "网址：https://a.b/c?d=e:8",
		"他说\"可以\"。":              "他说“可以”。",
		"5\"管和6\"管":              "5\"管和6\"管",
		"1.推进公开":                 "1.推进公开",
	} {
		if got := plain(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestLevels(t *testing.T) {
	for in, want := range map[string]level{
		"一、总体要求": levelFirst, "十二、附则": levelFirst, "（一）范围": levelSecond, "(一)范围": levelSecond,
		"1.推进": levelThird, "12、推进": levelThird, "2017年工作": levelNone, "2017.5.19": levelNone, "（1）快充": levelFourth,
		"第一条 为了": levelArticle, "第十二章 附则": levelChapter, "一般情况": levelNone,
	} {
		if got := levelOf(in); got != want {
			t.Errorf("LY-17: %s has level %d, want %d", in, got, want)
		}
	}
}

func TestHeadingLength(t *testing.T) {
	for in, want := range map[string]int{
		"一、总体要求":          6,
		"（一）加强预期引导。按月公开。": 10,
		"一、工作日延长至十九时，周六开放半天，由市政务服务局负责。": 0,
		"（二）明确责任。": 8,
	} {
		if got := headingLength([]rune(in)); got != want {
			t.Errorf("%s: heading of %d characters, want %d", in, got, want)
		}
	}
}

func TestTitleShapes(t *testing.T) {
	width := func(s string) float64 { return full(s).width() }
	for in, want := range map[string][]string{
		"停车管理办法": {"停车管理办法"},
		"明州市人民政府办公室关于印发明州市城市公共停车场管理办法的通知": {"明州市人民政府办公室关于印发", "明州市城市公共停车场管理办法的通知"},
		"2026年明州市商务委员会推进政务公开工作要点":         {"2026年明州市商务委员会", "推进政务公开工作要点"},
		"关于甲\n和乙的通知": {"关于甲", "和乙的通知"},
	} {
		if diff := cmp.Diff(want, titleLines(in, width)); diff != "" {
			t.Errorf("LY-15: %s: %s", in, diff)
		}
	}
	for _, long := range []string{
		strings.Repeat("甲", 90), strings.Repeat("关于进一步加强城市停车管理工作", 20), strings.Repeat("（", 60), strings.Repeat("x", 300),
	} {
		lines := titleLines(long, width)
		if strings.Join(lines, "") != long {
			t.Errorf("a long title is set as %q", lines)
		}
		for _, l := range lines {
			if width(l) > titleWidth {
				t.Errorf("a title line of %.0f ems", width(l))
			}
		}
	}
}

func TestParseBody(t *testing.T) {
	type para struct {
		Heading int
		Text    string
	}
	for name, c := range map[string]struct {
		in   string
		want []para
	}{
		"plain lines":   {"一、总则\n　　甲。\n乙；\n\n丙", []para{{0, "一、总则"}, {0, "甲。"}, {0, "乙；"}, {0, "丙"}}},
		"headings":      {"# 总则\n## 范围\n文", []para{{1, "总则"}, {2, "范围"}, {0, "文"}}},
		"lists":         {"1. 甲\n2. 乙\n\n- 丙", []para{{0, "1.甲"}, {0, "2.乙"}, {0, "——丙"}}},
		"wrapped":       {strings.Repeat("长", 30) + "\n续行。", []para{{0, strings.Repeat("长", 30) + "续行。"}}},
		"labels":        {strings.Repeat("长", 30) + "\n地址：某处", []para{{0, strings.Repeat("长", 30)}, {0, "地址：某处"}}},
		"masked name":   {"张**落实", []para{{0, "张**落实"}}},
		"backslash":     {"综合政务\\政务公开", []para{{0, "综合政务\\政务公开"}}},
		"indented":      {"        不是代码", []para{{0, "不是代码"}}},
		"angle bracket": {"<b>不是标签", []para{{0, "<b>不是标签"}}},
	} {
		var got []para
		for _, b := range parseBody(c.in) {
			got = append(got, para{b.heading, string(b.text.chars)})
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	table := parseBody("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |")
	if len(table) != 1 || len(table[0].table) != 3 || string(table[0].table[2][1].chars) != "4" {
		t.Errorf("table: %+v", table)
	}
}
