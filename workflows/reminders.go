package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

const (
	// lookAtLeast is how long a duty that began meanwhile may stay unseen. It is less
	// than the least share of the shortest term, see procedure.LoadReminders.
	lookAtLeast = time.Hour
	// lookAtMost keeps thousands of marks close to each other from being thousands of looks.
	lookAtMost = time.Minute
	// remindersRun is after what time the run renews itself, with a short history.
	remindersRun = 24 * time.Hour
)

// Reminders is the clock of all dated obligations, whatever became of the documents
// they belong to: it sleeps until the next mark that the register names, has it
// recorded whom to remind, and asks anew. What is due stands in the register, so that
// a lost or late run loses nothing. It never ends.
func Reminders(ctx workflow.Context) error {
	until := workflow.Now(ctx).Add(remindersRun)
	for workflow.Now(ctx).Before(until) && !worn(ctx) {
		var seen activities.Watched
		err := workflow.ExecuteActivity(on(ctx, BulkQueue, time.Minute, time.Minute), watch.Notify).Get(ctx, &seen)
		if temporal.IsCanceledError(err) {
			return err
		}
		if err != nil {
			workflow.GetLogger(ctx).Error("obligations not looked at", "error", err)
			seen.Next = nil
		}
		if err := workflow.Sleep(ctx, untilNext(ctx, seen.Next)); err != nil {
			return err
		}
	}
	return workflow.NewContinueAsNewError(ctx, Reminders)
}

func untilNext(ctx workflow.Context, next *time.Time) time.Duration {
	if next == nil {
		return lookAtLeast
	}
	return min(max(next.Sub(workflow.Now(ctx)), lookAtMost), lookAtLeast)
}
