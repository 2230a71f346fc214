package procedure

import (
	"slices"
	"strings"

	"mingfa/internal/document"
)

// The conditions a step can have.
const (
	AffectsBusiness = "affects_business" // the measure touches business operators (ND-08)
	Major           = "major"            // the matter is a 重大行政决策 (MD-09)
	NormativeSigns  = "normative_signs"  // a document of another class that looks like a normative one (ND-01, ND-02)
)

var conditions = []string{AffectsBusiness, Major, NormativeSigns}

// Facts are what the conditions of a procedure ask of a document.
type Facts struct{ AffectsBusiness, Major, NormativeSigns bool }

// either stands between conditions of which any one is enough.
const either = " or "

// apply reports whether a step under the condition is on the way.
func (f Facts) apply(when string) bool {
	held := map[string]bool{"": true, AffectsBusiness: f.AffectsBusiness, Major: f.Major, NormativeSigns: f.NormativeSigns}
	return slices.ContainsFunc(strings.Split(when, either), func(c string) bool { return held[c] })
}

// unknown returns the first condition of when that there is not.
func unknown(when string) (condition string, bad bool) {
	if when == "" {
		return "", false
	}
	for c := range strings.SplitSeq(when, either) {
		if !slices.Contains(conditions, c) {
			return c, true
		}
	}
	return "", false
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
	if f.NormativeSigns {
		out = append(out, "有行政规范性文件的特征")
	}
	return strings.Join(out, "且")
}

// everyFacts are all combinations of them.
func everyFacts() []Facts {
	var out []Facts
	for i := range 8 {
		out = append(out, Facts{AffectsBusiness: i&1 > 0, Major: i&2 > 0, NormativeSigns: i&4 > 0})
	}
	return out
}

// Step is one stage of a procedure.
type Step struct {
	Stage document.Stage `json:"stage"`
	// Workdays is the time limit in working days, counted from the day after the
	// document came to the stage (CAL-01); 0 is no limit.
	Workdays int `json:"workdays"`
	// When is the condition under which the step is on the way, "" = always; several with
	// " or " between them, of which any one is enough.
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

// Condition is When as an office calls it, e.g. 重大行政决策或者有行政规范性文件的特征; "" for always.
func (s Step) Condition() string {
	labels := map[string]string{AffectsBusiness: "涉及经营者经济活动", Major: "重大行政决策", NormativeSigns: "有行政规范性文件的特征"}
	var out []string
	for c := range strings.SplitSeq(s.When, either) {
		if labels[c] != "" {
			out = append(out, labels[c])
		}
	}
	return strings.Join(out, "或者")
}
