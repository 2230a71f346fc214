package rulebook

import (
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/official"
)

// marksNotPrinted says which lines lose their marks of emphasis, quotation or code on
// paper and screen (LY-33), so that an asterisk that was meant is not lost unseen. A
// finished PDF shows what it shows.
func marksNotPrinted(in Input) []document.Finding {
	if in.Content.Text.Original != nil {
		return nil
	}
	var out []document.Finding
	for _, t := range illustratedTexts(in.Content) {
		var marked, fenced []string
		for _, m := range official.Markings(t.body) {
			if m.Fence {
				fenced = append(fenced, fmt.Sprint(m.Line))
			} else {
				marked = append(marked, fmt.Sprint(m.Line))
			}
		}
		out = append(out, one(len(marked) > 0, info(t.place,
			t.label+"第"+someLines(marked)+"行的星号等标记用于强调或者引用，印发和公开时改用黑体、楷体，标记本身不印出。",
			"请核对版式预览；星号须照印的（如代替姓名），请改用“×”或者“某”。"))...)
		out = append(out, one(len(fenced) > 0, warn(t.place,
			t.label+"第"+someLines(fenced)+"行起有代码围栏（```），公文没有相应版式，围栏内的文字按普通段落排印，围栏不印出。",
			"请删去围栏；须保留格式的内容，请改为表格、图片或者附件。"))...)
	}
	return out
}

// someLines lists the first few of many lines.
func someLines(lines []string) string {
	const most = 5
	if len(lines) > most {
		return strings.Join(lines[:most], "、") + fmt.Sprintf("等%d", len(lines))
	}
	return strings.Join(lines, "、")
}
