package web

import (
	"net/http"
	"net/url"
	"slices"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// countersign puts the 会签 of a co-issuing body on record, or shows the page again with
// what was typed.
func (b *bench) countersign(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	id, get := r.PathValue("id"), r.PostForm.Get
	x := verdict.Countersigning{
		Digest: get("digest"), Body: get("body"), Stand: dossier.Stand(get("stand")), Opinion: get("opinion"),
		Signatory: get("signatory"), Post: get("post"), On: typedDate(get("on")), Evidence: get("evidence"),
	}
	if _, err := b.counter.Countersign(r.Context(), me.ID, id, x); err != nil {
		return b.shownAgain(w, r, me, err, func(p *documentPage) { p.Countersigning = x })
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done="+string(document.Consent)+"#countersigns", http.StatusSeeOther)
	return nil
}

// Countersigned returns what was typed for the body, blank where nothing was.
func (p documentPage) Countersigned(body string) verdict.Countersigning {
	if p.Countersigning.Body == body {
		return p.Countersigning
	}
	return verdict.Countersigning{Body: body}
}

// Consents are the joint documents that wait for the 会签 of this person's body.
func (p inboxPage) Consents() []desk.Item { return ofMatter(p.Beside, true) }

// After is what waits after the close of documents.
func (p inboxPage) After() []desk.Item { return ofMatter(p.Beside, false) }

func ofMatter(items []desk.Item, consents bool) []desk.Item {
	return slices.DeleteFunc(slices.Clone(items), func(i desk.Item) bool { return (i.Matter == document.ConsentMatter) != consents })
}
