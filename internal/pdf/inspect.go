package pdf

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"slices"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// maxSignatures bounds the work on one file; a real one has a few.
const maxSignatures = 64

// inspection is a file with its signed revisions.
type inspection struct {
	file       *syntax.File
	signatures []Signature
	changes    []Change
}

// field is a signature field that has been signed.
type field struct {
	field syntax.Dict
	ref   syntax.Ref // of the signature dictionary
	value syntax.Dict
}

// signatureFields lists the signed signature fields of a file.
func signatureFields(f *syntax.File) []field {
	catalog, err := f.Catalog()
	if err != nil {
		return nil
	}
	var out []field
	for _, o := range f.Array(f.Dict(catalog["AcroForm"])["Fields"]) {
		d := f.Dict(o)
		ref, ok := d["V"].(syntax.Ref)
		if !ok || d["FT"] != syntax.Name("Sig") || len(out) > maxSignatures {
			continue
		}
		out = append(out, field{d, ref, f.Dict(ref)})
	}
	return out
}

// inspect checks every signature and compares each signed revision with the
// one after it.
func inspect(f *syntax.File, trust Trust) inspection {
	in := inspection{file: f}
	for _, x := range signatureFields(f) {
		in.signatures = append(in.signatures, examine(f, x, trust))
	}
	if len(in.signatures) > maxSignatures {
		for i := range in.signatures {
			in.signatures[i].Intact, in.signatures[i].Problem = false, "签名数量异常"
		}
		return in
	}
	slices.SortStableFunc(in.signatures, func(a, b Signature) int { return a.End - b.End })
	in.compareRevisions()
	return in
}

// examine checks one signature.
func examine(f *syntax.File, x field, trust Trust) Signature {
	s := Signature{
		Field: syntax.DecodeText(x.field["T"]), Reason: syntax.DecodeText(x.value["Reason"]),
		Location: syntax.DecodeText(x.value["Location"]), Digest: syntax.DecodeText(f.Dict(x.value[ourKey])["Digest"]),
		permission: 3,
	}
	s.Time, _ = syntax.ParseDate(x.value["M"])
	start, end, err := coverage(f, x)
	if err != nil {
		s.Problem = "签名范围异常：" + err.Error()
		return s
	}
	s.End = len(f.Data)
	if r := f.Array(x.value["ByteRange"]); len(r) == 4 {
		length, _ := syntax.AsInt(r[3])
		s.End = end + length
	}
	s.WholeFile = len(bytes.TrimSpace(f.Data[s.End:])) == 0
	revision, err := syntax.Open(f.Data[:s.End])
	if err != nil {
		s.Problem = "签名所覆盖的版本不完整"
		return s
	}
	s.Certification, s.permission = certification(revision, x.ref)
	contents, _ := x.value["Contents"].(syntax.String)
	s.check(contents, f.Data[:start], f.Data[end:s.End], trust)
	return s
}

// check verifies the CMS over the signed bytes.
func (s *Signature) check(contents []byte, before, after []byte, trust Trust) {
	parsed, err := cms.Parse(derOnly(contents))
	if err != nil {
		s.Problem = "签名数据无法识别"
		return
	}
	s.Signer, s.Issuer = parsed.Certificate.Subject.CommonName, parsed.Certificate.Issuer.CommonName
	s.Algorithm = parsed.Algorithm()
	if err := parsed.Verify(before, after); err != nil {
		s.Problem = "签名与文件内容不符，文件已被改动"
		return
	}
	s.Intact = true
	s.Trusted = parsed.Trusted(trust.roots, s.Time)
}

// derOnly cuts the padding after a DER value.
func derOnly(b []byte) []byte {
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(b, &v)
	if err != nil {
		return b
	}
	return b[:len(b)-len(rest)]
}

