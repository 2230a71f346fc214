package dossier

import (
	"strings"
	"time"

	"mingfa/internal/document"
)

// Answered is a warning of a gate that somebody answered with an act: what the gate
// said, and what is to be known about it. It holds as long as the texts that the
// warning speaks of are unchanged.
type Answered struct {
	Mark    string        `json:"-"` // digest over the warning and those texts
	Rule    string        `json:"rule"`
	Place   string        `json:"place"`   // field of the dossier
	Message string        `json:"message"` // Chinese: what the gate said
	Reason  string        `json:"reason"`  // Chinese: the answer
	Person  string        `json:"-"`       // id of who answered
	Name    string        `json:"name"`    // of that person, for people
	On      document.Date `json:"on"`
	At      time.Time     `json:"at"`
}

// PartAt returns the part that the place of a finding lies in; ok is false for what
// lies in none, such as the words and the date of an act.
func PartAt(place string) (p Part, ok bool) {
	head, _, _ := strings.Cut(place, ".")
	p = Part(head)
	return p, p.Label() != ""
}
