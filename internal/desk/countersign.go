package desk

import (
	"context"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
	"mingfa/internal/verdict"
)

// CoSignature is a line of the 会签 table of a joint document: one co-issuing body.
type CoSignature struct {
	Body  string            `json:"body"`
	State string            `json:"state"` // none, stale, agree, agree_with_changes, refuse
	Label string            `json:"label"` // the same in Chinese
	Own   bool              `json:"own"`   // the body has somebody here, who gives it in person
	Open  bool              `json:"open"`  // this person may put it on record now
	Said  []dossier.Consent `json:"said"`  // what it said, the oldest first
}

// coSignatures is the 会签 table as it stands, none for what one body issues alone.
func (d *Desk) coSignatures(c verdict.Case) []CoSignature {
	out := []CoSignature{}
	for _, body := range c.Content.Text.JointWith {
		_, err := d.laws.MayCountersign(c, body)
		row := CoSignature{Body: body, State: "none", Label: "尚未会签", Own: d.laws.Own(c, body), Open: err == nil, Said: []dossier.Consent{}}
		for _, said := range c.Consents {
			if said.Body == body {
				row.Said = append(row.Said, said)
			}
		}
		if last, ok := dossier.LatestConsent(c.Consents, body); ok && last.Holds(c.Sheets) {
			row.State, row.Label = string(last.Stand), last.Stand.Label()
		} else if ok {
			row.State, row.Label = "stale", "所签稿件已有改动，须重新会签"
		}
		out = append(out, row)
	}
	return out
}

// Countersign puts the 会签 of a co-issuing body on record. See Counter.
func (d *Desk) Countersign(ctx context.Context, person, id string, x verdict.Countersigning) (dossier.Consent, error) {
	const act = string(document.Consent)
	for _, field := range [][2]string{{"opinion", x.Opinion}, {"body", x.Body}, {"signatory", x.Signatory}, {"post", x.Post}, {"evidence", x.Evidence}} {
		if len(scan.SecrecyMarks(field[1])) > 0 {
			return dossier.Consent{}, d.refused(ctx, person, act, id, intake.SecrecyMark(field[0]))
		}
	}
	if _, err := d.open(ctx, person, id); err != nil {
		return dossier.Consent{}, d.refused(ctx, person, act, id, err)
	}
	out, err := d.record.Countersign(ctx, id, person, d.now(), func(c verdict.Case) (dossier.Consent, bool, error) { return d.laws.Countersign(c, x) })
	if err != nil {
		return dossier.Consent{}, d.refused(ctx, person, act, id, err)
	}
	return out, nil
}

// signsFor are the units for whose bodies this person gives the 会签.
func signsFor(a verdict.Actor) []string {
	var out []string
	for _, p := range a.Appointments {
		if a.Active && p.Role == document.Signer {
			out = append(out, p.Unit)
		}
	}
	return out
}

// awaited lists the joint documents that wait for the 会签 of this person's body.
func (d *Desk) awaited(ctx context.Context, a verdict.Actor) ([]Item, error) {
	docs, err := d.record.AwaitedConsents(ctx, signsFor(a), inboxLimit)
	out := make([]Item, 0, len(docs))
	for _, doc := range docs {
		i, err := d.listItem(doc)
		if err != nil {
			return nil, err
		}
		i.Matter, i.Due = document.ConsentMatter, nil // the term of its stage is another's
		out = append(out, i)
	}
	return out, err
}
