package web

import (
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// outline fills in what an interpretation of this class usually tells. Words that
// are there already stay.
func (p *draftPage) outline() {
	i := &p.Content.Interpretation
	if i.Need == "" {
		i.Need = dossier.Needed
	}
	if strings.TrimSpace(i.Body) != "" {
		p.Hint = "解读材料已有内容，没有套用提纲。需要套用的，请先清空解读材料正文。"
		return
	}
	headings := headingsOf(p.Content.Text.Class)
	if i.Title == "" && p.Content.Text.Title != "" {
		i.Title = "《" + strings.NewReplacer("《", "〈", "》", "〉").Replace(p.Content.Text.Title) + "》政策解读"
	}
	if i.Outline == "" {
		i.Outline = strings.Join(headings, "、")
	}
	for _, h := range headings {
		i.Body += "## " + h + "\n\n\n\n"
	}
	i.Body = strings.TrimSpace(i.Body)
	p.Hint = "已套用解读提纲，请逐项填写；空项会在检查时提示。"
}

// OutlineHints say what belongs under each heading of the class that is chosen.
func (p draftPage) OutlineHints() []choice {
	var out []choice
	for _, h := range headingsOf(p.Content.Text.Class) {
		out = append(out, choice{h, headingHints[h]})
	}
	return out
}

// headingsOf returns the headings of an interpretation, with those that every one has
// for a class that is not known.
func headingsOf(c document.Class) []string {
	if headings := outlines[c]; headings != nil {
		return slices.Clone(headings)
	}
	return []string{"背景依据", "目标任务", "主要内容", "涉及范围", "执行标准"}
}

// outlines are what an interpretation of each class tells (IN-06). Documents upward
// and answers are seldom interpreted; when they are, people ask what comes of them.
var outlines = map[document.Class][]string{
	document.Normative: {"背景依据", "目标任务", "主要内容", "适用范围", "执行标准", "注意事项", "关键词诠释", "新旧政策差异", "惠民利民举措"},
	document.Policy:    {"背景依据", "目标任务", "主要举措", "受理条件和办理渠道", "涉及范围", "执行时间", "新旧政策差异"},
	document.General:   {"背景依据", "主要内容", "涉及范围", "执行时间", "咨询渠道"},
	document.Answer:    {"背景依据", "办理情况", "主要举措", "咨询渠道"},
	document.Upward:    {"背景依据", "主要内容", "对公众的影响"},
}

// headingHints say what belongs under a heading.
var headingHints = map[string]string{
	"背景依据":      "为什么制定，依据哪些法律法规和上级文件，要解决什么问题。",
	"目标任务":      "到什么时候、做到什么程度，尽量用数字。",
	"主要内容":      "逐项讲清规定了什么，用自己的话，不照抄条文。",
	"主要举措":      "逐项讲清要做什么、谁来做、群众和企业能得到什么。",
	"适用范围":      "适用于哪些人、哪些事、哪些地方，哪些不适用。",
	"涉及范围":      "涉及哪些人、哪些事、哪些地方。",
	"执行标准":      "金额、比例、期限、条件等怎样掌握，举例说明。",
	"执行时间":      "从哪一天起执行，到哪一天止，此前的事项怎样处理。",
	"注意事项":      "容易弄错、容易漏办的事项。",
	"关键词诠释":     "公众不熟悉的名词术语是什么意思。",
	"新旧政策差异":    "与原来的规定相比，哪些变了、哪些没变。",
	"惠民利民举措":    "群众和企业能直接感受到的好处，怎样享受。",
	"受理条件和办理渠道": "什么条件可以办，到哪里办、网上怎样办，要带什么材料，多久办好。",
	"咨询渠道":      "向哪个单位咨询，电话、地址和办公时间。",
	"办理情况":      "建议、提案所提事项办理到什么程度，下一步怎样做。",
	"对公众的影响":    "上级批准以后，对公众意味着什么。",
}
