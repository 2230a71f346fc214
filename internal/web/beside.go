package web

import (
	"net/http"
	"net/url"

	"mingfa/internal/verdict"
)

// besideRoutes are acts on a document that do not move it on its way.
func (b *bench) besideRoutes() map[string]insideFunc {
	return map[string]insideFunc{
		"POST /documents/{id}/examinations":        b.examine,
		"POST /documents/{id}/completions":         b.complete,
		"POST /documents/{id}/countersigns":        b.countersign,
		"POST /documents/{id}/interpretation":      b.saveLate,
		"POST /documents/{id}/interpretation/acts": b.actLate,
		"POST /documents/{id}/reassessment/acts":   b.actReassess,
		"POST /documents/{id}/take-down/acts":      b.actTakeDown,
		"POST /documents/{id}/duties/{no}":         b.actOnDuty,
	}
}

// besideAct reads the form of such an act.
func besideAct(r *http.Request) (verdict.Request, error) {
	if err := readForm(r); err != nil {
		return verdict.Request{}, err
	}
	return wholeAct(r.PostForm)
}

// backTo leads back to the document after such an act, to the section of that name.
func backTo(w http.ResponseWriter, r *http.Request, section, done string) error {
	http.Redirect(w, r, "/documents/"+url.PathEscape(r.PathValue("id"))+"?"+section+"="+url.QueryEscape(done)+"#"+section, http.StatusSeeOther)
	return nil
}
