package web

import (
	"net/http"
	"net/url"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// saveLate stores the material of an interpretation that follows its document.
func (b *bench) saveLate(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	f := r.PostForm
	m := dossier.Interpretation{
		Need: dossier.Needed, Outline: f.Get("outline"), Form: f.Get("form"), Channel: f.Get("channel"), When: f.Get("when"),
		Title: f.Get("title"), Body: f.Get("body"), Interpreter: f.Get("interpreter"),
	}
	if _, err := b.counter.SaveLate(r.Context(), me.ID, r.PathValue("id"), f.Get("base"), m); err != nil {
		return b.lateRefused(w, r, me, &m, err)
	}
	return b.backToLate(w, r, "save")
}

// actLate takes a step of that interpretation.
func (b *bench) actLate(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	req := readAct(r.PostForm)
	if req.ID == "" || req.Digest == "" {
		return document.Refuse(document.Invalid, "incomplete-form", "提交的表单不完整，请重新打开本件后再办理。")
	}
	if _, err := b.counter.ActLate(r.Context(), me.ID, r.PathValue("id"), req); err != nil {
		return b.lateRefused(w, r, me, nil, err)
	}
	return b.backToLate(w, r, string(req.Verb))
}

func (b *bench) backToLate(w http.ResponseWriter, r *http.Request, done string) error {
	http.Redirect(w, r, "/documents/"+url.PathEscape(r.PathValue("id"))+"?late="+url.QueryEscape(done)+"#late", http.StatusSeeOther)
	return nil
}

// lateRefused shows the document again, why, and what was typed.
func (b *bench) lateRefused(w http.ResponseWriter, r *http.Request, me desk.Person, typed *dossier.Interpretation, err error) error {
	if document.KindOf(err) == document.Unsigned || document.KindOf(err) == document.NotFound {
		return err
	}
	v, viewErr := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if viewErr != nil {
		return err
	}
	told := b.tell(r, err)
	p := b.documentPage(me, v)
	p.Refused, p.Lost, p.typedAnswers = &told, r.PostForm.Get("opinion"), readAnswers(r.PostForm)
	if typed != nil && v.Late != nil {
		shown := *v.Late
		shown.Material, p.View.Late = *typed, &shown
	}
	b.render(w, told.Status, "document", p)
	return nil
}
