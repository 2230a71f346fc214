package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
)

// watched keeps by which settings the register was looked at.
type watched struct{ by [][]procedure.Reminder }

func (w *watched) Watch(_ context.Context, r []procedure.Reminder, _ time.Time) (activities.Watched, error) {
	w.by = append(w.by, r)
	return activities.Watched{}, nil
}

func (*watched) RedateAll(context.Context, activities.Dating, time.Time) (int, error) { return 0, nil }

// TestRemindersInForce: what an office puts into force while the clock runs holds from
// the next look on, in the hourly round and in the daily one.
func TestRemindersInForce(t *testing.T) {
	early, late := []procedure.Reminder{{Percent: 50}}, []procedure.Reminder{{Percent: 90}}
	laws := verdict.NewInForce(verdict.Laws{Reminders: early})
	seen := &watched{}
	step := activities.Watch{Obligations: seen, Date: laws.Date, Reminders: laws.Reminders, Now: time.Now}
	look := func(f func(context.Context) (activities.Watched, error)) {
		t.Helper()
		if _, err := f(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	look(step.Notify)
	laws.Put(verdict.Laws{Reminders: late})
	look(step.Notify)
	look(step.Look)
	if diff := cmp.Diff([][]procedure.Reminder{early, late, late}, seen.by); diff != "" {
		t.Error(diff)
	}
}
