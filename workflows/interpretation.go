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
	w := &late{id: in.Document, recent: in.Recent, mutex: workflow.NewMutex(ctx)}
	err := workflow.SetUpdateHandlerWithOptions(ctx, UpdateAct, w.act, workflow.UpdateHandlerOptions{
		Validator: w.validate, Description: "a person acts on an interpretation that follows its document",
	})
	if err != nil {
		return DocumentResult{}, err
	}
	if w.broken = w.open(ctx); w.broken != nil {
		if err := handled(ctx); err != nil {
			return DocumentResult{}, err
		}
		return DocumentResult{}, plain(w.broken)
	}
	return w.run(ctx)
}

// late is the state of an Interpretation workflow: what the register last answered.
type late struct {
	id     string
	recent []string
	mutex  workflow.Mutex

	opened    bool
	broken    error
	stage     document.Stage
	seq       int
	releasing bool
}

func (w *late) open(ctx workflow.Context) error {
	var s activities.Standing
	if err := workflow.ExecuteLocalActivity(short(ctx), lates.OpenLate, w.id).Get(ctx, &s); err != nil {
		return err
	}
	w.opened, w.stage, w.seq, w.releasing = true, s.Stage, s.Seq, s.Releasing
	return nil
}

func (w *late) validate(ctx workflow.Context, c ActCommand) error {
	switch {
	case c.RequestID == "" || c.Actor == "" || !c.Verb.Known():
		return refuse(document.Invalid, "bad-command", "办理请求不完整，请重新打开本件后再办理。")
	case c.RequestID != workflow.GetCurrentUpdateInfo(ctx).ID:
		return refuse(document.Invalid, "bad-request-id", "办理请求的编号不一致，请重新打开本件后再办理。")
	case !w.opened || slices.Contains(w.recent, c.RequestID):
		return nil
	case w.stage.Closed():
		return refuse(document.Conflict, "closed", "解读材料已经发布，不能再办理。")
	case c.Stage != "" && c.Stage != w.stage:
		return refuse(document.Conflict, "stale-stage", "解读材料已由他人办理，现在“"+w.stage.Label()+"”环节，请刷新后再办。")
	default:
		return nil
	}
}

// act records one act, in order; the judgement is made in the step.
func (w *late) act(ctx workflow.Context, c ActCommand) (Taken, error) {
	if err := w.mutex.Lock(ctx); err != nil {
		return Taken{}, err
	}
	defer w.mutex.Unlock()
	if err := workflow.Await(ctx, func() bool { return w.opened || w.broken != nil }); err != nil {
		return Taken{}, err
	}
	if w.broken != nil {
		return Taken{}, plain(w.broken)
	}
	var t Taken
	if err := workflow.ExecuteLocalActivity(short(ctx), lates.TakeLate, w.id, c).Get(ctx, &t); err != nil {
		return Taken{}, plain(err)
	}
	w.recent = append(w.recent, c.RequestID)
	w.recent = w.recent[max(0, len(w.recent)-recentRequests):]
	if t.Seq > w.seq {
		w.seq, w.stage, w.releasing = t.Seq, t.Stage, w.releasing || t.Release
	}
	return t, nil
}

func (w *late) run(ctx workflow.Context) (DocumentResult, error) {
	for {
		var err error
		switch {
		case w.stage.Closed():
			return DocumentResult{Stage: w.stage}, handled(ctx)
		case w.releasing:
			err = w.release(ctx)
		case worn(ctx):
			if err := handled(ctx); err != nil {
				return DocumentResult{}, err
			}
			return DocumentResult{}, workflow.NewContinueAsNewError(ctx, Interpretation, DocumentInput{Document: w.id, Recent: w.recent})
		default:
			err = workflow.Await(ctx, func() bool { return w.stage.Closed() || w.releasing || worn(ctx) })
		}
		if err != nil {
			return DocumentResult{}, err
		}
	}
}

// release carries out the release that was asked for and tells the register how it
// ended. A failure that is not recorded is tried again.
func (w *late) release(ctx workflow.Context) error {
	id := LateReleaseID(w.id, w.seq)
	err := workflow.ExecuteChildWorkflow(child(ctx, id, ActsQueue), Release, ReleaseInput{
		Release: id, Document: w.id, Kind: activities.LateRelease,
	}).Get(ctx, nil)
	if temporal.IsCanceledError(ctx.Err()) {
		return ctx.Err()
	}
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return w.again(ctx)
	}
	out := activities.Outcome{Document: w.id, Release: id, Failed: sentence(err)}
	var s activities.Standing
	if err := workflow.ExecuteLocalActivity(short(ctx), lates.LatePublished, out).Get(ctx, &s); err != nil {
		workflow.GetLogger(ctx).Error("end of release not recorded", "release", id, "error", err)
		return w.again(ctx)
	}
	w.stage, w.seq, w.releasing = s.Stage, s.Seq, s.Releasing
	return nil
}

// again waits and asks the register where the interpretation stands.
func (w *late) again(ctx workflow.Context) error {
	if err := workflow.Sleep(ctx, 5*time.Minute); err != nil {
		return err
	}
	return w.open(ctx)
}
