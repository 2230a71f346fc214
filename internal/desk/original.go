package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/store"
)

// Adopted is a finished PDF that was taken in to be a document.
type Adopted struct {
	// Content is a draft of it; class, disclosure and interpretation are left for the drafter.
	Content  dossier.Content
	Findings []document.Finding // what a person has to look at
}

// Adopt takes in a finished PDF. See Counter.
func (d *Desk) Adopt(ctx context.Context, person, name string, data []byte) (Adopted, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return Adopted{}, err
	}
	if !slices.ContainsFunc(actor.Appointments, func(a authz.Appointment) bool { return a.Role == document.Drafter }) {
		return Adopted{}, d.refused(ctx, person, "import", "", NotDrafter())
	}
	read, err := d.intake.Original(ctx, name, data)
	if err != nil {
		if e, ok := errors.AsType[*document.Error](err); ok && e.Code == "secrecy-mark" {
			err = d.refused(ctx, person, "import", "", err)
		}
		return Adopted{}, err
	}
	digest, err := d.blobs.Put(ctx, data)
	if err != nil {
		return Adopted{}, err
	}
	kept, err := d.record.KeepOriginal(ctx, person, reading(read, digest, name, len(data)), d.now())
	if err != nil {
		return Adopted{}, err
	}
	c := Filled(Imported{Title: read.Title, Addressee: read.Addressee, CopyTo: read.CopyTo, Urgency: read.Urgency})
	c.Text.Body, c.Text.Original = kept.Body, &kept.Original
	return Adopted{Content: c.Clean(), Findings: aboutOriginal(kept.Original, read.SealFound)}, nil
}

// reading is what the register keeps. Characters that can't be seen are left out, as from
// a text that is typed.
func reading(o intake.Original, digest, name string, size int) store.Reading {
	body, _ := Visible(o.Body)
	around, _ := Visible(o.Around)
	c := dossier.Content{Text: dossier.Text{Body: body, Original: &dossier.Original{
		Digest: digest, Name: name, Size: size, Pages: o.Pages, Unread: o.Unread, Around: around, Remarks: o.Remarks,
		Seal: dossier.SealPlace(o.Seal),
	}}}.Clean()
	return store.Reading{Original: *c.Text.Original, Body: c.Text.Body}
}

// aboutOriginal says what a person has to look at in a file that was taken in.
func aboutOriginal(o dossier.Original, sealFound bool) []document.Finding {
	out := []document.Finding{{
		Severity: document.Info, Place: "text.body", Message: "正文取自 PDF 中的文字，供审核、检索和网页展示；对外以盖章的 PDF 为准。", Remedy: "请对照原件核对文字是否读全。",
	}}
	if !sealFound {
		out = append(out, document.Finding{
			Severity: document.Warn, Place: "text.original", Message: "没有找到署名下的成文日期，印章暂定盖在末页右下方。", Remedy: "请核对并填写盖章的页次和位置。",
		})
	}
	for _, n := range o.Unread {
		out = append(out, document.Finding{
			Rule: "SR-01", Severity: document.Warn, Place: "text.original", Message: fmt.Sprintf("第%d页是图片或者文字不能读取，未作扫描。", n), Remedy: "请逐字查看该页；能够取得文字版的，请换用文字版。",
		})
	}
	for _, r := range o.Remarks {
		out = append(out, document.Finding{Severity: document.Warn, Place: "text.original", Message: r, Remedy: "该文件将原样盖章、对外发布，不宜公开的请清除后重新上传。"})
	}
	return out
}

// whole puts what is known of the files that the content names into it: a finished PDF, and
// pictures. old is the content that is saved already: who edits a draft needs not to have
// handed in its files.
func (d *Desk) whole(ctx context.Context, person string, old, c dossier.Content) (dossier.Content, error) {
	c, err := d.finished(ctx, person, old, c)
	if err != nil {
		return c, err
	}
	return d.illustrated(ctx, person, old, c)
}

// finished puts what a finished PDF says into a text that names it. What else stands in
// the content must agree with the file.
func (d *Desk) finished(ctx context.Context, person string, old, c dossier.Content) (dossier.Content, error) {
	asked := c.Text.Original
	if asked == nil {
		return c, nil
	}
	was, err := d.reading(ctx, person, old, asked.Digest)
	if err != nil {
		return c, err
	}
	if len(c.Clean().Annexes) > 0 {
		e := document.Refuse(document.Unfit, "annexes-beside-original", "以成品 PDF 作为公文的，附件应当在同一个 PDF 之内，不能另行填写。请把附件并入 PDF 后重新上传。")
		e.Findings = []document.Finding{{Rule: "LY-18", Severity: document.Block, Place: "annexes", Message: e.Message, Remedy: "请清空各附件，或者改为在线排版。"}}
		return c, e
	}
	if body := c.Clean().Text.Body; body != "" && body != was.Body {
		e := document.Refuse(document.Unfit, "body-not-of-original", "以成品 PDF 作为公文的，正文取自该 PDF，不能另行修改。请修改原稿、重新导出后再上传，或者撤下成品 PDF、改为在线排版。")
		e.Findings = []document.Finding{{Severity: document.Block, Place: "text.body", Message: e.Message, Remedy: "请不要改动正文。"}}
		return c, e
	}
	o := was.Original
	if asked.Seal != (dossier.SealPlace{}) && asked.Seal != o.Seal {
		file, err := d.blobs.Get(ctx, o.Digest)
		if err != nil {
			return c, err
		}
		if err := intake.SealFits(file, intake.Spot(asked.Seal)); err != nil {
			return c, err
		}
		o.Seal = asked.Seal
	}
	c.Text.Body, c.Text.Original = was.Body, &o
	return c, nil
}

// reading returns what was read from the file: as the draft has it, or as the person
// handed it in.
func (d *Desk) reading(ctx context.Context, person string, old dossier.Content, digest string) (store.Reading, error) {
	if o := old.Text.Original; o != nil && o.Digest == digest {
		return store.Reading{Original: *o, Body: old.Text.Body}, nil
	}
	return d.record.Original(ctx, person, digest)
}
