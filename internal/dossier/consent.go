package dossier

import (
	"slices"
	"time"

	"mingfa/internal/document"
)

// Stand is what a co-issuing body says of a joint document.
type Stand string

// The stands. Only plain agreement lets the document be signed; whoever wants changes is
// asked again once they are made, or says plainly that none are needed any more.
const (
	Agree    Stand = "agree"              // 同意
	AgreeIf  Stand = "agree_with_changes" // 修改后同意
	Disagree Stand = "refuse"             // 不同意
)

// Stands lists the stands in the order in which they are offered.
func Stands() []Stand { return []Stand{Agree, AgreeIf, Disagree} }

// Label returns the Chinese name, "" for an unknown stand.
func (s Stand) Label() string {
	switch s {
	case Agree:
		return "同意"
	case AgreeIf:
		return "修改后同意"
	case Disagree:
		return "不同意"
	default:
		return ""
	}
}

// Consent is the 会签 of one co-issuing body on one version of a joint document (DH-13):
// given by its head in this system, or on its own paper and put on record by the office
// of the lead body.
type Consent struct {
	Body      string        `json:"body"` // as Text.JointWith names it
	Stand     Stand         `json:"stand"`
	Signatory string        `json:"signatory"` // who signed for the body
	Post      string        `json:"post"`      // that person's post, e.g. 局长
	On        document.Date `json:"on"`        // day of the signature
	Opinion   string        `json:"opinion"`
	Evidence  string        `json:"evidence"` // number of the 会签单 or letter, "" when Own
	Own       bool          `json:"own"`      // given in this system by the body itself
	Revision  int           `json:"revision"` // the revision that was seen, from 1
	Digest    string        `json:"digest"`   // dossier digest of that revision
	Cover     string        `json:"cover"`    // digest over ConsentParts
	Person    string        `json:"-"`        // id of who put it on record
	Name      string        `json:"name"`     // that person's name
	At        time.Time     `json:"at"`       // when it was put on record
}

// ConsentParts are what a co-issuing body vouches for: the text with its annexes, and
// what it does to other documents. The disclosure attribute is not among them: the lead
// body sets it and tells the others (DA-09).
func ConsentParts() []Part { return []Part{TextPart, AnnexPart, RelationPart} }

// Holds reports whether the consent is still about the present text: nothing that it
// covers has changed by a byte in any revision since, as with Decision.Stands. sheets are
// those of all revisions in order.
func (c Consent) Holds(sheets []Sheet) bool {
	return unchanged(sheets, c.Revision, c.Cover, ConsentParts())
}

// SameAs reports whether both say the same of the same text, by the same person on the
// same evidence: a repetition.
func (c Consent) SameAs(o Consent) bool {
	c.Revision, c.Digest, c.Name, c.At = o.Revision, o.Digest, o.Name, o.At
	return c == o
}

// LatestConsent returns what the body said last; ok is false when it said nothing yet.
// Consents must come in the order in which they were put on record.
func LatestConsent(consents []Consent, body string) (c Consent, ok bool) {
	for _, c := range slices.Backward(consents) {
		if c.Body == body {
			return c, true
		}
	}
	return Consent{}, false
}

// ConsentsSince returns the number of the revision, from 1, since which what a consent
// covers is as it is now; 0 without revisions.
func ConsentsSince(sheets []Sheet) int {
	n := len(sheets)
	for n > 1 && sheets[n-2].Over(ConsentParts()) == sheets[n-1].Over(ConsentParts()) {
		n--
	}
	return n
}
