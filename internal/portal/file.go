package portal

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
	"time"
	"unicode"

	"mingfa/internal/document"
	"mingfa/internal/look"
)

// file answers with the PDF that is to be shown today. The address stays the same
// when a mark is added, so a link printed years ago leads to the marked copy.
func (s *site) file(w http.ResponseWriter, r *http.Request) error {
	v, name, content, err := s.findFile(r)
	if err != nil {
		return err
	}
	kind := "inline"
	if r.URL.Query().Has("download") {
		kind = "attachment"
	}
	h := w.Header()
	look.AllowEmbedding(h)
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", disposition(kind, or(v.File.Name, name), "document.pdf"))
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", `"`+v.File.Digest+`"`)
	h.Set("Link", "<"+s.cfg.BaseURL+v.Path()+`>; rel="canonical"`) // from a bare file back to its page
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	return nil
}

// findFile returns a document with the bytes of its file. A release may come between the
// two readings, and then the file that was shown before is no longer given out: both
// are read once more.
func (s *site) findFile(r *http.Request) (v view, name string, content []byte, err error) {
	for range 2 {
		if v, err = s.find(r); err != nil {
			break
		}
		if name, content, err = s.shelf.file(r.Context(), v.File.Digest); document.KindOf(err) != document.NotFound {
			break
		}
	}
	return v, name, content, err
}

// disposition names the file in UTF-8 (RFC 6266), and plainly in ASCII for old clients.
func disposition(kind, name, plain string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, or(name, plain))
	out := mime.FormatMediaType(kind, map[string]string{"filename": name})
	if strings.Contains(out, "filename*=") {
		out += `; filename="` + plain + `"`
	}
	return out
}
