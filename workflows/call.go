package workflows

import (
	"context"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"mingfa/activities"
)

// Act takes an act and waits for its outcome; a repetition of the request id is the same
// act. The words of the act are in the register already, and ctx names the actor for
// the signature. An error that a person can act on is a *document.Error.
func Act(ctx context.Context, c client.Client, documentID string, command ActCommand) (Taken, error) {
	return call[Taken](ctx, c, DocumentID(documentID), Document, documentID, command)
}

// ActLate is Act on the interpretation that follows a released document.
func ActLate(ctx context.Context, c client.Client, documentID string, command ActCommand) (Taken, error) {
	return call[Taken](ctx, c, InterpretationID(documentID), Interpretation, documentID, command)
}

// ActReassess is Act on the assessment of what was filed unpublished.
func ActReassess(ctx context.Context, c client.Client, documentID string, command ActCommand) (Taken, error) {
	return call[Taken](ctx, c, ReassessmentID(documentID), Reassessment, documentID, command)
}

// ActTakeDown is Act on the take-down of a released document.
func ActTakeDown(ctx context.Context, c client.Client, documentID string, command ActCommand) (activities.DownStanding, error) {
	return call[activities.DownStanding](ctx, c, TakedownID(documentID), Takedown, documentID, command)
}

// call sends an act to the workflow of that id, which is begun when it does not run. A
// document whose run is over may begin a new one: the register then answers a repeated
// request with its first outcome and refuses every other.
func call[T any](ctx context.Context, c client.Client, id string, run any, documentID string, command ActCommand) (T, error) {
	start := c.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
		ID: id, TaskQueue: ActsQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	}, run, DocumentInput{Document: documentID})
	var t, none T
	handle, err := c.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{
			WorkflowID: id, UpdateID: command.RequestID, UpdateName: UpdateAct,
			Args: []any{command}, WaitForStage: client.WorkflowUpdateStageCompleted,
		},
	})
	if err == nil {
		err = handle.Get(ctx, &t)
	}
	if err == nil {
		return t, nil
	}
	if e, ok := Refusal(err); ok {
		return none, e
	}
	return none, fmt.Errorf("workflows: act on %s: %w", documentID, err)
}

// SweepNow runs a sweep, or joins the one that is running, and waits for it.
func SweepNow(ctx context.Context, c client.Client) (SweepResult, error) {
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: SweepSchedule + "/now", TaskQueue: BulkQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, Sweep)
	var r SweepResult
	if err == nil {
		err = run.Get(ctx, &r)
	}
	if err == nil {
		return r, nil
	}
	if e, ok := Refusal(err); ok {
		return SweepResult{}, e
	}
	return SweepResult{}, fmt.Errorf("workflows: sweep: %w", err)
}

// RemindersOptions begins the clock of the reminders, or finds it running.
func RemindersOptions() client.StartWorkflowOptions {
	return client.StartWorkflowOptions{
		ID: RemindersID, TaskQueue: BulkQueue, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}
}

// catchUp is how long after its hour a sweep that was missed is made up for.
const catchUp = 7 * 24 * time.Hour

// SweepOptions is the schedule of the daily sweep: 00:05 in Asia/Shanghai, five
// minutes into the civil day on which decisions take effect. The hour is given in
// UTC, so that the server needs no zone database; China has no summer time.
func SweepOptions() client.ScheduleOptions {
	return client.ScheduleOptions{
		ID: SweepSchedule,
		Spec: client.ScheduleSpec{Calendars: []client.ScheduleCalendarSpec{{
			Hour: []client.ScheduleRange{{Start: 16}}, Minute: []client.ScheduleRange{{Start: 5}},
			Comment: "00:05 Asia/Shanghai",
		}}},
		Action:        &client.ScheduleWorkflowAction{ID: SweepSchedule, Workflow: Sweep, TaskQueue: BulkQueue},
		Overlap:       enumspb.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE,
		CatchupWindow: catchUp,
	}
}
