package intake

import (
	"errors"
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/ooxml"
	"mingfa/internal/scan"
)

// word reads a DOCX: what it says, and what is to be said of it.
func (r *Reader) word(name string, data []byte) (Text, error) {
	report, err := r.scanner.File(name, data)
	if err != nil {
		return Text{}, err
	}
	if report.Secret() {
		return Text{}, SecrecyMark("file")
	}
	w, err := openWord(data)
	if err == nil {
		err = w.readBody()
	}
	switch {
	case errors.Is(err, ooxml.ErrOversized):
		return Text{}, oversized(err)
	case err != nil:
		return Text{}, damaged(err)
	}
	l := recognise(w.lines)
	t := Text{Title: l.title, Addressee: l.addressee, CopyTo: l.copyTo, Urgency: l.urgency(), Body: withNotes(markdown(l.body), w.notes)}
	for _, a := range l.annexes {
		t.Annexes = append(t.Annexes, Annex{Title: a.title, Body: markdown(a.body)})
	}
	var lost int
	t.Pictures, lost = w.pictures(t)
	w.tally.pictures += lost
	if t.Title == "" && t.Body == "" && len(t.Annexes) == 0 {
		return Text{}, noWords(w.tally)
	}
	t.Findings = append(w.tally.findings(), aboutFile(report)...)
	if n := len(t.Pictures); n > 0 {
		t.Findings = append(t.Findings, document.Finding{
			Severity: document.Info, Place: "file", Message: fmt.Sprintf("文件中的图片%d张已按原位置带入。", n), Remedy: "请逐张核对，没有说明的在方括号内写明图中是什么。",
		})
	}
	t.Findings = append(t.Findings, l.findings()...)
	return t, nil
}

func withNotes(body string, notes []string) string {
	for i, n := range notes {
		body += fmt.Sprintf("\n注%d：%s", i+1, n)
	}
	return body
}

func noWords(t tally) *document.Error {
	if t.pictures > 0 {
		return refuse("no-text", "文件中只有图片，没有可以读取的文字，可能是扫描件。请导入文字原件；没有原件的，请把文字录入正文。")
	}
	return refuse("empty-file", "文件没有内容。")
}

// findings says what was counted while reading.
func (t tally) findings() []document.Finding {
	var out []document.Finding
	add := func(n int, f document.Finding) {
		if n > 0 {
			f.Place = "file"
			f.Message = strings.ReplaceAll(f.Message, "{n}", fmt.Sprint(n))
			out = append(out, f)
		}
	}
	add(t.inserted+t.deleted+t.formatted, document.Finding{
		Rule: "SC-14", Severity: document.Warn,
		Message: fmt.Sprintf("文件中留有修订痕迹（插入%d处、删除%d处、格式%d处）。已按接受全部修订读取，删去的文字没有带入。", t.inserted, t.deleted, t.formatted),
		Remedy:  "请核对导入的文字是不是定稿。",
	})
	add(t.comments, document.Finding{Rule: "SC-14", Severity: document.Warn, Message: "文件中有批注{n}处，没有带入。", Remedy: "请确认批注提出的意见已经处理。"})
	add(t.hidden, document.Finding{Rule: "SC-14", Severity: document.Warn, Message: "文件中有隐藏文字{n}字，没有带入。", Remedy: "请在原文件中取消隐藏，核对是不是需要的内容。"})
	add(t.pictures, document.Finding{Severity: document.Warn, Message: "文件中有浮动的图片、表格内的图片、图表或者嵌入的对象{n}个，没有带入。", Remedy: "需要的图片请另行上传；其中的文字、数据请改写进正文或者表格。"})
	add(t.formulas, document.Finding{Severity: document.Warn, Message: "文件中有公式{n}处，只带入了其中的字符，版式已经丢失。", Remedy: "请逐处核对，并改写为文字或者表格。"})
	add(t.symbols, document.Finding{Severity: document.Warn, Message: "文件中有不能识别的符号{n}个，已用“□”代替。", Remedy: "请在正文中找到“□”，改为正确的符号。"})
	add(t.merged, document.Finding{Severity: document.Info, Message: "表格中有合并单元格{n}处，已经展开，被合并的位置留空。", Remedy: "请核对表格。"})
	add(t.boxes, document.Finding{Severity: document.Info, Message: "文件中有文本框{n}个，其中的文字放在所在段落之后。", Remedy: "请核对这些文字的位置。"})
	add(t.notes, document.Finding{Severity: document.Info, Message: "文件中有脚注、尾注{n}处，注文放在正文末尾。", Remedy: "请核对注文；公文一般不用脚注，可以改写进正文。"})
	add(t.contents, document.Finding{Severity: document.Info, Message: "文件中的目录（{n}行）没有带入，排版时按标题自动生成书签。", Remedy: "无须处理。"})
	return out
}

// aboutFile takes from the scan what concerns the file and not its text: the text
// is looked at by the gates of the draft. Revisions, comments and hidden words are
// counted above.
func aboutFile(r scan.Report) []document.Finding {
	var out []document.Finding
	for _, h := range r.Hits {
		shown := h.Place.Part == scan.Body || h.Place.Part == scan.Table || h.Place.Part == scan.Name
		switch {
		case shown, h.Rule == "SC-14", h.Rule == "SC-16", h.Rule == "SR-01" && h.Severity == document.Warn:
			continue
		case h.Rule == "SR-01":
			out = append(out, document.Finding{Rule: h.Rule, Severity: document.Warn, Place: "file", Message: h.Message, Remedy: "导入的只有文字；" + h.Remedy})
		case h.Rule == "SC-19":
			out = append(out, document.Finding{
				Rule: h.Rule, Severity: document.Info, Place: "file", Message: h.Message + found(h.Snippet), Remedy: "没有带入系统。原文件另行外发的，请先清除。",
			})
		default:
			out = append(out, document.Finding{
				Rule: h.Rule, Severity: document.Warn, Place: "file", Message: h.Place.String() + h.Message + found(h.Snippet), Remedy: "这部分没有带入系统；原文件请注意保管。",
			})
		}
	}
	return out
}

func found(snippet string) string {
	if snippet == "" {
		return ""
	}
	return "（" + snippet + "）"
}

// findings says what was lifted off, and which annexes the text speaks of that are
// not there.
func (l layout) findings() []document.Finding {
	var out []document.Finding
	if len(l.lifted) > 0 {
		out = append(out, document.Finding{
			Severity: document.Info, Place: "text.body",
			Message: "版头、附件说明、署名、成文日期、附注和版记由系统排版生成，下列各行没有带入正文：" + strings.Join(l.lifted, "｜") + "。",
			Remedy:  "请核对其中有没有应当保留的正文；发文字号在签发后编排。",
		})
	}
	if n := len(l.announced); n != len(l.annexes) && n > 0 {
		out = append(out, document.Finding{
			Severity: document.Warn, Place: "annexes",
			Message: fmt.Sprintf("附件说明列有%d个附件（%s），文件中有%d个。", n, strings.Join(l.announced, "、"), len(l.annexes)),
			Remedy:  "请逐个补充附件，名称与附件说明一致。",
		})
	}
	if l.title == "" {
		out = append(out, document.Finding{Severity: document.Warn, Place: "text.title", Message: "没有识别出标题。", Remedy: "请填写标题。"})
	}
	return out
}
