package procedure

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
)

// The conditions a step can have.
const (
	AffectsBusiness = "affects_business" // the measure touches business operators (ND-08)
	Major           = "major"            // the matter is a 重大行政决策 (MD-09)
)

// Facts are what the conditions of a procedure ask of a document.
type Facts struct{ AffectsBusiness, Major bool }

// apply reports whether a step under the condition is on the way.
func (f Facts) apply(when string) bool {
	return when == "" || when == AffectsBusiness && f.AffectsBusiness || when == Major && f.Major
}

// everyFacts are all combinations of them.
func everyFacts() []Facts {
	return []Facts{{}, {AffectsBusiness: true}, {Major: true}, {AffectsBusiness: true, Major: true}}
}

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
func (p Procedure) resolve(f Facts) Pinned {
	out := Pinned{ID: p.ID, Version: p.Version, Steps: []Step{}}
	for _, s := range p.Steps {
		if f.apply(s.When) {
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
		if s.When != "" && s.When != AffectsBusiness && s.When != Major {
			return fmt.Errorf("stage %q: unknown condition %q", s.Stage, s.When)
		}
		if s.Workdays < 0 || s.Workdays > maxWorkdays {
			return fmt.Errorf("stage %q: time limit of %d working days", s.Stage, s.Workdays)
		}
	}
	for _, f := range everyFacts() {
		if err := p.lawful(p.resolve(f), f); err != nil {
			return fmt.Errorf("affects_business=%t major=%t: %w", f.AffectsBusiness, f.Major, err)
		}
	}
	return nil
}

// maxWorkdays bounds a time limit to a year, so that a slip of the pen shows.
const maxWorkdays = 250

// legalityTime holds the time given to the legality review between the bounds of
// ND-05 and above that of MD-09, for major decisions. No limit is longer than any.
func legalityTime(way Pinned, f Facts) error {
	days := way.Workdays(document.LegalityReview)
	least := 5
	if f.Major {
		least = 7
	}
	if days != 0 && (days < least || days > 15) {
		return fmt.Errorf("stage %q: %d working days, the law gives from %d to 15", document.LegalityReview, days, least)
	}
	return nil
}

// lawful reports whether a resolved route is one the law allows for the class:
// beyond what holds for every route, all reviews stand before the signing, a
// normative document passes the legality review (ND-04), and what touches business
// operators passes the competition review (ND-08) where the class can hold such
// measures; a major decision passes the legality review as well (MD-09).
func (p Procedure) lawful(way Pinned, f Facts) error {
	r := way.Route()
	if err := r.Check(); err != nil {
		return err
	}
	makesPolicy := p.Class == document.Normative || p.Class == document.Policy
	if (p.Class == document.Normative || f.Major && makesPolicy) && !r.Has(document.LegalityReview) {
		return fmt.Errorf("stage %q is missing", document.LegalityReview)
	}
	if f.AffectsBusiness && makesPolicy && !r.Has(document.CompetitionReview) {
		return fmt.Errorf("stage %q is missing", document.CompetitionReview)
	}
	if err := legalityTime(way, f); err != nil {
		return err
	}
	late := []document.Stage{document.Signing, document.Registration, document.Publication}
	for _, stage := range r {
		if !slices.Contains(late, stage) && !slices.Contains(r.Before(document.Signing), stage) {
			return fmt.Errorf("stage %q must stand before signing", stage)
		}
	}
	return nil
}
