package pdf

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"slices"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// maxSignatures bounds the work on one file; a real one has a few.
const maxSignatures = 64

// inspection is a file with its signed revisions.
type inspection struct {
	file       *syntax.File
	sums       *sums
	trust      Trust
	revisions  map[int]*syntax.File // by where they end
	signatures []Signature
	changes    []Change
}

// field is a signature field that has been signed.
type field struct {
	field syntax.Dict
	ref   syntax.Ref // of the signature dictionary, or of the field that holds it
	value syntax.Dict
}

// signatureFields lists the signed signature fields of a file, also those below
// other fields.
func signatureFields(f *syntax.File) []field {
	catalog, err := f.Catalog()
	if err != nil {
		return nil
	}
	w := &fieldWalk{file: f, seen: map[int]bool{}}
	w.visit(f.Array(f.Dict(catalog["AcroForm"])["Fields"]), nil)
	return w.out
}

type fieldWalk struct {
	file *syntax.File
	seen map[int]bool
	out  []field
}

func (w *fieldWalk) visit(fields syntax.Array, kind syntax.Object) {
	for _, o := range fields {
		r, ok := o.(syntax.Ref)
		if !ok || w.seen[r.Num] {
			continue
		}
		w.seen[r.Num] = true
		d := w.file.Dict(r)
		kind := kind
		if d["FT"] != nil {
			kind = w.file.Resolve(d["FT"])
		}
		if d["V"] != nil && kind == syntax.Name("Sig") && len(w.out) <= maxSignatures {
			at := r
			if value, ok := d["V"].(syntax.Ref); ok {
				at = value
			}
			w.out = append(w.out, field{d, at, w.file.Dict(d["V"])})
		}
		w.visit(w.file.Array(d["Kids"]), kind)
	}
}

// inspect checks every signature and compares each signed revision with the
// one after it.
func inspect(f *syntax.File, s *sums, trust Trust) inspection {
	in := inspection{file: f, sums: s, trust: trust, revisions: map[int]*syntax.File{len(f.Data): f}}
	for _, x := range signatureFields(f) {
		in.signatures = append(in.signatures, in.examine(x))
	}
	if len(in.signatures) > maxSignatures {
		for i := range in.signatures {
			in.signatures[i].Intact, in.signatures[i].Problem = false, "签名数量异常"
		}
		return in
	}
	slices.SortStableFunc(in.signatures, func(a, b Signature) int { return a.End - b.End })
	in.compareRevisions()
	in.findMarkers()
	if i := in.seal(); i < 0 || trust.roots != nil && !in.signatures[i].Trusted {
		in.findRemoved() // a trusted seal stands for what was before it
	}
	return in
}

// signer returns the place of the first signature of an office or a person, -1 if there
// is none. An authority that stamps the time stamps whatever it is sent.
func (in *inspection) signer() int {
	return slices.IndexFunc(in.signatures, func(s Signature) bool { return !s.Timestamp })
}

// seal returns the place of the first signature by which somebody vouches for what the
// file says, -1 if there is none. Who signs a mark stands for the mark alone: it can be
// put on any file.
func (in *inspection) seal() int {
	return slices.IndexFunc(in.signatures, func(s Signature) bool { return !s.Timestamp && !s.Marker })
}

// findMarkers tells the signatures of marks from the others.
func (in *inspection) findMarkers() {
	before := 0
	for i := range in.signatures {
		s := &in.signatures[i]
		s.Marker = !s.Timestamp && !s.Certification && in.marked(before, s.End)
		before = max(before, s.End)
	}
}

// marked reports whether the revision that ends at a place carries a mark that was
// written behind another place.
func (in *inspection) marked(from, to int) bool {
	f, err := in.revision(to)
	if err != nil {
		return false
	}
	pages, err := f.Pages()
	if err != nil {
		return false
	}
	at := inspection{file: f}
	for _, p := range pages {
		for _, m := range marksOn(f, p) {
			if start, ok := at.written(m); !ok || start >= from {
				return true
			}
		}
	}
	return false
}

// revision opens the file as it was when it ended at a place.
func (in *inspection) revision(end int) (*syntax.File, error) {
	if f, ok := in.revisions[end]; ok {
		return f, nil
	}
	f, err := in.file.State(in.file.Data[:end])
	if err != nil {
		return nil, err
	}
	in.revisions[end] = f
	return f, nil
}

// examine checks one signature.
func (in *inspection) examine(x field) Signature {
	f := in.file
	s := Signature{
		Field: syntax.DecodeText(x.field["T"]), Reason: syntax.DecodeText(x.value["Reason"]),
		Location: syntax.DecodeText(x.value["Location"]), Digest: syntax.DecodeText(f.Dict(x.value[ourKey])["Digest"]),
		Timestamp: x.value["SubFilter"] == syntax.Name(formatTimestamp), permission: 3,
	}
	s.Time, _ = syntax.ParseDate(x.value["M"])
	start, end, err := coverage(f, x)
	if err != nil {
		s.Problem = "签名范围异常：" + err.Error()
		s.End = len(f.Data)
		return s
	}
	length, _ := syntax.AsInt(f.Array(x.value["ByteRange"])[3])
	s.End = end + length
	s.WholeFile = blank(f.Data[s.End:])
	revision, err := in.revision(s.End)
	if err != nil {
		s.Problem = "签名所覆盖的版本不完整"
		return s
	}
	s.Certification, s.permission = permissionOf(revision, x)
	contents, _ := x.value["Contents"].(syntax.String)
	in.check(&s, contents, func(d cms.Digest) []byte { return in.sums.of(d, start, end, s.End) })
	return s
}

