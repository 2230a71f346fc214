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
