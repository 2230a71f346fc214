package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"mingfa/internal/pdf/syntax"
)

func TestSealedIsIntact(t *testing.T) {
	set := typeset(t, notice())
	pdf := sealed(t, notice())
	if !bytes.HasPrefix(pdf, set.PDF) {
		t.Error("the typeset bytes are not a prefix")
	}
	r := verified(t, pdf)
	if r.Verdict != Intact || len(r.Signatures) != 1 || len(r.Changes) != 0 {
		t.Fatalf("got %+v", r)
	}
	s := r.Signatures[0]
	if !s.Certification || !s.Trusted || !s.WholeFile || s.Signer != "明州市人民政府办公室" || s.Digest != "3f5a0c" || s.Algorithm != "RSA-3072" {
		t.Errorf("got %+v", s)
	}
	sum := sha256.Sum256(pdf)
	if r.SealedDigest != hex.EncodeToString(sum[:]) {
		t.Error("SealedDigest is not that of the sealed file")
	}
}

func TestMarkedKeepsTheSeal(t *testing.T) {
	pdf := sealed(t, normative())
	before := verified(t, pdf)
	once := marked(t, pdf, amended())
	twice := marked(t, once, repealed())
	if !bytes.HasPrefix(once, pdf) || !bytes.HasPrefix(twice, once) {
		t.Fatal("the earlier file is not a prefix")
	}
	r := verified(t, twice)
	if r.Verdict != Intact || r.SealedDigest != before.SealedDigest || r.Pages != before.Pages {
		t.Fatalf("got %+v", r)
	}
	if len(r.Marks) != 1 || r.Marks[0].Status != "repealed" || !r.Marks[0].Complete || r.Marks[0].Pages != r.Pages || r.Marks[0].Source != "doc-20" {
		t.Errorf("re-marking did not replace the mark: %+v", r.Marks)
	}
	for _, c := range r.Changes {
		if !c.Permitted || c.By != "明发系统" {
			t.Errorf("change %+v", c)
		}
	}
	back := verified(t, twice[:before.SealedSize])
	if back.Verdict != Intact || back.SealedDigest != before.SealedDigest || len(back.Marks) != 0 {
		t.Errorf("the sealed revision by itself: %+v", back)
	}
}

func TestMarkStatesValidityInMetadata(t *testing.T) {
	f, err := syntax.Open(marked(t, marked(t, sealed(t, notice()), amended()), repealed()))
	if err != nil {
		t.Fatal(err)
	}
	root, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	stream, ok := f.Resolve(root["Metadata"]).(*syntax.Stream)
	if !ok || strings.Count(string(stream.Data), "<mingfa:validity>repealed</mingfa:validity>") != 1 || bytes.Contains(stream.Data, []byte("amended")) {
		t.Errorf("metadata: %s", stream.Data)
	}
}

// One changed byte anywhere in the signed bytes must be noticed.
func TestTamperedByte(t *testing.T) {
	pdf := marked(t, sealed(t, notice()), repealed())
	size := verified(t, pdf).SealedSize
	for at := 20; at < len(pdf); at += 997 {
		broken := bytes.Clone(pdf)
		broken[at] ^= 0x10
		r, err := Verify(broken, TrustIn(identity(t, officeIdentity), identity(t, systemIdentity)))
		if err == nil && r.Verdict == Intact && !insideSignature(pdf, at) {
			t.Errorf("byte %d (sealed part: %t) was changed unnoticed", at, at < size)
		}
	}
}

// insideSignature reports whether a byte belongs to the padding of a signature
// value, which nothing signs and nothing reads.
func insideSignature(pdf []byte, at int) bool {
	open := bytes.LastIndexByte(pdf[:at], '<')
	end := bytes.IndexByte(pdf[at:], '>')
	return open >= 0 && end >= 0 && at+end-open > 4000
}

// attack appends an unsigned update made by edit.
func attack(t *testing.T, pdf []byte, edit func(*syntax.File, *syntax.Update)) []byte {
	t.Helper()
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u := syntax.NewUpdate(f)
	edit(f, u)
	tail, _ := u.Tail()
	return append(bytes.Clone(pdf), tail...)
}

func firstPage(t *testing.T, f *syntax.File) syntax.Page {
	t.Helper()
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	return pages[0]
}

func annotate(t *testing.T, d syntax.Dict) func(*syntax.File, *syntax.Update) {
	return func(f *syntax.File, u *syntax.Update) {
		a := syntax.Add(u, d)
		editAnnotations(u, firstPage(t, f), func(old syntax.Array) syntax.Array { return append(old, a) })
	}
}

