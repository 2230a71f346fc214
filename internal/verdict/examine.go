package verdict

import (
	"slices"
	"strings"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Examination is what a secrecy reviewer says of hits of the scanner: that they
// were looked at and may stand, and why.
type Examination struct {
	Digest string   `json:"digest"` // dossier digest the person saw
	Hits   []string `json:"hits"`   // as Finding.Hit names them
	Reason string   `json:"reason"` // Chinese
}

// mostHits bounds how many hits one examination may name.
const mostHits = 1000

// MayExamine is nil when the person may let hits pass now: from the secrecy review
// on, whoever may decide it. After the review it is for what a later gate still
// finds, since a text that is sealed can't go back.
func (l Laws) MayExamine(c Case) error {
	const at = document.SecrecyReview
	passed := slices.Contains(c.State.Pinned.Route().Before(c.State.Stage), at)
	if c.State.Stage != at && !passed || c.State.Stage.Closed() {
		return tooEarly()
	}
	q := c.question(document.Approve)
	q.Stage = at
	return l.reviews(q)
}

// MayExamineLate is MayExamine on an interpretation that follows its document.
func (l Laws) MayExamineLate(c LateCase) error {
	if !c.Follows() || !slices.Contains([]document.Stage{document.SecrecyReview, document.Publication}, c.Stage) {
		return tooEarly()
	}
	c.Stage = document.SecrecyReview
	return l.reviews(c.question(document.Approve))
}

// MayExamineReassess is MayExamine on the assessment of what was filed unpublished.
func (l Laws) MayExamineReassess(c ReassessCase) error {
	if !c.Subject() || !slices.Contains([]document.Stage{document.SecrecyReview, document.Signing, document.Publication}, c.Stage) {
		return tooEarly()
	}
	c.Stage = document.SecrecyReview
	return l.reviews(c.question(document.Approve))
}

func tooEarly() error {
	return document.Refuse(document.Conflict, "wrong-stage", "本件到“"+document.SecrecyReview.Label()+"”环节以后，才能核定扫描发现的问题。")
}

func (l Laws) reviews(q authz.Question) error {
	if answer := l.Authority.Ask(q); !answer.Allowed {
		return &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	return nil
}

// Examine judges whether the person may let the hits pass: see MayExamine; only
// with a reason, and only what is found in the text as it stands. Hits that pass
// already are left out.
func (l Laws) Examine(c Case, x Examination) ([]dossier.Examined, error) {
	if err := l.MayExamine(c); err != nil {
		return nil, err
	}
	if err := c.fresh(Request{Digest: x.Digest}); err != nil {
		return nil, err
	}
	return c.examine(rulebook.Check(rulebook.G6, l.input(c, Request{Verb: document.Approve})), x)
}

// ExamineLate is Examine on an interpretation that follows its document.
func (l Laws) ExamineLate(c LateCase, x Examination) ([]dossier.Examined, error) {
	if err := l.MayExamineLate(c); err != nil {
		return nil, err
	}
	if x.Digest != c.Digest {
		return nil, document.Refuse(document.Conflict, "stale-digest", "您看到的不是解读材料的最新稿，请核对后再办。")
	}
	k := c.within()
	return k.examine(l.ofMaterial(k, Request{Verb: document.Approve}, rulebook.G6), x)
}

// ExamineReassess is Examine on the assessment of what was filed unpublished.
func (l Laws) ExamineReassess(c ReassessCase, x Examination) ([]dossier.Examined, error) {
	if err := l.MayExamineReassess(c); err != nil {
		return nil, err
	}
	if x.Digest != c.Digest() {
		return nil, document.Refuse(document.Conflict, "stale-digest", "公开属性评估的情况已有变化，请核对后再办。")
	}
	k, found := l.foundReassess(c, Request{Verb: document.Approve})
	return k.examine(found, x)
}

func (c Case) examine(found []document.Finding, x Examination) ([]dossier.Examined, error) {
	reason := strings.TrimSpace(x.Reason)
	switch {
	case reason == "":
		return nil, examinationFault("reason-missing", "reason", "没有写明放行理由。", "请写明核定为可以保留的理由。")
	case len(x.Hits) == 0:
		return nil, examinationFault("no-hits", "hits", "没有选择要核定的问题。", "请勾选已经核对、可以保留的各处。")
	case len(x.Hits) > mostHits:
		return nil, examinationFault("too-many-hits", "hits", "一次核定的问题过多。", "请分批核定，每批不超过1000处。")
	}
	open := map[string]document.Finding{}
	for _, f := range found {
		open[f.Hit] = f
	}
	var out []dossier.Examined
	for _, h := range slices.Compact(slices.Sorted(slices.Values(x.Hits))) {
		f, ok := open[h]
		if h == "" || !ok {
			return nil, document.Refuse(document.Conflict, "hit-gone", "所选的问题已不在现稿之中，或者不属于可以核定放行的问题，请刷新后重新核对。")
		}
		if f.Severity != document.Info {
			out = append(out, dossier.Examined{Hit: h, Rule: f.Rule, Place: f.Place, Reason: reason, Person: c.Actor.ID, On: c.Today})
		}
	}
	return out, nil
}

func examinationFault(code, place, message, remedy string) error {
	e := document.Refuse(document.Unfit, code, message)
	e.Rule = "SR-15"
	e.Findings = []document.Finding{{Rule: "SR-15", Severity: document.Block, Place: place, Message: message, Remedy: remedy}}
	return e
}

// Cited returns the document numbers that the content may cite, see rulebook.Cited.
func Cited(c dossier.Content) []document.Number { return rulebook.Cited(c) }

// Quoted returns what the content cites, see rulebook.Quoted.
func Quoted(c dossier.Content) (numbers []document.Number, names []string) { return rulebook.Quoted(c) }
