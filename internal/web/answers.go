package web

import (
	"net/url"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// answerFields are the fields in which an act answers the warnings of its gate.
type answerFields struct {
	ID    string // of the form, which keeps those of its fields apart
	Open  []document.Finding
	typed []verdict.Answer
}

// mostOwn is up to how many warnings each has a field of its own; more of them are
// answered in one field that names them all.
const mostOwn = 12

// Each reports whether each warning has a field of its own.
func (f answerFields) Each() bool { return len(f.Open) <= mostOwn }

// All reports whether there is a field for all of them.
func (f answerFields) All() bool { return len(f.Open) > 1 }

// Own returns what was typed for one warning alone.
func (f answerFields) Own(key string) string {
	for _, a := range f.typed {
		if len(a.Warnings) == 1 && a.Warnings[0] == key {
			return a.Reason
		}
	}
	return ""
}

// Common returns what was typed for several warnings at once.
func (f answerFields) Common() string {
	for _, a := range f.typed {
		if len(a.Warnings) > 1 {
			return a.Reason
		}
	}
	return ""
}

// unanswered joins the warnings of a page and those of a refusal, each once.
func unanswered(lists ...[]document.Finding) []document.Finding {
	var out []document.Finding
	for _, f := range document.Unanswered(slices.Concat(lists...)) {
		if !slices.ContainsFunc(out, func(o document.Finding) bool { return o.Key == f.Key }) {
			out = append(out, f)
		}
	}
	return out
}

// Answers are the fields of the form: none for an act that passes no gate, and none
// while the gate is that of a later stage. What a refusal found is asked for as well.
func (f actForm) Answers() answerFields {
	out := answerFields{ID: f.ID(), typed: f.Typed.Answers}
	if f.Main() && f.View.FoundAt == f.View.Stage {
		out.Open = unanswered(f.View.Findings, f.Findings)
	}
	return out
}

// besideForm is the form of an act beside the way: on a late interpretation, or on the
// assessment of what was filed.
type besideForm struct {
	page    documentPage
	id      string // late, reassess
	found   []document.Finding
	checks  []desk.CheckItem
	digest  string
	Allowed bool // this person may let hits of the scanner pass
}

// LateForm is the form of the late interpretation of the page.
func (p documentPage) LateForm() besideForm {
	l := p.View.Late
	return besideForm{page: p, id: "late", found: l.Findings, checks: l.Checks, digest: l.Digest, Allowed: l.Examinable}
}

// ReassessForm is the form of the assessment of the page.
func (p documentPage) ReassessForm() besideForm {
	r := p.View.Reassess
	return besideForm{page: p, id: "reassess", found: r.Findings, checks: r.Checks, digest: r.Digest, Allowed: r.Examinable}
}

// ID keeps the fields of the form apart from those of others.
func (f besideForm) ID() string { return f.id }

// Path is the address of the document.
func (f besideForm) Path() string { return f.page.Path() }

// Digest is what an examination sends back.
func (f besideForm) Digest() string { return f.digest }

// Findings are what the gate says.
func (f besideForm) Findings() []document.Finding { return f.found }

// Checks are the questions of the secrecy review, none at other stages.
func (f besideForm) Checks() []desk.CheckItem { return f.checks }

// Reason is what was typed for hits of the scanner, when it was refused.
func (f besideForm) Reason() string { return f.page.Reason }

// Undecided reports whether a secrecy reviewer may still let the finding pass.
func (f besideForm) Undecided(x document.Finding) bool { return f.page.Undecided(x) }

// Deciding reports whether this person has findings to decide on.
func (f besideForm) Deciding() bool {
	return f.Allowed && slices.ContainsFunc(f.found, f.page.Undecided)
}

// Answers are the fields of one verb: none for those that pass no gate.
func (f besideForm) Answers(v document.Verb) answerFields {
	out := answerFields{ID: f.id + "-" + string(v), typed: f.page.typedAnswers}
	if v == document.SendBack {
		return out
	}
	var refused []document.Finding
	if f.page.Refused != nil {
		refused = f.page.Refused.Findings
	}
	out.Open = unanswered(f.found, refused)
	return out
}

// readAnswers reads what a person said to the warnings that the page showed: to each by
// itself, and to all others at once.
func readAnswers(form url.Values) []verdict.Answer {
	var out []verdict.Answer
	var rest []string
	for _, key := range form["warning"] {
		if own := strings.TrimSpace(form.Get("answer." + key)); own != "" {
			out = append(out, verdict.Answer{Warnings: []string{key}, Reason: own})
		} else {
			rest = append(rest, key)
		}
	}
	if common := strings.TrimSpace(form.Get("answer")); common != "" && len(rest) > 0 {
		out = append(out, verdict.Answer{Warnings: rest, Reason: common})
	}
	return out
}
