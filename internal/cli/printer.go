package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/pdf"
	"mingfa/internal/verdict"
)

// printer typesets, seals and marks with the native PDF engine. It is the port
// Printer of the activities and the preview of the desk.
type printer struct {
	believed  pdf.Trust
	inForce   *verdict.InForce // for the wording of the region (DA-13)
	fonts     *pdf.Fonts
	seal      *pdf.Identity
	publicURL string
	now       func() time.Time
}

// trust believes the seal of this system and nobody else's.
func (p printer) trust() pdf.Trust { return p.believed }

// Print typesets a numbered document and seals it. Equal papers give equal pages;
// the seal carries the time at which it was set, so which of two attempts counts
// is the record's decision.
func (p printer) Print(_ context.Context, paper activities.Paper) ([]byte, int, error) {
	if paper.Content.Text.Original != nil {
		return p.sealOriginal(paper)
	}
	sheet, err := p.sheet(paper)
	if err != nil {
		return nil, 0, err
	}
	set, err := p.fonts.Typeset(sheet)
	if err != nil {
		return nil, 0, fmt.Errorf("typeset %s: %w", paper.Document, err)
	}
	sealed, err := p.sealed(set.PDF, paper, set.Seal)
	return sealed, set.Pages, err
}

// sealOriginal seals the finished PDF of the office as it is, and no other file.
func (p printer) sealOriginal(paper activities.Paper) ([]byte, int, error) {
	o := paper.Content.Text.Original
	at, err := pdf.PlaceOn(paper.Original, o.Seal.Page, o.Seal.Left, o.Seal.Bottom)
	if err != nil {
		return nil, 0, fmt.Errorf("place of the seal on %s: %w", paper.Document, err)
	}
	sealed, err := p.sealed(paper.Original, paper, at)
	return sealed, o.Pages, err
}

// sealed seals a file for a paper. A finished PDF must be the one that was signed.
func (p printer) sealed(file []byte, paper activities.Paper, at pdf.Place) ([]byte, error) {
	r := pdf.SealRequest{
		At: at, Organ: paper.SealText, Reason: "印发 " + string(paper.Number), Location: paper.Issuer, Time: p.now(), Digest: paper.Digest,
	}
	if o := paper.Content.Text.Original; o != nil {
		r.Expect = o.Digest
	}
	sealed, err := pdf.Seal(file, p.fonts, p.seal, r)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", paper.Document, err)
	}
	return sealed, nil
}

// Mark returns the sealed original with the validity mark on every page.
func (p printer) Mark(_ context.Context, sealed []byte, words document.Words, source string, now time.Time) ([]byte, error) {
	return pdf.Mark(sealed, p.fonts, p.seal, noticeOf(words, source, now))
}

// noticeOf is the mark that says the words of the register.
func noticeOf(words document.Words, source string, now time.Time) pdf.Notice {
	level := pdf.Caution
	if words.Validity.Dead() {
		level = pdf.Void
	}
	return pdf.Notice{Status: words.Status(), Diagonal: words.Diagonal, Banner: words.Banner, Level: level, Time: now, Source: source}
}

// Preview typesets a dossier as it would be printed, without number and seal.
func (p printer) Preview(_ context.Context, paper activities.Paper) ([]byte, error) {
	sheet, err := p.sheet(paper)
	if err != nil {
		return nil, err
	}
	if sheet.Form == pdf.Order && sheet.Signer == "" {
		sheet.Signer = "×××" // who signs is known when it is signed; office and date stand as they will (LY-28)
	}
	set, err := p.proof(sheet)
	return set.PDF, err
}

// proof typesets a sheet as a draft: with a watermark, without number and QR code, so that
// nobody takes it for the document.
func (p printer) proof(sheet pdf.Sheet) (pdf.Typeset, error) {
	sheet.Draft, sheet.VerifyURL = true, ""
	set, err := p.fonts.Typeset(sheet)
	if errors.Is(err, pdf.ErrBadSheet) { // a draft may be anything; what it lacks is no fault of ours
		return pdf.Typeset{}, &document.Error{Kind: document.Unfit, Code: pdf.ErrBadSheet.Code, Message: pdf.ErrBadSheet.Message + "，请修改文稿后再预览。", Err: err}
	}
	if err != nil {
		return pdf.Typeset{}, fmt.Errorf("preview %s: %w", sheet.Title, err)
	}
	return set, nil
}

