package desk

import (
	"context"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
)

// PreviewContent typesets what is not saved. See Bench.
func (d *Desk) PreviewContent(ctx context.Context, person, unit, id string, c dossier.Content) ([]byte, error) {
	k, err := d.unsaved(ctx, person, unit, id, c)
	if err != nil {
		return nil, err
	}
	// A preview stores nothing and so is no act: the ledger, which would get a line
	// with every pause in typing, stays out of it.
	if found := rulebook.SecrecyMarks(k.Content); len(found) > 0 {
		return nil, intake.SecrecyMark(found[0].Place)
	}
	if err := Settable(k.Content); err != nil {
		return nil, err
	}
	if o := k.Content.Text.Original; o != nil {
		return d.blobs.Get(ctx, o.Digest)
	}
	issuer, err := d.record.Issuer(ctx, k.State.Unit)
	if err != nil {
		return nil, err
	}
	return d.proof(ctx, activities.Paper{
		Document: id, Content: k.Content, Digest: k.Digest(), Number: k.State.Number, Head: issuer.Head, Issuer: issuer.Name,
		SealText: issuer.Name, DatedOn: k.Today, IssuedOn: k.Today,
	})
}

// Check asks the gates about what is not saved. See Bench.
func (d *Desk) Check(ctx context.Context, person, unit, id string, c dossier.Content) (Readiness, error) {
	k, err := d.unsaved(ctx, person, unit, id, c)
	if err != nil {
		return Readiness{}, err
	}
	if k.Related, err = d.record.Related(ctx, id, k.Content.Relations); err != nil {
		return Readiness{}, err
	}
	if k.Quoted, err = d.record.Quoted(ctx, id, k.Content); err != nil {
		return Readiness{}, err
	}
	if issuer, err := d.record.Issuer(ctx, k.State.Unit); err == nil {
		k.Issuer = issuer.Name
	} else if document.KindOf(err) != document.Unfit { // without one the rules say nothing of its name
		return Readiness{}, err
	}
	if k.Dead, err = d.record.Dead(ctx, k.Content, k.Today); err != nil {
		return Readiness{}, err
	}
	o := d.laws.Outlook(k)
	brief := func(found []document.Finding) []document.Finding { return document.Brief(found, document.MostFindings) }
	return Readiness{Save: brief(o.Save), Submit: brief(o.Submit), Sign: brief(o.Sign), Ahead: o.Ahead}, nil
}

// unsaved is the case as it would be if the content were saved. Only a drafter of
// the unit gets one.
func (d *Desk) unsaved(ctx context.Context, person, unit, id string, c dossier.Content) (verdict.Case, error) {
	var k verdict.Case
	var err error
	if id != "" {
		if k, err = d.open(ctx, person, id); err != nil {
			return k, err
		}
		unit = k.State.Unit
	} else {
		if k.Actor, err = d.record.Actor(ctx, person); err != nil {
			return k, err
		}
		k.State = verdict.State{Drafter: person, Stage: document.Drafting}
		k.Today = document.DateOf(d.now())
	}
	if k.State.Unit, err = drafterUnit(k.Actor.Appointments, unit); err != nil {
		return k, err
	}
	if k.State.Stage != document.Drafting {
		return k, document.Refuse(document.Conflict, "wrong-stage", "本件正在“"+k.State.Stage.Label()+"”环节，不能修改。")
	}
	if c, err = d.whole(ctx, person, k.Content, c); err != nil {
		return k, err
	}
	k.Content = c.Clean()
	sheet, err := k.Content.Sheet()
	if err != nil {
		return k, err
	}
	k.Sheets = append(k.Sheets, sheet)
	return k, nil
}
