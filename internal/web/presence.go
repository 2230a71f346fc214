package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingfa/internal/desk"
)

// presence is the line that tells who else has a document open. It asks again by
// itself; without a script it stays empty.
type presence struct {
	Path    string // where it asks
	Page    string // names this opening of the page
	Writing string // yes on the page for writing
	Present desk.Present
}

func newPresence(id string, writing bool) *presence {
	p := &presence{Path: "/documents/" + url.PathEscape(id) + "/presence", Page: newRequestID()}
	if writing {
		p.Writing = "yes"
	}
	return p
}

// Mark is what the line shows, in short: an answer with the same mark changes nothing.
func (p *presence) Mark() string {
	return strings.Join(p.Present.Writing, ",") + ";" + strings.Join(p.Present.Reading, ",") + ";" + strconv.Itoa(p.Present.Self)
}

// presence answers a page that tells of itself. Nothing is drawn anew while nobody
// came or went, so that whoever listens to the page is left in peace.
func (b *bench) presence(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	if r.PostFormValue("gone") != "" {
		if err := b.counter.Absent(r.Context(), me.ID, r.PostFormValue("page")); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	id := r.PathValue("id")
	p := newPresence(id, r.PostFormValue("writing") == "yes")
	p.Page = r.PostFormValue("page")
	var err error
	if p.Present, err = b.counter.Present(r.Context(), me.ID, id, p.Page, p.Writing == "yes"); err != nil {
		return err
	}
	if p.Mark() == r.PostFormValue("seen") {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	b.renderPart(w, http.StatusOK, "document", "presence", p)
	return nil
}
