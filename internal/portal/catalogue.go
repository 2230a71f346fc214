package portal

import (
	"net/http"

	"mingfa/internal/document"
)

const catalogueName = "主动公开目录"

// catalogue is the standard catalogue (WP-09): what is published, why, by when, by
// whom and for whom. An office that has drawn up its own shows that instead.
type catalogue struct {
	Text  string // of the office's own; "" shows the items
	Items []catalogueItem
}

// catalogueItem is a row of the catalogue.
type catalogueItem struct {
	category
	N int // documents that are published under it
}

// catalogue lists the classes of the regulation, each with the documents there are.
func (s *site) catalogue(r *http.Request) (*made, error) {
	c := catalogue{Text: s.fill(s.cfg.Texts.Catalogue)}
	if c.Text == "" {
		found, err := s.shelf.find(r.Context(), document.Query{Counts: true, Limit: 1, Today: s.today()})
		if err != nil {
			return nil, err
		}
		n := map[string]int{}
		for _, a := range found.Counts[document.ByArticle] {
			n[categoryFor(a.Value).Code] += a.N
		}
		for _, each := range categories {
			c.Items = append(c.Items, catalogueItem{each, n[each.Code]})
		}
	}
	return s.show("catalogue", page{Title: catalogueName, Here: "/", Canonical: "/catalogue", Content: c, Meta: column(catalogueName, s.cfg.Organ+catalogueName+"。")})
}
