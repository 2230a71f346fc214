package verdict

import (
	"fmt"
	"strings"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Awaits reports whether an interpretation is to follow the document: because that was
// approved, or because it was opened later and its class asks for one (IN-04, IN-08).
func (c Case) Awaits() bool {
	return c.Content.Interpretation.Need == dossier.Later || c.State.OpenedOn != "" && unexplained(c.Content)
}

// unexplained reports whether the class of the document asks for an interpretation that
// it does not have and that nobody waived.
func unexplained(c dossier.Content) bool {
	asks := c.Text.Class == document.Normative || c.Text.Class == document.Policy
	return asks && c.Interpretation.Need != dossier.Needed && c.Interpretation.Need != dossier.Waived
}

func (l Laws) reassess(c ReassessCase, r Request) (ReassessRuling, error) {
	switch r.Verb { //nolint:exhaustive // admissible lets no other verb pass
	case document.Reassess:
		return l.propose(c, r)
	case document.Approve:
		return l.clear(c, r)
	case document.SendBack:
		return ReassessRuling{To: document.Filed}, needOpinion(r, "DH-10", "退回须写明理由（DH-10）。")
	case document.Sign:
		return l.change(c, r)
	default:
		if c.Signed != c.Digest() || c.Cleared != c.Digest() || !c.Proposed.Releasable() {
			return ReassessRuling{}, document.Refuse(document.Conflict, "not-reviewed", "公开属性调整未经保密审查、签发，或者其后用印原件有变化，不能发布。")
		}
		passed, err := l.passReassess(c, r)
		return ReassessRuling{To: document.Publication, Release: true, Passed: passed}, err
	}
}

func (l Laws) propose(c ReassessCase, r Request) (ReassessRuling, error) {
	if r.Disclosure == nil || !c.Now.MayBecome(r.Disclosure.Attribute) {
		e := ruled("DA-18", document.Refuse(document.Unfit, "not-allowed", "公开属性只能由“不予公开”调整为“依申请公开”或者“主动公开”，由“依申请公开”调整为“主动公开”，不得收紧。"))
		e.Findings = []document.Finding{{
			Rule: "DA-18", Severity: document.Block, Place: "disclosure.attribute", Message: e.Message, Remedy: "请从列表中选择调整后的公开属性。",
		}}
		return ReassessRuling{}, e
	}
	if err := needOpinion(r, "DA-17", "提出调整公开属性须写明评估理由（DA-17）。"); err != nil {
		return ReassessRuling{}, err
	}
	c.Proposed = r.Disclosure.Attribute
	passed, err := l.passReassess(c, r)
	return ReassessRuling{To: document.SecrecyReview, Proposed: c.Proposed, Reason: strings.TrimSpace(r.Opinion), Passed: passed}, err
}

// clear is the secrecy review under the new attribute (SR-14): what becomes PROACTIVE
// must be open as a whole.
func (l Laws) clear(c ReassessCase, r Request) (ReassessRuling, error) {
	passed, err := l.passReassess(c, r)
	switch {
	case err != nil:
	case r.Result == rulebook.Open, r.Result == rulebook.Partial && c.Proposed == document.OnRequest:
	default:
		err = document.Refuse(document.Unfit, "not-open", "审查结果与拟定的公开属性“"+c.Proposed.Label()+"”不符；不能这样公开的，请退回。")
	}
	return ReassessRuling{To: document.Signing, Passed: passed}, err
}

// change is the signature, from which the attribute is another and the twenty working
// days run (DA-19). The assessment that was due is done with it (DA-17).
func (l Laws) change(c ReassessCase, r Request) (ReassessRuling, error) {
	if err := needOpinion(r, "DH-12", "签发须写明签发意见（DH-12）。"); err != nil {
		return ReassessRuling{}, err
	}
	if c.Cleared != c.Digest() {
		return ReassessRuling{}, document.Refuse(document.Conflict, "not-reviewed", "公开属性调整未经保密审查，或者审查后用印原件有变化，不能签发。")
	}
	passed, err := l.passReassess(c, r)
	out := ReassessRuling{To: document.Filed, Changed: true, Passed: passed}
	out.Duties.Meet = []string{ReviewDuty}
	next := Duty{Rule: "DA-17", Name: ReviewDuty, Title: "定期评估能否公开", Unit: calendar.Months, Count: l.Region.ReviewMonths, From: c.Document.Today}
	if c.Proposed.Releasable() {
		out.To = document.Publication
		next = Duty{Rule: "DA-19", Name: OpenDuty, Title: "公开属性调整后主动公开", Unit: calendar.Workdays, Count: openWithin, From: c.Document.Today}
	}
	out.Duties.Begin = []Duty{next}
	return out, err
}

// openWithin is in how many working days after the change it is published (DA-19;
// 政府信息公开条例 第二十六条).
const openWithin = 20

// passReassess checks the document under the proposed attribute: what an act says of
// itself only at the review. What is found in it is found at every step anew.
func (l Laws) passReassess(c ReassessCase, r Request) (Passed, error) {
	k, found := l.foundReassess(c, r)
	return k.settle(found, r, "gate-reassess", "公开属性调整")
}

// foundReassess returns what is found, and the document as if the change were made.
func (l Laws) foundReassess(c ReassessCase, r Request) (Case, []document.Finding) {
	k := c.Document
	k.Content.Disclosure = dossier.Disclosure{Attribute: c.Proposed}
	k.State.Stage = document.SecrecyReview
	in := l.input(k, r)
	found := c.carried()
	for _, f := range rulebook.Check(rulebook.G6, in) {
		if r.Verb == document.Reassess && f.Hit != "" && f.Severity == document.Block {
			// As with a draft: who proposes is told, who reviews decides.
			f.Severity, f.Remedy = document.Warn, f.Remedy+"保留的，由保密审查人员逐处核定。"
		}
		if r.Verb == document.Approve || !ofTheAct(f.Place) {
			found = append(found, f)
		}
	}
	if c.Proposed.Releasable() {
		found = append(found, forwarded(in)...)
	}
	return k, found
}

// forwarded is DA-10: no more open than what is forwarded.
func forwarded(in rulebook.Input) []document.Finding {
	rule, ok := rulebook.Lookup("DA-10")
	if !ok {
		return nil
	}
	out := rule.Check(in)
	for i := range out {
		out[i].Rule, out[i].Cite = rule.ID, rule.Cite
	}
	return out
}

// carried: the sealed original of what was not for the public holds every annex, so one
// that is closed by itself can't be left out of it (DA-11); and an interpretation that is
// due is told of (IN-04).
func (c ReassessCase) carried() []document.Finding {
	var out []document.Finding
	if !c.Proposed.Releasable() {
		return nil
	}
	for i, a := range c.Document.Content.Annexes {
		if a.Closed() {
			out = append(out, document.Finding{
				Rule: "DA-11", Severity: document.Block, Place: fmt.Sprintf("annexes.%d.attribute", i),
				Message: fmt.Sprintf("附件%d单独定为“%s”，用印原件中含有该附件，不能整件主动公开。", i+1, a.Attribute.Label()),
				Remedy:  "附件不公开的，请将可以公开的内容另行成文公开。",
			})
		}
	}
	if unexplained(c.Document.Content) {
		out = append(out, document.Finding{
			Rule: "IN-04", Severity: document.Warn, Place: "interpretation.need",
			Message: "本件应当解读，现无解读材料。", Remedy: "公开后须按期补充解读材料（IN-08）。",
		})
	}
	return out
}
