package pdf

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"math/big"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/smx509"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// changed appends an unsigned update in which an object has another value.
func changed(t *testing.T, pdf []byte, pick func(*syntax.File) syntax.Ref, edit func(*syntax.Update, syntax.Dict)) []byte {
	return attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		r := pick(f)
		d := f.Dict(r).Clone()
		edit(u, d)
		u.Set(r, d)
	})
}

func rootOf(f *syntax.File) syntax.Ref { r, _ := f.Trailer["Root"].(syntax.Ref); return r }

func formOf(f *syntax.File) syntax.Ref { r, _ := f.Dict(rootOf(f))["AcroForm"].(syntax.Ref); return r }

func treeOf(f *syntax.File) syntax.Ref { r, _ := f.Dict(rootOf(f))["Pages"].(syntax.Ref); return r }

func pageOf(t *testing.T) func(*syntax.File) syntax.Ref {
	return func(f *syntax.File) syntax.Ref { return firstPage(t, f).Ref }
}

// sealField returns the first signature field and its value.
func sealField(f *syntax.File) (widget, value syntax.Ref) {
	widget, _ = f.Array(f.Dict(formOf(f))["Fields"])[0].(syntax.Ref)
	value, _ = f.Dict(widget)["V"].(syntax.Ref)
	return widget, value
}

func white(u *syntax.Update) syntax.Ref {
	return syntax.Add(u, syntax.Flate(syntax.Dict{"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Form"), "BBox": syntax.Numbers(0, 0, 595, 842)},
		[]byte("1 1 1 rg 0 0 595 842 re f")))
}

// stranger runs the same program with a key of his own under the office's name.
func stranger(t testing.TB) *Identity {
	t.Helper()
	id, err := NewIdentity("明州市人民政府办公室", day(2026, 1, 1))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// underLeaf is an identity that was issued by an ordinary signer of the office,
// who has no right to issue any.
func underLeaf(t testing.TB, id *Identity) *Identity {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := template("假冒", key.Public(), day(2026, 1, 1), 5)
	template.SerialNumber = big.NewInt(9)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	leaf, err := issue(template, id.signer.Chain[0].ToX509(), key.Public(), id.signer.Key)
	if err != nil {
		t.Fatal(err)
	}
	return &Identity{signer: cms.Signer{Key: key, Chain: append([]*smx509.Certificate{leaf}, id.signer.Chain...)}}
}

func sealedBy(t testing.TB, id *Identity, s Sheet) []byte {
	t.Helper()
	set := typeset(t, s)
	out, err := Seal(set.PDF, fonts(t), id, SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Time: day(2026, 11, 21), Digest: "3f5a0c"})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// shadow is a file whose maker prepared it before it was sealed: edit adds what
// lies hidden in it.
func shadow(t *testing.T, edit func(*syntax.File, *syntax.Update)) []byte {
	t.Helper()
	set := typeset(t, notice())
	pdf := attack(t, set.PDF, edit)
	out, err := Seal(pdf, fonts(t), identity(t, officeIdentity), SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Time: day(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	if r := verified(t, out); r.Verdict != Intact {
		t.Fatalf("a prepared file is %s before it is used", r.Verdict)
	}
	return out
}

// gap finds the signature value of the last signature: from < to >.
func gap(pdf []byte) (from, to int) {
	at := bytes.LastIndex(pdf, []byte("/Contents <"))
	from = at + len("/Contents ")
	return from, from + bytes.IndexByte(pdf[from:], '>') + 1
}

// inPlace replaces text of the same length.
func inPlace(t *testing.T, pdf []byte, old, now string) []byte {
	t.Helper()
	if len(old) != len(now) || !bytes.Contains(pdf, []byte(old)) {
		t.Fatalf("cannot replace %q", old)
	}
	return bytes.Replace(bytes.Clone(pdf), []byte(old), []byte(now), 1)
}

func byteRangeOf(pdf []byte) string {
	at := bytes.LastIndex(pdf, []byte("/ByteRange ["))
	return string(pdf[at : at+bytes.IndexByte(pdf[at:], ']')+1])
}

func TestAttacksAreCaught(t *testing.T) {
	all := attacks(t)
	if len(all) < 90 {
		t.Errorf("only %d attacks", len(all))
	}
	for name, pdf := range all {
		t.Run(name, func(t *testing.T) {
			r, err := Verify(pdf, everyone(t))
			if err == nil && (r.Verdict == Intact || r.Verdict == Unsigned) {
				t.Errorf("verdict %s: %+v", r.Verdict, r)
			}
			if err != nil {
				return
			}
			// Nobody who tampers gets our signature over it.
			_, err = Mark(pdf, fonts(t), identity(t, systemIdentity), repealed())
			signed := strings.Contains(name, "stranger") || strings.Contains(name, "ordinary certificate")
			if err == nil && !signed {
				t.Error("Mark signs it")
			}
		})
	}
}

// A file that was cut back to an earlier state is whole, and says so; that it was
// repealed since is what the register knows under the same digest.
func TestTruncationKeepsTheDigest(t *testing.T) {
	pdf := sealed(t, notice())
	mark := marked(t, marked(t, pdf, amended()), repealed())
	whole := verified(t, mark)
	for _, end := range []int{len(pdf), verified(t, mark).Signatures[1].End} {
		r := verified(t, mark[:end])
		if r.Verdict != Intact || r.SealedDigest != whole.SealedDigest {
			t.Errorf("cut at %d: %s, digest %s", end, r.Verdict, r.SealedDigest)
		}
		for _, m := range r.Marks {
			if m.Status == "repealed" {
				t.Error("the last mark survives")
			}
		}
	}
}
