package verdict

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/authz"
	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// ReassessCase is the assessment whether what was filed unpublished can be more open
// (DA-18), with everything the judgement rests on. Its way is filed, secrecy review,
// signing and, for what becomes PROACTIVE, publication; the document itself has closed.
type ReassessCase struct {
	Document  Case           // with the actor
	Stage     document.Stage // Filed while nothing is proposed
	Seq       int
	Releasing bool
	Now       document.Attribute // as the register has it
	From      document.Attribute // as it was when the change was proposed, "" while none is
	Proposed  document.Attribute // "" while nothing is proposed
	Reason    string
	Sealed    string   // SHA-256 of the sealed original, "" when there is none
	Dead      bool     // it has been repealed or revoked
	Proposer  string   // person
	Reviewed  []string // who reviewed this proposal for secrets
	Cleared   string   // digest that the last review found fit for the proposed attribute
	Signed    string   // digest that was signed
}

// ReassessRuling is what follows from an act that is allowed.
type ReassessRuling struct {
	From, To document.Stage
	Unit     string
	Proposed document.Attribute // set by the proposal
	Reason   string             // set by the proposal
	Changed  bool               // the signature changes the attribute
	Release  bool               // the publisher asked for the release
	Duties   Effects
	Warnings []document.Finding
}

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