// check verifies the signature value over the signed bytes.
func (in *inspection) check(s *Signature, contents []byte, sum func(cms.Digest) []byte) {
	der, padding := cutDER(contents)
	if len(bytes.Trim(padding, "\x00")) > 0 {
		s.Problem = "签名数据之后藏有其他内容"
		return
	}
	if s.Timestamp {
		in.checkTimestamp(s, der, sum)
		return
	}
	parsed, err := cms.Parse(der)
	if err != nil {
		s.Problem = "签名数据无法识别"
		return
	}
	s.Signer, s.Issuer = parsed.Certificate.Subject.CommonName, parsed.Certificate.Issuer.CommonName
	s.Algorithm = parsed.Algorithm()
	if err := parsed.VerifySum(sum); err != nil {
		s.Problem = problem(err)
		return
	}
	s.Intact = true
	at := s.Time
	if stamp, err := parsed.Stamp(); err == nil {
		s.Stamp = &Stamp{Authority: stamp.Certificate.Subject.CommonName, Time: stamp.Time, Trusted: in.trust.stamped(stamp)}
		if s.Stamp.Trusted { // better known than what the signer claims
			at = stamp.Time
		}
	}
	s.Trusted = parsed.Trusted(in.trust.roots, at)
}

// checkTimestamp verifies a time stamp over the whole revision (PAdES B-LTA).
func (in *inspection) checkTimestamp(s *Signature, der []byte, sum func(cms.Digest) []byte) {
	token, err := cms.ParseToken(der)
	if err == nil {
		err = token.StampsSum(sum)
	}
	if err != nil {
		s.Problem = problem(err)
		return
	}
	s.Signer, s.Issuer = token.Certificate.Subject.CommonName, token.Certificate.Issuer.CommonName
	s.Algorithm, s.Time = token.Algorithm(), token.Time
	s.Intact, s.Trusted = true, in.trust.stamped(token)
}

func problem(err error) string {
	if errors.Is(err, cms.ErrUnsupported) {
		return "签名使用了本系统不支持或者不安全的算法，不能核验"
	}
	return "签名与文件内容不符，文件已被改动"
}

// cutDER splits a DER value from the padding after it.
func cutDER(b []byte) (der, padding []byte) {
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(b, &v)
	if err != nil {
		return b, nil
	}
	return b[:len(b)-len(rest)], rest
}

// coverage checks that the byte range leaves out the signature value and
// nothing else, and returns the bounds of what it leaves out.
func coverage(f *syntax.File, x field) (start, end int, err error) {
	r := f.Array(x.value["ByteRange"])
	if len(r) != 4 {
		return 0, 0, errors.New("没有写明签名所覆盖的范围")
	}
	var v [4]int
	for i := range v {
		n, ok := syntax.AsInt(r[i])
		if !ok || n < 0 || n > len(f.Data) {
			return 0, 0, errors.New("所写的范围与文件不符，文件可能被其他软件重写过")
		}
		v[i] = n
	}
	start, end = v[1], v[2]
	objectStart, objectEnd, ok := f.Span(x.ref.Num)
	switch {
	case v[0] != 0 || end+v[3] > len(f.Data) || end-start < 2:
		return 0, 0, errors.New("所写的范围与文件不符，文件可能被其他软件重写过")
	case !ok || start < objectStart || end > objectEnd:
		return 0, 0, errors.New("所写的范围不在签名处，文件可能被其他软件重写过")
	}
	contents, _ := x.value["Contents"].(syntax.String)
	gap := f.Data[start:end]
	inside, err := hex.DecodeString(string(gap[1 : len(gap)-1]))
	if gap[0] != '<' || gap[len(gap)-1] != '>' || err != nil || !bytes.Equal(inside, contents) {
		return 0, 0, errors.New("范围以外的内容不是签名值")
	}
	if !bytes.HasSuffix(bytes.TrimRight(f.Data[:end+v[3]], "\r\n"), []byte("%%EOF")) {
		return 0, 0, errors.New("所覆盖的版本不完整")
	}
	return start, end, nil
}

// permissionOf reports whether a signature certifies its revision, and what it
// permits afterwards: as certification, or as a lock of its field (ISO 32000-2,
// table 236).
func permissionOf(revision *syntax.File, x field) (certification bool, permission int) {
	certification, permission = certificationOf(revision, x.ref)
	if p, ok := syntax.AsInt(revision.Dict(x.field["Lock"])["P"]); ok {
		permission = min(permission, p)
	}
	return certification, permission
}

// certificationOf reads the DocMDP permission; a certification without parameters
// permits 2.
func certificationOf(revision *syntax.File, ref syntax.Ref) (bool, int) {
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
