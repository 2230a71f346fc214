package web

import (
	"net/http"
	"net/url"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// complete adds to the catalogue of a sealed document, or shows the page again with what
// was typed.
func (b *bench) complete(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	id, get := r.PathValue("id"), r.PostForm.Get
	x := verdict.Completion{
		Digest: get("digest"), Reason: get("reason"),
		Catalogue: dossier.Catalogue{Summary: get("summary"), Topic: get("topic"), Article: get("article")},
	}
	if _, err := b.counter.Complete(r.Context(), me.ID, id, x); err != nil {
		return b.shownAgain(w, r, me, err, func(p *documentPage) { p.Completion = x })
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done=complete#catalogue", http.StatusSeeOther)
	return nil
}
