package worker

import (
	"context"
	"errors"
	"fmt"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"mingfa/workflows"
)

// EnsureSchedule makes sure that the daily sweep is scheduled as this build wants
// it, and that the clock of the reminders runs. A pause that an operator set stays.
func EnsureSchedule(ctx context.Context, c client.Client) error {
	if _, err := c.ExecuteWorkflow(ctx, workflows.RemindersOptions(), workflows.Reminders); err != nil {
		return fmt.Errorf("worker: start the reminders: %w", err)
	}
	want := workflows.SweepOptions()
	_, err := c.ScheduleClient().Create(ctx, want)
	if err == nil {
		return nil
	}
	if !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return fmt.Errorf("worker: create schedule %s: %w", want.ID, err)
	}
	err = c.ScheduleClient().GetHandle(ctx, want.ID).Update(ctx, client.ScheduleUpdateOptions{
		DoUpdate: func(in client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
			s := in.Description.Schedule
			s.Spec, s.Action = &want.Spec, want.Action
			s.Policy.Overlap, s.Policy.CatchupWindow = want.Overlap, want.CatchupWindow
			return &client.ScheduleUpdate{Schedule: &s}, nil
		},
	})
	if err != nil {
		return fmt.Errorf("worker: update schedule %s: %w", want.ID, err)
	}
	return nil
}
