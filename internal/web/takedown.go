package web

import (
	"net/http"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// actTakeDown takes a step of the way of a released document off the website and back.
func (b *bench) actTakeDown(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	req, err := besideAct(r)
	if err != nil {
		return err
	}
	req.Stage = ""
	req.Ground = document.TakeDownGround(r.PostForm.Get("ground"))
	req.Explained = strings.TrimSpace(r.PostForm.Get("explained"))
	req.Since = typedDate(r.PostForm.Get("since"))
	err = refuseDates([]named{{"since", "处罚决定变更、撤销的日期", req.Since}})
	if err == nil {
		_, err = b.counter.ActTakeDown(r.Context(), me.ID, r.PathValue("id"), req)
	}
	if err != nil {
		return b.shownAgain(w, r, me, err, func(p *documentPage) { p.Taking, p.Lost = req, req.Opinion })
	}
	return backTo(w, r, "takedown", string(req.Verb))
}

// Typing reports whether what was typed for the act was refused.
func (p documentPage) Typing(v document.Verb) bool { return p.Taking.Verb == v }