func TestChangesAfterTheSeal(t *testing.T) {
	pdf := sealed(t, notice())
	box := syntax.Numbers(0, 0, 100, 100)
	for name, c := range map[string]struct {
		edit func(*syntax.File, *syntax.Update)
		want Class
	}{
		"page content": {func(f *syntax.File, u *syntax.Update) {
			p := firstPage(t, f)
			d := p.Dict.Clone()
			d["Contents"] = syntax.Add(u, syntax.Flate(nil, []byte("0 0 100 100 re f")))
			u.Set(p.Ref, d)
		}, ClassViolation},
		"content stream": {func(f *syntax.File, u *syntax.Update) {
			u.Set(firstPage(t, f).Dict["Contents"].(syntax.Ref), syntax.Flate(nil, []byte("0 0 100 100 re f")))
		}, ClassViolation},
		"open action": {func(f *syntax.File, u *syntax.Update) {
			root := f.Trailer["Root"].(syntax.Ref)
			d := f.Dict(root).Clone()
			d["OpenAction"] = syntax.Dict{"S": syntax.Name("JavaScript"), "JS": syntax.String("1")}
			u.Set(root, d)
		}, ClassViolation},
		"page order": {func(f *syntax.File, u *syntax.Update) {
			root, _ := f.Catalog()
			tree := root["Pages"].(syntax.Ref)
			d := f.Dict(tree).Clone()
			kids := f.Array(d["Kids"])
			d["Kids"] = syntax.Array{kids[1], kids[0]}
			u.Set(tree, d)
		}, ClassViolation},
		"seal removed from the page": {func(f *syntax.File, u *syntax.Update) {
			pages, _ := f.Pages()
			for _, p := range pages {
				editAnnotations(u, p, func(syntax.Array) syntax.Array { return syntax.Array{} })
			}
		}, ClassViolation},
		"link":       {annotate(t, syntax.Dict{"Subtype": syntax.Name("Link"), "Rect": box, "A": syntax.Dict{"S": syntax.Name("URI")}}), ClassViolation},
		"text field": {annotate(t, syntax.Dict{"Subtype": syntax.Name("Widget"), "FT": syntax.Name("Tx"), "Rect": box}), ClassViolation},
		"comment":    {annotate(t, syntax.Dict{"Subtype": syntax.Name("FreeText"), "Rect": box}), ClassAnnotation},
		"forged mark": {annotate(t, syntax.Dict{
			"Subtype": syntax.Name("Watermark"), "Rect": box, "NM": syntax.String(markPrefix + "0-1"),
			ourKey: syntax.Dict{"Status": syntax.Text("repealed")},
		}), ClassMark},
	} {
		t.Run(name, func(t *testing.T) {
			bad := attack(t, pdf, c.edit)
			r := verified(t, bad)
			if r.Verdict != Tampered || len(r.Marks) != 0 {
				t.Errorf("verdict %s, marks %v", r.Verdict, r.Marks)
			}
			found := false
			for _, x := range r.Changes {
				found = found || x.Class == c.want
				if x.Permitted {
					t.Errorf("permitted: %+v", x)
				}
			}
			if !found {
				t.Errorf("no %s among %+v", c.want, r.Changes)
			}
			if sum := sha256.Sum256(pdf); r.SealedDigest != hex.EncodeToString(sum[:]) {
				t.Error("the sealed original inside is not recognised")
			}
			if _, err := Mark(bad, fonts(t), identity(t, systemIdentity), repealed()); !errors.Is(err, ErrTampered) {
				t.Errorf("Mark: got %v, want ErrTampered", err)
			}
		})
	}
}

