package web

import (
	"net/http"
	"strconv"

	"mingfa/internal/desk"
)

// diffPage shows what changed between two revisions.
type diffPage struct {
	page
	View     desk.View
	From, To int
	Numbers  []int // the revisions there are
	Parts    []desk.PartDiff
}

func (b *bench) diff(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	v, err := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	p := diffPage{page: b.page(me, "稿次比对："+v.Title, ""), View: v}
	for n := 1; n <= v.Revision; n++ {
		p.Numbers = append(p.Numbers, n)
	}
	p.From, p.To = revision(r, "from", v, v.Seen), revision(r, "to", v, v.Revision)
	p.From, p.To = max(1, min(p.From, p.To)), max(p.From, p.To)
	if p.Parts, err = b.counter.Diff(r.Context(), me.ID, v.ID, p.From, p.To); err != nil {
		return err
	}
	b.render(w, http.StatusOK, "diff", p)
	return nil
}

// revision reads the number of a revision that there is, else the fallback.
func revision(r *http.Request, name string, v desk.View, fallback int) int {
	n, err := strconv.Atoi(r.FormValue(name))
	if err != nil || n < 1 || n > v.Revision {
		return fallback
	}
	return n
}
