package desk

import (
	"context"

	"mingfa/internal/document"
)

// Findings is all that a gate says of a document.
type Findings struct {
	Items   []document.Finding `json:"items"`              // document.MostListed of them
	Counts  document.Tally     `json:"counts"`             // of all
	Left    int                `json:"left"`               // how many are counted and not listed
	FoundAt document.Stage     `json:"found_at,omitempty"` // see View
}

// Findings returns what the gate says of a document that the person may see: the
// whole list, of which View holds the beginning.
func (d *Desk) Findings(ctx context.Context, person, id string) (Findings, error) {
	c, err := d.open(ctx, person, id)
	if err != nil {
		return Findings{}, err
	}
	all := d.laws.Findings(c)
	listed := all[:min(len(all), document.MostListed)]
	return Findings{Items: listed, Counts: document.TallyOf(all), Left: len(all) - len(listed), FoundAt: d.laws.Gated(c)}, nil
}
