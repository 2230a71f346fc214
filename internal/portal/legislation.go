package portal

import "mingfa/internal/document"

// legislation describes a document to programs in the words of schema.org. It is a
// data block, which browsers never run, so the strict policy stands.
type legislation struct {
	Context     string        `json:"@context"`
	Type        string        `json:"@type"`
	ID          string        `json:"@id"`
	Identifier  string        `json:"legislationIdentifier,omitempty"`
	Name        string        `json:"name"`
	Kind        string        `json:"legislationType,omitempty"`
	Force       string        `json:"legislationLegalForce"`
	WrittenOn   document.Date `json:"legislationDate,omitempty"`
	IssuedOn    document.Date `json:"datePublished,omitempty"`
	EffectiveOn document.Date `json:"legislationDateOfApplicability,omitempty"`
	ExpiresOn   document.Date `json:"expires,omitempty"`
	Language    string        `json:"inLanguage"`
	Free        bool          `json:"isAccessibleForFree"`
	About       string        `json:"about,omitempty"`
	Abstract    string        `json:"abstract,omitempty"`
	PassedBy    organisation  `json:"legislationPassedBy"`
	Publisher   organisation  `json:"publisher"`
	Encoding    []encoding    `json:"encoding"`
}

type organisation struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type encoding struct {
	Type   string `json:"@type"`
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
	SHA256 string `json:"sha256,omitempty"`
}

func (s *site) legislation(v view) legislation {
	at := s.cfg.BaseURL + v.Path()
	office := organisation{"GovernmentOrganization", v.Publisher}
	force := "https://schema.org/InForce"
	switch {
	case v.Words.Validity.Dead() || v.Words.Validity == document.NotYet:
		force = "https://schema.org/NotInForce"
	case v.Words.Validity == document.Amended || v.Words.Validity == document.Partly:
		force = "https://schema.org/PartiallyInForce"
	}
	return legislation{
		Context: "https://schema.org", Type: "Legislation", ID: at, Identifier: string(v.Number), Name: v.Heading(), Kind: v.Genre, Force: force,
		WrittenOn: v.WrittenOn, IssuedOn: v.IssuedOn, EffectiveOn: v.Life.EffectiveOn, ExpiresOn: v.Life.ExpiresOn, Language: "zh-CN", Free: true,
		About: v.Topic, Abstract: v.Summary, PassedBy: office, Publisher: office,
		Encoding: []encoding{
			{"MediaObject", "application/pdf", at + "/file.pdf", v.File.Digest},
			{"MediaObject", "text/plain", at + "/text.txt", ""},
			{"MediaObject", "application/json", s.cfg.BaseURL + "/api/documents/" + v.Document, ""},
		},
	}
}
