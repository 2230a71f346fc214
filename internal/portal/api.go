package portal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"mingfa/internal/document"
)

const jsonType = "application/json; charset=utf-8"

// entry is a released document in a list of the API. It has no state of validity of
// its own: Validity is what Life.Words says today.
type entry struct {
	Document    string             `json:"document"`
	Release     int64              `json:"release"`
	URL         string             `json:"url"`
	Heading     string             `json:"heading"` // title with the validity prefix
	Title       string             `json:"title"`
	IndexNo     string             `json:"index_no"`
	Publisher   string             `json:"publisher"`
	Number      document.Number    `json:"number"`
	Topic       string             `json:"topic"`
	Genre       string             `json:"genre"`
	WrittenOn   document.Date      `json:"written_on"`
	IssuedOn    document.Date      `json:"issued_on"`
	EffectiveOn document.Date      `json:"effective_on,omitempty"`
	ExpiresOn   document.Date      `json:"expires_on,omitempty"`
	Validity    document.Words     `json:"validity"`
	Attribute   document.Attribute `json:"attribute"`
	// AttributeSince is the day on which it was changed after the issue, PrintedAs what the file says.
	AttributeSince document.Date       `json:"attribute_since,omitempty"`
	PrintedAs      document.Attribute  `json:"printed_as,omitempty"`
	Article        string              `json:"article"`
	Summary        string              `json:"summary"`
	File           document.PublicFile `json:"file"`
	FileURL        string              `json:"file_url"`
	SealedDigest   string              `json:"sealed_digest"`
}

// full is a released document with its text.
type full struct {
	entry
	Addressee      string                         `json:"addressee"`
	Body           string                         `json:"body"`
	Present        string                         `json:"present,omitempty"`   // 出席 of minutes, as the two below (LY-29)
	Excused        string                         `json:"excused,omitempty"`   // 请假
	Attending      string                         `json:"attending,omitempty"` // 列席
	Extracted      bool                           `json:"extracted,omitempty"` // the text was read from the PDF, which prevails
	Annexes        []document.PublicAnnex         `json:"annexes"`
	Pictures       []pictureEntry                 `json:"pictures,omitempty"` // that the texts show
	Interpretation *document.PublicInterpretation `json:"interpretation"`
	// InterpretationDue is the last day for an interpretation that is still to follow (IN-08).
	InterpretationDue document.Date `json:"interpretation_due,omitempty"`
	DecidedBy         string        `json:"decided_by,omitempty"` // id of the document that ended or changed this one
	Relations         []relation    `json:"relations"`
	ReferredBy        []relation    `json:"referred_by"` // released documents that speak of this one; kind is theirs
}

type relation struct {
	Kind    string `json:"kind"`
	Heading string `json:"heading"`
	Number  string `json:"number"`
	URL     string `json:"url,omitempty"`
}

func (s *site) entry(v view) entry {
	return entry{
		Document: v.Document, Release: v.No, URL: s.cfg.BaseURL + v.Path(), Heading: v.Heading(), Title: v.Title,
		IndexNo: v.IndexNo, Publisher: v.Publisher, Number: v.Number, Topic: v.Topic, Genre: v.Genre,
		WrittenOn: v.WrittenOn, IssuedOn: v.IssuedOn, EffectiveOn: v.Life.EffectiveOn, ExpiresOn: v.Life.ExpiresOn,
		Validity: v.Words, Attribute: v.Attribute, AttributeSince: v.AttributeSince, PrintedAs: v.PrintedAs, Article: v.Article, Summary: v.Summary,
		File: v.File, FileURL: s.cfg.BaseURL + v.Path() + "/file.pdf", SealedDigest: v.SealedDigest,
	}
}

func (s *site) apiList(r *http.Request) (*made, error) {
	p, err := s.page(r)
	if err != nil {
		return nil, err
	}
	items := make([]entry, len(p.Items))
	for i, v := range p.Items {
		items[i] = s.entry(v.view)
	}
	return madeJSON(struct {
		Total int     `json:"total"`
		Page  int     `json:"page"`
		Pages int     `json:"pages"`
		Items []entry `json:"items"`
	}{p.Total, p.Page, p.Pages, items})
}

func (s *site) apiDocument(r *http.Request) (*made, error) {
	d, err := s.read(r)
	if err != nil {
		return nil, err
	}
	out := full{entry: s.entry(d.view), Addressee: d.Addressee, Body: d.Body, Present: d.Present, Excused: d.Excused, Attending: d.Attending, Extracted: d.Extracted, Annexes: d.Annexes, Pictures: s.pictureEntries(d.view), Interpretation: d.Interpretation, InterpretationDue: d.Awaited, Relations: []relation{}, ReferredBy: []relation{}}
	if d.Deciding != nil {
		out.DecidedBy = d.Deciding.Document
	}
	for _, rel := range d.Relations {
		out.Relations = append(out.Relations, s.relation(rel))
	}
	for _, rel := range d.ReferredBy {
		out.ReferredBy = append(out.ReferredBy, s.relation(rel))
	}
	return madeJSON(out)
}

func (s *site) relation(rel related) relation {
	link := relation{Kind: string(rel.Kind), Heading: rel.Heading, Number: rel.Number}
	if rel.Path != "" {
		link.URL = s.cfg.BaseURL + rel.Path
	}
	return link
}

// apiVerify says what the register knows of a file by its SHA-256: not found for
// whatever was never released.
func (s *site) apiVerify(r *http.Request) (*made, error) {
	digest := tidyDigest(r.URL.Query().Get("digest"))
	if !digestForm.MatchString(digest) {
		return nil, errNotFound
	}
	rel, err := s.shelf.byDigest(r.Context(), digest)
	if err != nil {
		return nil, err
	}
	return madeJSON(struct {
		entry
		Copy    string `json:"copy"`    // which copy of the document the file is
		Current bool   `json:"current"` // whether it is the one shown today
	}{s.entry(s.view(rel)), copyName(rel, digest), digest == rel.File.Digest})
}

func madeJSON(v any) (*made, error) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return answering(jsonType, b.Bytes()), nil
}

func refusalJSON(p refusal) []byte {
	b, err := json.Marshal(map[string]any{"error": map[string]string{"code": p.Code, "message": p.Heading + "。" + p.Text}})
	if err != nil {
		return nil // impossible: strings only
	}
	return append(b, '\n')
}
