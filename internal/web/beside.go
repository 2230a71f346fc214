package web

// besideRoutes are acts on a document that do not move it on its way.
func (b *bench) besideRoutes() map[string]insideFunc {
	return map[string]insideFunc{
		"POST /documents/{id}/examinations":        b.examine,
		"POST /documents/{id}/completions":         b.complete,
		"POST /documents/{id}/interpretation":      b.saveLate,
		"POST /documents/{id}/interpretation/acts": b.actLate,
		"POST /documents/{id}/reassessment/acts":   b.actReassess,
		"POST /documents/{id}/take-down/acts":      b.actTakeDown,
		"POST /documents/{id}/duties/{no}":         b.actOnDuty,
	}
}
