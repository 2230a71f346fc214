package dossier

import (
	"time"

	"mingfa/internal/document"
)

// Covers returns the parts that a decision taken at the stage is bound to. It
// stands as long as they are unchanged to the byte. A stage without a decision
// of its own covers nothing (nil).
//
// The unit answers for what it wrote but not for the attribute, which it only
// proposes; secrecy, lockstep and signing cover everything, since all of it
// will be public or is vouched for at once (同步审签).
func Covers(s document.Stage) []Part {
	switch s { //nolint:exhaustive // the other stages take no decision of their own
	case document.UnitReview:
		return []Part{TextPart, AnnexPart, InterpretationPart, RelationPart, CataloguePart, RecordPart}
	case document.AttributeReview:
		return []Part{TextPart, AnnexPart, DisclosurePart}
	case document.LegalityReview, document.CompetitionReview:
		return []Part{TextPart, AnnexPart, RelationPart}
	case document.SecrecyReview, document.LockstepCheck, document.OfficeCheck, document.Signing, document.Registration:
		return Parts()
	default:
		return nil
	}
}

// Decision is what a person decided at a stage: approved, signed, registered, or
// sent back. It is bound to the digest over the parts its stage covers.
type Decision struct {
	Stage    document.Stage `json:"stage"`
	Verb     document.Verb  `json:"verb"`
	Person   string         `json:"person"`   // id of who decided
	Unit     string         `json:"unit"`     // id of the unit in whose name
	Revision int            `json:"revision"` // the revision that was seen, from 1
	Digest   string         `json:"digest"`   // dossier digest that was seen
	Cover    string         `json:"cover"`    // digest over the covered parts
	Result   string         `json:"result"`   // e.g. 可公开; "" where the stage has none
	Opinion  string         `json:"opinion"`
	At       time.Time      `json:"at"`
}

// Stands reports whether the decision still holds: it was positive, and what it
// covers has not changed by a byte in any revision since. sheets are those of
// all revisions in order, the first being revision 1. A change that was undone
// later leaves the decision void: somebody has to look again.
func (d Decision) Stands(sheets []Sheet) bool {
	parts := Covers(d.Stage)
	return parts != nil && d.Verb != document.SendBack && unchanged(sheets, d.Revision, d.Cover, parts)
}

// unchanged reports whether the parts were as cover says in the revision, and in each
// one since.
func unchanged(sheets []Sheet, revision int, cover string, parts []Part) bool {
	if revision < 1 || revision > len(sheets) {
		return false
	}
	for _, s := range sheets[revision-1:] {
		if !s.Complete() || cover != s.Over(parts) {
			return false
		}
	}
	return true
}

// Standing returns, for each stage, its latest decision if that one still
// stands; a later return at the same stage takes an earlier approval away.
// Decisions must come in the order in which they were taken.
func Standing(ds []Decision, sheets []Sheet) map[document.Stage]Decision {
	latest := map[document.Stage]Decision{}
	for _, d := range ds {
		latest[d.Stage] = d
	}
	for stage, d := range latest {
		if !d.Stands(sheets) {
			delete(latest, stage)
		}
	}
	return latest
}
