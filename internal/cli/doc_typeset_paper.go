package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"mingfa/activities"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/pdf"
	images "mingfa/internal/picture"
)

// paperOf is a text as it goes to print, without number: that is given in the register.
func paperOf(t intake.Text, file string) (activities.Paper, error) {
	paper := activities.Paper{Content: desk.Filled(t), Pictures: map[string][]byte{}}
	if f := t.Front; f != nil {
		paper.Issuer, paper.SignerName, paper.DatedOn, paper.IssuedOn = f.Issuer, strings.Join(f.Signers, "、"), f.DatedOn, f.PrintedOn
		if f.Issuer != "" {
			paper.Head = f.Issuer + "文件"
		}
	}
	var all []dossier.Picture
	for _, name := range shownIn(t) {
		if !liesBeside(file, name) {
			continue // shown as it is written; a finding says so
		}
		data, err := besides(file, name)
		if err != nil {
			return paper, err
		}
		read, err := images.Read(data)
		if e, ok := errors.AsType[*document.Error](err); ok {
			return paper, &document.Error{Kind: e.Kind, Code: e.Code, Rule: "LY-32", Message: "图片“" + name + "”不能排入。" + e.Message, Err: err}
		}
		if err != nil {
			return paper, err
		}
		sum := sha256.Sum256(read.Data)
		digest := hex.EncodeToString(sum[:])
		paper.Pictures[digest] = read.Data
		all = append(all, dossier.Picture{Name: name, Digest: digest, Type: read.Type, Width: read.Width, Height: read.Height, Size: len(read.Data)})
	}
	paper.Content = paper.Content.WithPictures(all).Clean()
	return paper, nil
}

// shownIn are the names of the pictures that a text and its annexes show.
func shownIn(t intake.Text) []string {
	texts := t.Body
	for _, a := range t.Annexes {
		texts += "\n" + a.Body
	}
	return picturesIn(".md", []byte(texts))
}

// asFrontSays gives a sheet what only the front matter of a file says.
func asFrontSays(s *pdf.Sheet, f intake.Front, paper activities.Paper) {
	if f.Form != "" {
		s.Form, s.Head = pdf.Document, paper.Head
		shape(s, map[string]document.Kind{"letter": document.Letter, "order": document.Order, "minutes": document.Minutes}[f.Form], paper)
	}
	if f.Head != "" {
		s.Head = f.Head
	}
	if f.JointHead && s.Form == pdf.Document && len(s.JointSign) > 0 {
		s.JointHead = append([]string{f.Issuer}, s.JointSign...)
	}
	if f.Note != "" {
		s.Note = f.Note
	}
	if f.PrintOrgan != "" {
		s.PrintOrgan = f.PrintOrgan
	}
	s.Unsealed = f.Unsealed
}
