package pdf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// ourKey is the private entry under which signature dictionaries and marks
// carry the data of this program.
const ourKey = "Mingfa"

// SealRequest says where and why a document is sealed.
type SealRequest struct {
	// At is the square of the seal; without a size the seal is invisible. One that is
	// wider than high is a frame around the name that is set there: the seal of a person.
	At Place
	// Organ is the text on the round seal.
	Organ string
	// Reason and Location go into the signature.
	Reason, Location string
	// Time is the claimed time of signing.
	Time time.Time
	// Digest is the dossier digest, signed along with the file.
	Digest string
	// Expect, if not empty, is the SHA-256 in hexadecimal of the only file that may
	// be sealed: the one that was approved.
	Expect string
}

// Seal appends a certification signature with a visible round seal. After it
// only marks and further signatures are permitted. The result has been
// reopened and verified.
//
// A file that this identity has sealed for the same dossier digest is returned as
// it is, so that a seal can be asked for twice; any other sealed or signed file is
// refused with ErrAlreadySealed, and one that is not r.Expect with ErrOtherFile.
func Seal(pdf []byte, f *Fonts, id *Identity, r SealRequest) ([]byte, error) {
	file, err := syntax.Open(slices.Clip(pdf))
	if err != nil {
		return nil, err
	}
	pages, err := file.Pages()
	if err != nil {
		return nil, err
	}
	s := newSums(pdf)
	if in := inspect(file, s, TrustIn(id)); len(in.signatures)+len(in.changes) > 0 {
		return again(pdf, in, id, r)
	}
	if unfinished(pdf) {
		return nil, ErrDamaged.Because(fmt.Errorf("the file does not end where it says"))
	}
	if err := r.check(pages, s); err != nil {
		return nil, err
	}
	return id.stamp(file, s, f, r, signing{field: "Seal", page: pages[r.At.Page], certify: 3})
}

// JoinSeal appends the seal of another issuer of a joint document to a file that the lead
// has sealed, over its own name (Typeset.Seals): an approval signature, which the lead's
// certification permits. A file that this identity has sealed for the same dossier digest
// is returned as it is; one without seal, or that was changed since, is refused.
func JoinSeal(pdf []byte, f *Fonts, id *Identity, r SealRequest) ([]byte, error) {
	file, err := syntax.Open(slices.Clip(pdf))
	if err != nil {
		return nil, err
	}
	pages, err := file.Pages()
	if err != nil {
		return nil, err
	}
	s := newSums(pdf)
	in := inspect(file, s, TrustIn(id))
	if in.seal() < 0 {
		return nil, ErrBadSeal.Because(fmt.Errorf("the lead has not sealed the file"))
	}
	for _, x := range in.signatures {
		if x.Intact && x.Signer == id.Name() && x.Digest == r.Digest && r.Digest != "" {
			return pdf, nil
		}
	}
	if err := markable(file, s); err != nil {
		return nil, err
	}
	if err := r.check(pages, s); err != nil {
		return nil, err
	}
	return id.stamp(file, s, f, r, signing{field: unusedField(file, "Seal"), page: pages[r.At.Page]})
}

// stamp signs a file as is asked, with the seal where it is to be seen. The result has
// been reopened and verified.
func (i *Identity) stamp(file *syntax.File, s *sums, f *Fonts, r SealRequest, x signing) ([]byte, error) {
	u := syntax.NewUpdate(file)
	x.reason, x.location, x.time, x.digest = r.Reason, r.Location, r.Time, r.Digest
	if r.At.W > 0 {
		x.rect = [4]float64{r.At.X, r.At.Y, r.At.X + r.At.W, r.At.Y + r.At.H}
		x.appearance = sealForm(u, f, r)
	}
	out, err := i.sign(file, u, s, x)
	if err != nil {
		return nil, failed(ErrSealFailed, err)
	}
	report, err := Verify(out, Trust{})
	switch {
	case err != nil:
		return nil, ErrSealFailed.Because(err)
	case report.Verdict != Untrusted || !bytes.HasPrefix(out, file.Data):
		return nil, ErrSealFailed.Because(fmt.Errorf("verdict %q", report.Verdict))
	}
	return out, nil
}

// failed is the refusal for a signature that could not be made: the cause's own
// sentence, if it has one.
func failed(refusal *Error, cause error) error {
	var e *Error
	if errors.As(cause, &e) {
		return e
	}
	return refusal.Because(cause)
}

