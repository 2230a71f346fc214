package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"mingfa/internal/desk"
)

// resumePage brings back what was typed before a session ended. The person goes on
// by a button: signing in never carries out an act by itself.
type resumePage struct {
	page
	retry
	Kept []typed
}

// resumable are the forms that can be shown again with what was typed: a draft and
// an act.
var resumable = regexp.MustCompile(`^/documents(/[^/?#]+(/acts)?)?$`)

// carriedOn marks the fields of the other form on the sign-in form.
const carriedOn = "kept."

// resume tells what a sign-in has to carry on: the form that was sent without a
// session; nil for one that can't be shown again.
func resumeOf(r *http.Request) *retry {
	if !resumable.MatchString(r.URL.Path) || readForm(r) != nil {
		return nil
	}
	fields := fieldsOf(r.PostForm)
	for i := range fields {
		fields[i].Label = carriedOn + fields[i].Label
	}
	return &retry{Action: r.URL.Path, Fields: fields}
}

// carriedForm returns the form that came with a sign-in, its fields still marked; nil
// when there is none, or none that can be shown again.
func carriedForm(r *http.Request) *retry {
	action := r.PostFormValue("resume")
	if !resumable.MatchString(action) {
		return nil
	}
	out := &retry{Action: action}
	for _, f := range fieldsOf(r.PostForm) {
		if strings.HasPrefix(f.Label, carriedOn) {
			out.Fields = append(out.Fields, f)
		}
	}
	return out
}

// resumed shows the way back to the form whose fields came with the sign-in.
func (b *bench) resumed(w http.ResponseWriter, r *http.Request, token string, carried *retry) {
	id, err := b.sessions.Person(r.Context(), token)
	var me desk.Person
	if err == nil {
		me, err = b.counter.Me(r.Context(), id)
	}
	if err != nil {
		b.fail(w, r, me, err)
		return
	}
	p := resumePage{page: b.page(me, "继续办理", ""), retry: retry{Action: carried.Action}}
	form := url.Values{}
	for _, f := range carried.Fields {
		if f.Label = strings.TrimPrefix(f.Label, carriedOn); f.Label != "do" {
			form.Add(f.Label, f.Value)
			p.Fields = append(p.Fields, f)
		}
	}
	show := "row" // draws a draft anew and saves nothing
	if strings.HasSuffix(carried.Action, "/acts") {
		show = "show"
	}
	p.Fields, p.Kept = append(p.Fields, typed{"do", show}), keep(form)
	b.render(w, http.StatusOK, "resume", p)
}

// showAct shows the page of a document with what was typed for an act, and takes none.
func (b *bench) showAct(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	v, err := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	req := readAct(r.PostForm)
	p := b.documentPage(me, v)
	p.Changes = b.changesSince(r.Context(), me, v, intOf(r.PostFormValue("revision")))
	p.Notice = "您登录前填写的意见已经恢复，尚未提交，请核对后办理。"
	if !p.keepTyped(req) {
		p.Lost = req.Opinion
		p.Notice = "您登录前填写的意见在下面，可以复制；本件现在的环节已不能办理该事项。"
	}
	b.render(w, http.StatusOK, "document", p)
	return nil
}
