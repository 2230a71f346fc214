package web

import (
	"net/http"
	"net/url"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// wholeAct reads what a person asks to do; a form without its id or the digest that the
// person saw is refused.
func wholeAct(form url.Values) (verdict.Request, error) {
	req := readAct(form)
	if req.ID == "" || req.Digest == "" {
		return req, incompleteForm()
	}
	return req, nil
}

func incompleteForm() error {
	return document.Refuse(document.Invalid, "incomplete-form", "提交的表单不完整，请重新打开本件后再办理。")
}

// refusedPage is the page of a document as it is now, with why what was asked about it was
// refused. ok is false when it can't be shown to this person: then the error gets a page
// of its own.
func (b *bench) refusedPage(r *http.Request, me desk.Person, err error) (p documentPage, ok bool) {
	if document.KindOf(err) == document.Unsigned || document.KindOf(err) == document.NotFound {
		return p, false
	}
	v, viewErr := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if viewErr != nil {
		return p, false
	}
	told := b.tell(r, err)
	p = b.documentPage(me, v)
	p.Refused = &told
	return p, true
}

// shownAgain shows that page with what was typed, which fill puts back.
func (b *bench) shownAgain(w http.ResponseWriter, r *http.Request, me desk.Person, err error, fill func(*documentPage)) error {
	p, ok := b.refusedPage(r, me, err)
	if !ok {
		return err
	}
	fill(&p)
	b.render(w, p.Refused.Status, "document", p)
	return nil
}
