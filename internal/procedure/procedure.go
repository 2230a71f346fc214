package procedure

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
)

// AffectsBusiness is the one condition a step can have so far: it is on the way
// only if the measure touches business operators (ND-08).
const AffectsBusiness = "affects_business"

// Step is one stage of a procedure.
type Step struct {
	Stage document.Stage `json:"stage"`
	// Workdays is the time limit in working days, counted from the day after the
	// document came to the stage (CAL-01); 0 is no limit.
	Workdays int `json:"workdays"`
	// When is the condition under which the step is on the way, "" = always.
	When string `json:"when,omitempty"`
}

// Procedure is the 办理程序 of one class of documents.
type Procedure struct {
	ID      string
	Version string // SHA-256 of the file it was read from, lower-case hexadecimal
	Class   document.Class
	Label   string // Chinese, for people
	Steps   []Step
}

// resolve returns the steps that apply.
func (p Procedure) resolve(affectsBusiness bool) Pinned {
	out := Pinned{ID: p.ID, Version: p.Version, Steps: []Step{}}
	for _, s := range p.Steps {
		if s.When == "" || (s.When == AffectsBusiness && affectsBusiness) {
			out.Steps = append(out.Steps, s)
		}
	}
	return out
}

// check reports what is wrong with the procedure, under every combination of
// conditions.
func (p Procedure) check() error {
	switch {
	case strings.TrimSpace(p.ID) == "":
		return fmt.Errorf("the id is missing")
	case strings.TrimSpace(p.Label) == "":
		return fmt.Errorf("the label is missing")
	case !p.Class.Known():
		return fmt.Errorf("unknown class %q", p.Class)
	}
	for _, s := range p.Steps {
		if s.When != "" && s.When != AffectsBusiness {
			return fmt.Errorf("stage %q: unknown condition %q", s.Stage, s.When)
		}
		if s.Workdays < 0 || s.Workdays > maxWorkdays {
			return fmt.Errorf("stage %q: time limit of %d working days", s.Stage, s.Workdays)
		}
	}
	for _, affects := range []bool{false, true} {
		if err := p.lawful(p.resolve(affects).Route(), affects); err != nil {
			return fmt.Errorf("affects_business=%t: %w", affects, err)
		}
	}
	return nil
}

// maxWorkdays bounds a time limit to a year, so that a slip of the pen shows.
const maxWorkdays = 250

// lawful reports whether a resolved route is one the law allows for the class:
// beyond what holds for every route, all reviews stand before the signing, a
// normative document passes the legality review (ND-04), and what touches business
// operators passes the competition review (ND-08) where the class can hold such
// measures.
func (p Procedure) lawful(r document.Route, affectsBusiness bool) error {
	if err := r.Check(); err != nil {
		return err
	}
	if p.Class == document.Normative && !r.Has(document.LegalityReview) {
		return fmt.Errorf("stage %q is missing", document.LegalityReview)
	}
	makesPolicy := p.Class == document.Normative || p.Class == document.Policy
	if affectsBusiness && makesPolicy && !r.Has(document.CompetitionReview) {
		return fmt.Errorf("stage %q is missing", document.CompetitionReview)
	}
	late := []document.Stage{document.Signing, document.Registration, document.Publication}
	for _, stage := range r {
		if !slices.Contains(late, stage) && !slices.Contains(r.Before(document.Signing), stage) {
			return fmt.Errorf("stage %q must stand before signing", stage)
		}
	}
	return nil
}
