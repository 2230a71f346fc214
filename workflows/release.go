package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
)

// ReleaseInput names a release. The same release may be carried out again: each
// step returns what an earlier run did.
type ReleaseInput = activities.Preparation

// ReleaseResult is a release that an anonymous visitor has seen.
type ReleaseResult struct {
	No int64     `json:"no"` // release number
	At time.Time `json:"at"` // when it was read back
}

// Release makes a document visible: it prepares a hidden snapshot, switches it on
// in one transaction, tells the website, and returns only after the portal was
// read back. Before the switch a failure is undone and returned. After it nothing
// is taken back: the look at the portal is repeated until it succeeds, and each
// failed look is stored for the publisher to see.
func Release(ctx workflow.Context, in ReleaseInput) (ReleaseResult, error) {
	shown, err := show(ctx, in)
	if err != nil {
		if shown, err = discard(ctx, in.Release, err); err != nil {
			return ReleaseResult{}, plain(err)
		}
	}
	if shown.Website {
		announce(ctx, activities.Delivery{Release: in.Release, At: shown.At})
	}
	look := on(ctx, ActsQueue, time.Minute, 10*time.Minute)
	seen, err := receipt(look, acts.ReadBack, in.Release)
	return ReleaseResult{No: shown.No, At: seen.At}, err
}

// prepareWithin bounds how long the files and the database may be away before
// the publisher is told that the release did not come about.
const prepareWithin = 15 * time.Minute

// show prepares the release and switches it on. Marks are made on the queue for
// which nobody waits: a repeal may have many targets.
func show(ctx workflow.Context, in ReleaseInput) (activities.Shown, error) {
	queue := FilesQueue
	if in.Kind == activities.MarkRelease {
		queue = BulkQueue
	}
	prepare := on(ctx, queue, 3*time.Minute, time.Minute)
	options := workflow.GetActivityOptions(prepare)
	options.ScheduleToCloseTimeout = prepareWithin
	prepare = workflow.WithActivityOptions(ctx, options)
	if err := workflow.ExecuteActivity(prepare, files.Prepare, in).Get(ctx, nil); err != nil {
		return activities.Shown{}, err
	}
	var shown activities.Shown
	err := workflow.ExecuteLocalActivity(short(ctx), acts.Switch, in.Release).Get(ctx, &shown)
	return shown, err
}

// discard undoes a release that failed and returns the failure, unless it turns
// out that the release is visible all the same.
func discard(ctx workflow.Context, release string, failure error) (activities.Shown, error) {
	// Undo also when the run itself was cancelled.
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	var shown activities.Shown
	if err := workflow.ExecuteLocalActivity(short(ctx), acts.Discard, release).Get(ctx, &shown); err != nil {
		workflow.GetLogger(ctx).Error("hidden release not removed", "release", release, "error", err)
		return shown, failure
	}
	if shown.No == 0 {
		return shown, failure
	}
	return shown, nil
}

// announce has the website told by a workflow of its own, so that a website that
// does not answer holds up nothing.
func announce(ctx workflow.Context, d activities.Delivery) {
	o := orphan(ctx, DeliverID(d.Release, activities.WebsiteSurface), BulkQueue)
	if err := begun(ctx, workflow.ExecuteChildWorkflow(o, Deliver, d)); err != nil {
		workflow.GetLogger(ctx).Error("delivery not begun", "release", d.Release, "error", err)
	}
}

// Deliver tells the website of a release until it has acknowledged: first every
// few seconds, later every hour, for ever.
func Deliver(ctx workflow.Context, d activities.Delivery) (activities.Receipt, error) {
	return receipt(on(ctx, BulkQueue, time.Minute, time.Hour), bulk.Deliver, d)
}

// receipt repeats a step until it brings a receipt. What is visible stays so,
// whatever happens to the step: no failure of it ends the release.
func receipt(ctx workflow.Context, step, arg any) (activities.Receipt, error) {
	for {
		var r activities.Receipt
		err := workflow.ExecuteActivity(ctx, step, arg).Get(ctx, &r)
		if err == nil || temporal.IsCanceledError(err) {
			return r, err
		}
		workflow.GetLogger(ctx).Error("no receipt", "of", arg, "error", err)
		if err := workflow.Sleep(ctx, longestPause); err != nil {
			return r, err
		}
	}
}

// release carries out the release that was asked for and tells the register how
// it ended.
func (w *way) release(ctx workflow.Context) error {
	id := ReleaseID(w.id, w.seq)
	err := workflow.ExecuteChildWorkflow(child(ctx, id, ActsQueue), Release, ReleaseInput{
		Release: id, Document: w.id, Kind: activities.FirstRelease,
	}).Get(ctx, nil)
	switch {
	case temporal.IsCanceledError(ctx.Err()):
		return ctx.Err()
	case temporal.IsWorkflowExecutionAlreadyStartedError(err):
		// An earlier run left it behind; it is asked again when that one is done.
		return w.pause(ctx)
	}
	out := activities.Outcome{Document: w.id, Release: id, Failed: sentence(err)}
	var s activities.Standing
	if err := workflow.ExecuteLocalActivity(short(ctx), acts.Published, out).Get(ctx, &s); err != nil {
		workflow.GetLogger(ctx).Error("end of release not recorded", "release", id, "error", err)
		return w.pause(ctx)
	}
	w.backoff = 0
	w.restore(s)
	if out.Failed == "" {
		w.repeal(ctx)
	}
	return nil
}

// sentence is what the publisher reads of a failed release, "" of none.
func sentence(err error) string {
	if err == nil {
		return ""
	}
	if e, ok := carried(err); ok {
		return e.Message
	}
	return "发布没有完成，请稍后重试；多次失败请联系系统管理员。"
}

// repeal carries out at once what the document repeals and is due, and what
// repealed it before it was released; what falls due later, and what fails here,
// is found by the sweep.
func (w *way) repeal(ctx workflow.Context) {
	var owed []string
	err := workflow.ExecuteLocalActivity(short(ctx), acts.Owes, w.id).Get(ctx, &owed)
	for _, id := range owed {
		o := orphan(ctx, RepealID(id), BulkQueue)
		if failed := begun(ctx, workflow.ExecuteChildWorkflow(o, Repeal, RepealInput{Document: id})); failed != nil {
			err = failed
		}
	}
	if err != nil {
		workflow.GetLogger(ctx).Error("repeal not begun", "document", w.id, "error", err)
	}
}
