package desk

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/scan"
	"mingfa/internal/store"
)

// MaxUpload is the largest text file that is read, in bytes.
const MaxUpload = 2 << 20

// Create makes a draft. See Counter.
func (d *Desk) Create(ctx context.Context, person string, n Draft) (View, error) {
	if n.RequestID == "" {
		return View{}, document.Refuse(document.Invalid, "request-id-missing", "缺少请求编号，无法防止重复提交。")
	}
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return View{}, err
	}
	unit, err := drafterUnit(actor.Appointments, n.Unit)
	if err != nil {
		return View{}, d.refused(ctx, person, "create", "", err)
	}
	if err := d.clean(ctx, person, "", n.Content); err != nil {
		return View{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return View{}, err
	}
	doc, err := d.record.Create(ctx, store.New{ID: id.String(), Unit: unit, Drafter: person, Content: n.Content, RequestID: n.RequestID}, d.now())
	if err != nil {
		return View{}, err
	}
	return d.View(ctx, person, doc.ID)
}

// Save makes a new revision of a draft. See Counter.
func (d *Desk) Save(ctx context.Context, person, id, base string, c dossier.Content) (View, error) {
	k, err := d.open(ctx, person, id)
	if err != nil {
		return View{}, d.refused(ctx, person, "save", id, err)
	}
	if _, err := drafterUnit(k.Actor.Appointments, k.State.Unit); err != nil {
		return View{}, d.refused(ctx, person, "save", id, err)
	}
	if err := d.clean(ctx, person, id, c); err != nil {
		return View{}, err
	}
	if _, _, err := d.record.Save(ctx, id, base, c, person, d.now()); err != nil {
		return View{}, d.refused(ctx, person, "save", id, err)
	}
	return d.View(ctx, person, id)
}

// clean refuses content with a secrecy mark before it reaches the record: this
// is no system for state secrets, so such a text is not stored (SR-09, invariant 12).
func (d *Desk) clean(ctx context.Context, person, id string, c dossier.Content) error {
	if found := rulebook.SecrecyMarks(c); len(found) > 0 {
		return d.refused(ctx, person, "store", id, secrecyMark(found[0].Place))
	}
	return nil
}

// secrecyMark is the refusal of a text with a secrecy mark. It quotes nothing.
func secrecyMark(place string) error {
	e := document.Refuse(document.Unfit, "secrecy-mark", "内容带有国家秘密标志，本系统不是涉密信息系统，不能存储、处理。内容没有保存。")
	e.Rule = "SR-09"
	e.Findings = []document.Finding{{
		Rule: "SR-09", Severity: document.Block, Place: place,
		Message: "发现密级标志（《保守国家秘密法》第三十一条、实施条例第四十一条）。",
		Remedy:  "涉密公文请在涉密信息系统中办理；误标的，请先由定密责任人确认并去除标志。",
	}}
	return e
}

// Import reads an uploaded text or Markdown file. See Counter.
func (d *Desk) Import(ctx context.Context, person, name string, data []byte) (title, body string, err error) {
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case ext != ".txt" && ext != ".md" && ext != ".markdown":
		return "", "", document.Refuse(document.Unfit, "file-kind", "目前只能导入纯文本（.txt）和 Markdown（.md）文件，其他格式请先另存为纯文本。")
	case len(data) > MaxUpload:
		return "", "", document.Refuse(document.TooLarge, "too-large", "文件超过2MB，请拆分后导入，或者把附件另外提交。")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return "", "", document.Refuse(document.Unfit, "bad-text", "文件不是 UTF-8 编码的文本，请另存为 UTF-8 后再导入。")
	}
	if len(scan.File(name, data)) > 0 {
		return "", "", d.refused(ctx, person, "import", "", secrecyMark("file"))
	}
	text := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n"))
	if text == "" {
		return "", "", document.Refuse(document.Unfit, "empty-file", "文件没有内容。")
	}
	title, body = splitTitle(text)
	return title, body, nil
}

// splitTitle takes the first line as the title when it reads like one: short,
// and not a sentence.
func splitTitle(text string) (title, body string) {
	first, rest, _ := strings.Cut(text, "\n")
	line := strings.TrimSpace(strings.TrimLeft(first, "# "))
	if line == "" || utf8.RuneCountInString(line) > 60 || strings.ContainsAny(line, "。；;！!:：") || strings.TrimSpace(rest) == "" {
		return "", text
	}
	return line, strings.TrimSpace(rest)
}
