package procedure

import "mingfa/internal/document"

// Pinned is the procedure of one document, with its conditions resolved. It is
// stored with the document, so a later change of the files does not touch it.
type Pinned struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Steps   []Step `json:"steps"`
}

// Route returns the stages that the document passes, in order, without those whose condition
// did not hold when it was pinned.
func (p Pinned) Route() document.Route {
	r := make(document.Route, 0, len(p.Steps))
	for _, s := range p.Steps {
		r = append(r, s.Stage)
	}
	return r
}

// Workdays returns the time limit of the stage in working days, 0 if it has none
// or is not on the route.
func (p Pinned) Workdays(stage document.Stage) int {
	for _, s := range p.Steps {
		if s.Stage == stage {
			return s.Workdays
		}
	}
	return 0
}
