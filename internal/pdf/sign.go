package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// formatPAdES is the only signature format written (EN 319 142-1).
// formatTimestamp is that of a time stamp over the file, which is only read.
const (
	formatPAdES     = "ETSI.CAdES.detached"
	formatTimestamp = "ETSI.RFC3161"
)

// signing is a signature to be added to an update.
type signing struct {
	field            string // field name, unique in the file
	page             syntax.Page
	rect             [4]float64
	appearance       syntax.Object // form XObject, nil if invisible
	reason, location string
	time             time.Time
	digest           string // dossier digest, may be empty
	// certify makes a certification signature with that DocMDP permission: 3
	// permits annotations and further signatures, 1 nothing; 0 makes an
	// approval signature.
	certify int
}

// byteRange is a placeholder wide enough for the largest file.
func byteRange() syntax.Array {
	return syntax.Array{syntax.Int(0), syntax.Int(1111111111), syntax.Int(2222222222), syntax.Int(3333333333)}
}

// sign completes the update with a signature and returns the whole file.
func (i *Identity) sign(f *syntax.File, u *syntax.Update, sums *sums, s signing) ([]byte, error) {
	value := u.Alloc()
	reserved := i.reserve()
	u.Set(value, i.dictionary(s, reserved))
	widget := syntax.Add(u, s.widget(value))
	editAnnotations(u, s.page, func(a syntax.Array) syntax.Array { return append(a, widget) })
	registerField(f, u, widget, value, s.certify > 0)
	tail, offsets := u.Tail()
	whole := append(f.Data, tail...) //nolint:gocritic // shares the memory of the original if there is room
	return whole, i.fill(whole, len(f.Data)+offsets[value.Num], reserved, sums.grown(whole))
}

// stampSize is kept for a time stamp with the certificates of its authority.
const stampSize = 12 << 10

// reserve is the number of bytes kept for the CMS: certificates, attributes
// and a signature of up to 4096 bits.
func (i *Identity) reserve() int {
	n := 2048
	for _, c := range i.signer.Chain {
		n += len(c.Raw)
	}
	if i.signer.Stamp != nil {
		n += stampSize
	}
	return n
}

func (i *Identity) dictionary(s signing, reserved int) syntax.Dict {
	d := syntax.Dict{
		"Type": syntax.Name("Sig"), "Filter": syntax.Name("Adobe.PPKLite"), "SubFilter": syntax.Name(formatPAdES),
		"ByteRange": byteRange(), "Contents": make(syntax.String, reserved),
		"Name": syntax.Text(i.Name()), "M": syntax.Date(s.time),
	}
	if s.reason != "" {
		d["Reason"] = syntax.Text(s.reason)
	}
	if s.location != "" {
		d["Location"] = syntax.Text(s.location)
	}
	if s.digest != "" {
		d[ourKey] = syntax.Dict{"Digest": syntax.Text(s.digest)}
	}
	if s.certify > 0 {
		d["Reference"] = syntax.Array{syntax.Dict{
			"Type": syntax.Name("SigRef"), "TransformMethod": syntax.Name("DocMDP"),
			"TransformParams": syntax.Dict{"Type": syntax.Name("TransformParams"), "P": syntax.Int(s.certify), "V": syntax.Name("1.2")},
		}}
	}
	return d
}

func (s signing) widget(value syntax.Ref) syntax.Dict {
	d := syntax.Dict{
		"Type": syntax.Name("Annot"), "Subtype": syntax.Name("Widget"), "FT": syntax.Name("Sig"),
		"T": syntax.Text(s.field), "V": value, "P": s.page.Ref,
		"Rect": syntax.Numbers(s.rect[:]...), "F": syntax.Int(132), // print, locked
	}
	if s.appearance != nil {
		d["AP"] = syntax.Dict{"N": s.appearance}
	}
	return d
}

// editAnnotations replaces the annotations of a page within an update.
func editAnnotations(u *syntax.Update, page syntax.Page, edit func(syntax.Array) syntax.Array) {
	d, _ := u.Current(page.Ref).(syntax.Dict)
	old, _ := u.Current(d["Annots"]).(syntax.Array)
	annotations := edit(append(syntax.Array(nil), old...))
	if r, ok := d["Annots"].(syntax.Ref); ok {
		u.Set(r, annotations)
		return
	}
	changed := d.Clone()
	changed["Annots"] = annotations
	u.Set(page.Ref, changed)
}

// registerField puts a signature field into the form of the document.
func registerField(f *syntax.File, u *syntax.Update, widget, value syntax.Ref, certify bool) {
	root, _ := f.Trailer["Root"].(syntax.Ref)
	catalog, _ := u.Current(root).(syntax.Dict)
	catalog = catalog.Clone()
	form, _ := u.Current(catalog["AcroForm"]).(syntax.Dict)
	form = form.Clone()
	fields, _ := u.Current(form["Fields"]).(syntax.Array)
	form["Fields"] = append(append(syntax.Array(nil), fields...), widget)
	form["SigFlags"] = syntax.Int(3) // signatures exist, append only
	if r, ok := catalog["AcroForm"].(syntax.Ref); ok {
		u.Set(r, form)
	} else {
		catalog["AcroForm"] = syntax.Add(u, form)
	}
	if certify {
		catalog["Perms"] = syntax.Dict{"DocMDP": value}
	}
	u.Set(root, catalog)
}

// fill writes the byte range and the signature into the space kept for them.
func (i *Identity) fill(whole []byte, object, reserved int, sums *sums) error {
	const rangeKey, contentsKey = "/ByteRange ", "/Contents "
	at := bytes.Index(whole[object:], []byte(rangeKey))
	contents := bytes.Index(whole[object:], []byte(contentsKey))
	if at < 0 || contents < 0 {
		return fmt.Errorf("signature placeholder is lost")
	}
	start := object + contents + len(contentsKey)
	end := start + 2*reserved + 2
	kept := len(syntax.Append(nil, byteRange()))
	actual := fmt.Sprintf("[0 %d %d %d", start, end, len(whole)-end)
	copy(whole[object+at+len(rangeKey):], actual+strings.Repeat(" ", kept-1-len(actual))+"]")
	signature, err := i.signer.SignSum(func(d cms.Digest) []byte { return sums.of(d, start, end, len(whole)) })
	if err != nil {
		return err
	}
	if len(signature) > reserved {
		return fmt.Errorf("signature of %d bytes exceeds the %d reserved", len(signature), reserved)
	}
	hex.Encode(whole[start+1:], signature)
	return nil
}
