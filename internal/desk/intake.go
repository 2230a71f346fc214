package desk

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
)

// Imported is what an uploaded file says, with a report of what it held besides.
type Imported = intake.Text

// ImportedAnnex is an annex within an imported file.
type ImportedAnnex = intake.Annex

// ImportedFront is what the front matter of a file says.
type ImportedFront = intake.Front

// MaxUpload is the largest file that Import reads, in bytes.
const MaxUpload = intake.MaxFile

// Import reads an uploaded file. See Counter.
func (d *Desk) Import(ctx context.Context, person, name string, data []byte) (Imported, error) {
	t, err := d.intake.Read(ctx, name, data)
	if e, ok := errors.AsType[*document.Error](err); ok && e.Code == "secrecy-mark" {
		return Imported{}, d.refused(ctx, person, "import", "", err)
	}
	if err != nil {
		return t, err
	}
	t.Findings = append(t.Front.Draft(), t.Findings...)
	return t, d.keepPictures(ctx, person, &t)
}

// Brought returns the findings on an imported file without those on pictures that came
// beside it.
func Brought(fs []document.Finding, pictures []dossier.Picture) []document.Finding {
	var names []string
	for _, p := range pictures {
		names = append(names, p.Name)
	}
	return intake.Brought(fs, names)
}

// keepPictures takes in the pictures that stand in a file. One that can't be taken leaves
// its reference, which a gate will name, and the reason.
func (d *Desk) keepPictures(ctx context.Context, person string, t *Imported) error {
	if len(t.Pictures) == 0 {
		return nil
	}
	if drafts, err := d.drafts(ctx, person); err != nil || !drafts {
		t.Pictures = nil // who drafts nothing only reads the file
		return err
	}
	var kept []intake.Picture
	for _, x := range t.Pictures {
		p, err := d.AddPicture(ctx, person, x.Name, x.Data)
		if e, ok := errors.AsType[*document.Error](err); ok && e.Kind != document.Unavailable {
			t.Findings = append(t.Findings, document.Finding{
				Rule: "LY-32", Severity: document.Warn, Place: "file", Message: "文件中的图片“" + x.Name + "”没有带入：" + e.Message, Remedy: "请处理后另行上传，或者删去正文中的引用行。",
			})
			continue
		}
		if err != nil {
			return err
		}
		kept = append(kept, intake.Picture{Name: p.Name, Digest: p.Digest})
	}
	t.Pictures = kept
	return nil
}

// Filled is the content of a new draft made of an imported file. What a file can't
// say (class, disclosure, interpretation) is left for the drafter.
func Filled(t Imported) dossier.Content {
	c := dossier.Content{Text: dossier.Text{
		Kind: kindOf(t.Title), Class: document.General, Title: t.Title, Addressee: t.Addressee, CopyTo: t.CopyTo, Urgency: t.Urgency, Body: t.Body,
	}}
	if c.Text.Kind.Upward() {
		c.Text.Class = document.Upward
	}
	if t.Front != nil {
		c = fronted(c, *t.Front)
	}
	for _, a := range t.Annexes {
		c.Annexes = append(c.Annexes, dossier.Annex{Title: a.Title, Body: a.Body})
	}
	for _, p := range t.Pictures {
		c.Text.Pictures = append(c.Text.Pictures, dossier.Picture{Name: p.Name, Digest: p.Digest})
	}
	return c.Clean()
}

// fronted takes over what the front matter gives.
func fronted(c dossier.Content, f ImportedFront) dossier.Content {
	c.Text.Kind = cmp.Or(f.Kind, map[string]document.Kind{"letter": document.Letter, "order": document.Order, "minutes": document.Minutes}[f.Form], c.Text.Kind)
	if c.Text.Class = document.General; c.Text.Kind.Upward() {
		c.Text.Class = document.Upward
	}
	c.Text.Class = cmp.Or(f.Class, c.Text.Class)
	c.Text.JointWith, c.Text.EffectiveOn, c.Text.ExpiresOn = f.JointWith, f.EffectiveOn, f.ExpiresOn
	c.Text.JointHead, c.Text.SignerPost = f.JointHead, f.SignerPost
	c.Text.Present, c.Text.Excused, c.Text.Attending = f.Present, f.Excused, f.Attending
	c.Disclosure = dossier.Disclosure{Attribute: f.Attribute, Grounds: f.Grounds, Reason: f.Reason}
	c.Catalogue.Summary, c.Catalogue.Topic = f.Summary, f.Topic
	return c
}

// kindOf is the kind by which a title ends; a notice where it names none.
func kindOf(title string) document.Kind {
	for _, k := range document.Kinds() {
		if strings.HasSuffix(title, k.Label()) {
			return k
		}
	}
	return document.Notice
}
