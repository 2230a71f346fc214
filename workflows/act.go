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
	if c.RequestID == "" || c.Actor == "" || !c.Verb.Known() {
		return refuse(document.Invalid, "bad-command", "办理请求不完整，请重新打开本件后再办理。")
	}
	if c.RequestID != workflow.GetCurrentUpdateInfo(ctx).ID {
		return refuse(document.Invalid, "bad-request-id", "办理请求的编号不一致，请重新打开本件后再办理。")
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

// act records one act. The mutex keeps the order; the judgement is made in the
// step, inside the transaction that records it.
func (w *way) act(ctx workflow.Context, c ActCommand) (Taken, error) {
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
	if err := workflow.ExecuteLocalActivity(short(ctx), acts.Take, w.id, c).Get(ctx, &t); err != nil {
		return Taken{}, plain(err)
	}
	w.keep(c.RequestID, t)
	return t, nil
}

// keep takes over what the register answered. The answer to a repeated request
// is old and moves nothing.
func (w *way) keep(requestID string, t activities.Taken) {
	w.recent = append(w.recent, requestID)
	w.recent = w.recent[max(0, len(w.recent)-recentRequests):]
	if t.Seq <= w.seq {
		return
	}
	w.seq, w.stage = t.Seq, t.Stage
	if t.Seal {
		w.seal, w.numbered = true, t.Seq
	}
	w.releasing = w.releasing || t.Release
}
