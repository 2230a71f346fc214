package desk

import (
	"context"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Readiness is what stands between content and the acts of its way, each finding
// at the first act that it hinders or concerns.
type Readiness struct {
	Save   []document.Finding // not even stored
	Submit []document.Finding
	Sign   []document.Finding // found at a gate between the submission and the signing
	Ahead  []document.Stage   // what is passed between the two
}

// Guide is what the laws of the house tell who writes.
type Guide struct {
	Negative NegativeList
	Fields   map[string][]FieldRule // by the place of the field, e.g. text.title
}

// NegativeList is the 不予公开事项清单 that is in force (PD-15).
type NegativeList struct {
	Version string
	Items   []NegativeItem
}

// NegativeItem is a matter that is not disclosed.
type NegativeItem struct {
	ID     string
	Ground document.Ground
	Title  string
	Scope  string // how far it reaches, and what is excepted
}

// FieldRule is a rule that speaks of a field.
type FieldRule struct {
	ID    string
	Title string
	Cite  string // instrument and article, in Chinese
}

// Guide returns what the laws tell who writes. See Bench.
func (d *Desk) Guide() Guide {
	g := Guide{Negative: NegativeList{Version: d.laws.Negative.Version}, Fields: map[string][]FieldRule{}}
	for _, i := range d.laws.Negative.Items {
		g.Negative.Items = append(g.Negative.Items, NegativeItem{ID: i.ID, Ground: i.Ground, Title: i.Title, Scope: i.Scope})
	}
	for _, place := range rulebook.Places() {
		for _, r := range rulebook.Speaking(place) {
			if r.Confidence == "design" { // the house's own: there is no article to read
				continue
			}
			g.Fields[place] = append(g.Fields[place], FieldRule{ID: r.ID, Title: r.Title, Cite: r.Cite})
		}
	}
	return g
}

// Compare returns what differs between the present revision and content that is not
// saved. See Bench.
func (d *Desk) Compare(ctx context.Context, person, id string, c dossier.Content) ([]PartDiff, error) {
	k, err := d.open(ctx, person, id)
	if err != nil {
		return nil, err
	}
	c = c.Clean()
	sheet, err := c.Sheet()
	if err != nil {
		return nil, err
	}
	return compare(k.Content, c, k.Sheets[len(k.Sheets)-1].Diff(sheet)), nil
}
