package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const (
	perPage   = 20
	pageLimit = 10_000 // no reader turns so many pages; a larger number is a probe
	textLimit = 100    // runes of a search
)

// shelfPage is a page of the list.
type shelfPage struct {
	Text        string
	Items       []view
	Total       int
	Page, Pages int
}

// Link returns the address of another page of the same list.
func (p shelfPage) Link(n int) string {
	q := url.Values{}
	if p.Text != "" {
		q.Set("q", p.Text)
	}
	if n > 1 {
		q.Set("page", strconv.Itoa(n))
	}
	if len(q) == 0 {
		return "/"
	}
	return "/?" + q.Encode()
}

func (s *site) page(r *http.Request) (shelfPage, error) {
	q := r.URL.Query()
	n, err := pageNumber(q.Get("page"))
	if err != nil {
		return shelfPage{}, err
	}
	text := searchText(q.Get("q"))
	items, total, err := s.shelf.list(r.Context(), text, perPage, (n-1)*perPage)
	if err != nil {
		return shelfPage{}, err
	}
	pages := max(1, (total+perPage-1)/perPage)
	if n > pages {
		return shelfPage{}, errNotFound
	}
	return shelfPage{Text: text, Items: s.views(items), Total: total, Page: n, Pages: pages}, nil
}

func pageNumber(s string) (int, error) {
	if s == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > pageLimit {
		return 0, errNotFound
	}
	return n, nil
}

func searchText(s string) string {
	runes := []rune(strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")))
	return string(runes[:min(len(runes), textLimit)])
}

func (s *site) list(w http.ResponseWriter, r *http.Request) error {
	p, err := s.page(r)
	if err != nil {
		return err
	}
	out := page{Title: "法定主动公开内容", Here: "/", Canonical: p.Link(p.Page), Content: p}
	if p.Text != "" {
		out.Title, out.Robots, out.Canonical = "查询结果", "noindex, follow", ""
	}
	out.Meta = []meta{{"ColumnName", "法定主动公开内容"}, {"ColumnType", "政府信息公开"}, {"ColumnDescription", s.cfg.Organ + "依法主动公开的公文及政策解读。"}}
	return s.show(w, r, "list", out)
}
