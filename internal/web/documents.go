package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingfa/internal/desk"
)

// perPage is the length of a list page.
const perPage = 30

// documentsPage lists the documents that the person may see.
type documentsPage struct {
	page
	Query       string
	Items       []desk.Item
	No          int    // number of this page, from 1
	Newer, More string // addresses of the neighbouring pages, "" = none
}

func (b *bench) documents(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	q := strings.TrimSpace(r.FormValue("q"))
	no, err := strconv.Atoi(r.FormValue("page"))
	if err != nil || no < 1 || no > 10000 {
		no = 1
	}
	items, err := b.counter.Search(r.Context(), me.ID, q, perPage+1, (no-1)*perPage)
	if err != nil {
		return err
	}
	p := documentsPage{page: b.page(me, "全部公文", "documents"), Query: q, Items: items, No: no}
	if len(items) > perPage {
		p.Items, p.More = items[:perPage], listPath(q, no+1)
	}
	if no > 1 {
		p.Newer = listPath(q, no-1)
	}
	if r.Header.Get("HX-Request") != "" {
		b.renderPart(w, http.StatusOK, "documents", "results", p)
		return nil
	}
	b.render(w, http.StatusOK, "documents", p)
	return nil
}

func listPath(q string, no int) string {
	return "/documents?" + url.Values{"q": {q}, "page": {strconv.Itoa(no)}}.Encode()
}
