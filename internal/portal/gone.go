package portal

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"mingfa/internal/document"
)

// takenDown is that there is nothing to show because it was taken down. To all who only
// ask whether there is something it is a thing not found.
type takenDown struct{ document.Gone }

// Error says so without naming the document.
func (takenDown) Error() string { return "the document was taken down" }

// Unwrap makes it a thing not found.
func (takenDown) Unwrap() error { return errNotFound }

// parting is the page in place of a document that was taken down. It has neither its
// title nor anything that stood in it (invariant 7).
type parting struct {
	On      document.Date
	Text    string // what happened, in general terms
	Reason  string // in the office's own words, "" for none (WP-10)
	Contact string
	Today   document.Date
}

const (
	partingHeading = "该信息已停止在本网站公开"
	partingText    = "您访问的信息经依法核查，已于%s撤下，不再在本网站公开。已经下载或者转载的，请停止使用和传播。"
	partingPenalty = "您访问的行政处罚决定信息，因有关决定依法被变更、撤销、确认违法或者确认无效，已于%s撤回。"
)

func (s *site) parting(g document.Gone) parting {
	p := parting{On: document.DateOf(g.At), Reason: g.Explained, Contact: s.cfg.Footer.Contact, Today: s.today()}
	p.Text = partingText
	if g.Penalty {
		p.Text = partingPenalty
	}
	p.Text = strings.Replace(p.Text, "%s", p.On.Chinese(), 1)
	return p
}

// gone answers 410 in the form that was asked for: a page, text or data. The file's
// address is opened by people, so it answers with the page.
func (s *site) gone(w http.ResponseWriter, r *http.Request, g document.Gone) {
	p := s.parting(g)
	kind := "text/html; charset=utf-8"
	var body []byte
	switch {
	case strings.HasPrefix(r.URL.Path, "/api/"):
		kind, body = jsonType, p.json()
	case strings.HasSuffix(r.URL.Path, ".txt"):
		kind, body = "text/plain; charset=utf-8", []byte(p.plain())
	default:
		html, err := s.render("gone", page{Title: partingHeading, Robots: "noindex", Content: p})
		if err != nil {
			s.log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "error", err)
		}
		body = html
	}
	s.say(w, r, http.StatusGone, kind, body)
}

func (p parting) plain() string {
	out := partingHeading + "\n\n" + p.Text + "\n"
	if p.Reason != "" {
		out += "\n说明：" + p.Reason + "\n"
	}
	return out + "\n需要有关信息的，可以依法提出政府信息公开申请。\n"
}

func (p parting) json() []byte {
	e := map[string]string{"code": "gone", "message": partingHeading + "。" + p.Text, "withdrawn_on": string(p.On)}
	if p.Reason != "" {
		e["explanation"] = p.Reason
	}
	b, err := json.Marshal(map[string]any{"error": e})
	if err != nil {
		return nil // impossible: strings only
	}
	return append(b, '\n')
}

// atomDeleted tells subscribers that an entry is no more (RFC 6721).
type atomDeleted struct {
	Ref  string `xml:"ref,attr"`
	When string `xml:"when,attr"`
}

// tombstones are of what left the site last.
func (s *site) tombstones(r *http.Request) (out []atomDeleted, err error) {
	gone, err := s.shelf.withdrawn(r.Context(), feedLength)
	for _, g := range gone {
		out = append(out, atomDeleted{s.cfg.BaseURL + "/d/" + g.Document, g.At.In(document.Shanghai).Format(time.RFC3339)})
	}
	return out, err
}
