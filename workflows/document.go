package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
	"mingfa/internal/document"
)

// DocumentInput begins or continues the way of a document. Where the document
// stands is not in it: the register knows.
type DocumentInput struct {
	Document string `json:"document"`
	// Recent are the last requests taken by the run before. Temporal forgets the
	// ids of Updates from one run to the next.
	Recent []string `json:"recent,omitempty"`
}

// DocumentResult is how the way ended.
type DocumentResult struct {
	Stage document.Stage `json:"stage"` // published, filed or cancelled
}

// ActCommand is the argument of UpdateAct.
type ActCommand = activities.Command

// Taken is the result of UpdateAct.
type Taken = activities.Taken

// Document leads one document from its first act to publication, filing or
// cancellation. People act by UpdateAct; the workflow seals when a number was
// given, reminds when time runs out, and carries out the release.
func Document(ctx workflow.Context, in DocumentInput) (DocumentResult, error) {
	w := &way{turns: turns{id: in.Document, mutex: workflow.NewMutex(ctx)}, recent: in.Recent}
	// Handlers come first: an Update may arrive together with the start.
	if err := w.listen(ctx); err != nil {
		return DocumentResult{}, err
	}
	if w.broken = w.open(ctx); w.broken != nil {
		return DocumentResult{}, w.fail(ctx)
	}
	workflow.Go(ctx, w.clock)
	return w.run(ctx)
}

// way is the state of a Document workflow: what the register last answered.
type way struct {
	turns
	recent []string

	stage     document.Stage
	seq       int
	seal      bool
	numbered  int // sequence of the act that gave the number
	releasing bool
	backoff   time.Duration
}

func (w *way) run(ctx workflow.Context) (DocumentResult, error) {
	for {
		var err error
		switch {
		case w.ended():
			return DocumentResult{Stage: w.stage}, handled(ctx)
		case worn(ctx):
			return DocumentResult{}, w.renew(ctx)
		case w.seal:
			err = w.sealUp(ctx)
		case w.releasing:
			err = w.release(ctx)
		default:
			err = workflow.Await(ctx, func() bool { return w.ended() || w.seal || w.releasing || worn(ctx) })
		}
		if err != nil {
			return DocumentResult{}, err
		}
	}
}

// ended reports whether nothing is left to do. What was numbered is sealed
// before it is filed.
func (w *way) ended() bool { return w.stage.Closed() && !w.seal }

// open asks the register where the document stands.
func (w *way) open(ctx workflow.Context) error {
	var s activities.Standing
	if err := workflow.ExecuteLocalActivity(short(ctx), acts.Open, w.id).Get(ctx, &s); err != nil {
		return err
	}
	w.restore(s)
	return nil
}

func (w *way) restore(s activities.Standing) {
	w.opened, w.stage, w.seq, w.seal, w.releasing = true, s.Stage, s.Seq, s.Seal, s.Releasing
}

// renew continues as new, with a short history, when nobody is being served.
func (w *way) renew(ctx workflow.Context) error {
	if err := handled(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Document, DocumentInput{Document: w.id, Recent: w.recent})
}

// sealUp has the numbered document sealed. A failure that trying again at once
// does not cure is shown to the desk, and tried again later.
func (w *way) sealUp(ctx workflow.Context) error {
	numbered := w.numbered
	err := workflow.ExecuteActivity(on(ctx, FilesQueue, 3*time.Minute, time.Minute), files.Seal, w.id).Get(ctx, nil)
	if err == nil {
		w.seal, w.backoff = w.renumbered(ctx, numbered), 0
		return nil
	}
	if temporal.IsCanceledError(err) {
		return err
	}
	workflow.GetLogger(ctx).Error("seal failed", "document", w.id, "error", err)
	remind(ctx, activities.Reminder{Document: w.id, Seq: w.seq, Kind: activities.SealFailed})
	return w.pause(ctx)
}

// renumbered reports whether the document got another number while it was sealed with
// the one that the act of that sequence gave (DH-18): then it is sealed once more. Runs
// that came through here before numbers could be given up after the seal know of none.
func (w *way) renumbered(ctx workflow.Context, numbered int) bool {
	return w.numbered != numbered && workflow.GetVersion(ctx, "seal-each-number", workflow.DefaultVersion, 1) >= 1
}

// The pauses after a failure that needs a person's hand.
const (
	firstPause   = 5 * time.Minute
	longestPause = time.Hour
)

// pause waits, longer each time or until somebody has acted, and asks the register
// again.
func (w *way) pause(ctx workflow.Context) error {
	w.backoff = min(max(2*w.backoff, firstPause), longestPause)
	seq := w.seq
	if _, err := workflow.AwaitWithTimeout(ctx, w.backoff, func() bool { return worn(ctx) || w.seq != seq }); err != nil {
		return err
	}
	if err := w.open(ctx); err != nil {
		return plain(err)
	}
	return nil
}

// worn reports whether the history has grown so long that the run should renew.
func worn(ctx workflow.Context) bool { return workflow.GetInfo(ctx).GetContinueAsNewSuggested() }

// handled waits until nobody is being served.
func handled(ctx workflow.Context) error {
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}
