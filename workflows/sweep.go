package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// SweepResult lists what a sweep found due and began.
type SweepResult struct {
	Repeals []string `json:"repeals"` // ids of repealing documents whose Repeal was begun
	Failed  []string `json:"failed"`  // ids whose Repeal could not be begun
}

// Sweep is the only clock for what falls due after publication: it asks the
// register what is due today and begins it. It can run at any time and any number
// of times.
func Sweep(ctx workflow.Context) (SweepResult, error) {
	var due []string
	step := on(ctx, BulkQueue, time.Minute, time.Minute)
	if err := workflow.ExecuteActivity(step, bulk.DueRepeals).Get(ctx, &due); err != nil {
		return SweepResult{}, plain(err)
	}
	r := SweepResult{Repeals: []string{}, Failed: []string{}}
	for _, id := range due {
		o := orphan(ctx, RepealID(id), BulkQueue)
		if err := begun(ctx, workflow.ExecuteChildWorkflow(o, Repeal, RepealInput{Document: id})); err != nil {
			workflow.GetLogger(ctx).Error("repeal not begun", "document", id, "error", err)
			r.Failed = append(r.Failed, id)
			continue
		}
		r.Repeals = append(r.Repeals, id)
	}
	return r, nil
}
