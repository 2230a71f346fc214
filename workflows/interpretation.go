package workflows

import (
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
	"mingfa/internal/document"
)

// Interpretation leads the interpretation that follows a released document (IN-08):
// written, reviewed for secrets, released by the same saga and switch as its
// document. The document's own workflow has long ended.
func Interpretation(ctx workflow.Context, in DocumentInput) (DocumentResult, error) {
	return (&late{
		course: course{
			open: lates.OpenLate, take: lates.TakeLate, done: lates.LatePublished, again: Interpretation,
			kind: activities.LateRelease, release: lateReleaseID, name: "解读材料", closed: "解读材料已经发布，不能再办理。",
		},
		turns: turns{id: in.Document, mutex: workflow.NewMutex(ctx)}, recent: in.Recent,
	}).lead(ctx)
}

// course is what differs between the small ways that begin after a document's own has
// closed: their steps, their release and their words.
type course struct {
	open, take, done any // local activities
	again            any // the workflow
	kind             activities.ReleaseKind
	release          func(document string, seq int) string
	name, closed     string // Chinese
	rests            bool   // it begins at a closed stage, and ends when it comes back there
}

// knows reports whether there is such a verb on this way.
func (c course) knows(v document.Verb) bool {
	return v.Known() || c.rests && v == document.Reassess
}

// lead listens and goes the way to its end.
func (w *late) lead(ctx workflow.Context) (DocumentResult, error) {
	err := workflow.SetUpdateHandlerWithOptions(ctx, UpdateAct, w.act, workflow.UpdateHandlerOptions{
		Validator: w.validate, Description: "a person acts on what follows a document that has closed",
	})
	if err != nil {
		return DocumentResult{}, err
	}
	if w.broken = w.open(ctx); w.broken != nil {
		return DocumentResult{}, w.fail(ctx)
	}
	w.began = w.seq
	return w.run(ctx)
}

// over reports whether no further act is possible in this run.
func (w *late) over() bool {
	if w.course.rests && w.stage == document.Filed {
		return w.seq != w.began
	}
	return w.stage.Closed()
}

// late is the state of such a workflow: what the register last answered.
type late struct {
	turns
	course course
	recent []string

	stage     document.Stage
	seq       int
	began     int // seq at the beginning of the run
	releasing bool
}

func (w *late) open(ctx workflow.Context) error {
	var s activities.Standing
	if err := workflow.ExecuteLocalActivity(short(ctx), w.course.open, w.id).Get(ctx, &s); err != nil {
		return err
	}
	w.opened, w.stage, w.seq, w.releasing = true, s.Stage, s.Seq, s.Releasing
	return nil
}

func (w *late) validate(ctx workflow.Context, c ActCommand) error {
	if err := whole(ctx, c, w.course.knows(c.Verb)); err != nil {
		return err
	}
	switch {
	case !w.opened || slices.Contains(w.recent, c.RequestID):
		return nil
	case w.over():
		return refuse(document.Conflict, "closed", w.course.closed)
	case c.Stage != "" && c.Stage != w.stage:
		return refuse(document.Conflict, "stale-stage", w.course.name+"已由他人办理，现在“"+w.stage.Label()+"”环节，请刷新后再办。")
	default:
		return nil
	}
}

// act records one act.
func (w *late) act(ctx workflow.Context, c ActCommand) (Taken, error) {
	return serve(ctx, &w.turns, w.course.take, c, func(t Taken) {
		w.recent = remembered(w.recent, c.RequestID)
		if t.Seq > w.seq {
			w.seq, w.stage, w.releasing = t.Seq, t.Stage, w.releasing || t.Release
		}
	})
}

func (w *late) run(ctx workflow.Context) (DocumentResult, error) {
	for {
		var err error
		switch {
		case w.over():
			return DocumentResult{Stage: w.stage}, handled(ctx)
		case w.releasing:
			err = w.release(ctx)
		case worn(ctx):
			if err := handled(ctx); err != nil {
				return DocumentResult{}, err
			}
			return DocumentResult{}, workflow.NewContinueAsNewError(ctx, w.course.again, DocumentInput{Document: w.id, Recent: w.recent})
		default:
			err = workflow.Await(ctx, func() bool { return w.over() || w.releasing || worn(ctx) })
		}
		if err != nil {
			return DocumentResult{}, err
		}
	}
}

// release carries out the release that was asked for and tells the register how it
// ended. A failure that is not recorded is tried again.
func (w *late) release(ctx workflow.Context) error {
	id := w.course.release(w.id, w.seq)
	err := workflow.ExecuteChildWorkflow(child(ctx, id, ActsQueue), Release, ReleaseInput{
		Release: id, Document: w.id, Kind: w.course.kind,
	}).Get(ctx, nil)
	if temporal.IsCanceledError(ctx.Err()) {
		return ctx.Err()
	}
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return w.again(ctx)
	}
	out := activities.Outcome{Document: w.id, Release: id, Failed: sentence(err)}
	var s activities.Standing
	if err := workflow.ExecuteLocalActivity(short(ctx), w.course.done, out).Get(ctx, &s); err != nil {
		workflow.GetLogger(ctx).Error("end of release not recorded", "release", id, "error", err)
		return w.again(ctx)
	}
	w.stage, w.seq, w.releasing = s.Stage, s.Seq, s.Releasing
	return nil
}

// again waits and asks the register where it stands.
func (w *late) again(ctx workflow.Context) error {
	if err := workflow.Sleep(ctx, 5*time.Minute); err != nil {
		return err
	}
	return w.open(ctx)
}