// again answers a request for a file that is sealed already.
func again(pdf []byte, in inspection, id *Identity, r SealRequest) ([]byte, error) {
	if len(in.signatures) != 1 || in.verdict() != Intact || r.Digest == "" {
		return nil, ErrAlreadySealed
	}
	s := in.signatures[0]
	if !s.Certification || !s.WholeFile || s.Digest != r.Digest || s.Signer != id.Name() {
		return nil, ErrAlreadySealed
	}
	if r.Expect != "" && r.Expect != hex.EncodeToString(in.sums.of(cms.SHA256, len(pdf), len(pdf), len(pdf))) {
		return nil, ErrOtherFile
	}
	return pdf, nil
}

func (r SealRequest) check(pages []syntax.Page, s *sums) error {
	at := r.At
	visible := at.W != 0 || at.H != 0
	size := len(s.data)
	switch {
	case r.Expect != "" && r.Expect != hex.EncodeToString(s.of(cms.SHA256, size, size, size)):
		return ErrOtherFile
	case r.Time.IsZero():
		return ErrBadSeal.Because(fmt.Errorf("no time"))
	case at.Page < 0 || at.Page >= len(pages):
		return ErrBadSeal.Because(fmt.Errorf("no page %d", at.Page))
	case visible && (at.W < 10 || at.H < 10 || at.W > 1000 || at.H > 1000 || math.IsNaN(at.X+at.Y)):
		return ErrBadSeal.Because(fmt.Errorf("bad size"))
	case visible && r.Organ == "":
		return ErrBadSeal.Because(fmt.Errorf("no text on the seal"))
	}
	return nil
}

// sealForm draws the round seal of an authority, or the frame of a person's.
func sealForm(u *syntax.Update, f *Fonts, r SealRequest) syntax.Ref {
	p, set := newForm()
	p.Raw("q /Multiply gs")
	seal := canvas.Color{R: 0.82, G: 0.04, B: 0.08}
	p.Fill(seal)
	p.Stroke(seal)
	if r.At.W > 1.2*r.At.H {
		const line = 1.4
		p.Op("w", line)
		p.Op("re", line/2, line/2, r.At.W-line, r.At.H-line)
		p.Raw("S")
	} else {
		roundSeal(p, f, r)
	}
	p.Raw("Q")
	multiply := syntax.Dict{"Type": syntax.Name("ExtGState"), "BM": syntax.Name("Multiply")}
	return syntax.Add(u, syntax.Flate(syntax.Dict{
		"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Form"), "BBox": syntax.Numbers(0, 0, r.At.W, r.At.H),
		"Resources": syntax.Dict{"Font": set.Embed(u), "ExtGState": syntax.Dict{"Multiply": multiply}},
	}, p.Bytes()))
}

// roundSeal draws a ring, a star, and the name along the upper arc.
func roundSeal(p *canvas.Content, f *Fonts, r SealRequest) {
	radius := min(r.At.W, r.At.H)/2 - 1
	ring := radius * 0.055
	p.Op("w", ring)
	cx, cy := r.At.W/2, r.At.H/2
	p.Circle(cx, cy, radius-ring/2)
	p.Star(cx, cy, radius*0.3)
	arcText(p, f, []rune(r.Organ), cx, cy, radius-ring)
}

// arcText sets characters upright along the upper arc inside a radius. Names
// of many characters are set smaller and narrower, as engravers do.
func arcText(p *canvas.Content, f *Fonts, name []rune, cx, cy, radius float64) {
	const widest = 1.45 * math.Pi // the arc that a name may take
	n := float64(len(name))
	height := radius * 0.30
	base := radius*0.93 - height
	// Characters meet at their feet, where the circle is smallest.
	step := min(widest/max(n, 1), 1.25*height/base)
	width := min(1, step*base/height*0.98)
	chain := f.faces.Chain(RoleTitle)
	for i, char := range name {
		angle := step * ((n-1)/2 - float64(i))
		p.Within(func() {
			sin, cos := math.Sincos(angle)
			p.Transform(cos*width, sin*width, -sin, cos, cx-base*sin, cy+base*cos)
			p.Text(chain, height, -p.Width(chain, height, string(char))/2, height*0.12, string(char))
		})
	}
}
