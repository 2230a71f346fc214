package portal

import (
	"net/http"

	"mingfa/internal/document"
)

// shelfPage is a page of the list.
type shelfPage struct {
	asked
	Items       []hit
	Total       int
	More        bool // of more hits than are listed
	Vague       bool // the filters' options were not counted
	Page, Pages int
	Filters     []filter
	Categories  []option // GI-11; of the first page without a search only
}

// hit is a document in a list, with what was searched for set apart.
type hit struct {
	view
	Name    []piece // the heading
	Snippet []piece // where the words occur in the text; nil without a search
}

// filter is a choice of one facet.
type filter struct {
	Name, Label, Any string
	Options          []option
}

// option is one value of a filter and how many documents it would give.
type option struct {
	Value, Label string
	N            int
	Chosen       bool
}

// Link returns the address of another page of the same list.
func (p shelfPage) Link(n int) string { return p.at("/", n) }

// Without returns the same question without one filter's answer.
func (p shelfPage) Without() string { return asked{Text: p.Text}.at("/", 1) }

func (s *site) page(r *http.Request) (shelfPage, error) {
	n, err := pageNumber(r.URL.Query().Get("page"))
	if err != nil {
		return shelfPage{}, err
	}
	p := shelfPage{asked: parseAsked(r.URL.Query()), Page: n}
	q, err := s.question(r, p.asked)
	if err != nil {
		return shelfPage{}, err
	}
	q.Counts, q.Limit, q.Offset = true, perPage, (n-1)*perPage
	found, err := s.shelf.find(r.Context(), q)
	if err != nil {
		return shelfPage{}, err
	}
	p.Total, p.More, p.Vague, p.Pages = found.Total, found.More, found.Vague, max(1, (found.Total+perPage-1)/perPage)
	if n > p.Pages {
		return shelfPage{}, errNotFound
	}
	for _, v := range s.views(found.Items) {
		p.Items = append(p.Items, hitOf(v, p.Text))
	}
	p.Filters = filters(p.asked, found.Counts)
	p.Categories = categoryOptions(p.Category, found.Counts[document.ByArticle])
	return p, nil
}

func filters(a asked, counts map[document.Facet][]document.Count) []filter {
	return []filter{
		{"category", "公开类别", "全部类别", categoryOptions(a.Category, counts[document.ByArticle])},
		{"topic", "主题分类", "全部主题", options(a.Topic, counts[document.ByTopic], nil)},
		{"unit", "发布机构", "全部机构", options(a.Unit, counts[document.ByPublisher], nil)},
		{"genre", "公文种类", "全部种类", options(a.Genre, counts[document.ByGenre], nil)},
		{"year", "发布年份", "全部年份", newestFirst(options(a.Year, counts[document.ByYear], func(y string) string { return y + "年" }))},
		{"validity", "有效性", "全部", options(a.Validity, counts[document.ByValidity], func(v string) string { return document.Validity(v).Label() })},
	}
}

// options lists the values that occur, and the chosen one even if nothing is left of it.
func options(chosen string, counts []document.Count, label func(string) string) []option {
	var out []option
	seen := chosen == ""
	for _, c := range counts {
		if c.Value == "" || c.Value == "0" {
			continue
		}
		seen = seen || c.Value == chosen
		out = append(out, option{c.Value, c.Value, c.N, c.Value == chosen})
	}
	if !seen {
		out = append(out, option{chosen, chosen, 0, true})
	}
	if label != nil {
		for i := range out {
			out[i].Label = label(out[i].Value)
		}
	}
	return out
}

func newestFirst(os []option) []option {
	for i := 1; i < len(os); i++ {
		for j := i; j > 0 && os[j].Value > os[j-1].Value; j-- {
			os[j], os[j-1] = os[j-1], os[j]
		}
	}
	return os
}

func categoryOptions(chosen string, articles []document.Count) []option {
	n := map[string]int{}
	for _, a := range articles {
		n[categoryFor(a.Value).Code] += a.N
	}
	var out []option
	for _, c := range categories {
		if n[c.Code] > 0 || c.Code == chosen {
			out = append(out, option{c.Code, c.Label, n[c.Code], c.Code == chosen})
		}
	}
	return out
}

func (s *site) list(r *http.Request) (*made, error) {
	p, err := s.page(r)
	if err != nil {
		return nil, err
	}
	out := page{Title: columnContent, Here: "/", Canonical: p.Link(p.Page), Feed: p.Feed(), Content: p}
	if chosen := p.words(); chosen != "" {
		out.Title = chosen + " - " + columnContent
	}
	if p.Text != "" {
		out.Title, out.Robots, out.Canonical = "“"+p.Text+"”的查询结果", "noindex, follow", ""
	}
	out.Meta = column(columnContent, s.cfg.Organ+"依法主动公开的公文及政策解读。")
	return s.show("list", out)
}
