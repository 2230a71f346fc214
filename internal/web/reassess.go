package web

import (
	"net/http"
	"net/url"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// actReassess takes a step of the assessment of what was filed unpublished (DA-18).
func (b *bench) actReassess(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	req := readAct(r.PostForm)
	if req.ID == "" || req.Digest == "" {
		return document.Refuse(document.Invalid, "incomplete-form", "提交的表单不完整，请重新打开本件后再办理。")
	}
	if req.Verb == document.Reassess {
		req.Disclosure = &dossier.Disclosure{Attribute: document.Attribute(strings.TrimSpace(r.PostForm.Get("proposed")))}
	}
	if _, err := b.counter.ActReassess(r.Context(), me.ID, r.PathValue("id"), req); err != nil {
		return b.lateRefused(w, r, me, nil, err)
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(r.PathValue("id"))+"?reassess="+url.QueryEscape(string(req.Verb))+"#reassess", http.StatusSeeOther)
	return nil
}
