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
	_, err := b.counter.Complete(r.Context(), me.ID, id, x)
	if err == nil {
		http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done=complete#catalogue", http.StatusSeeOther)
		return nil
	}
	v, viewErr := b.counter.View(r.Context(), me.ID, id)
	if viewErr != nil {
		return err
	}
	told := b.tell(r, err)
	p := b.documentPage(me, v)
	p.Refused, p.Completion = &told, x
	b.render(w, told.Status, "document", p)
	return nil
}
