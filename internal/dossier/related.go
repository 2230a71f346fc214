package dossier

import "mingfa/internal/document"

// Related is what the register knows of a document that a relation points at, by
// its id or by its number.
type Related struct {
	Index     int  // position of the relation in Content.Relations
	Self      bool // the document points at itself; nothing else is set then
	ByID      bool // it was found by its id, so that what the relation says of it can be held against the register
	Same      bool // number and title of the relation are those of the register
	Released  bool // the public can see it
	Numbered  bool // it was signed and numbered
	DatedOn   document.Date
	Kind      document.RelationKind
	Number    document.Number
	Title     string
	Attribute document.Attribute
	Body      string // of the signed or present text; "" when it was too long to compare
	Issuer    string // full name of the body that issues it, "" where it is not known
	Life      document.Life
}

// Quoted is a signed document of the register that a dossier cites by number or by name
// without a relation to it (IN-06).
type Quoted struct {
	Called string // as the dossier cites it
	Body   string // its text and its interpretation
	Issuer string // full name of the body that issued it, "" where it is not known
}
