package workflows

import (
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
	"mingfa/internal/document"
)

// TakeDownResult says how the take-down stood when the run ended.
type TakeDownResult struct {
	State document.TakeDownState `json:"state"`
}

// Takedown leads the way of a released document off the website and, where that was a
// mistake, back (SR-11, DA-18, WP-10). The act hides the document in its transaction; the
// run looks at the portal until nothing shows any more, and says so only then. A run ends
// when nobody is due: the document is up, or down and looked at by a second person.
func Takedown(ctx workflow.Context, in DocumentInput) (TakeDownResult, error) {
	w := &takedown{turns: turns{id: in.Document, mutex: workflow.NewMutex(ctx)}}
	err := workflow.SetUpdateHandlerWithOptions(ctx, UpdateAct, w.act, workflow.UpdateHandlerOptions{
		Validator: w.validate, Description: "a person acts on the take-down of a released document",
	})
	if err != nil {
		return TakeDownResult{}, err
	}
	if w.broken = w.open(ctx); w.broken != nil {
		return TakeDownResult{}, w.fail(ctx)
	}
	w.began = w.at.Seq
	return w.run(ctx)
}

// takedown is the state of the workflow: what the register last answered.
type takedown struct {
	turns
	at    activities.DownStanding
	began int   // seq at the beginning of the run
	told  int64 // the take-down of which the website is being told
}

func (w *takedown) open(ctx workflow.Context) error {
	if err := workflow.ExecuteLocalActivity(short(ctx), downs.OpenTakeDown, w.id).Get(ctx, &w.at); err != nil {
		return err
	}
	w.opened = true
	return nil
}

// busy reports whether the system has something to do before anybody else.
func (w *takedown) busy() bool {
	return w.at.State == document.Hiding || w.at.State == document.Restoring
}

// over reports whether nobody is due any more.
func (w *takedown) over() bool {
	rests := w.at.State == document.Up || w.at.State == document.Down && w.at.Confirmed
	return rests && w.at.Seq != w.began
}

func (w *takedown) validate(ctx workflow.Context, c ActCommand) error {
	return whole(ctx, c, slices.Contains(document.TakeDownVerbs(), c.Verb))
}

// act records one act.
func (w *takedown) act(ctx workflow.Context, c ActCommand) (activities.DownStanding, error) {
	return serve(ctx, &w.turns, downs.TakeTakeDown, c, w.learn)
}

// learn keeps the newest of what the register answered.
func (w *takedown) learn(s activities.DownStanding) {
	if s.Seq > w.at.Seq {
		w.at = s
	}
}

func (w *takedown) run(ctx workflow.Context) (TakeDownResult, error) {
	for {
		var err error
		switch {
		case w.at.State == document.Hiding:
			err = w.look(ctx)
		case w.at.State == document.Restoring:
			err = w.release(ctx)
		case w.over():
			return TakeDownResult{State: w.at.State}, handled(ctx)
		case worn(ctx):
			if err := handled(ctx); err != nil {
				return TakeDownResult{}, err
			}
			return TakeDownResult{}, workflow.NewContinueAsNewError(ctx, Takedown, DocumentInput{Document: w.id})
		default:
			err = workflow.Await(ctx, func() bool { return w.over() || w.busy() || worn(ctx) })
		}
		if err != nil {
			return TakeDownResult{}, err
		}
	}
}

// look has the website told and looks at the portal until nothing shows any more.
func (w *takedown) look(ctx workflow.Context) error {
	if w.told != w.at.No {
		w.told = w.at.No
		o := orphan(ctx, RetractID(w.id, w.at.No), BulkQueue)
		if err := begun(ctx, workflow.ExecuteChildWorkflow(o, Retract, w.id)); err != nil {
			workflow.GetLogger(ctx).Error("website not told", "document", w.id, "error", err)
		}
	}
	if _, err := receipt(on(ctx, ActsQueue, 5*time.Minute, 5*time.Minute), downs.LookAway, w.id); err != nil {
		return err
	}
	return w.closed(ctx, downs.DownSeen, w.id)
}

// release puts the document back by the same saga as any release.
func (w *takedown) release(ctx workflow.Context) error {
	id := putBackID(w.id, w.at.Seq)
	err := workflow.ExecuteChildWorkflow(child(ctx, id, ActsQueue), Release, ReleaseInput{
		Release: id, Document: w.id, Kind: activities.RestoredRelease,
	}).Get(ctx, nil)
	if temporal.IsCanceledError(ctx.Err()) {
		return ctx.Err()
	}
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return w.again(ctx)
	}
	return w.closed(ctx, downs.Restored, activities.Outcome{Document: w.id, Release: id, Failed: sentence(err)})
}

// closed tells the register what the system has done; what is not recorded is done again.
func (w *takedown) closed(ctx workflow.Context, step, arg any) error {
	var s activities.DownStanding
	if err := workflow.ExecuteLocalActivity(short(ctx), step, arg).Get(ctx, &s); err != nil {
		workflow.GetLogger(ctx).Error("take-down not recorded", "document", w.id, "error", err)
		return w.again(ctx)
	}
	w.learn(s)
	return nil
}

// again waits and asks the register where it stands.
func (w *takedown) again(ctx workflow.Context) error {
	if err := workflow.Sleep(ctx, 5*time.Minute); err != nil {
		return err
	}
	return w.open(ctx)
}

// Retract tells the website of a take-down until it has acknowledged.
func Retract(ctx workflow.Context, documentID string) (activities.Receipt, error) {
	return receipt(on(ctx, BulkQueue, time.Minute, time.Hour), downs.TellWebsite, documentID)
}
