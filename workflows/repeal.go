package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

// RepealInput names a released document that repeals others.
type RepealInput struct {
	Document string `json:"document"`
}

// RepealResult lists the targets by what became of them.
type RepealResult struct {
	Marked  []string `json:"marked"`  // seen on the portal as repealed
	Pending []string `json:"pending"` // switched or under way, not seen yet
	Failed  []string `json:"failed"`  // not marked; the next sweep tries again
}

const (
	repealBatch  = 50 // releases under way at the same time
	repealWithin = 20 * time.Minute
)

// Repeal marks every document whose repeal by this one has taken effect. One
// target that fails holds up no other. It ends when all have been seen or their
// time is over, so that it can run again when the day of further targets comes.
func Repeal(ctx workflow.Context, in RepealInput) (RepealResult, error) {
	var targets []activities.Target
	step := on(ctx, BulkQueue, 30*time.Second, time.Minute)
	if err := workflow.ExecuteActivity(step, bulk.Repeal, in.Document).Get(ctx, &targets); err != nil {
		return RepealResult{}, plain(err)
	}
	r := RepealResult{Marked: []string{}, Pending: []string{}, Failed: []string{}}
	for i := 0; i < len(targets); i += repealBatch {
		batch := targets[i:min(i+repealBatch, len(targets))]
		if err := r.carryOut(ctx, in.Document, batch); err != nil {
			return r, err
		}
	}
	if len(r.Failed) > 0 {
		remind(ctx, activities.Reminder{Document: in.Document, Kind: activities.RepealFailed})
	}
	return r, nil
}

// carryOut marks a batch of targets at the same time and sorts them by outcome.
func (r *RepealResult) carryOut(ctx workflow.Context, by string, batch []activities.Target) error {
	marks := make([]workflow.ChildWorkflowFuture, len(batch))
	for i, t := range batch {
		id := MarkID(by, t.Document)
		marks[i] = workflow.ExecuteChildWorkflow(orphan(ctx, id, ActsQueue), Release, ReleaseInput{
			Release: id, Document: t.Document, Kind: activities.MarkRelease, By: by,
		})
	}
	_, err := workflow.AwaitWithTimeout(ctx, repealWithin, func() bool { return ready(marks) })
	if err != nil {
		return err
	}
	for i, t := range batch {
		r.sort(ctx, t.Document, marks[i])
	}
	return nil
}

func ready(marks []workflow.ChildWorkflowFuture) bool {
	for _, m := range marks {
		if !m.IsReady() {
			return false
		}
	}
	return true
}

func (r *RepealResult) sort(ctx workflow.Context, target string, mark workflow.ChildWorkflowFuture) {
	if !mark.IsReady() {
		r.Pending = append(r.Pending, target)
		return
	}
	err := mark.Get(ctx, nil)
	switch {
	case err == nil:
		r.Marked = append(r.Marked, target)
	case temporal.IsWorkflowExecutionAlreadyStartedError(err):
		r.Pending = append(r.Pending, target)
	default:
		workflow.GetLogger(ctx).Error("target not marked", "target", target, "error", err)
		r.Failed = append(r.Failed, target)
	}
}
