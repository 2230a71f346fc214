package portal

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"

	"mingfa/internal/document"
	"mingfa/internal/look"
)

//go:embed templates
var templates embed.FS

// page is what the layout needs of any page.
type page struct {
	Title     string // before the name of the site
	Here      string // path of the current column, for the navigation
	Canonical string // path of the page; "" = none
	Robots    string // "" = may be indexed
	Meta      []meta // WP-03
	Content   any

	Config // set by render
}

// meta is a <meta> element.
type meta struct{ Name, Content string }

func parsePages() map[string]*template.Template {
	layout := template.Must(template.New("layout.html").Funcs(template.FuncMap{
		"asset":    look.Asset,
		"markdown": look.Markdown,
		"add":      func(a, b int) int { return a + b },
	}).ParseFS(templates, "templates/layout.html", "templates/parts.html"))
	out := map[string]*template.Template{}
	for _, name := range []string{"list", "document", "interpretation", "verify", "refusal"} {
		out[name] = template.Must(template.Must(layout.Clone()).ParseFS(templates, "templates/"+name+".html"))
	}
	return out
}

func (s *site) render(name string, p page) ([]byte, error) {
	p.Config = s.cfg
	var b bytes.Buffer
	if err := s.pages[name].Execute(&b, p); err != nil {
		return nil, fmt.Errorf("render %s: %w", name, err)
	}
	return b.Bytes(), nil
}

func (s *site) show(w http.ResponseWriter, r *http.Request, name string, p page) error {
	html, err := s.render(name, p)
	if err != nil {
		return err
	}
	send(w, r, "text/html; charset=utf-8", html)
	return nil
}

// article returns the tags that government pages carry for their articles (WP-03).
// PubDate has no time of day, because the register keeps civil dates.
func (s *site) article(v view, title, path string) []meta {
	return []meta{
		{"mingfa-release", fmt.Sprint(v.No)},
		{"ArticleTitle", title},
		{"PubDate", string(v.IssuedOn)},
		{"ContentSource", v.Publisher},
		{"Author", v.Publisher},
		{"Keywords", keywords(v)},
		{"Description", or(v.Summary, title)},
		{"Url", s.cfg.BaseURL + path},
	}
}

func keywords(v view) string {
	words := ""
	for _, w := range []string{v.Topic, v.Genre, string(v.Number)} {
		if w != "" && words != "" {
			words += ","
		}
		words += w
	}
	return words
}

// related is a document that another one speaks of. Path is "" unless it is released now.
type related struct{ Label, Heading, Number, Path string }

// relations looks each related document up afresh: what it is called and whether
// there is a page to link to is decided today, not when the snapshot was made.
func (s *site) relations(r *http.Request, v view) ([]related, error) {
	out := make([]related, 0, len(v.Relations))
	for _, rel := range v.Relations {
		link := related{Label: rel.Kind.Label(), Heading: rel.Title, Number: string(rel.Number)}
		target, err := s.linked(r, rel.Document)
		if err != nil {
			return nil, err
		}
		if target != nil {
			link.Heading, link.Path = target.Heading(), target.Path()
		}
		out = append(out, link)
	}
	return out, nil
}

// linked returns the document if it is released, nil if there is nothing to link to.
func (s *site) linked(r *http.Request, id string) (*view, error) {
	rel, err := s.shelf.get(r.Context(), id)
	if document.KindOf(err) == document.NotFound {
		return nil, nil //nolint:nilnil // no link is a proper answer
	}
	if err != nil {
		return nil, err
	}
	v := s.view(rel)
	return &v, nil
}
