package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

// SweepResult lists what a sweep found due and began.
type SweepResult struct {
	Repeals []string `json:"repeals"` // ids of repealing documents whose Repeal was begun
	Failed  []string `json:"failed"`  // ids whose Repeal could not be begun
	// Watched is what the look at the dated obligations found.
	Watched activities.Watched `json:"watched"`
	// Attested is the entry of the ledger up to which it was signed, 0 for none.
	Attested int64 `json:"attested"`
}

// Sweep is the only clock for what falls due after publication: it asks the
// register what is due today and begins it, it has the dated obligations looked
// after, and it has the ledger signed. It can run at any time and any number
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
	if workflow.GetVersion(ctx, watchesObligations, workflow.DefaultVersion, 1) == 1 {
		if err := workflow.ExecuteActivity(step, watch.Look).Get(ctx, &r.Watched); err != nil {
			return r, plain(err)
		}
	}
	if workflow.GetVersion(ctx, keepsReminders, workflow.DefaultVersion, 1) == 1 {
		// It runs already, unless somebody ended it.
		o := orphan(ctx, RemindersID, BulkQueue)
		if err := begun(ctx, workflow.ExecuteChildWorkflow(o, Reminders)); err != nil {
			workflow.GetLogger(ctx).Error("reminders not begun", "error", err)
		}
	}
	if workflow.GetVersion(ctx, attestsLedger, workflow.DefaultVersion, 1) == 1 {
		// Last, so that what the sweep itself began is covered as far as it is recorded.
		if err := workflow.ExecuteActivity(step, attestation.Attest).Get(ctx, &r.Attested); err != nil {
			workflow.GetLogger(ctx).Error("ledger not signed", "error", err)
		}
	}
	return r, nil
}

// attestsLedger marks the sweeps that have the ledger signed.
const attestsLedger = "attests-ledger"

// keepsReminders marks the sweeps that see to it that the reminders run.
const keepsReminders = "keeps-reminders"

// watchesObligations marks the sweeps that look at obligations as well; older
// histories have none of it.
const watchesObligations = "watches-obligations"
