package verdict

import (
	"errors"
	"slices"
	"strings"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// LateCase is an interpretation that follows its released document (IN-08), with
// everything the judgement rests on. Its way is drafting, secrecy review and
// publication; the document itself has closed.
type LateCase struct {
	Document  Case // with the actor
	Stage     document.Stage
	Seq       int
	Releasing bool
	Material  dossier.Interpretation // of the present revision
	Digest    string                 // of Material, "" when nothing was written yet
	Authors   []string               // who wrote any revision
	Reviewed  []string               // who reviewed it for secrets, at any time
	Cleared   string                 // digest of the material that the last review found open
}

// LateRuling is what follows from an act that is allowed.
type LateRuling struct {
	From, To document.Stage
	Unit     string
	Release  bool // the publisher asked for the release
	Passed
}

// lateVerbs are the verbs of each stage of the way.
var lateVerbs = map[document.Stage][]document.Verb{
	document.Drafting:      {document.Submit},
	document.SecrecyReview: {document.Approve, document.SendBack},
	document.Publication:   {document.Release},
}

// JudgeLate decides on an act about a late interpretation. Refusals are as of Judge.
func (l Laws) JudgeLate(c LateCase, r Request) (LateRuling, error) {
	if err := c.admissible(r); err != nil {
		return LateRuling{}, err
	}
	answer := l.Authority.Ask(c.question(r.Verb))
	if !answer.Allowed {
		return LateRuling{}, &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	if r.Digest != c.Digest || c.Digest == "" {
		return LateRuling{}, document.Refuse(document.Conflict, "stale-digest", "您看到的不是解读材料的最新稿，请核对后再办。")
	}
	ruling, err := l.lateEffect(c, r)
	ruling.From, ruling.Unit = c.Stage, answer.Unit
	return ruling, err
}

// MayWriteLate answers whether the actor may write the material now.
func (l Laws) MayWriteLate(c LateCase) error {
	if err := c.admissible(Request{Verb: document.Submit}); err != nil {
		return err
	}
	if answer := l.Authority.Ask(c.question(document.Submit)); !answer.Allowed {
		return &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	return nil
}

// Follows reports whether an interpretation is to follow the document (IN-08).
func (c LateCase) Follows() bool {
	return c.Document.Awaits() && c.Document.State.Stage == document.Published
}

// Base is the digest that a save of the material must name: of the present material,
// or before the first save of what the document plans, so that the first one is held
// to what its writer saw as every other edit is.
func (c LateCase) Base() string {
	if c.Digest != "" || len(c.Document.Sheets) == 0 {
		return c.Digest
	}
	return c.Document.sheet()[dossier.InterpretationPart]
}

func (c LateCase) admissible(r Request) error {
	switch {
	case !c.Follows():
		return document.Refuse(document.Conflict, "not-later", "本件没有待补的解读材料：只有经批准随后解读、并且已经发布的文件，才能补充解读材料。")
	case c.Stage == document.Published:
		return document.Refuse(document.Conflict, "closed", "解读材料已经发布，不能再办理。")
	case r.Stage != "" && r.Stage != c.Stage:
		return document.Refuse(document.Conflict, "stale-stage", "解读材料已由他人办理，现在“"+c.Stage.Label()+"”环节，请刷新后再办。")
	case !lateOffers(c.Stage, r.Verb):
		return document.Refuse(document.Conflict, "wrong-stage", "解读材料正在“"+c.Stage.Label()+"”环节，不能这样办理。")
	case c.Releasing:
		return document.Refuse(document.Conflict, "releasing", "解读材料正在发布，请等待回读核验的结果。")
	default:
		return nil
	}
}

// lateOffers reports whether the verb is one of those of the stage of a late
// interpretation.
func lateOffers(s document.Stage, v document.Verb) bool {
	for _, w := range lateVerbs[s] {
		if w == v {
			return true
		}
	}
	return false
}

// question asks as of a document whose dossier is the material alone.
func (c LateCase) question(v document.Verb) authz.Question {
	q := c.Document.question(v)
	q.Stage, q.Authors, q.LastMover = c.Stage, c.Authors, ""
	q.Drafter = ""
	q.Decided = map[document.Stage][]string{document.SecrecyReview: c.Reviewed}
	return q
}

func (l Laws) lateEffect(c LateCase, r Request) (LateRuling, error) {
	switch r.Verb { //nolint:exhaustive // admissible lets no other verb pass
	case document.Submit:
		passed, err := l.passLate(c, r, rulebook.G7)
		return LateRuling{To: document.SecrecyReview, Passed: passed}, err
	case document.Approve:
		passed, err := l.passLate(c, r, rulebook.G6)
		if err == nil && r.Result != rulebook.Open {
			err = document.Refuse(document.Unfit, "not-open", "解读材料的审查结果须为“可公开”；不能公开的，请退回修改。")
		}
		return LateRuling{To: document.Publication, Passed: passed}, err
	case document.SendBack:
		return LateRuling{To: document.Drafting}, needOpinion(r, "DH-10", "退回须写明理由（DH-10）。")
	default:
		if c.Cleared != c.Digest {
			return LateRuling{}, document.Refuse(document.Conflict, "not-reviewed", "解读材料未经保密审查，或者审查后有改动，不能发布。")
		}
		passed, err := l.passLate(c, r, rulebook.G13)
		return LateRuling{To: document.Publication, Release: true, Passed: passed}, err
	}
}

// lateGates are the gates of the way; what was to be answered at the first of them is
// shown at the others too.
var lateGates = map[document.Stage]rulebook.Gate{
	document.Drafting: rulebook.G7, document.SecrecyReview: rulebook.G6, document.Publication: rulebook.G13,
}

// passLate checks a gate on the material as if it stood in its document.
func (l Laws) passLate(c LateCase, r Request, g rulebook.Gate) (Passed, error) {
	k := c.within()
	return k.settle(l.ofMaterial(k, r, g), r, "gate-"+strings.ToLower(string(g)), "解读材料")
}

// within is the document as if the material stood in it.
func (c LateCase) within() Case {
	k := c.Document
	k.Content.Interpretation = c.Material
	k.Content.Interpretation.Need = dossier.Needed
	k.State.Stage = c.Stage
	if sheet, err := k.Content.Sheet(); err == nil {
		k.Sheets = append(slices.Clone(k.Sheets), sheet)
	}
	return k
}

// ofMaterial returns what a gate says of the material and of the act. What it says of
// the document itself was decided before its release.
func (l Laws) ofMaterial(k Case, r Request, g rulebook.Gate) []document.Finding {
	var mine []document.Finding
	for _, f := range rulebook.Check(g, l.input(k, r)) {
		if part, _ := dossier.PartAt(f.Place); part == dossier.InterpretationPart || r.Verb != document.Release && ofTheAct(f.Place) {
			mine = append(mine, f)
		}
	}
	return mine
}

// LateFindings returns what the gate of the present stage has to say of the material,
// each warning with its answer: to who writes, reviews and publishes it. Nothing before
// the first revision.
func (l Laws) LateFindings(c LateCase) []document.Finding {
	g, ok := lateGates[c.Stage]
	if !ok || c.Digest == "" || !c.Follows() {
		return nil
	}
	k := c.within()
	var out []document.Finding
	for _, f := range l.ofMaterial(k, Request{}, g) {
		if !ofTheAct(f.Place) {
			out = append(out, f)
		}
	}
	return k.keyed(out)
}

// LateOptions returns the verbs of the present stage for this actor.
func (l Laws) LateOptions(c LateCase) []Option {
	out := []Option{}
	for _, v := range lateVerbs[c.Stage] {
		o := Option{Verb: v, Label: v.Label(), Open: true}
		err := c.admissible(Request{Verb: v})
		if err == nil {
			if a := l.Authority.Ask(c.question(v)); !a.Allowed {
				o.Open, o.Code, o.Reason, o.Rule = false, a.Code, a.Reason, a.Rule
			}
		}
		if e, ok := errors.AsType[*document.Error](err); ok {
			o.Open, o.Code, o.Reason = false, e.Code, e.Message
		}
		out = append(out, o)
	}
	return out
}
