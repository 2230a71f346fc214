package portal

import (
	"encoding/xml"
	"net/http"
	"strconv"

	"mingfa/internal/document"
)

// The protocol allows 50 000 addresses a file; a document has at most two, and the first
// file has the columns, too.
const sitemapPart = 24_000

type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// columns are the pages that stand above the documents.
var columns = []string{"/", "/guide", "/rules", "/catalogue", "/reports"}

// sitemap lists the columns and every released document, in parts once there are too many for one.
func (s *site) sitemap(r *http.Request) (*made, error) {
	found, err := s.shelf.find(r.Context(), document.Query{Today: s.today(), Limit: 1})
	if err != nil {
		return nil, err
	}
	total := found.Total
	parts := max(1, (total+sitemapPart-1)/sitemapPart)
	asked := r.URL.Query().Get("part")
	if asked == "" && parts > 1 {
		return s.sitemapIndex(parts)
	}
	part, err := pageNumber(asked)
	if err != nil || part > parts {
		return nil, errNotFound
	}
	addresses, err := s.shelf.addresses(r.Context(), (part-1)*sitemapPart, sitemapPart)
	if err != nil {
		return nil, err
	}
	out := urlSet{URLs: make([]sitemapURL, 0, 2*len(addresses)+len(columns))}
	if part == 1 {
		for _, path := range columns {
			out.URLs = append(out.URLs, sitemapURL{Loc: s.cfg.BaseURL + path})
		}
	}
	for _, a := range addresses {
		out.URLs = append(out.URLs, s.pagesOf(a)...)
	}
	return madeXML("application/xml; charset=utf-8", out)
}

func (s *site) sitemapIndex(parts int) (*made, error) {
	out := sitemapIndex{}
	for n := 1; n <= parts; n++ {
		out.Maps = append(out.Maps, sitemapURL{Loc: s.cfg.BaseURL + "/sitemap.xml?part=" + strconv.Itoa(n)})
	}
	return madeXML("application/xml; charset=utf-8", out)
}

func (s *site) pagesOf(a document.Address) []sitemapURL {
	page, changed := s.cfg.BaseURL+"/d/"+a.Document, string(changedOn(a.IssuedOn, a.Life, a.Life.On(s.today())))
	out := []sitemapURL{{page, changed}}
	if a.Interpretation {
		out = append(out, sitemapURL{page + "/jiedu", changed})
	}
	return out
}

func (s *site) robots(*http.Request) (*made, error) {
	return answering("text/plain; charset=utf-8", []byte("User-agent: *\nDisallow: /verify\nDisallow: /api/\nSitemap: "+s.cfg.BaseURL+"/sitemap.xml\n")), nil
}

// checkpoint hands out what the house last signed about its ledger, so that others
// can keep it: whoever has a copy can tell whether the ledger was written anew.
func (s *site) checkpoint(w http.ResponseWriter, r *http.Request) error {
	signed, err := s.shelf.checkpoint(r.Context())
	if err != nil {
		return err
	}
	if signed == "" {
		return errNotFound
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, err = w.Write([]byte(signed))
	return err
}

// health says whether the site can do its work: whether the shelf answers.
func (s *site) health(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.shelf.latest(r.Context()); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, err := w.Write([]byte("ok\n"))
	return err
}
