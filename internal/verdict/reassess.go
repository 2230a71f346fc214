package verdict

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"mingfa/internal/authz"
	"mingfa/internal/document"
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
	Passed
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

// ReassessFindings returns what is to be known of the present proposal, each warning
// with its answer.
func (l Laws) ReassessFindings(c ReassessCase) []document.Finding {
	if c.Stage == document.Filed || !c.Subject() {
		return nil
	}
	k, found := l.foundReassess(c, Request{Verb: document.Sign})
	return document.Brief(k.keyed(found), document.MostFindings)
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
