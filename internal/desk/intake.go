package desk

import (
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

// MaxUpload is the largest file that Import reads, in bytes.
const MaxUpload = intake.MaxFile

// Import reads an uploaded file. See Counter.
func (d *Desk) Import(ctx context.Context, person, name string, data []byte) (Imported, error) {
	t, err := d.intake.Read(ctx, name, data)
	if e, ok := errors.AsType[*document.Error](err); ok && e.Code == "secrecy-mark" {
		return Imported{}, d.refused(ctx, person, "import", "", err)
	}
	return t, err
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
	for _, a := range t.Annexes {
		c.Annexes = append(c.Annexes, dossier.Annex{Title: a.Title, Body: a.Body})
	}
	return c.Clean()
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
