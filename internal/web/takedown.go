package web

import (
	"net/http"
	"net/url"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// actTakeDown takes a step of the way of a released document off the website and back.
func (b *bench) actTakeDown(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	req := readAct(r.PostForm)
	if req.ID == "" || req.Digest == "" {
		return document.Refuse(document.Invalid, "incomplete-form", "提交的表单不完整，请重新打开本件后再办理。")
	}
	req.Stage = ""
	req.Ground = document.TakeDownGround(r.PostForm.Get("ground"))
	req.Explained = strings.TrimSpace(r.PostForm.Get("explained"))
	req.Since = typedDate(r.PostForm.Get("since"))
	err := refuseDates([]named{{"since", "处罚决定变更、撤销的日期", req.Since}})
	if err == nil {
		_, err = b.counter.ActTakeDown(r.Context(), me.ID, r.PathValue("id"), req)
	}
	if err != nil {
		return b.takeDownRefused(w, r, me, req, err)
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(r.PathValue("id"))+"?takedown="+url.QueryEscape(string(req.Verb))+"#takedown", http.StatusSeeOther)
	return nil
}

// takeDownRefused shows the page again with what was typed.
func (b *bench) takeDownRefused(w http.ResponseWriter, r *http.Request, me desk.Person, req verdict.Request, err error) error {
	if document.KindOf(err) == document.Unsigned || document.KindOf(err) == document.NotFound {
		return err
	}
	v, viewErr := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if viewErr != nil {
		return err
	}
	told := b.tell(r, err)
	p := b.documentPage(me, v)
	p.Refused, p.Taking, p.Lost = &told, req, req.Opinion
	b.render(w, told.Status, "document", p)
	return nil
}

// Typing reports whether what was typed for the act was refused.
func (p documentPage) Typing(v document.Verb) bool { return p.Taking.Verb == v }
