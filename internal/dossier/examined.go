package dossier

import (
	"time"

	"mingfa/internal/document"
)

// Examined is a hit of the scanner that a secrecy reviewer let pass, with the
// reason. It holds as long as the text around the hit is unchanged.
type Examined struct {
	Hit    string        `json:"hit"`    // as Finding.Hit names it
	Rule   string        `json:"rule"`   // of the finding, e.g. "SC-03"
	Place  string        `json:"place"`  // field of the dossier
	Reason string        `json:"reason"` // Chinese
	Person string        `json:"-"`      // id of who examined it
	Name   string        `json:"name"`   // of that person, for people
	On     document.Date `json:"on"`
	At     time.Time     `json:"at"`
}
