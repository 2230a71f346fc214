package look

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"a line is a paragraph", "为规范管理，制定本办法。\n本办法自印发之日起施行。", "<p>为规范管理，制定本办法。</p>\n<p>本办法自印发之日起施行。</p>\n"},
		{"indents are the style sheet's", "　　各县（区）要抓好落实。\r\n    四个空格不是代码。", "<p>各县（区）要抓好落实。</p>\n<p>四个空格不是代码。</p>\n"},
		{"titles by numbering", "一、总体要求\n（一）工作目标\n二、保障措施", "<h3>一、总体要求</h3>\n<h4>（一）工作目标</h4>\n<h3>二、保障措施</h3>\n"},
		{"chapters and articles", "第一章　总则\n第一条　为了规范管理，制定本办法。", "<h3>第一章　总则</h3>\n<p><strong>第一条</strong>　为了规范管理，制定本办法。</p>\n"},
		{"no level is skipped", "（一）工作目标\n### 附则", "<h3>（一）工作目标</h3>\n<h4>附则</h4>\n"},
		{"an inner title", "# 停车场管理办法\n一、总则\n# 附表\n## 甲", "<h3 class=\"inner-title\">停车场管理办法</h3>\n<h4>一、总则</h4>\n<h3 class=\"inner-title\">附表</h3>\n<h4>甲</h4>\n"},
		{"a numbered sentence is no title", "一、本办法自公布之日起施行。\n（一）申请书；", "<p>一、本办法自公布之日起施行。</p>\n<p>（一）申请书；</p>\n"},
		{"a title that runs on", "（二）压实责任。各部门要密切配合。", "<p><strong>（二）压实责任。</strong>各部门要密切配合。</p>\n"},
		{"arabic numbers stay", "3. 及时办理\n7) 及时答复", "<p>3. 及时办理</p>\n<p>7) 及时答复</p>\n"},
		{"blanks and masks stay", "____年____月（____）至（____）\n张**和李**，带*号的、无*号的", "<p>____年____月（____）至（____）</p>\n<p>张**和李**，带*号的、无*号的</p>\n"},
		{"a line of blanks is no rule", "____\n* 必填", "<p>____</p>\n<p>* 必填</p>\n"},
		{"escapes and references stay", `综合政务\政务公开\n &nbsp; a\_b`, `<p>综合政务\政务公开\n &amp;nbsp; a\_b</p>` + "\n"},
		{"a rule across", "甲\n---\n乙", "<p>甲</p>\n<hr>\n<p>乙</p>\n"},
		{"bullets", "- 市教育局\n- 市民政局", "<ul>\n<li>市教育局</li>\n<li>市民政局</li>\n</ul>\n"},
		{"table", "| 项目 | 数量 |\n| --- | ---: |\n| 学校 | 12 |", "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"表格\">\n<table>\n<thead>\n<tr>\n<th>项目</th>\n<th align=\"right\">数量</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>学校</td>\n<td align=\"right\">12</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"link", "详见[办事指南](https://example.gov.cn/a_b?x=1&y=2)。", "<p>详见<a href=\"https://example.gov.cn/a_b?x=1&amp;y=2\" rel=\"nofollow noreferrer\">办事指南</a>。</p>\n"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, string(Markdown(tt.src))); diff != "" {
				t.Errorf("Markdown (-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever is in the text, no active content comes out of it.
func TestMarkdownIsSafe(t *testing.T) {
	active := regexp.MustCompile(`(?i)<(script|img|iframe|svg|style|object|form|input|base|link|meta)|<[^>]*\s(on\w+|style|src)\s*=|href="\s*(javascript|data|vbscript)`)
	for _, src := range hostile {
		if got := string(Markdown(src)); active.MatchString(got) {
			t.Errorf("Markdown(%q) = %q", src, got)
		}
	}
	if got := string(Markdown("<b>甲</b>")); !strings.Contains(got, "&lt;b&gt;甲&lt;/b&gt;") {
		t.Errorf("HTML in a text must be shown as text, got %q", got)
	}
}

var hostile = []string{
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))",
	"[a](java\tscript:alert(1))", "[a](&#106;avascript:alert(1))", "[a](data:text/html;base64,PHNjcmlwdD4=)", "![a](javascript:alert(1))",
	"![a](https://example.org/x.png)", "[a](https://example.org \"x\" onclick=alert(1))", "| <svg onload=alert(1)> |\n| --- |\n| <script>x</script> |",
	"一、<script>alert(1)</script>", "# <iframe src=https://example.org>", "[<img src=x onerror=alert(1)>](https://example.org)", "<a href=\"javascript:x\">甲</a>",
	"[a](//example.org/\"onmouseover=alert(1))", "[a](vbscript:x)", "- <style>*{}</style>", "<base href=https://example.org>",
}

// A picture stands in a figure with its caption; what a drafter writes is escaped, and one
// that is not there is shown as it is written.
func TestIllustrated(t *testing.T) {
	images := map[string]Image{"a.png": {Address: `/d/x/pictures/1.png?"&`, Width: 40, Height: 30}}
	got := string(Illustrated("- 甲\n![流程\"<b>](a.png)\n![无](b.png)", images))
	want := "<ul>\n<li>甲</li>\n</ul>\n" +
		`<figure><img src="/d/x/pictures/1.png?&#34;&amp;" alt="流程&#34;&lt;b&gt;" width="40" height="30" loading="lazy" decoding="async"><figcaption>图1　流程&#34;&lt;b&gt;</figcaption>` +
		"\n</figure>\n<p>![无](b.png)</p>\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
