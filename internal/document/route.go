package document

import (
	"fmt"
	"slices"
)

// Route is the way of one document: its stages in order, from drafting to
// publication, as its pinned procedure says.
type Route []Stage

// WayBack says how a returned document comes back to whom returned it.
type WayBack string

// The ways back.
const (
	StepByStep WayBack = "step_by_step" // 逐级重走: every stage again
	Direct     WayBack = "direct"       // 直送退回人: stages whose decision still stands are passed over
)

// Known reports whether w is one of the two ways back.
func (w WayBack) Known() bool { return w == StepByStep || w == Direct }

// index returns the position of s on the route, -1 if it is not on it.
func (r Route) index(s Stage) int { return slices.Index(r, s) }

// Has reports whether the stage is on the route.
func (r Route) Has(s Stage) bool { return r.index(s) >= 0 }

// Before returns the stages that come before s on the route, none if s is not on it.
func (r Route) Before(s Stage) []Stage {
	i := r.index(s)
	if i < 0 {
		return nil
	}
	return slices.Clone(r[:i])
}

// After returns the stage that follows s; ok is false at the end of the route.
func (r Route) After(s Stage) (next Stage, ok bool) {
	i := r.index(s)
	if i < 0 || i+1 >= len(r) {
		return "", false
	}
	return r[i+1], true
}

// Check reports what is wrong with a route as a procedure: unknown or repeated
// stages, a wrong order. Attribute, secrecy and lockstep stand before signing,
// signing before registration, registration before publication (invariants 1 to 3).
func (r Route) Check() error {
	seen := map[Stage]bool{}
	for _, s := range r {
		row, ok := s.Row()
		if !ok || row.Forward == "" {
			return fmt.Errorf("route: %q is no stage that a document can pass", s)
		}
		if seen[s] {
			return fmt.Errorf("route: stage %q occurs twice", s)
		}
		seen[s] = true
	}
	last := -1
	for _, s := range []Stage{Signing, Registration, Publication} {
		i := r.index(s)
		if i <= last {
			return fmt.Errorf("route: stage %q is missing or out of order", s)
		}
		last = i
	}
	for _, s := range []Stage{AttributeReview, SecrecyReview, LockstepCheck} {
		if i := r.index(s); i < 0 || i > r.index(Signing) {
			return fmt.Errorf("route: stage %q must stand before signing", s)
		}
	}
	switch {
	case r.index(Drafting) != 0:
		return fmt.Errorf("route: it must begin with drafting")
	case r.index(Publication) != len(r)-1:
		return fmt.Errorf("route: it must end with publication")
	}
	return nil
}
