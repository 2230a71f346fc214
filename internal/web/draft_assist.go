package web

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// maxCandidates is how many documents of the register are offered for a relation.
const maxCandidates = 20

// assist carries out the helping buttons of the form: import a file, look for a
// document, take it over, add a row. again means that the form is to be shown,
// not saved.
func (b *bench) assist(r *http.Request, me desk.Person, p *draftPage) (again bool, err error) {
	p.Helped = r.PostFormValue("do")
	switch p.Helped {
	case "import":
		p.Content.Text.Body = "" // the button says that it replaces the text
		found, err := b.importFile(r, me, p)
		if err == nil && !found {
			err = document.Refuse(document.Invalid, "file-missing", "请先选择要导入的文件。")
		}
		if err != nil {
			p.Content.Text.Body = r.PostFormValue("body")
		}
		p.Hint = "已导入文件内容，请核对后保存。"
		return true, err
	case "adopt":
		return true, b.adoptFile(r, me, p)
	case "picture":
		return true, b.uploadPictures(r, me, p)
	case "typeset":
		p.Content.Text.Original = nil
		p.Hint = "已撤下成品 PDF，正文可以修改，由系统排版。"
		return true, nil
	case "find":
		return true, b.findRelated(r, me, p)
	case "pick":
		return true, b.pickRelated(r, me, p)
	case "row":
		return true, nil
	case "check":
		return true, b.checkDraft(r, me, p)
	case "compare":
		b.showChanges(r.Context(), me, p)
		if p.Changes == nil {
			p.Hint = "您打开之后没有别人改动过本件。"
		}
		return true, nil
	case "outline":
		p.outline()
		return true, nil
	default:
		if _, err := b.addPictures(r, me, p); err != nil {
			return false, err
		}
		_, err := b.importFile(r, me, p)
		return false, err
	}
}

// importFile takes title and text from the uploaded file, if there is one. It
// never overwrites what was typed.
func (b *bench) importFile(r *http.Request, me desk.Person, p *draftPage) (found bool, err error) {
	name, data, err := uploaded(r)
	if err != nil || name == "" {
		return name != "", err
	}
	if strings.TrimSpace(p.Content.Text.Body) != "" {
		return true, document.Refuse(document.Invalid, "body-and-file",
			"既填写了正文，又选择了文件。用文件替换正文的，请点“导入文件并替换正文”；不用文件的，直接保存即可。")
	}
	imported, err := b.counter.Import(r.Context(), me.ID, name, data)
	if err != nil {
		return true, err
	}
	p.Content.Text.Original = nil
	p.take(imported)
	return true, nil
}

// adoptFile takes the uploaded PDF as the document itself.
func (b *bench) adoptFile(r *http.Request, me desk.Person, p *draftPage) error {
	name, data, err := uploaded(r)
	if err != nil {
		return err
	}
	if name == "" {
		return document.Refuse(document.Invalid, "file-missing", "请先选择要导入的文件。")
	}
	adopted, err := b.counter.Adopt(r.Context(), me.ID, name, data)
	if err != nil {
		return err
	}
	p.fill(adopted.Content.Text)
	p.Content.Text.Original, p.Report = adopted.Content.Text.Original, adopted.Findings
	p.Hint = "已将该 PDF 作为公文原件，请核对后保存。"
	return nil
}

// uploaded returns the file of the form; the name is "" where there is none.
func uploaded(r *http.Request) (name string, data []byte, err error) {
	file, header, err := r.FormFile("file")
	switch {
	case errors.Is(err, http.ErrMissingFile), errors.Is(err, http.ErrNotMultipart):
		return "", nil, nil
	case err != nil:
		return "", nil, document.Refuse(document.Invalid, "bad-file", "上传的文件无法读取，请重新选择。")
	}
	defer func() { _ = file.Close() }() // only read from: there is nothing to lose
	if data, err = io.ReadAll(file); err != nil {
		return "", nil, fmt.Errorf("read upload: %w", err)
	}
	return path.Base(strings.ReplaceAll(header.Filename, "\\", "/")), data, nil
}

