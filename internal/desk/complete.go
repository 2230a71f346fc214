package desk

import (
	"context"

	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
	"mingfa/internal/verdict"
)

// Complete adds to the catalogue of a sealed document. See Counter.
func (d *Desk) Complete(ctx context.Context, person, id string, x verdict.Completion) (dossier.Completed, error) {
	const act = "complete"
	for place, text := range map[string]string{
		"reason": x.Reason, "catalogue.summary": x.Catalogue.Summary, "catalogue.topic": x.Catalogue.Topic, "catalogue.article": x.Catalogue.Article,
	} {
		if len(scan.SecrecyMarks(text)) > 0 {
			return dossier.Completed{}, d.refused(ctx, person, act, id, intake.SecrecyMark(place))
		}
	}
	if _, err := d.open(ctx, person, id); err != nil {
		return dossier.Completed{}, d.refused(ctx, person, act, id, err)
	}
	out, err := d.record.Complete(ctx, id, person, d.now(), func(c verdict.Case) (dossier.Completed, error) { return d.laws.Complete(c, x) })
	if err != nil {
		return dossier.Completed{}, d.refused(ctx, person, act, id, err)
	}
	return out, nil
}