// A stranger can run the same program; what he adds does not count.
func TestMarkByStranger(t *testing.T) {
	pdf := marked(t, sealed(t, notice()), repealed())
	r, err := Verify(pdf, TrustIn(identity(t, officeIdentity)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Marks) != 0 || r.Verdict != Tampered || r.Signatures[1].Trusted || !r.Signatures[1].Intact {
		t.Errorf("got %+v", r)
	}
	r, err = Verify(pdf, Trust{})
	if err != nil || r.Verdict != Untrusted || len(r.Marks) != 0 {
		t.Errorf("trusting nobody: %+v, %v", r, err)
	}
}

func TestTrailingBytes(t *testing.T) {
	pdf := sealed(t, notice())
	if r := verified(t, append(bytes.Clone(pdf), "\r\n \n"...)); r.Verdict != Intact {
		t.Errorf("a line feed at the end: %s", r.Verdict)
	}
	if r := verified(t, append(bytes.Clone(pdf), "% extra"...)); r.Verdict != Tampered {
		t.Errorf("bytes at the end: %s", r.Verdict)
	}
}

func TestUnsigned(t *testing.T) {
	pdf := typeset(t, notice()).PDF
	if r := verified(t, pdf); r.Verdict != Unsigned || r.SealedDigest != "" {
		t.Errorf("got %+v", r)
	}
	// A file that was never sealed can be marked, and is no sealed file by that.
	once := marked(t, pdf, repealed())
	for name, file := range map[string][]byte{"marked": once, "marked twice": marked(t, once, amended()), "marked and archived": archived(t, once)} {
		r, err := Verify(file, everyone(t))
		if err != nil || r.Verdict != Unsealed || len(r.Marks) != 1 || r.Signatures[0].Certification || !r.Signatures[0].Marker || r.SealedDigest != "" {
			t.Errorf("%s: got %+v", name, r)
		}
		if !strings.HasPrefix(r.Summary, "没有电子印章；只有效力标注，由“明发系统”签署") || strings.Contains(r.Summary, "有效，") {
			t.Errorf("%s: says %q", name, r.Summary)
		}
	}
	if r := verified(t, mustMark(t, pdf, stranger(t), repealed())); !strings.Contains(r.Summary, "签署者不在受信任的范围内") {
		t.Errorf("marked by a stranger: says %q", r.Summary)
	}
	if _, err := JoinSeal(once, fonts(t), identity(t, officeIdentity), SealRequest{Time: day(2026, 11, 22)}); !errors.Is(err, ErrBadSeal) {
		t.Errorf("a joint seal beside a mark alone: %v", err)
	}
}

// A mark beside a seal takes nothing from it, whichever signature came first.
func TestMarkIsNoSeal(t *testing.T) {
	office, system := identity(t, officeIdentity), identity(t, systemIdentity)
	bare := typeset(t, notice()).PDF
	for name, row := range map[string]struct {
		pdf  []byte
		seal int
	}{
		"sealed and marked":               {marked(t, sealed(t, notice()), repealed()), 0},
		"signed by an office, and marked": {marked(t, countersigned(t, bare, office, "A"), repealed()), 0},
		"marked, then signed":             {countersigned(t, mustMark(t, bare, system, repealed()), office, "A"), 1},
	} {
		r := verified(t, row.pdf)
		if r.Verdict != Intact || len(r.Signatures) != 2 || r.Signatures[row.seal].Marker || !r.Signatures[1-row.seal].Marker {
			t.Errorf("%s: %s, %+v", name, r.Verdict, r.Signatures)
		}
	}
}

func TestRefusals(t *testing.T) {
	good := sealed(t, notice())
	encrypted := attack(t, typeset(t, notice()).PDF, func(*syntax.File, *syntax.Update) {})
	at := bytes.LastIndex(encrypted, []byte("trailer\n<<")) + len("trailer\n<<")
	encrypted = append(encrypted[:at:at], append([]byte("/Encrypt 1 0 R "), encrypted[at:]...)...)
	for name, c := range map[string]struct {
		pdf  []byte
		want *Error
	}{
		"empty":     {nil, ErrEmpty},
		"text":      {[]byte("公文"), ErrNotPDF},
		"header":    {[]byte("%PDF-1.7\n"), ErrDamaged},
		"cut short": {good[:len(good)/2], ErrDamaged},
		"encrypted": {encrypted, ErrEncrypted},
		"too large": {append([]byte("%PDF-1.7"), make([]byte, syntax.MaxSize)...), ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Verify(c.pdf, Trust{})
			if !errors.Is(err, c.want) {
				t.Errorf("Verify: got %v, want %s", err, c.want.Code)
			}
			var e *Error
			if !errors.As(err, &e) || e.Code != c.want.Code || e.Message == "" {
				t.Errorf("got %#v", err)
			}
			if _, err := Mark(c.pdf, fonts(t), identity(t, systemIdentity), repealed()); !errors.Is(err, c.want) {
				t.Errorf("Mark: got %v, want %s", err, c.want.Code)
			}
		})
	}
}

