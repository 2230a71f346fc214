package workflows_test

import (
	"errors"
	"testing"
	"time"

	"go.temporal.io/sdk/workflow"

	"mingfa/workflows"
)

// runReminders runs the clock once, until it renews itself.
func runReminders(t *testing.T, h *house, start time.Time) {
	t.Helper()
	s := newStand(t, h)
	s.SetStartTime(start)
	s.clock = true
	s.furnish()
	s.ExecuteWorkflow(workflows.Reminders)
	if again, ok := errors.AsType[*workflow.ContinueAsNewError](s.GetWorkflowError()); !ok || again.WorkflowType.Name != "Reminders" {
		t.Fatalf("the run ended with %v", s.GetWorkflowError())
	}
}

// TestRemindersAreOnTime: each mark is kept to the second, whether it was there when
// the run began, came later, or lies beyond the run.
func TestRemindersAreOnTime(t *testing.T) {
	h := newHouse(t, nil)
	at := func(d time.Duration) time.Time { return opening.Add(d) }
	h.marks = []time.Time{at(3*time.Hour + 20*time.Minute), at(3*time.Hour + 20*time.Minute + 30*time.Second), at(30 * time.Hour)}
	first := newStand(t, h)
	first.clock = true
	first.furnish()
	first.RegisterDelayedCallback(func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.marks = append(h.marks, at(7*time.Hour+5*time.Minute))
	}, 5*time.Hour+time.Minute)
	first.ExecuteWorkflow(workflows.Reminders)
	if _, ok := errors.AsType[*workflow.ContinueAsNewError](first.GetWorkflowError()); !ok {
		t.Fatalf("the run ended with %v", first.GetWorkflowError())
	}
	// Two marks within a minute of each other are one look.
	same(t, "first day", []string{"remind 11-03 12:20:00", "remind 11-03 12:21:00", "remind 11-03 16:05:00"}, h.log)
	h.log = nil
	runReminders(t, h, first.Now())
	same(t, "second day", []string{"remind 11-04 15:00:00"}, h.log)
}

// TestRemindersOutlastAFailure: a register that is away for a while loses nothing.
func TestRemindersOutlastAFailure(t *testing.T) {
	h := newHouse(t, nil)
	h.marks = []time.Time{opening.Add(2 * time.Hour)}
	h.fail["watch"] = append(many(away(), 5), many(errors.New("a fault of our own"), 20)...)
	runReminders(t, h, opening)
	if len(h.reminded) != 1 {
		t.Errorf("reminded %v", h.reminded)
	}
}
