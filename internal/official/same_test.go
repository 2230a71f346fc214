package official_test

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/look"
	"mingfa/internal/official"
	"mingfa/internal/pdf"
)

var fonts = sync.OnceValues(func() (*pdf.Fonts, error) {
	return pdf.LoadFonts(pdf.FontConfig{Dirs: []string{"/usr/share/fonts/opentype/noto/"}})
})

var (
	element   = regexp.MustCompile(`<[^>]*>`)
	pageLabel = regexp.MustCompile(`(?m)^— \d+ —$`)
)

// visible keeps the characters that leave ink.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, s)
}

// onScreen is what the page of the portal shows. The dash before an entry of a
// list, which the style sheet replaces by a dot, is what the PDF has there.
func onScreen(body string) string {
	page := strings.ReplaceAll(string(look.Markdown(body)), "<li>", "——")
	return visible(html.UnescapeString(element.ReplaceAllString(page, "")))
}

// onPaper is what the PDF shows; it reports false if a character has no glyph.
func onPaper(t *testing.T, body string) (string, bool) {
	t.Helper()
	f, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	set, err := f.Typeset(pdf.Sheet{Title: "题", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pdf.Text(set.PDF)
	if err != nil {
		t.Fatal(err)
	}
	text := pageLabel.ReplaceAllString(strings.Join(pages, "\n"), "")
	return strings.TrimPrefix(visible(text), "题"), !strings.Contains(strings.Join(set.Substituted, ""), "字符")
}

var bodies = map[string]string{
	"notice": "为方便群众办事,经研究决定：\n一、总体要求\n（一）压实责任。各部门要配合。\n3. 及时办理;\n7) 及时答复\n（2）张**和李**落实",
	"measures issued by a notice": "现印发给你们，请认真贯彻执行。\n\n# 明州市城市公共停车场管理办法\n\n## 第一章 总则\n第一条 为了规范管理，制定本办法。\n" +
		"第二条　本办法所称停车场：\n（一）路内停车场；\n（二）路外停车场。\n### 附则\n第三条 本办法自2027年1月1日起施行。",
	"lists and tables":          "- 市教育局\n- 市**局\n---\n| 类别 | 价格 |\n|:--|--:|\n| 一类 | 5 |\n| a\\|b | 6 | 余 |\n| 不是 | 表头 |\n\n| 孤行 |",
	"marks of Markdown":         "> 引用\n```\n5. 围栏\n```\n**粗**与*斜*与`码`\n1. 甲\n1. 乙\n\\*转义\\*\n&nbsp;&amp; <b>标签</b>\n#无空格",
	"links":                     "详见[办事指南](https://a.gov.cn/x?y=1&z=2)、[甲](ftp://b)和<https://c.gov.cn/>。![图](https://d.gov.cn/e.png)",
	"pictures that are missing": "甲\n![流程](a.png)\n- 乙\n![图 2](b.jpg)\n![](c.png)\n![丙](d.svg)",
	"blanks":                    "申请人：____　　日期：____年__月__日\n\t 网址 : http://a.cn/b_c\n(一)括号",
	"what can't be seen":        "甲\u200b乙\u202e丙\u0007丁",
	"wrapped in the source":     strings.Repeat("各级各部门要高度重视", 4) + "\n切实加强领导",
}

// The page on the portal and the sealed PDF show the same characters in the same
// order, and these are the ones that were signed.
func TestScreenAndPaperShowTheSame(t *testing.T) {
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			paper, whole := onPaper(t, body)
			if !whole {
				t.Fatal("a character has no glyph")
			}
			if diff := cmp.Diff(onScreen(body), paper); diff != "" {
				t.Errorf("screen and paper (-screen +paper):\n%s", diff)
			}
		})
	}
}

// Whatever the text is, screen and paper show the same. Cells of several lines
// stand side by side on paper, so tables are left to the test above.
func FuzzScreenAndPaperShowTheSame(f *testing.F) {
	for _, body := range bodies {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		blocks := official.Parse(body)
		for _, b := range blocks {
			if b.Kind == official.Table {
				t.Skip("a table")
			}
		}
		if len(body) > 4000 || strings.TrimSpace(body) == "" || strings.ContainsRune(body, '\uFFFD') || strings.ToValidUTF8(body, "") != body {
			t.Skip("refused by the typesetter, or too long to be worth it")
		}
		paper, whole := onPaper(t, body)
		if !whole {
			t.Skip("a character has no glyph")
		}
		if diff := cmp.Diff(onScreen(body), paper); diff != "" {
			t.Errorf("%q (-screen +paper):\n%s", body, diff)
		}
	})
}
