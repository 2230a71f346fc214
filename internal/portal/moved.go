package portal

import (
	"net/http"
	"strings"
)

// Addresses that people type or that other sites kept, and where they lead now.
var olderNames = map[string]string{
	"/index": "/", "/default": "/", "/feed": "/feed.atom", "/rss": "/feed.atom", "/rss.xml": "/feed.atom", "/atom.xml": "/feed.atom", "/sitemap": "/sitemap.xml",
	"/guide": "/guide", "/rules": "/rules", "/reports": "/reports", "/verify": "/verify",
}

var olderEndings = map[string]string{"": "", "jiedu": "/jiedu", "file.pdf": "/file.pdf", "text.txt": "/text.txt"}

// moved leads from another form of an address to the one that lasts. Of a document
// it does so only if that can be seen: whatever else is asked for is not found, in
// the same words (invariant 7). The way there never repeats what the visitor sent.
func (s *site) moved(w http.ResponseWriter, r *http.Request) error {
	path := strings.TrimSuffix(r.URL.Path, "/")
	for _, ending := range []string{".html", ".htm", ".shtml"} {
		path = strings.TrimSuffix(path, ending)
	}
	if to, known := olderNames[path]; known {
		redirect(w, to)
		return nil
	}
	id, rest, _ := strings.Cut(strings.TrimPrefix(path, "/d/"), "/")
	for suffix, full := range map[string]string{".pdf": "file.pdf", ".txt": "text.txt"} {
		if short, cut := strings.CutSuffix(id, suffix); cut && rest == "" {
			id, rest = short, full
		}
	}
	ending, known := olderEndings[rest]
	if !known || !strings.HasPrefix(path, "/d/") {
		return errNotFound
	}
	rel, err := s.shelf.get(r.Context(), id)
	if err != nil {
		return err
	}
	redirect(w, s.view(rel).Path()+ending)
	return nil
}

// numbered leads from a 发文字号, as it is cited, to the document.
func (s *site) numbered(w http.ResponseWriter, r *http.Request) error {
	number := clipped(r.PathValue("number"), textLimit)
	if number == "" {
		return errNotFound
	}
	rel, err := s.shelf.byNumber(r.Context(), number)
	if err != nil {
		return err
	}
	redirect(w, s.view(rel).Path())
	return nil
}

// redirect sends a visitor to an address of this site that lasts.
func redirect(w http.ResponseWriter, path string) {
	h := w.Header()
	h.Set("Location", path)
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Length", "0")
	w.WriteHeader(http.StatusMovedPermanently)
}
