package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

// clock watches the time limit between one act and the next. It runs beside the
// main loop and only ever reminds: no act follows from time alone. While the
// house itself is at work, nobody is waited for.
func (w *way) clock(ctx workflow.Context) {
	for {
		seq := w.seq
		moved := func() bool { return w.seq != seq }
		for more := !w.stage.Closed() && !w.releasing; more && !moved(); {
			var err error
			if more, err = w.watch(ctx, moved); err != nil {
				return
			}
		}
		if err := workflow.Await(ctx, moved); err != nil {
			return
		}
	}
}

// afterFailure is when a due date that could not be worked out is tried again.
const afterFailure = 10 * time.Minute

// watch asks for the timetable and reminds at each of its marks until the
// document moves. It reports whether the timetable is to be asked for again. The
// error is that of a cancelled run.
func (w *way) watch(ctx workflow.Context, moved func() bool) (more bool, err error) {
	var t activities.Timetable
	err = workflow.ExecuteLocalActivity(brief(ctx), acts.Due, w.id).Get(ctx, &t)
	if temporal.IsCanceledError(err) {
		return false, err
	}
	if err != nil {
		workflow.GetLogger(ctx).Error("no due date", "document", w.id, "error", err)
		_, err := workflow.AwaitWithTimeout(ctx, afterFailure, moved)
		return true, err
	}
	for _, m := range t.Marks {
		at, provisional := m.At, t.Again != nil && t.Again.Before(m.At)
		if provisional {
			at = *t.Again
		}
		gone, err := workflow.AwaitWithTimeout(ctx, at.Sub(workflow.Now(ctx)), moved)
		if err != nil || gone || provisional {
			return provisional, err
		}
		remind(ctx, activities.Reminder{Document: w.id, Seq: t.Seq, Kind: m.Kind})
	}
	return false, nil
}

// remind records a reminder; one that can't be recorded stops nothing.
func remind(ctx workflow.Context, r activities.Reminder) {
	err := workflow.ExecuteActivity(on(ctx, ActsQueue, 10*time.Second, time.Minute), acts.Remind, r).Get(ctx, nil)
	if err != nil {
		workflow.GetLogger(ctx).Error("reminder not recorded", "document", r.Document, "kind", r.Kind, "error", err)
	}
}