// take puts what a file says where nothing was typed, its annexes behind those that
// are there, and keeps the report for the page.
func (p *draftPage) take(t desk.Imported) {
	filled := desk.Filled(t)
	p.fill(filled.Text)
	p.Content.Annexes = append(p.Content.Annexes, filled.Annexes...)
	// A picture of the file takes the place of one that came with an earlier state of it.
	p.Content.Text.Pictures = slices.DeleteFunc(p.Content.Text.Pictures, func(x dossier.Picture) bool {
		return slices.ContainsFunc(filled.Text.Pictures, func(o dossier.Picture) bool { return o.Name == x.Name })
	})
	p.Content.Text.Pictures = append(p.Content.Text.Pictures, filled.Text.Pictures...)
	p.Report = desk.Brought(t.Findings, p.Content.Text.Pictures)
	if t.Front != nil {
		p.takeFront(*t.Front, filled)
	}
}

// takeFront puts what the front matter of a file gives where nothing was typed; kind and
// class, for which the form always has a choice, are those of the file.
func (p *draftPage) takeFront(given desk.ImportedFront, filled dossier.Content) {
	c := &p.Content
	if given.Kind != "" {
		c.Text.Kind = filled.Text.Kind
	}
	if given.Class != "" {
		c.Text.Class = filled.Text.Class
	}
	c.Text.EffectiveOn, c.Text.ExpiresOn = cmp.Or(c.Text.EffectiveOn, filled.Text.EffectiveOn), cmp.Or(c.Text.ExpiresOn, filled.Text.ExpiresOn)
	if len(c.Text.JointWith) == 0 {
		c.Text.JointWith = filled.Text.JointWith
	}
	c.Text.JointHead = c.Text.JointHead || filled.Text.JointHead
	c.Text.SignerPost = cmp.Or(c.Text.SignerPost, filled.Text.SignerPost)
	c.Text.Present, c.Text.Excused = cmp.Or(c.Text.Present, filled.Text.Present), cmp.Or(c.Text.Excused, filled.Text.Excused)
	c.Text.Attending = cmp.Or(c.Text.Attending, filled.Text.Attending)
	if c.Disclosure.Attribute == "" {
		c.Disclosure.Attribute = filled.Disclosure.Attribute
	}
	if len(c.Disclosure.Grounds) == 0 {
		c.Disclosure.Grounds = filled.Disclosure.Grounds
	}
	c.Disclosure.Reason = cmp.Or(c.Disclosure.Reason, filled.Disclosure.Reason)
	c.Catalogue.Summary, c.Catalogue.Topic = cmp.Or(c.Catalogue.Summary, filled.Catalogue.Summary), cmp.Or(c.Catalogue.Topic, filled.Catalogue.Topic)
}

// fill takes the body over, and the other fields where nothing was typed.
func (p *draftPage) fill(from dossier.Text) {
	text := &p.Content.Text
	text.Body = from.Body
	for _, f := range []struct {
		to *string
		v  string
	}{{&text.Title, from.Title}, {&text.Addressee, from.Addressee}, {&text.CopyTo, from.CopyTo}} {
		if *f.to == "" {
			*f.to = f.v
		}
	}
	if text.Urgency == "" {
		text.Urgency = from.Urgency
	}
}

func (b *bench) findRelated(r *http.Request, me desk.Person, p *draftPage) error {
	if p.Find == "" {
		p.Hint = "请输入标题中的词或者发文字号，再点“查找”。"
		return nil
	}
	found, err := b.counter.Find(r.Context(), me.ID, desk.FindQuery{Text: p.Find, Limit: maxCandidates})
	if err != nil {
		return err
	}
	items := make([]desk.Item, 0, len(found.Hits))
	for _, h := range found.Hits {
		items = append(items, h.Item)
	}
	p.Candidates = items
	p.Hint = fmt.Sprintf("找到%d件，请在“查找结果”中选择。", len(items))
	if len(items) == 0 {
		p.Hint = "登记簿中没有找到。本系统以外的文件，请直接填写发文字号和标题。"
	}
	return nil
}

// pickRelated takes the chosen document over into a row of its own.
func (b *bench) pickRelated(r *http.Request, me desk.Person, p *draftPage) error {
	if err := b.findRelated(r, me, p); err != nil {
		return err
	}
	for _, it := range p.Candidates {
		if it.ID != p.Pick {
			continue
		}
		p.Content.Relations = append(p.Content.Relations, dossier.Relation{
			Kind: document.Repeals, Target: it.ID, Number: it.Number, Title: it.Title,
		})
		p.Hint = "已选用《" + it.Title + "》，请核对关系和起始日期。"
		p.Candidates, p.Find = nil, ""
		return nil
	}
	p.Hint = "请先在“查找结果”中选择一件。"
	return nil
}