func (p printer) sheet(paper activities.Paper) (pdf.Sheet, error) {
	c := paper.Content
	s := pdf.Sheet{
		Head: paper.Head, Number: paper.Number.Printed(), Title: c.Text.Title, Addressee: c.Text.Addressee, Body: c.Text.Body,
		SignOrgan: paper.Issuer, DatedOn: paper.DatedOn.Midnight(), Note: p.inForce.Laws().Region.Mark[c.Disclosure.Attribute], CopyTo: c.Text.CopyTo,
		PrintOrgan: paper.Issuer, PrintedOn: paper.IssuedOn.Midnight(), Metadata: metadata(paper),
	}
	s.Urgency = string(c.Text.Urgency) // DH-03
	s.JointSign = c.Text.JointWith     // LY-19; the mark may be the lead's alone (LY-11)
	if c.Text.Kind.Upward() {          // DH-05
		s.Signer = paper.SignerName
	}
	s.SignerPost, s.Present, s.Excused, s.Attending = c.Text.SignerPost, c.Text.Present, c.Text.Excused, c.Text.Attending
	shape(&s, c.Text.Kind, paper)
	if c.Text.JointHead && s.Form == pdf.Document && len(s.JointSign) > 0 { // LY-11
		s.JointHead = append([]string{paper.Issuer}, s.JointSign...)
	}
	for _, a := range c.Shown() { // DA-11
		s.Annexes = append(s.Annexes, pdf.Annex{Title: a.Title, Body: a.Body})
	}
	// Only what will be public has a page to point at (invariant 7).
	if c.Disclosure.Attribute.Releasable() {
		s.VerifyURL = p.publicURL + "/d/" + paper.Document + "/verify"
	}
	var err error
	s.Pictures, err = pictures(paper)
	return s, err
}

// pictures reads what the paper shows, by name. One picture under two names is one.
func pictures(paper activities.Paper) (map[string]*pdf.Picture, error) {
	out, known := map[string]*pdf.Picture{}, map[string]*pdf.Picture{}
	for _, x := range paper.Content.Printed() {
		if known[x.Digest] == nil {
			read, err := pdf.NewPicture(paper.Pictures[x.Digest])
			if err != nil {
				return nil, fmt.Errorf("picture %s of %s: %w", x.Digest, paper.Document, err)
			}
			known[x.Digest] = read
		}
		out[x.Name] = known[x.Digest]
	}
	return out, nil
}

// shape gives a document of a special kind its form and mark (LY-27 to LY-29).
func shape(s *pdf.Sheet, kind document.Kind, paper activities.Paper) {
	organ := strings.TrimSuffix(paper.Head, "文件")
	switch kind { //nolint:exhaustive // all others have the ordinary form
	case document.Letter:
		s.Form, s.Head = pdf.Letter, organ
	case document.Order:
		s.Form, s.Head, s.Signer = pdf.Order, organ+"令", paper.SignerName
	case document.Minutes:
		s.Form, s.Head = pdf.Minutes, organ+"纪要"
	}
}

// metadata is the machine-readable record inside the PDF (rulebook §9.1).
func metadata(paper activities.Paper) []byte {
	c := paper.Content
	b, err := json.MarshalIndent(map[string]any{
		"title": c.Text.Title, "number": paper.Number, "index_no": paper.IndexNo, "publisher": paper.Issuer,
		"genre": c.Text.Kind.Label(), "topic": c.Catalogue.Topic, "written_on": paper.DatedOn, "issued_on": paper.IssuedOn,
		"effective_on": c.Text.EffectiveOn, "expires_on": c.Text.ExpiresOn, "attribute": c.Disclosure.Attribute,
		"dossier_digest": paper.Digest,
	}, "", "  ")
	if err != nil { // strings only: it always encodes
		panic(err)
	}
	return b
}
