package intake

import (
	"fmt"

	"mingfa/internal/document"
)

// refuse is the answer to a file that can't be taken.
func refuse(code, message string) *document.Error {
	return document.Refuse(document.Unfit, code, message)
}

// SecrecyMark is the refusal of a content with a mark of a state secret (SR-09).
// The place is a field of the dossier, or "file". It quotes nothing.
func SecrecyMark(place string) *document.Error {
	e := refuse("secrecy-mark", "内容带有国家秘密标志，本系统不是涉密信息系统，不能存储、处理。内容没有保存。")
	e.Rule = "SR-09"
	e.Findings = []document.Finding{{
		Rule: "SR-09", Severity: document.Block, Place: place,
		Cite:    "《保守国家秘密法》第三十一条第（三）项；《保守国家秘密法实施条例》第四十一条",
		Message: "发现密级标志。",
		Remedy:  "涉密公文请在涉密信息系统中办理；误标的，请先由定密责任人确认并去除标志。",
	}}
	return e
}

func tooLarge(limit int) *document.Error {
	return document.Refuse(document.TooLarge, "too-large", fmt.Sprintf("文件超过%dMB，请拆分后导入，或者先删去其中的图片。", limit>>20))
}

// damaged is the answer to a file that is none of its kind, or not whole.
func damaged(err error) *document.Error {
	e := refuse("damaged-file", "文件已损坏或者结构异常，没有读完，内容没有导入。请用办公软件打开后另存为 .docx，再重新导入。")
	e.Err = err
	return e
}

func oversized(err error) *document.Error {
	e := document.Refuse(document.TooLarge, "oversized-file", "文件展开后过大，没有导入。请拆分，或者删去多余的图片、空白表格后再导入。")
	e.Err = err
	return e
}