// coverage checks that the byte range leaves out the signature value and
// nothing else, and returns the bounds of what it leaves out.
func coverage(f *syntax.File, x field) (start, end int, err error) {
	r := f.Array(x.value["ByteRange"])
	if len(r) != 4 {
		return 0, 0, fmt.Errorf("no byte range")
	}
	var v [4]int
	for i := range v {
		n, ok := syntax.AsInt(r[i])
		if !ok || n < 0 || n > len(f.Data) {
			return 0, 0, fmt.Errorf("bad byte range")
		}
		v[i] = n
	}
	start, end = v[1], v[2]
	objectStart, objectEnd, ok := f.Span(x.ref.Num)
	switch {
	case v[0] != 0 || end+v[3] > len(f.Data) || end-start < 2:
		return 0, 0, fmt.Errorf("bad byte range")
	case !ok || start < objectStart || end > objectEnd:
		return 0, 0, fmt.Errorf("the gap is outside the signature")
	}
	contents, _ := x.value["Contents"].(syntax.String)
	gap := f.Data[start:end]
	inside, err := hex.DecodeString(string(gap[1 : len(gap)-1]))
	if gap[0] != '<' || gap[len(gap)-1] != '>' || err != nil || !bytes.Equal(inside, contents) {
		return 0, 0, fmt.Errorf("the gap is not the signature value")
	}
	if !bytes.HasSuffix(bytes.TrimRight(f.Data[:end+v[3]], "\r\n"), []byte("%%EOF")) {
		return 0, 0, fmt.Errorf("the signed revision is not complete")
	}
	return start, end, nil
}

// certification reports whether a signature certifies its revision, and the
// permission that it gives. A certification without parameters permits 2.
func certification(revision *syntax.File, ref syntax.Ref) (bool, int) {
	catalog, err := revision.Catalog()
	if err != nil {
		return false, 1
	}
	if revision.Dict(catalog["Perms"])["DocMDP"] != syntax.Object(ref) {
		return false, 3
	}
	for _, o := range revision.Array(revision.Dict(ref)["Reference"]) {
		d := revision.Dict(o)
		if d["TransformMethod"] == syntax.Name("DocMDP") {
			if p, ok := syntax.AsInt(revision.Dict(d["TransformParams"])["P"]); ok {
				return true, p
			}
		}
	}
	return true, 2
}

// compareRevisions lists what changed after the first signature, revision by
// revision, and who signed it.
func (in *inspection) compareRevisions() {
	if len(in.signatures) == 0 || !in.signatures[0].Intact {
		return
	}
	first := in.signatures[0]
	permission := 3
	older := first.End
	for _, s := range append(in.signatures[1:len(in.signatures):len(in.signatures)], Signature{End: len(in.file.Data)}) {
		if s.End <= older {
			continue
		}
		permission = min(permission, first.permission)
		for _, c := range between(in.file.Data, older, s.End) {
			c.By = s.Signer
			if c.Class != ClassViolation && !allows(permission, c.Class) {
				c.Class, c.Detail = ClassViolation, "not permitted by the seal: "+c.Detail
			}
			c.Permitted = c.Class != ClassViolation && s.Intact && s.Trusted
			in.changes = append(in.changes, c)
		}
		older = s.End
	}
}

// allows applies a DocMDP permission to a class of change.
func allows(permission int, c Class) bool {
	switch c {
	case ClassValidation:
		return true
	case ClassSignature, ClassMetadata:
		return permission >= 2
	case ClassMark, ClassAnnotation:
		return permission >= 3
	}
	return false
}

// between compares the file as it was at two points. White space that a
// transport left at the end is no change.
func between(data []byte, from, to int) []Change {
	if len(bytes.TrimSpace(data[from:to])) == 0 {
		return nil
	}
	broken := []Change{{Class: ClassViolation, Detail: "bytes that form no revision were added"}}
	older, err := syntax.Open(data[:from])
	if err != nil {
		return broken
	}
	newer, err := syntax.Open(data[:to])
	if err != nil {
		return broken
	}
	changes := compare(older, newer)
	if len(changes) == 0 {
		return []Change{{Class: ClassViolation, Detail: "bytes without effect were added"}}
	}
	return changes
}
