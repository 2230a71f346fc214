package web

import (
	"net/http"
	"net/url"
	"slices"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// Undecided reports whether a secrecy reviewer may still let the finding pass.
func (p documentPage) Undecided(f document.Finding) bool {
	return f.Hit != "" && f.Severity != document.Info
}

// Deciding reports whether this person has findings to decide on.
func (p documentPage) Deciding() bool {
	return p.View.Examinable && slices.ContainsFunc(p.View.Findings, p.Undecided)
}

// examine lets hits of the scanner pass, or shows the page again with what was typed.
func (b *bench) examine(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	id := r.PathValue("id")
	x := verdict.Examination{Digest: r.PostForm.Get("digest"), Hits: r.PostForm["hit"], Reason: r.PostForm.Get("reason")}
	if _, err := b.counter.Examine(r.Context(), me.ID, id, x); err != nil {
		return b.shownAgain(w, r, me, err, func(p *documentPage) { p.Reason = x.Reason })
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done=examine#findings-title", http.StatusSeeOther)
	return nil
}