// Digest binds a decision to the signed dossier, the bytes of the sealed original and
// the attribute that is proposed for them. Every act sends it back.
func (c ReassessCase) Digest() string {
	b, err := json.Marshal([]string{
		c.Document.State.ID, c.Document.State.SignedDigest, c.Sealed, string(c.base()), string(c.Proposed), c.Reason, c.Proposer, fmt.Sprint(c.Stage == document.Filed, c.restSeq()),
	})
	if err != nil { // strings can be encoded
		panic(err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// base is the attribute that is to be changed; the signature does not move it.
func (c ReassessCase) base() document.Attribute {
	if c.Stage == document.Filed {
		return c.Now
	}
	return c.From
}

// restSeq tells two rests apart, so that a page of before the last assessment is stale.
func (c ReassessCase) restSeq() int {
	if c.Stage == document.Filed {
		return c.Seq
	}
	return 0
}

// Subject reports whether the document is one that the assessment is about.
func (c ReassessCase) Subject() bool {
	return c.Document.State.Stage == document.Filed && c.Document.State.Number != "" && c.Document.State.SignedDigest != "" && (!c.Now.Releasable() || c.Stage != document.Filed)
}

var reassessVerbs = map[document.Stage][]document.Verb{
	document.Filed:         {document.Reassess},
	document.SecrecyReview: {document.Approve, document.SendBack},
	document.Signing:       {document.Sign, document.SendBack},
	document.Publication:   {document.Release},
}

// JudgeReassess decides on an act about the assessment. Refusals are as of Judge.
func (l Laws) JudgeReassess(c ReassessCase, r Request) (ReassessRuling, error) {
	if err := c.admissible(r); err != nil {
		return ReassessRuling{}, err
	}
	answer := l.askReassess(c, r.Verb)
	if !answer.Allowed {
		return ReassessRuling{}, &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	if r.Digest != c.Digest() {
		return ReassessRuling{}, document.Refuse(document.Conflict, "stale-digest", "公开属性评估的情况已有变化，请核对后再办。")
	}
	ruling, err := l.reassess(c, r)
	if err != nil {
		return ReassessRuling{}, err
	}
	ruling.From, ruling.Unit = c.Stage, answer.Unit
	ruling.Duties, err = l.dated(ruling.Duties)
	return ruling, err
}

func (l Laws) askReassess(c ReassessCase, v document.Verb) authz.Answer {
	q := c.question(v)
	if v == document.Reassess {
		return l.Authority.AskBeside(q)
	}
	return l.Authority.Ask(q)
}

func (c ReassessCase) admissible(r Request) error {
	switch {
	case r.Stage != "" && r.Stage != c.Stage:
		return document.Refuse(document.Conflict, "stale-stage", "公开属性评估已由他人办理，现在“"+c.Stage.Label()+"”环节，请刷新后再办。")
	case !c.Subject():
		return ruled("DA-18", document.Refuse(document.Conflict, "not-filed", "只有编号用印后归档、未主动公开的公文，才能评估调整公开属性。"))
	case c.Sealed == "":
		return document.Refuse(document.Conflict, "not-sealed", "本件没有用印原件，不能评估调整公开属性。")
	case c.Dead:
		return document.Refuse(document.Conflict, "already-repealed", "本件已经废止，不再调整公开属性。")
	case !slices.Contains(reassessVerbs[c.Stage], r.Verb):
		return document.Refuse(document.Conflict, "wrong-stage", "公开属性评估正在“"+c.Stage.Label()+"”环节，不能这样办理。")
	case c.Releasing:
		return document.Refuse(document.Conflict, "releasing", "本件正在发布，请等待回读核验的结果。")
	case slices.Contains(c.Document.Content.Disclosure.Grounds, document.R14A):
		return ruled("SR-09", document.Refuse(document.Forbidden, "state-secret", "本件以国家秘密为由不予公开，不得在本系统评估公开。请先由有权机关办理解密，在涉密信息系统中处理。"))
	default:
		return nil
	}
}

func ruled(rule string, e *document.Error) *document.Error {
	e.Rule = rule
	return e
}

// question asks as of a document on which the proposal, the review and the signature are
// the three decisions. Who wrote the document decides nothing here either.
func (c ReassessCase) question(v document.Verb) authz.Question {
	q := c.Document.question(v)
	q.Stage, q.LastMover, q.Decided = c.Stage, "", map[document.Stage][]string{document.SecrecyReview: c.Reviewed}
	if c.Proposer != "" {
		q.Decided[document.AttributeReview] = []string{c.Proposer}
	}
	return q
}

func (l Laws) reassess(c ReassessCase, r Request) (ReassessRuling, error) {
	switch r.Verb { //nolint:exhaustive // admissible lets no other verb pass
	case document.Reassess:
		return l.propose(c, r)
	case document.Approve:
		return l.clear(c, r)
	case document.SendBack:
		return ReassessRuling{To: document.Filed}, needOpinion(r, "退回须写明理由（DH-10）。")
	case document.Sign:
		return l.change(c, r)
	default:
		if c.Signed != c.Digest() || c.Cleared != c.Digest() || !c.Proposed.Releasable() {
			return ReassessRuling{}, document.Refuse(document.Conflict, "not-reviewed", "公开属性调整未经保密审查、签发，或者其后用印原件有变化，不能发布。")
		}
		warnings, err := l.passReassess(c, r)
		return ReassessRuling{To: document.Publication, Release: true, Warnings: warnings}, err
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
	if err := needOpinion(r, "提出调整公开属性须写明评估理由（DA-17）。"); err != nil {
		return ReassessRuling{}, err
	}
	c.Proposed = r.Disclosure.Attribute
	warnings, err := l.passReassess(c, r)
	return ReassessRuling{To: document.SecrecyReview, Proposed: c.Proposed, Reason: strings.TrimSpace(r.Opinion), Warnings: warnings}, err
}

// clear is the secrecy review under the new attribute (SR-14): what becomes PROACTIVE
// must be open as a whole.
func (l Laws) clear(c ReassessCase, r Request) (ReassessRuling, error) {
	warnings, err := l.passReassess(c, r)
	switch {
	case err != nil:
	case r.Result == rulebook.Open, r.Result == rulebook.Partial && c.Proposed == document.OnRequest:
	default:
		err = document.Refuse(document.Unfit, "not-open", "审查结果与拟定的公开属性“"+c.Proposed.Label()+"”不符；不能这样公开的，请退回。")
	}
	return ReassessRuling{To: document.Signing, Warnings: warnings}, err
}

// change is the signature, from which the attribute is another and the twenty working
// days run (DA-19). The assessment that was due is done with it (DA-17).
func (l Laws) change(c ReassessCase, r Request) (ReassessRuling, error) {
	if err := needOpinion(r, "签发须写明签发意见（DH-12）。"); err != nil {
		return ReassessRuling{}, err
	}
	if c.Cleared != c.Digest() {
		return ReassessRuling{}, document.Refuse(document.Conflict, "not-reviewed", "公开属性调整未经保密审查，或者审查后用印原件有变化，不能签发。")
	}
	warnings, err := l.passReassess(c, r)
	out := ReassessRuling{To: document.Filed, Changed: true, Warnings: warnings}
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
func (l Laws) passReassess(c ReassessCase, r Request) ([]document.Finding, error) {
	k := c.Document
	k.Content.Disclosure = dossier.Disclosure{Attribute: c.Proposed}
	k.State.Stage = document.SecrecyReview
	in := l.input(k, r)
	found := c.carried()
	for _, f := range rulebook.Check(rulebook.G6, in) {
		if r.Verb == document.Approve || !ofTheAct(f.Place) {
			found = append(found, f)
		}
	}
	if c.Proposed.Releasable() {
		found = append(found, forwarded(in)...)
	}
	blocking := document.Blocking(found)
	if len(blocking) == 0 {
		return found, nil
	}
	return nil, &document.Error{
		Kind: document.Unfit, Code: "gate-reassess", Rule: blocking[0].Rule, Message: "公开属性还不能这样调整，有问题需要先处理。", Findings: found,
	}
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

// ReassessFindings returns what is to be known of the present proposal.
func (l Laws) ReassessFindings(c ReassessCase) []document.Finding {
	if c.Stage == document.Filed || !c.Subject() {
		return nil
	}
	found, err := l.passReassess(c, Request{Verb: document.Sign})
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Findings
	}
	return found
}

// ReassessOptions returns the verbs of the present stage for this actor.
func (l Laws) ReassessOptions(c ReassessCase) []Option {
	out := []Option{}
	for _, v := range reassessVerbs[c.Stage] {
		o := Option{Verb: v, Label: v.Label() + v.BesideLabel(), Open: true}
		err := c.admissible(Request{Verb: v})
		if err == nil {
			if a := l.askReassess(c, v); !a.Allowed {
				o.Open, o.Code, o.Reason, o.Rule = false, a.Code, a.Reason, a.Rule
			}
		}
		if e, ok := errors.AsType[*document.Error](err); ok {
			o.Open, o.Code, o.Reason, o.Rule = false, e.Code, e.Message, e.Rule
		}
		out = append(out, o)
	}
	return out
}
