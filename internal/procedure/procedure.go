package procedure

import (
	"strings"

	"mingfa/internal/document"
)

// The conditions a step can have.
const (
	AffectsBusiness = "affects_business" // the measure touches business operators (ND-08)
	Major           = "major"            // the matter is a 重大行政决策 (MD-09)
)

var conditions = []string{AffectsBusiness, Major}

// Facts are what the conditions of a procedure ask of a document.
type Facts struct{ AffectsBusiness, Major bool }

// apply reports whether a step under the condition is on the way.
func (f Facts) apply(when string) bool {
	return when == "" || when == AffectsBusiness && f.AffectsBusiness || when == Major && f.Major
}

// words are the facts as an office calls them, "" when there is none.
func (f Facts) words() string {
	var out []string
	if f.AffectsBusiness {
		out = append(out, "涉及经营者经济活动")
	}
	if f.Major {
		out = append(out, "属于重大行政决策")
	}
	return strings.Join(out, "且")
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
