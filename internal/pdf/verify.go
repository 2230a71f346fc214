package pdf

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// Verdict is the answer to whether a file can be relied on.
type Verdict string

const (
	// Intact means sealed by a trusted signer, and nothing was added since but by
	// trusted signers and as the seal permits.
	Intact Verdict = "intact"
	// Tampered means that a signature is broken, or something was added that the seal
	// does not permit or that no trusted signer stands for. The sealed original
	// may still be whole inside the file: see Report.SealedDigest.
	Tampered Verdict = "tampered"
	// Untrusted means that everything is whole, but the seal leads to no trusted root.
	Untrusted Verdict = "untrusted"
	// Unsigned means that there is no signature but time stamps, for which nobody has
	// to show the authority what he has.
	Unsigned Verdict = "unsigned"
	// Unsealed means that all who signed put a mark on the file: they stand for the
	// mark and not for what the file says, for a mark can be put on any file.
	Unsealed Verdict = "unsealed"
)

// Report is what Verify found in a file. It is whole for any file that can be read; what
// can't be is an error instead.
type Report struct {
	Verdict Verdict `json:"verdict"`
	// Summary says the verdict in one Chinese sentence.
	Summary string `json:"summary"`
	Pages   int    `json:"pages"`
	// Signatures are in the order in which they were made.
	Signatures []Signature `json:"signatures"`
	// Changes are what was added after the first signature.
	Changes []Change `json:"changes"`
	// Marks are the current marks that count: those under an intact signature
	// by a trusted signer.
	Marks []MarkFound `json:"marks"`
	// Claims are marks on the pages that do not count: those under no signature, a
	// broken one, or one of a signer who is not trusted. What they say is not to be
	// relied on, and may still be true.
	Claims []MarkFound `json:"claims,omitempty"`
	// SealedDigest is the SHA-256, in hexadecimal, of the file as it was when first
	// sealed or signed, time stamps and signatures of marks not counted; empty if that
	// signature is broken or there is none.
	SealedDigest string `json:"sealed_digest"`
	// SealedSize is the number of bytes that SealedDigest covers.
	SealedSize int `json:"sealed_size"`
}

