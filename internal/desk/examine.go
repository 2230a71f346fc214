package desk

import (
	"context"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
	"mingfa/internal/verdict"
)

// Examine lets hits of the scanner pass with a reason. See Counter.
func (d *Desk) Examine(ctx context.Context, person, id string, x verdict.Examination) ([]dossier.Examined, error) {
	const act = "examine"
	if len(scan.SecrecyMarks(x.Reason)) > 0 {
		return nil, d.refused(ctx, person, act, id, intake.SecrecyMark("reason"))
	}
	c, err := d.open(ctx, person, id)
	if err != nil {
		return nil, d.refused(ctx, person, act, id, err)
	}
	out, err := d.letPass(ctx, c, x)
	if err != nil {
		return nil, d.refused(ctx, person, act, id, err)
	}
	return append([]dossier.Examined{}, out...), nil
}

// letPass asks the judge of what is under way: the document itself, the assessment of
// one that was filed (DA-18), or the interpretation that follows a released one (IN-08).
func (d *Desk) letPass(ctx context.Context, c verdict.Case, x verdict.Examination) ([]dossier.Examined, error) {
	id, person, now := c.State.ID, c.Actor.ID, d.now()
	switch c.State.Stage { //nolint:exhaustive // at every other stage it is the document
	case document.Filed:
		return d.record.ExamineReassess(ctx, id, person, now, func(c verdict.ReassessCase) ([]dossier.Examined, error) { return d.laws.ExamineReassess(c, x) })
	case document.Published:
		return d.record.ExamineLate(ctx, id, person, now, func(c verdict.LateCase) ([]dossier.Examined, error) { return d.laws.ExamineLate(c, x) })
	default:
		return d.record.Examine(ctx, id, person, now, func(c verdict.Case) ([]dossier.Examined, error) { return d.laws.Examine(c, x) })
	}
}
