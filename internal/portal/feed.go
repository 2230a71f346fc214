package portal

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"mingfa/internal/document"
)

const feedLength = 50

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Published string       `xml:"published"`
	Updated   string       `xml:"updated"`
	Author    string       `xml:"author>name"`
	Category  atomCategory `xml:"category"`
	Summary   string       `xml:"summary"`
	Links     []atomLink   `xml:"link"`
}

// atomCategory carries the state of validity for programs.
type atomCategory struct {
	Scheme string `xml:"scheme,attr"`
	Term   string `xml:"term,attr"`
	Label  string `xml:"label,attr"`
}

func (s *site) feed(w http.ResponseWriter, r *http.Request) error {
	items, _, err := s.shelf.list(r.Context(), "", feedLength, 0)
	if err != nil {
		return err
	}
	base := s.cfg.BaseURL
	out := atomFeed{
		Lang: "zh-CN", ID: base + "/", Title: s.cfg.Site, Author: s.cfg.Organ, Updated: instant(s.today()),
		Links: []atomLink{{"self", "application/atom+xml", base + "/feed.atom"}, {"alternate", "text/html", base + "/"}},
	}
	latest := document.Date("")
	for _, v := range s.views(items) {
		latest = max(latest, v.ChangedOn())
		out.Entries = append(out.Entries, s.atomEntry(v))
	}
	if latest != "" {
		out.Updated = instant(latest)
	}
	return sendXML(w, r, "application/atom+xml; charset=utf-8", out)
}

func (s *site) atomEntry(v view) atomEntry {
	page := s.cfg.BaseURL + v.Path()
	e := atomEntry{
		ID: page, Title: v.Heading(), Published: instant(v.IssuedOn), Updated: instant(v.ChangedOn()), Author: v.Publisher,
		Category: atomCategory{s.cfg.BaseURL + "/#validity", string(v.Words.Validity), v.Words.Label},
		Summary:  v.Words.Banner + or(v.Summary, v.Title),
		Links:    []atomLink{{"alternate", "text/html", page}, {"enclosure", "application/pdf", page + "/file.pdf"}},
	}
	if v.Interpretation != nil {
		e.Links = append(e.Links, atomLink{"related", "text/html", page + "/jiedu"})
	}
	return e
}

func instant(d document.Date) string { return d.Midnight().Format(time.RFC3339) }

func sendXML(w http.ResponseWriter, r *http.Request, kind string, v any) error {
	b, err := xml.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	send(w, r, kind, append([]byte(xml.Header), b...))
	return nil
}
