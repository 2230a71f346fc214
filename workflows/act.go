package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
	"mingfa/internal/document"
)

// recentRequests bounds what a run hands to the next: a browser or program
// repeats a request within minutes, not after so many other acts.
const recentRequests = 32

func (w *way) listen(ctx workflow.Context) error {
	return workflow.SetUpdateHandlerWithOptions(ctx, UpdateAct, w.act, workflow.UpdateHandlerOptions{
		Validator: w.validate, Description: "a person acts on the document",
	})
}

// validate refuses what needs no look into the register; nothing of it enters
// history. It is not run again in replay.
func (w *way) validate(ctx workflow.Context, c ActCommand) error {
	if err := whole(ctx, c, c.Verb.Known()); err != nil {
		return err
	}
	if !w.opened || slices.Contains(w.recent, c.RequestID) {
		return nil
	}
	switch {
	case w.stage.Closed():
		return refuse(document.Conflict, "closed", "本件"+w.stage.Label()+"，不能再办理。")
	case c.Stage != "" && c.Stage != w.stage:
		return refuse(document.Conflict, "stale-stage", "本件已由他人办理，现在“"+w.stage.Label()+"”环节，请刷新后再办。")
	case !w.stage.Offers(c.Verb):
		return refuse(document.Conflict, "wrong-stage", "本件正在“"+w.stage.Label()+"”环节，不能“"+c.Verb.Label()+"”。")
	default:
		return nil
	}
}

// act records one act.
func (w *way) act(ctx workflow.Context, c ActCommand) (Taken, error) {
	return serve(ctx, &w.turns, acts.Take, c, func(t Taken) { w.keep(c.RequestID, t) })
}

// keep takes over what the register answered. The answer to a repeated request
// is old and moves nothing.
func (w *way) keep(requestID string, t activities.Taken) {
	w.recent = remembered(w.recent, requestID)
	if t.Seq <= w.seq {
		return
	}
	w.seq, w.stage = t.Seq, t.Stage
	if t.Seal {
		w.seal, w.numbered = true, t.Seq
	}
	w.releasing = w.releasing || t.Release
}
