package verdict

import (
	"errors"
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// Option is a verb on the page of a document: open, or closed with its reason.
type Option struct {
	Verb   document.Verb `json:"verb"`
	Label  string        `json:"label"`
	Open   bool          `json:"open"`
	Code   string        `json:"code,omitempty"`   // why it is closed
	Reason string        `json:"reason,omitempty"` // the same in Chinese
	Rule   string        `json:"rule,omitempty"`
}

// Options returns the verbs of the present stage for this actor, found being what
// Findings says of the case. The way forward is closed while its gate is sure to refuse
// it; an open verb may still be refused when words or answers are missing.
func (l Laws) Options(c Case, found []document.Finding) []Option {
	row, ok := c.State.Stage.Row()
	if !ok {
		return nil
	}
	out := make([]Option, 0, len(row.Verbs))
	for _, v := range row.Verbs {
		o := l.option(c, v)
		if n := l.inTheWay(c, found); o.Open && v == row.Forward && n > 0 {
			o.Open, o.Code, o.Reason = false, FindingsFirst, fmt.Sprintf("有%d项必须先改正。", n)
		}
		out = append(out, o)
	}
	return out
}

// FindingsFirst is the code of an option that is closed by what its gate finds.
const FindingsFirst = "findings-first"

// inTheWay counts the findings for which the gate of the present stage refuses the act,
// whatever comes with it. The disclosure office may set another attribute with its act, on
// which much of the rest depends, and the signer another date: those are left to the gate.
func (l Laws) inTheWay(c Case, found []document.Finding) int {
	if c.State.Stage == document.AttributeReview || l.Gated(c) != c.State.Stage {
		return 0
	}
	dated := func(f document.Finding) bool {
		return c.State.Stage == document.Signing && strings.HasPrefix(f.Place, "relations.") && strings.HasSuffix(f.Place, ".on")
	}
	n := 0
	for _, f := range document.Blocking(found) {
		if !dated(f) {
			n++
		}
	}
	return n
}

func (l Laws) option(c Case, v document.Verb) Option {
	o := Option{Verb: v, Label: v.Label()}
	if err := l.admissible(c, Request{Verb: v}); err != nil {
		if e, ok := errors.AsType[*document.Error](err); ok {
			o.Code, o.Reason = e.Code, e.Message
		}
		return o
	}
	if e := c.repealed(v); e != nil {
		o.Code, o.Reason = e.Code, e.Message
		return o
	}
	if v == document.Release && !c.State.SealedReady {
		o.Code, o.Reason = "not-sealed", "本件正在用印，请稍候再发布。"
		return o
	}
	a := l.Authority.Ask(c.question(v))
	o.Open, o.Code, o.Reason, o.Rule = a.Allowed, a.Code, a.Reason, a.Rule
	return o
}

// repealed refuses the release of what was repealed before it (invariant 6).
func (c Case) repealed(v document.Verb) *document.Error {
	if v != document.Release || c.State.RepealedBy == "" {
		return nil
	}
	return document.Refuse(document.Conflict, "already-repealed", "本件已由"+string(c.State.RepealedBy)+"废止，不再发布，可以归档。")
}

// Findings returns what the gate of the present stage has to say of the dossier
// as it stands, without the answers and opinions that only an act brings. At a stage
// without a gate it is the next gate ahead that speaks, see Gated, and only of what
// stands in the dossier.
func (l Laws) Findings(c Case) []document.Finding {
	gated := l.Gated(c)
	row, ok := gated.Row()
	if !ok || row.Gate == "" {
		return nil
	}
	ahead := gated != c.State.Stage
	c.State.Pinned, c.State.Stage = l.pinned(c), gated
	if ahead {
		c.Actor = Actor{} // who will act there is not who looks
	}
	var out []document.Finding
	for _, f := range rulebook.Check(rulebook.Gate(row.Gate), l.input(c, Request{Verb: row.Forward})) {
		if !ofTheAct(f.Place) && (!ahead || ofTheDossier(f.Place)) {
			out = append(out, f)
		}
	}
	return c.keyed(out)
}

// Gated returns the stage whose gate the document comes to next: the present one,
// or the next on its way that has a gate; "" when its way has ended.
func (l Laws) Gated(c Case) document.Stage {
	route := l.pinned(c).Route()
	for s, on := c.State.Stage, true; on; s, on = route.After(s) {
		if row, ok := s.Row(); ok && row.Gate != "" {
			return s
		}
	}
	return ""
}

// Way is the way of the document: that of its procedure, or before the first submission
// the one that its class and text, as they are now, would lead it.
func (l Laws) Way(c Case) document.Route { return l.pinned(c).Route() }

// pinned is the procedure of the document, or the one that its submission will pin.
func (l Laws) pinned(c Case) procedure.Pinned {
	if len(c.State.Pinned.Steps) == 0 {
		if p, err := l.Book.Resolve(c.Content.Text.Class, facts(c.Content)); err == nil {
			return p
		}
	}
	return c.State.Pinned
}

// ofTheAct reports whether a finding speaks of what only the act itself brings:
// its opinion, date, answers and result.
func ofTheAct(place string) bool {
	return place == "opinion" || place == "dated_on" || place == "result" || strings.HasPrefix(place, "checklist")
}
