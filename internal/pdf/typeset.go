// Package pdf typesets, seals, marks and verifies official documents.
//
// A document is typeset once (GB/T 9704-2012), sealed once, and never changed
// again: what happens to it later is appended as an incremental update that
// leaves the sealed bytes as a prefix of the file. Marks are Watermark
// annotations, because readers that know DocMDP keep the first signature valid
// under that kind of annotation and no other. A mark counts only under a
// signature that the verifier trusts.
package pdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
	"mingfa/internal/pdf/layout"
)

// Role is the part a font plays in an official document.
type Role = face.Role

// The roles of fonts.
const (
	RoleFangSong = face.FangSong
	RoleTitle    = face.Title
	RoleHei      = face.Hei
	RoleKai      = face.Kai
	RoleSong     = face.Song
)

// FontConfig says where fonts are; its zero value means the well-known folders.
type FontConfig = face.Config

// Fonts are the fonts by role, loaded once. They are safe for concurrent use.
type Fonts struct{ faces *face.Fonts }

// LoadFonts finds a font for every role. If there is none, the error says in
// Chinese which package to install. Glyphs are read when first used.
func LoadFonts(c FontConfig) (*Fonts, error) {
	f, err := face.Load(c)
	if err != nil {
		return nil, err
	}
	return &Fonts{f}, nil
}

// Substitutions says, in Chinese, which role is served by a substitute (LY-30).
func (f *Fonts) Substitutions() []string { return f.faces.Substitutions() }

// FontUse is the font that serves a role.
type FontUse struct{ Role, Name string }

// Uses returns for every role the font that serves it first.
func (f *Fonts) Uses() []FontUse {
	var out []FontUse
	for _, r := range face.Roles() {
		use := FontUse{Role: string(r)}
		if chain := f.faces.Chain(r); len(chain) > 0 {
			use.Name = chain[0].Name()
		}
		out = append(out, use)
	}
	return out
}

// Sheet is the text of an official document, ready to be typeset.
type Sheet = layout.Sheet

// Form is the shape of a document: an ordinary one, a letter, an order, minutes.
type Form = layout.Form

// The forms.
const (
	Document = layout.Document
	Letter   = layout.Letter
	Order    = layout.Order
	Minutes  = layout.Minutes
)

// Annex is an attachment that is part of the document.
type Annex = layout.Annex

// Picture is a picture that a sheet shows.
type Picture = canvas.Image

// NewPicture reads a picture to be set: a JPEG in grey or colour, or a PNG of at most eight
// bits, neither interlaced nor transparent. Any other is ErrBadSheet.
func NewPicture(data []byte) (*Picture, error) {
	p, err := canvas.NewImage(data)
	if err != nil {
		return nil, ErrBadSheet.Because(err)
	}
	return p, nil
}

// Place is a rectangle on a page, in points from the lower left corner.
type Place = layout.Place

// Typeset is a document that has been set.
type Typeset struct {
	PDF   []byte
	Pages int
	// Seal is where the seal of the issuer goes, of the lead in a joint document; it has
	// no size if the sheet has neither issuer nor date, or gets no seal.
	Seal Place
	// Seals are the places for all issuers of a joint document, in their order (LY-19).
	Seals []Place
	// Substituted says, in Chinese, which fonts and characters were replaced.
	Substituted []string
}

// The largest texts that are set, in bytes: far more than any document has.
const (
	maxTitle = 1 << 10
	maxText  = 8 << 20
	maxURL   = 300
)

// Typeset sets a sheet. Equal sheets and fonts give equal bytes. A sheet
// without title or text is refused with ErrBadSheet.
func (f *Fonts) Typeset(s Sheet) (Typeset, error) {
	if err := check(s); err != nil {
		return Typeset{}, err
	}
	r := layout.Compose(f.faces, s)
	out := Typeset{PDF: r.PDF, Pages: r.Pages, Seals: r.Seals, Substituted: f.Substitutions()}
	if len(r.Seals) > 0 {
		out.Seal = r.Seals[0]
	}
	for _, c := range r.Missing {
		out.Substituted = append(out.Substituted, fmt.Sprintf("字符“%c”（U+%04X）没有可用字形，以〓代替", c, c))
	}
	return out, nil
}

func check(s Sheet) error {
	size := len(s.Body)
	for _, a := range s.Annexes {
		size += len(a.Title) + len(a.Body)
		if len(a.Title) > maxTitle || strings.TrimSpace(a.Title) == "" {
			return ErrBadSheet.Because(fmt.Errorf("annex title missing or too long"))
		}
	}
	switch {
	case strings.TrimSpace(s.Title) == "" || strings.TrimSpace(s.Body) == "":
		return ErrBadSheet.Because(fmt.Errorf("no title or no body"))
	case !utf8.ValidString(s.Title) || !utf8.ValidString(s.Body):
		return ErrBadSheet.Because(fmt.Errorf("text is not UTF-8"))
	case max(len(s.Title), len(s.Head), len(s.SignOrgan), len(s.PrintOrgan), len(s.Note), len(s.Number), len(s.Urgency), len(s.Signer)) > maxTitle:
		return ErrBadSheet.Because(fmt.Errorf("a short field is too long"))
	case size+len(s.Addressee)+len(s.CopyTo) > maxText || len(s.Metadata) > maxText:
		return ErrBadSheet.Because(fmt.Errorf("text is too long"))
	case len(s.VerifyURL) > maxURL:
		return ErrBadSheet.Because(fmt.Errorf("verification address is too long"))
	}
	return nil
}
