package portal

import (
	"net/http"
	"time"

	"mingfa/internal/document"
)

// reading is a document with the documents around it.
type reading struct {
	view
	Deciding  *view // the document that ended or changed this one, if it is released
	Relations []related
	// ReferredBy are the released documents that speak of this one.
	ReferredBy []related
	History    []event
	Released   time.Time // the first release, zero when it is not known
	// Awaited is the last day for the interpretation that is to follow, "" for none.
	Awaited document.Date
	Overdue bool // that day is past
	// What a printed page must say of where it comes from.
	At, VerifyAt string
	Today        document.Date
}

func (s *site) read(r *http.Request) (reading, error) {
	v, err := s.find(r)
	if err != nil {
		return reading{}, err
	}
	out := reading{view: v, At: s.cfg.BaseURL + v.Path(), VerifyAt: s.cfg.BaseURL + "/verify", Today: s.today()}
	if v.Words.Validity == v.Life.Ended || v.Words.Announced != "" {
		if out.Deciding, err = s.linked(r, v.Life.ByDocument); err != nil {
			return reading{}, err
		}
	}
	if out.Relations, err = s.relations(r, v); err != nil {
		return reading{}, err
	}
	if out.ReferredBy, err = s.referring(r, v); err != nil {
		return reading{}, err
	}
	if v.Interpretation == nil {
		if out.Awaited, err = s.shelf.awaited(r.Context(), v.Document); err != nil {
			return reading{}, err
		}
		out.Overdue = out.Awaited != "" && s.today() > out.Awaited
	}
	editions, err := s.shelf.editions(r.Context(), v.Document)
	if err != nil {
		return reading{}, err
	}
	for _, e := range editions {
		if e.First {
			out.Released = e.At
		}
	}
	out.History = s.history(v, editions)
	return out, nil
}

func (s *site) document(r *http.Request) (*made, error) {
	d, err := s.read(r)
	if err != nil {
		return nil, err
	}
	return s.show("document", page{
		Title: d.Heading(), Here: "/", Canonical: d.Path(), Content: d,
		Meta: s.article(d.view, d.Heading(), d.Path(), d.Released), Data: s.legislation(d.view),
	})
}

// interpretation shows the 政策解读 of a document. It says of the document's validity
// what the document's own page says: who reads only this must know it too (IN-10).
func (s *site) interpretation(r *http.Request) (*made, error) {
	d, err := s.read(r)
	if err != nil {
		return nil, err
	}
	if d.Interpretation == nil {
		return nil, errNotFound
	}
	title, path := d.Words.Prefix+d.Interpretation.Title, d.Path()+"/jiedu"
	return s.show("interpretation", page{
		Title: title, Here: "/", Canonical: path, Content: d,
		Meta: s.article(d.view, title, path, d.Released),
	})
}
