package desk

import (
	"context"

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
	if _, err := d.open(ctx, person, id); err != nil {
		return nil, d.refused(ctx, person, act, id, err)
	}
	out, err := d.record.Examine(ctx, id, person, d.now(), func(c verdict.Case) ([]dossier.Examined, error) { return d.laws.Examine(c, x) })
	if err != nil {
		return nil, d.refused(ctx, person, act, id, err)
	}
	return append([]dossier.Examined{}, out...), nil
}
