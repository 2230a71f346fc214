package web

import (
	"net/http"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// actReassess takes a step of the assessment of what was filed unpublished (DA-18).
func (b *bench) actReassess(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	req, err := besideAct(r)
	if err != nil {
		return err
	}
	if req.Verb == document.Reassess {
		req.Disclosure = &dossier.Disclosure{Attribute: document.Attribute(strings.TrimSpace(r.PostForm.Get("proposed")))}
	}
	if _, err := b.counter.ActReassess(r.Context(), me.ID, r.PathValue("id"), req); err != nil {
		return b.lateRefused(w, r, me, nil, err)
	}
	return backTo(w, r, "reassess", string(req.Verb))
}
