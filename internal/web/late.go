package web

import (
	"net/http"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
)

// saveLate stores the material of an interpretation that follows its document.
func (b *bench) saveLate(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	visible(r.PostForm)
	f := r.PostForm
	m := dossier.Interpretation{
		Need: dossier.Needed, Outline: f.Get("outline"), Form: f.Get("form"), Channel: f.Get("channel"), When: f.Get("when"),
		Title: f.Get("title"), Body: f.Get("body"), Interpreter: f.Get("interpreter"),
	}
	if _, err := b.counter.SaveLate(r.Context(), me.ID, r.PathValue("id"), f.Get("base"), m); err != nil {
		return b.lateRefused(w, r, me, &m, err)
	}
	return backTo(w, r, "late", "save")
}

// actLate takes a step of that interpretation.
func (b *bench) actLate(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	req, err := besideAct(r)
	if err != nil {
		return err
	}
	if _, err := b.counter.ActLate(r.Context(), me.ID, r.PathValue("id"), req); err != nil {
		return b.lateRefused(w, r, me, nil, err)
	}
	return backTo(w, r, "late", string(req.Verb))
}

// lateRefused shows the document again, why, and what was typed.
func (b *bench) lateRefused(w http.ResponseWriter, r *http.Request, me desk.Person, typed *dossier.Interpretation, err error) error {
	return b.shownAgain(w, r, me, err, func(p *documentPage) {
		p.Lost, p.typedAnswers = r.PostForm.Get("opinion"), readAnswers(r.PostForm)
		if typed != nil && p.View.Late != nil {
			shown := *p.View.Late
			shown.Material, p.View.Late = *typed, &shown
		}
	})
}