// Signature is one digital signature of a file, intact or not, with what it says of itself
// and what was checked of it.
type Signature struct {
	Field string `json:"field"`
	// Certification is true for the seal, false for an approval signature.
	Certification bool   `json:"certification"`
	Signer        string `json:"signer"`
	Issuer        string `json:"issuer"`
	Algorithm     string `json:"algorithm"`
	// Marker is true for a signature that stands for a mark on the pages, which came
	// with it, and for nothing else.
	Marker bool `json:"marker,omitempty"`
	// Time is the time that the signer claims, or that of a Timestamp.
	Time time.Time `json:"time"`
	// Stamp is what an authority says about the time, nil if none was asked.
	Stamp *Stamp `json:"stamp,omitempty"`
	// Timestamp is true for a time stamp over the whole file, which nobody signed
	// but the authority.
	Timestamp bool   `json:"timestamp,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Location  string `json:"location,omitempty"`
	// Digest is the dossier digest that was signed along with the file.
	Digest string `json:"digest,omitempty"`
	// Intact: the signed bytes are unchanged and the signature is right.
	Intact bool `json:"intact"`
	// Trusted: the certificate leads to a trusted root and was valid at the time of
	// a trusted Stamp, or else at Time.
	Trusted bool `json:"trusted"`
	// WholeFile: nothing follows the signed revision.
	WholeFile bool `json:"whole_file"`
	// End is where the signed revision ends, in bytes.
	End int `json:"end"`
	// Problem says in Chinese why the signature is not intact.
	Problem string `json:"problem,omitempty"`

	permission int // DocMDP level, 3 if it has none
}

// Stamp is a time stamp over a signature (RFC 3161) that was verified.
type Stamp struct {
	Authority string    `json:"authority"`
	Time      time.Time `json:"time"`
	// Trusted: the authority's certificate leads to a trusted root.
	Trusted bool `json:"trusted"`
}

// Class is the kind of a change after a signature.
type Class string

// The classes of changes. A violation is a change that no signature permits.
const (
	ClassMark       Class = "mark"
	ClassSignature  Class = "signature"
	ClassMetadata   Class = "metadata"
	ClassAnnotation Class = "annotation"
	ClassValidation Class = "validation-data"
	ClassViolation  Class = "VIOLATION"
)

// Change is something that differs between two signed revisions.
type Change struct {
	// By is the signer of the later revision, empty if nobody signed it.
	By    string `json:"by"`
	Class Class  `json:"class"`
	// Page counts from 1; 0 if the change belongs to no page.
	Page int `json:"page,omitempty"`
	// Detail is technical, for the record.
	Detail string `json:"detail"`
	// Permitted: the first signature permits it and a trusted signer stands
	// for it.
	Permitted bool `json:"permitted"`
}

// MarkFound is a mark that counts.
type MarkFound struct {
	ID       string `json:"id"`
	Status   string `json:"status"`
	Diagonal string `json:"diagonal"`
	Banner   string `json:"banner"`
	Level    Level  `json:"level"`
	Source   string `json:"source"`
	// Time is the time that the marker claims.
	Time   time.Time `json:"time"`
	Signer string    `json:"signer"`
	// Pages is how many pages carry the mark.
	Pages int `json:"pages"`
	// Complete: every page carries it.
	Complete bool `json:"complete"`
}

// Verify examines the signatures of a file and what happened after the first.
// A file that cannot be read gives an Error. It never panics.
func Verify(pdf []byte, trust Trust) (Report, error) {
	return verify(newSums(pdf), trust)
}

func verify(s *sums, trust Trust) (Report, error) {
	file, err := syntax.Open(s.data)
	if err != nil {
		return Report{}, err
	}
	file.OnRead(s.rest)
	pages, err := file.Pages()
	if err != nil {
		return Report{}, err
	}
	in := inspect(file, s, trust)
	if len(in.signatures) == 0 && unfinished(s.data) {
		return Report{}, ErrDamaged.Because(fmt.Errorf("the file does not end where it says"))
	}
	r := Report{
		Pages: len(pages), Signatures: in.signatures, Changes: in.changes,
		Verdict: in.verdict(),
	}
	r.Marks, r.Claims = in.marks(pages)
	if i := in.seal(); i >= 0 && in.signatures[i].Intact {
		r.SealedSize = in.signatures[i].End
		r.SealedDigest = hex.EncodeToString(in.sums.of(cms.SHA256, r.SealedSize, r.SealedSize, r.SealedSize))
	}
	r.Summary = summary(r.Verdict)
	if r.Verdict == Unsealed {
		r.Summary = in.markersOnly()
	}
	return r, nil
}

// markersOnly says of a file without seal who signed its marks.
func (in inspection) markersOnly() string {
	var names []string
	trusted := true
	for _, s := range in.signatures {
		if s.Marker && !slices.Contains(names, "“"+s.Signer+"”") {
			names = append(names, "“"+s.Signer+"”")
		}
		trusted = trusted && (s.Trusted || !s.Marker)
	}
	doubt := ""
	if !trusted {
		doubt = "（签署者不在受信任的范围内）"
	}
	return "没有电子印章；只有效力标注，由" + strings.Join(names, "、") + "签署" + doubt + "。标注不证明文件的内容，不能确认文件由谁制发、是否被改动。"
}

func summary(v Verdict) string {
	switch v {
	case Intact:
		return "签章有效，文件自用印后未被篡改。"
	case Untrusted:
		return "文件未被篡改，但签章证书不在受信任范围内，不能确认制发机关。"
	case Unsigned:
		return "文件没有数字签章，不能核验其真实性。"
	case Unsealed:
		return "没有电子印章，不能核验其真实性。"
	case Tampered:
	}
	return "文件在用印后被改动，或者被追加了未经受信任签名的内容，不能采信。"
}

func (in inspection) verdict() Verdict {
	if len(in.signatures) == 0 && len(in.changes) == 0 {
		return Unsigned
	}
	for _, s := range in.signatures {
		if !s.Intact {
			return Tampered
		}
	}
	// Where the first signer is not trusted, nobody can be asked for more than that the
	// file keeps to its rules.
	first, seal := in.signer(), in.seal()
	trusted := first >= 0 && in.signatures[first].Trusted
	for _, c := range in.changes {
		if c.Class == ClassViolation || trusted && !c.Permitted {
			return Tampered
		}
	}
	switch {
	case first < 0:
		return Unsigned
	case seal < 0:
		return Unsealed
	case !in.signatures[seal].Trusted:
		return Untrusted
	}
	return Intact
}
