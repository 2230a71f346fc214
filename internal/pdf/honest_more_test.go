package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// rewritten has qpdf write a file anew.
func rewritten(t testing.TB, pdf []byte, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("qpdf", append(args, in, out)...).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v\n%s", err, said)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sealedAs seals a file that another program wrote.
func sealedAs(t testing.TB, pdf []byte) []byte {
	t.Helper()
	out, err := Seal(pdf, fonts(t), identity(t, officeIdentity), SealRequest{
		At: Place{X: 300, Y: 200, W: 119, H: 119}, Organ: "明州市人民政府办公室", Time: day(2026, 11, 21),
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// scanned is a file of pages that are pictures and nothing else.
func scanned(pages int) []byte {
	b := &syntax.Builder{}
	tree := b.Alloc()
	kids := syntax.Array{}
	for range pages {
		picture := syntax.Add(b, syntax.Flate(syntax.Dict{
			"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Image"), "Width": syntax.Int(80), "Height": syntax.Int(110),
			"ColorSpace": syntax.Name("DeviceGray"), "BitsPerComponent": syntax.Int(8),
		}, bytes.Repeat([]byte{200}, 80*110)))
		kids = append(kids, syntax.Add(b, syntax.Dict{
			"Type": syntax.Name("Page"), "Parent": tree, "MediaBox": syntax.Numbers(0, 0, 595.28, 841.89),
			"Resources": syntax.Dict{"XObject": syntax.Dict{"Im": picture}},
			"Contents":  syntax.Add(b, syntax.Flate(nil, []byte("q 595 0 0 842 0 0 cm /Im Do Q"))),
		}))
	}
	b.Set(tree, syntax.Dict{"Type": syntax.Name("Pages"), "Count": syntax.Int(pages), "Kids": kids})
	root := syntax.Add(b, syntax.Dict{"Type": syntax.Name("Catalog"), "Pages": tree})
	return b.File(root, syntax.Add(b, syntax.Dict{}))
}

// filled is a form that was filled in before it was sealed.
func filled(t testing.TB) []byte {
	t.Helper()
	f := opened(t, foreign())
	u := syntax.NewUpdate(f)
	field := syntax.Add(u, syntax.Dict{"FT": syntax.Name("Tx"), "T": syntax.Text("姓名"), "V": syntax.Text("某某")})
	root := f.Dict(rootOf(f)).Clone()
	root["AcroForm"] = syntax.Add(u, syntax.Dict{"Fields": syntax.Add(u, syntax.Array{field})})
	u.Set(rootOf(f), root)
	tail, _ := u.Tail()
	return append(bytes.Clone(f.Data), tail...)
}

// extended is a file whose validation data two programs added to, the second by writing
// the dictionary of the first anew.
func extended(t testing.TB, pdf []byte) []byte {
	t.Helper()
	f := opened(t, withValidationData(t, pdf))
	u := syntax.NewUpdate(f)
	at, _ := f.Dict(rootOf(f))["DSS"].(syntax.Ref)
	d := f.Dict(at).Clone()
	d["OCSPs"] = syntax.Array{syntax.Add(u, syntax.Flate(nil, []byte("answer")))}
	u.Set(at, d)
	tail, _ := u.Tail()
	return append(bytes.Clone(f.Data), tail...)
}

// respelled has another program sign: it writes pages and properties anew in its own
// spelling, and keeps the list of fields where it was.
func respelled(t testing.TB, pdf []byte) []byte {
	t.Helper()
	return countersignedAfter(t, pdf, identity(t, systemIdentity), func(f *syntax.File, u *syntax.Update) {
		pages, err := f.Pages()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			d := p.Dict.Clone()
			if box, ok := f.Rectangle(d["MediaBox"]); ok {
				d["MediaBox"] = syntax.Array{}
				for _, v := range box {
					d["MediaBox"] = append(d["MediaBox"].(syntax.Array), syntax.Literal(fmt.Sprintf("%.4f", v)))
				}
			}
			u.Set(p.Ref, d)
		}
		info, _ := f.Trailer["Info"].(syntax.Ref)
		properties := f.Dict(info).Clone()
		properties["ModDate"] = syntax.Date(day(2026, 11, 23))
		u.Set(info, properties)
		form := formOf(f)
		fields, _ := f.Dict(form)["Fields"].(syntax.Ref)
		if fields.Num > 0 {
			d := syntax.Add(u, syntax.Dict{"FT": syntax.Name("Sig"), "T": syntax.Text("Empty")})
			u.Set(fields, append(append(syntax.Array{}, f.Array(fields)...), d))
		}
	})
}

// remarked is a file with a remark that a trusted signer signed.
func remarked(t testing.TB, pdf []byte, kind string, rect ...float64) []byte {
	t.Helper()
	return countersignedAfter(t, pdf, identity(t, systemIdentity), func(f *syntax.File, u *syntax.Update) {
		a := syntax.Add(u, syntax.Dict{"Subtype": syntax.Name(kind), "Rect": syntax.Numbers(rect...), "Contents": syntax.Text("已阅")})
		pages, err := f.Pages()
		if err != nil {
			t.Fatal(err)
		}
		editAnnotations(u, pages[0], func(old syntax.Array) syntax.Array { return append(old, a) })
	})
}

// hybridFile is one whose last objects only readers of cross-reference streams see.
func hybridFile() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	object("<</Type/Catalog/Pages 2 0 R/PageLabels 6 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	inside := "6 0 <</Nums[0<</S/D>>]>>"
	object(fmt.Sprintf("<</Type/ObjStm/N 1/First 4/Length %d>>\nstream\n%s\nendstream", len(inside), inside))
	object("<</Type/XRef/W[1 1 1]/Size 7/Index[6 1]/Length 3>>\nstream\n\x02\x04\x00\nendstream")
	start := b.Len()
	b.WriteString("xref\n0 7\n0000000000 65535 f \n")
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "0000000000 00000 f \ntrailer\n<</Size 7/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n", at[4], start)
	return b.Bytes()
}

// honestElsewhere are honest files in which other programs had a hand.
func honestElsewhere(t *testing.T) map[string]honestFile {
	plain := typeset(t, notice()).PDF
	pdf, mark := sealed(t, notice()), marked(t, sealed(t, notice()), repealed())
	five := pdf
	for i := range 5 {
		n := amended()
		n.Banner, n.Time = fmt.Sprintf("第%d次修改。", i+1), day(2026, 12, i+1)
		five = marked(t, five, n)
	}
	linear := sealedAs(t, rewritten(t, plain, "--linearize"))
	packed := sealedAs(t, rewritten(t, plain, "--object-streams=generate"))
	scans := sealedAs(t, scanned(300))
	return map[string]honestFile{
		"marked five times":                          {five, Intact},
		"linearized, sealed":                         {linear, Intact},
		"linearized, sealed, marked":                 {marked(t, linear, repealed()), Intact},
		"object streams, sealed, marked twice":       {marked(t, marked(t, packed, amended()), repealed()), Intact},
		"hybrid, sealed, marked":                     {marked(t, sealedAs(t, hybridFile()), repealed()), Intact},
		"300 scanned pages, sealed, marked":          {marked(t, scans, repealed()), Intact},
		"form filled in, sealed, marked":             {marked(t, sealedAs(t, filled(t)), repealed()), Intact},
		"validation data of two programs":            {extended(t, pdf), Intact},
		"validation data of two programs, marked":    {marked(t, extended(t, mark), amended()), Intact},
		"time stamp of an archive, twice":            {archived(t, extended(t, archived(t, pdf))), Intact},
		"time stamp before the seal":                 {countersigned(t, archived(t, plain), identity(t, officeIdentity), "Seal"), Intact},
		"written in another spelling":                {respelled(t, pdf), Intact},
		"written in another spelling, with a form":   {respelled(t, sealedAs(t, filled(t))), Intact},
		"remark that somebody trusted signed":        {remarked(t, pdf, "FreeText", 60, 60, 200, 120), Intact},
		"remark at the foot of a marked page":        {remarked(t, mark, "Text", 60, 60, 80, 80), Intact},
		"popup beside a marked page":                 {remarked(t, mark, "Popup", 0, 600, 595, 842), Intact},
		"only a time stamp":                          {archived(t, plain), Unsigned},
		"time stamp over what was never sealed, too": {archived(t, archived(t, plain)), Unsigned},
	}
}

func TestHonestFilesOfOtherProgramsAreNotAccused(t *testing.T) {
	for name, file := range honestElsewhere(t) {
		t.Run(name, func(t *testing.T) {
			r, err := Verify(file.pdf, everyone(t))
			if err != nil || r.Verdict != file.want {
				t.Errorf("%s, %v; want %s: %+v", r.Verdict, err, file.want, r)
			}
			if strings.HasPrefix(name, "remark") && len(r.Additions()) < 2 {
				t.Errorf("the remark is not told of: %+v", r.Additions())
			}
			if file.want == Unsigned && (r.SealedDigest != "" || len(r.Marks) > 0) {
				t.Errorf("an authority counts as the seal: %+v", r)
			}
		})
	}
}

// Whoever has an authority stamp a forgery has nothing but the time of the forgery.
func TestMarkUnderATimeStampDoesNotCount(t *testing.T) {
	forged := attack(t, typeset(t, notice()).PDF, annotate(t, syntax.Dict{
		"Subtype": syntax.Name("Watermark"), "NM": syntax.String(markPrefix + "x"), "Rect": syntax.Numbers(0, 0, 1, 1),
		ourKey: syntax.Dict{"Status": syntax.Text("repealed")},
	}))
	r, err := Verify(archived(t, forged), everyone(t))
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict == Intact || len(r.Marks) != 0 || len(r.Claims) != 1 {
		t.Errorf("%s, marks %+v, claims %+v", r.Verdict, r.Marks, r.Claims)
	}
}
