package verdict

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Answer is what a person says to warnings of a gate, so that the act may go on: one
// answer for each warning, or one that names them all.
type Answer struct {
	// Warnings names them by Finding.Key; rule and place alone, "IN-06@interpretation.body",
	// name all that the rule found there.
	Warnings []string `json:"warnings"`
	Reason   string   `json:"reason"` // Chinese
}

// Passed is what a gate had to say of an act that it let pass.
type Passed struct {
	// Warnings is everything it said, each warning with its answer.
	Warnings []document.Finding
	// Answers are those that this act gives; the earlier ones are on record already.
	Answers []dossier.Answered
}

// mostReason bounds an answer, in characters.
const mostReason = 2000

// keyed names the warnings among the findings and puts the answers to them that hold.
func (c Case) keyed(found []document.Finding) []document.Finding {
	var bound map[dossier.Part]string
	for i, f := range found {
		if f.Severity != document.Warn {
			continue
		}
		if bound == nil {
			bound = c.bound()
		}
		mark := markOf(f, bound)
		found[i].Key = group(f) + "#" + mark[:12]
		if a, ok := c.answered(mark); ok {
			found[i].Answer = &document.Response{Reason: a.Reason, Name: a.Name, On: a.On}
		}
	}
	return found
}

func group(f document.Finding) string { return f.Rule + "@" + f.Place }

// bound digests the parts of the dossier as the case has them. A dossier that can't be
// digested has none, and then no answer holds for another one either.
func (c Case) bound() map[dossier.Part]string {
	sheet, err := c.Content.Sheet()
	if err != nil {
		return map[dossier.Part]string{}
	}
	return sheet
}

// markOf is the digest over what a warning says and the texts that it speaks of: the
// part it stands in, and text and annexes, by which everything else is measured. With
// any change of those somebody has to look again.
func markOf(f document.Finding, bound map[dossier.Part]string) string {
	part, _ := dossier.PartAt(f.Place)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s\n%s", f.Rule, f.Place, f.Message, bound[dossier.TextPart], bound[dossier.AnnexPart], bound[part]))
	return hex.EncodeToString(sum[:])
}

func (c Case) answered(mark string) (dossier.Answered, bool) {
	i := slices.IndexFunc(c.Answered, func(a dossier.Answered) bool { return a.Mark == mark })
	if i < 0 {
		return dossier.Answered{}, false
	}
	return c.Answered[i], true
}

// settle refuses what blocks, and an act on which a warning is left without an answer.
// The answers of the act are taken in; one to a warning that was answered already is
// left out, since that answer stands for everybody. what is what can't go on, in Chinese.
func (c Case) settle(found []document.Finding, r Request, code, what string) (Passed, error) {
	found = c.keyed(found)
	if blocking := document.Blocking(found); len(blocking) > 0 {
		return Passed{}, &document.Error{
			Kind: document.Unfit, Code: code, Rule: blocking[0].Rule,
			Message: what + "还不能“" + r.Verb.Label() + r.Verb.BesideLabel() + "”，有问题需要先处理。", Findings: document.Brief(found, document.MostFindings),
		}
	}
	var given []dossier.Answered
	bound := c.bound()
	for i, f := range found {
		reason := r.said(f)
		if f.Key == "" || f.Answer != nil || reason == "" {
			continue
		}
		found[i].Answer = &document.Response{Reason: reason, On: c.Today}
		given = append(given, dossier.Answered{
			Mark: markOf(f, bound), Rule: f.Rule, Place: f.Place, Message: f.Message, Reason: reason, Person: c.Actor.ID, On: c.Today,
		})
	}
	if err := r.answerable(what, document.Unanswered(found)); err != nil {
		return Passed{}, err
	}
	return Passed{Warnings: document.Brief(found, document.MostFindings), Answers: given}, nil
}

// said returns the answer of the request to a warning, "" for none: the one that names
// the warning itself before one that names all of its rule and place.
func (r Request) said(f document.Finding) string {
	for _, name := range []string{f.Key, group(f)} {
		for _, a := range r.Answers {
			if reason := strings.TrimSpace(a.Reason); reason != "" && slices.Contains(a.Warnings, name) {
				return reason
			}
		}
	}
	return ""
}

// answerable refuses an act with warnings that nobody answered, and an answer that
// nobody would read. A referral decides nothing, so it answers for nothing.
func (r Request) answerable(what string, open []document.Finding) error {
	for _, a := range r.Answers {
		if n := len([]rune(a.Reason)); n > mostReason {
			return document.Refuse(document.Invalid, "answer-too-long", fmt.Sprintf("对提示的处理说明过长（%d字），每项不超过%d字。", n, mostReason))
		}
	}
	if len(open) == 0 || r.Result == rulebook.Refer {
		return nil
	}
	return &document.Error{
		Kind: document.Unfit, Code: "warnings-unanswered", Rule: open[0].Rule,
		Message:  fmt.Sprintf("%s有%d项提示没有处理说明，不能“%s”。请逐项或者一并写明处理说明；需要改正的，请改正后再办。", what, len(open), r.Verb.Label()+r.Verb.BesideLabel()),
		Findings: document.Brief(open, document.MostFindings),
	}
}

// Known returns the answers to warnings that hold for the dossier as it is, the oldest
// first: what who signs is to know (DH-12).
func (c Case) Known() []dossier.Answered {
	out := []dossier.Answered{}
	bound := c.bound()
	for _, a := range c.Answered {
		f := document.Finding{Rule: a.Rule, Place: a.Place, Message: a.Message}
		if markOf(f, bound) == a.Mark {
			out = append(out, a)
		}
	}
	return out
}

// alsoKnown returns, as findings, the answered warnings that hold and are not among
// those of the gate: the record of the signature has them all (DH-12).
func (c Case) alsoKnown(said []document.Finding) []document.Finding {
	var out []document.Finding
	for _, a := range c.Known() {
		f := document.Finding{Rule: a.Rule, Severity: document.Warn, Place: a.Place, Message: a.Message}
		f.Key = group(f) + "#" + a.Mark[:12]
		f.Answer = &document.Response{Reason: a.Reason, Name: a.Name, On: a.On}
		if !slices.ContainsFunc(said, func(s document.Finding) bool { return s.Key == f.Key }) {
			out = append(out, f)
		}
	}
	return out
}
