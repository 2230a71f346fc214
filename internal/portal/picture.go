package portal

import (
	"bytes"
	"net/http"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/look"
)

// keepPicture lets the visitor's own program keep a picture for good: its address names its
// content. It lets nobody else, so that a take-down holds for who comes after it.
const keepPicture = "private, max-age=31536000, immutable"

// picture answers with a picture that the release of a document shows, and with nothing
// else under that address.
func (s *site) picture(w http.ResponseWriter, r *http.Request) error {
	v, err := s.find(r)
	if err != nil {
		return err
	}
	for _, p := range v.Pictures {
		if p.Path() != "/pictures/"+r.PathValue("name") {
			continue
		}
		content, err := s.shelf.picture(r.Context(), v.Document, p.Digest)
		if err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", p.Type)
		h.Set("Content-Disposition", disposition("inline", p.Name, "picture"+p.Path()[len("/pictures/")+len(p.Digest):]))
		h.Set("Cache-Control", keepPicture)
		h.Set("ETag", `"`+p.Digest+`"`)
		h.Set("Link", "<"+s.cfg.BaseURL+v.Path()+`>; rel="canonical"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
		return nil
	}
	return errNotFound
}

// Images are the pictures of the document by their names, as its pages show them.
func (v view) Images() map[string]look.Image {
	out := map[string]look.Image{}
	for _, p := range v.Pictures {
		out[p.Name] = look.Image{Address: v.Path() + p.Path(), Width: p.Width, Height: p.Height}
	}
	return out
}

// pictureEntry is a picture in the data of a document.
type pictureEntry struct {
	document.PublicPicture
	URL string `json:"url"`
}

func (s *site) pictureEntries(v view) []pictureEntry {
	var out []pictureEntry
	for _, p := range v.Pictures {
		out = append(out, pictureEntry{p, s.cfg.BaseURL + v.Path() + p.Path()})
	}
	return out
}
