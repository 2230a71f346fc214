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

// formatPAdES is the signature format written (EN 319 142-1), unless a Convention says
// otherwise.
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

// draft is a whole file with room for its last signature.
type draft struct {
	whole      []byte
	value      syntax.Ref // of the signature dictionary
	reserved   int        // bytes kept for the signature
	start, end int        // of the room, with its angle brackets
}

// sign completes the update with a signature and returns the whole file.
func (i *Identity) sign(f *syntax.File, u *syntax.Update, sums *sums, s signing) ([]byte, error) {
	d := i.enter(f, u, s)
	if err := d.write(f, u); err != nil {
		return nil, err
	}
	signature, err := i.signature(d, sums)
	if err != nil {
		return nil, err
	}
	d.fill(signature)
	return d.whole, nil
}

// enter completes the update but for the value of the signature.
func (i *Identity) enter(f *syntax.File, u *syntax.Update, s signing) *draft {
	d := &draft{value: u.Alloc(), reserved: i.reserve()}
	u.Set(d.value, i.dictionary(s, d.reserved))
	widget := syntax.Add(u, s.widget(d.value))
	editAnnotations(u, s.page, func(a syntax.Array) syntax.Array { return append(a, widget) })
	registerField(f, u, widget, d.value, s.certify > 0)
	return d
}

// write puts the whole file together. It shares the memory of the original if there is
// room. Of the original it reads nothing that has to be parsed, so that others may.
func (d *draft) write(f *syntax.File, u *syntax.Update) error {
	whole, offsets := u.Whole()
	d.whole = whole
	return d.measure(len(f.Data) + offsets[d.value.Num])
}

// writeAndReach is write, while what can be reached in the original is found, which the
// comparison will ask for.
func (d *draft) writeAndReach(f *syntax.File, u *syntax.Update) error {
	reached := make(chan struct{})
	go func() {
		defer close(reached)
		f.Reach()
	}()
	err := d.write(f, u)
	<-reached
	return err
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
	filter, sub := i.format()
	d := syntax.Dict{
		"Type": syntax.Name("Sig"), "Filter": filter, "SubFilter": sub,
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

// editAnnotations replaces the annotations of a page within an update. A list that other
// pages have, too, or a thing that is no list, is left alone: the page gets its own.
func editAnnotations(u *syntax.Update, page syntax.Page, edit func(syntax.Array) syntax.Array) {
	d, _ := u.Current(page.Ref).(syntax.Dict)
	old, _ := u.Current(d["Annots"]).(syntax.Array)
	annotations := edit(append(syntax.Array(nil), old...))
	if r, ok := d["Annots"].(syntax.Ref); ok && !page.SharedAnnots {
		if _, isList := u.Current(r).(syntax.Array); isList {
			u.Set(r, annotations)
			return
		}
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

// measure finds the room in the signature dictionary and states the byte range.
func (d *draft) measure(object int) error {
	const rangeKey, contentsKey = "/ByteRange ", "/Contents "
	at := bytes.Index(d.whole[object:], []byte(rangeKey))
	contents := bytes.Index(d.whole[object:], []byte(contentsKey))
	if at < 0 || contents < 0 {
		return fmt.Errorf("signature placeholder is lost")
	}
	d.start = object + contents + len(contentsKey)
	d.end = d.start + 2*d.reserved + 2
	kept := len(syntax.Append(nil, byteRange()))
	actual := fmt.Sprintf("[0 %d %d %d", d.start, d.end, len(d.whole)-d.end)
	copy(d.whole[object+at+len(rangeKey):], actual+strings.Repeat(" ", kept-1-len(actual))+"]")
	return nil
}

// signature signs all but the room. It only reads the file.
func (i *Identity) signature(d *draft, s *sums) ([]byte, error) {
	s = s.grown(d.whole)
	signature, err := i.signer.SignSum(func(x cms.Digest) []byte { return s.of(x, d.start, d.end, len(d.whole)) })
	if err != nil {
		return nil, err
	}
	if len(signature) > d.reserved {
		return nil, fmt.Errorf("signature of %d bytes exceeds the %d reserved", len(signature), d.reserved)
	}
	return signature, nil
}

func (d *draft) fill(signature []byte) { hex.Encode(d.whole[d.start+1:], signature) }
