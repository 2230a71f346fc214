package workflows

import (
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

// The steps by name; their fields are never touched here.
var (
	acts  *activities.Acts
	files *activities.Files
	bulk  *activities.Bulk
	watch *activities.Watch
	lates *activities.Interpretations
	looks *activities.Reassessments
	downs *activities.TakeDowns

	attestation *activities.Attestation
)

// Time limits of a step. Without the second one, Temporal would stop trying a
// local step after the first.
const (
	outage  = 24 * time.Hour            // how long the database may be away during an act
	forever = 10 * 365 * 24 * time.Hour // for steps that nothing but success or refusal ends
	silence = 20 * time.Second          // after which a worker that shows no sign of life has lost its step
)

// short is for steps that write a row while a person waits. They are tried until
// they succeed or are refused: an answer that got lost must not lose the act.
func short(ctx workflow.Context) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: 10 * time.Second, ScheduleToCloseTimeout: outage,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: time.Minute,
		},
	})
}

// brief is for a step that runs in the shadow of an act and must not hold up its
// answer: it is given up soon, and the caller tries again later.
func brief(ctx workflow.Context) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: 2 * time.Second, ScheduleToCloseTimeout: 5 * time.Second,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumAttempts: 3},
	})
}

// on is for steps on a queue of their own, tried until they succeed or are refused.
func on(ctx workflow.Context, queue string, each, slowest time.Duration) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue: queue, StartToCloseTimeout: each, ScheduleToCloseTimeout: forever, HeartbeatTimeout: silence,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: slowest,
		},
	})
}

// child is for a workflow that its parent waits for and takes with it.
func child(ctx workflow.Context, id, queue string) workflow.Context {
	return workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: id, TaskQueue: queue,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_TERMINATE,
	})
}

// orphan is for a workflow that lives on after its parent.
func orphan(ctx workflow.Context, id, queue string) workflow.Context {
	return workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: id, TaskQueue: queue,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_ABANDON,
	})
}

// begun waits until an orphan has begun. One that is running already does the
// same work, so that is no error.
func begun(ctx workflow.Context, f workflow.ChildWorkflowFuture) error {
	err := f.GetChildWorkflowExecution().Get(ctx, nil)
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return nil
	}
	return err
}