func TestSealAndMarkRefuseUnfitRequests(t *testing.T) {
	set := typeset(t, notice())
	id := identity(t, officeIdentity)
	good := SealRequest{At: set.Seal, Organ: "明州市人民政府", Time: day(2026, 11, 21)}
	for name, change := range map[string]func(*SealRequest){
		"no time":  func(r *SealRequest) { r.Time = time.Time{} },
		"no page":  func(r *SealRequest) { r.At.Page = 99 },
		"no organ": func(r *SealRequest) { r.Organ = "" },
		"tiny":     func(r *SealRequest) { r.At.W = 1 },
	} {
		r := good
		change(&r)
		if _, err := Seal(set.PDF, fonts(t), id, r); !errors.Is(err, ErrBadSeal) {
			t.Errorf("%s: got %v, want ErrBadSeal", name, err)
		}
	}
	if _, err := Seal(sealed(t, notice()), fonts(t), id, good); !errors.Is(err, ErrAlreadySealed) {
		t.Errorf("sealing twice: got %v", err)
	}
	for name, change := range map[string]func(*Notice){
		"no status": func(n *Notice) { n.Status = "" },
		"no level":  func(n *Notice) { n.Level = "" },
		"endless":   func(n *Notice) { n.Banner = strings.Repeat("长", 500) },
	} {
		n := repealed()
		change(&n)
		if _, err := Mark(set.PDF, fonts(t), id, n); !errors.Is(err, ErrBadNotice) {
			t.Errorf("%s: got %v, want ErrBadNotice", name, err)
		}
	}
}

func TestLockedSealRefusesMarks(t *testing.T) {
	pdf := sealed(t, notice())
	// The permission is part of the signed bytes: make the seal anew with P=1.
	set := typeset(t, notice())
	f, err := syntax.Open(set.PDF)
	if err != nil {
		t.Fatal(err)
	}
	u := syntax.NewUpdate(f)
	locked, err := identity(t, officeIdentity).sign(f, u, newSums(f.Data), signing{
		field: "Seal", page: firstPage(t, f), time: day(2026, 11, 21), certify: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	if r := verified(t, locked); r.Verdict != Intact {
		t.Fatalf("locked seal: %+v", r)
	}
	if _, err := Mark(locked, fonts(t), identity(t, systemIdentity), repealed()); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
	if _, err := Mark(pdf, fonts(t), identity(t, systemIdentity), repealed()); err != nil {
		t.Errorf("the ordinary seal: %v", err)
	}
}

func TestReportAsJSON(t *testing.T) {
	b, err := json.Marshal(verified(t, marked(t, sealed(t, notice()), repealed())))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"verdict":"intact"`, `"sealed_digest":"`, `"class":"mark"`, `"status":"repealed"`} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}

// foreign returns a file of another maker: no metadata, turned pages of two
// sizes, annotations in a list of its own.
func foreign() []byte {
	b := &syntax.Builder{}
	tree := b.Alloc()
	kids := syntax.Array{}
	for i, rotate := range []int{0, 90, 180, 270} {
		note := syntax.Add(b, syntax.Dict{"Subtype": syntax.Name("Text"), "Rect": syntax.Numbers(0, 0, 9, 9)})
		kids = append(kids, syntax.Add(b, syntax.Dict{
			"Type": syntax.Name("Page"), "Parent": tree, "Rotate": syntax.Int(rotate),
			"MediaBox": syntax.Numbers(10, 20, 310, 420+100*float64(i%2)),
			"Annots":   syntax.Add(b, syntax.Array{note}),
		}))
	}
	b.Set(tree, syntax.Dict{"Type": syntax.Name("Pages"), "Count": syntax.Int(4), "Kids": kids})
	root := syntax.Add(b, syntax.Dict{"Type": syntax.Name("Catalog"), "Pages": tree})
	return b.File(root, syntax.Add(b, syntax.Dict{}))
}

func TestMarkForeignFile(t *testing.T) {
	pdf := foreign()
	out := marked(t, marked(t, pdf, amended()), repealed())
	if !bytes.HasPrefix(out, pdf) {
		t.Error("the original is not a prefix")
	}
	r := verified(t, out)
	if r.Verdict != Unsealed || len(r.Marks) != 1 || r.Marks[0].Pages != 4 || r.Marks[0].Status != "repealed" {
		t.Fatalf("got %+v", r)
	}
	f, err := syntax.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pages {
		want := 2 // the note and the mark
		if i == 0 {
			want = 4 // and two signatures
		}
		if n := len(f.Array(p.Dict["Annots"])); n != want {
			t.Errorf("page %d has %d annotations, want %d", i+1, n, want)
		}
	}
}
