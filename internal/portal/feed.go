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
	// Deleted are the entries that are no more (RFC 6721).
	Deleted []atomDeleted `xml:"http://purl.org/atompub/tombstones/1.0 deleted-entry"`
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

func (s *site) feed(r *http.Request) (*made, error) {
	a := parseAsked(r.URL.Query())
	q, err := s.question(r, a)
	if err != nil {
		return nil, err
	}
	title := s.cfg.Site
	if a != (asked{}) {
		title += "　" + a.words()
	}
	return s.atom(r, q, title, a.at("/", 1), a.Feed())
}

// reportFeed is the feed of the annual reports.
func (s *site) reportFeed(r *http.Request) (*made, error) {
	return s.atom(r, s.reportQuery(), s.cfg.Site+"　"+columnReports, "/reports", "/reports.atom")
}

func (s *site) atom(r *http.Request, q document.Query, title, page, self string) (*made, error) {
	q.Newest, q.Changed, q.Limit = true, true, feedLength // who subscribes must learn of a repeal
	found, err := s.shelf.find(r.Context(), q)
	if err != nil {
		return nil, err
	}
	base := s.cfg.BaseURL
	out := atomFeed{
		Lang: "zh-CN", ID: base + page, Title: title, Author: s.cfg.Organ, Updated: instant(s.today()),
		Links: []atomLink{{"self", "application/atom+xml", base + self}, {"alternate", "text/html", base + page}},
	}
	latest := document.Date("")
	for _, v := range s.views(found.Items) {
		latest = max(latest, v.ChangedOn())
		out.Entries = append(out.Entries, s.atomEntry(v))
	}
	if latest != "" {
		out.Updated = instant(latest)
	}
	if out.Deleted, err = s.tombstones(r); err != nil {
		return nil, err
	}
	return madeXML("application/atom+xml; charset=utf-8", out)
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

func madeXML(kind string, v any) (*made, error) {
	b, err := xml.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return answering(kind, append([]byte(xml.Header), b...)), nil
}
