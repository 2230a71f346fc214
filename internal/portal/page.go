package portal

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"time"

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
	Feed      string // path of the feed of what the page lists; "" = that of the site
	Meta      []meta // WP-03
	Data      any    // a data block for programs; nil = none
	Content   any

	Config // set by render
}

// meta is a <meta> element.
type meta struct{ Name, Content string }

func parsePages() map[string]*template.Template {
	layout := template.Must(template.New("layout.html").Funcs(template.FuncMap{
		"asset":       look.Asset,
		"markdown":    look.Markdown,
		"illustrated": look.Illustrated,
		"add":         func(a, b int) int { return a + b },
	}).ParseFS(templates, "templates/layout.html", "templates/parts.html"))
	out := map[string]*template.Template{}
	for _, name := range []string{"list", "catalogue", "document", "interpretation", "column", "verify", "refusal", "gone"} {
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

func (s *site) show(name string, p page) (*made, error) {
	html, err := s.render(name, p)
	if err != nil {
		return nil, err
	}
	return answering("text/html; charset=utf-8", html), nil
}

// article returns the tags that government pages carry for their articles (WP-03).
// PubDate is the minute of at, the release, where that was on the day of issue; else the day alone.
func (s *site) article(v view, title, path string, at time.Time) []meta {
	return append(column(columnContent, s.cfg.Organ+"依法主动公开的公文及政策解读。"), []meta{
		{"mingfa-release", fmt.Sprint(v.No)},
		{"ArticleTitle", title},
		{"PubDate", published(v.IssuedOn, at)},
		{"ContentSource", v.Publisher},
		{"Author", v.Publisher},
		{"Keywords", keywords(v)},
		{"Description", or(v.Summary, title)},
		{"Url", s.cfg.BaseURL + path},
	}...)
}

// published writes a release in the form of WP-03, YYYY-MM-DD HH:MM by the clock of the
// country. What was issued before it came onto this site has a day and no minute.
func published(on document.Date, at time.Time) string {
	if at.IsZero() || document.DateOf(at) != on {
		return string(on)
	}
	return at.In(document.Shanghai).Format("2006-01-02 15:04")
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
type related struct {
	Kind                         document.RelationKind
	Label, Heading, Number, Path string
}

// relations looks each related document up afresh: what it is called and whether
// there is a page to link to is decided today, not when the snapshot was made.
func (s *site) relations(r *http.Request, v view) ([]related, error) {
	out := make([]related, 0, len(v.Relations))
	for _, rel := range v.Relations {
		link := related{Kind: rel.Kind, Label: rel.Kind.Label(), Heading: rel.Title, Number: string(rel.Number)}
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

var referringLabels = map[document.RelationKind]string{
	document.Repeals: "废止本文件", document.Amends: "修改本文件", document.Partial: "废止本文件的部分内容", document.Corrects: "更正本文件", document.Basis: "以本文件为依据", document.Forward: "转发本文件",
}

// referring returns the released documents that speak of v, the latest first.
func (s *site) referring(r *http.Request, v view) ([]related, error) {
	found, err := s.shelf.pointing(r.Context(), v.Document)
	if err != nil {
		return nil, err
	}
	var out []related
	for _, other := range s.views(found) {
		for _, rel := range other.Relations {
			if rel.Document == v.Document {
				out = append(out, related{rel.Kind, or(referringLabels[rel.Kind], "提到本文件"), other.Heading(), string(other.Number), other.Path()})
			}
		}
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
