package e2e

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

// item is an entry of a list as Word lays it on the clipboard: an ordinary paragraph that
// carries its mark, in the font of the mark, and spaces to the text.
func item(level int, font, mark, text string) string {
	return fmt.Sprintf(`<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level%d lfo1'><![if !supportLists]><span lang=EN-US style='font-family:%s;mso-list:Ignore'>%s<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>%s<span lang=EN-US><o:p></o:p></span></p>`, level, font, mark, text)
}

// pasted are what is copied, as Word and browsers write it, and the Markdown it becomes.
var pasted = []struct{ name, html, want string }{
	{"merged down", `<table class=MsoTableGrid><tr><td>类别</td><td>项目</td><td>金额</td></tr><tr><td rowspan=2>交通</td><td>公交</td><td>100</td></tr><tr><td>地铁</td><td>200</td></tr></table>`, "| 类别 | 项目 | 金额 |\n|---|---|---|\n| 交通 | 公交 | 100 |\n|  | 地铁 | 200 |"},
	{"merged across and down", `<table><tr><th colspan=2 rowspan=2>甲</th><th>乙</th></tr><tr><td>丙</td></tr><tr><td>1</td><td>2</td><td rowspan=0>3</td></tr><tr><td>4</td><td>5</td></tr></table>`, "| 甲 |  | 乙 |\n|---|---|---|\n|  |  | 丙 |\n| 1 | 2 | 3 |\n| 4 | 5 |  |"},
	{"lines within a cell", `<table><tr><td>c<br>d</td><td><p>甲</p>` + "\n" + `<p>乙|丙</p></td></tr></table>`, "| c d | 甲 乙\\|丙 |\n|---|---|"},
	{"bullets", `<p class=MsoNormal>清单如下。</p>` + item(1, "Symbol", "·", "甲项") + item(2, `"Courier New"`, "o", "乙项") + item(1, "Wingdings", "l", "丙项"), "清单如下。\n\n- 甲项\n  - 乙项\n- 丙项"},
	{"numbers", item(1, "Calibri", "1.", "甲项") + item(1, "Calibri", "2.", "乙项") + item(2, "Calibri", "a)", "丙项") + item(1, "仿宋", "三、", "丁项"), "1. 甲项\n2. 乙项\n  a) 丙项\n三、丁项"},
	{"a list paragraph without a mark", `<p class=MsoListParagraph>没有符号的段落。</p>`, "没有符号的段落。"},
	{"lists within lists", `<ul><li>甲</li><li>乙<ul><li>子</li></ul></li></ul><ol start=3><li>丙<ol><li>丁</li></ol></li><li>戊</li></ol>`, "- 甲\n- 乙\n  - 子\n3. 丙\n  1. 丁\n4. 戊"},
	{"raised and lowered", `<p>面积12m<sup>2</sup>，排放CO<sub>2</sub>，<span style="vertical-align:super">10</span>。</p>`, "面积12m²，排放CO₂，¹⁰。"},
	{"lines of the source", "<h2>一、总\n则</h2><p>各区\n人民政府，Word\ntext<br>另起一行</p>", "## 一、总则\n\n各区人民政府，Word text\n另起一行"},
}

// pastesShapes lays each on the real clipboard and presses Ctrl+V in the editor; what is
// kept where is said until the first save.
func (d desks) pastesShapes(b tab) {
	d.enter(b, document.Drafter, "/documents/new")
	for _, row := range pasted {
		quoted, err := json.Marshal("<html><body><!--StartFragment-->" + row.html + "<!--EndFragment--></body></html>")
		if err != nil {
			b.t.Fatal(err)
		}
		b.do(chromedp.Evaluate[chromedp.Void](`(() => {
			document.addEventListener('copy', (ev) => { ev.clipboardData.setData('text/html', ` + string(quoted) + `); ev.clipboardData.setData('text/plain', '没有格式'); ev.preventDefault(); }, { once: true });
			document.getElementById('f-text-body').value = '';
			document.getElementById('f-text-body').focus();
		})()`))
		b.shortcut("c", "copy")
		b.shortcut("v", "paste")
		b.until(`document.getElementById('f-text-body').value !== ''`)
		if diff := cmp.Diff(row.want, strings.TrimSpace(b.value(`document.getElementById('f-text-body').value`))); diff != "" {
			b.t.Errorf("%s: %s", row.name, diff)
		}
	}
	b.until(`document.getElementById('save-state').textContent.includes('只留存在这台电脑上')`)
}
