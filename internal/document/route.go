package document

import "slices"

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
