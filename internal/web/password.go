package web

import (
	"net/http"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// passwordPage is where a person sets a password by a link. Who holds the link need
// not be signed in: the link is what is shown.
type passwordPage struct {
	page
	Link    string
	Message string
	Done    bool
}

func (b *bench) passwordForm(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	b.render(w, http.StatusOK, "password", passwordPage{page: b.page(desk.Person{}, "设置口令", ""), Link: r.FormValue("link")})
}

func (b *bench) setPassword(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	p := passwordPage{page: b.page(desk.Person{}, "设置口令", ""), Link: r.PostFormValue("link")}
	err := readForm(r)
	switch {
	case err != nil:
	case r.PostFormValue("password") != r.PostFormValue("again"):
		err = document.Refuse(document.Invalid, "passwords-differ", "两次填写的口令不一致，请重新填写。")
	default:
		err = b.sessions.SetPassword(r.Context(), p.Link, r.PostFormValue("password"))
	}
	if err != nil {
		told := b.tell(r, err)
		p.Message = told.Message
		b.render(w, told.Status, "password", p)
		return
	}
	p.Done = true
	b.render(w, http.StatusOK, "password", p)
}
