package workflows

import (
	"go.temporal.io/sdk/workflow"

	"mingfa/internal/document"
)

// turns keeps the acts of people on one document in order.
type turns struct {
	id     string // of the document
	mutex  workflow.Mutex
	opened bool  // the register has said where things stand
	broken error // why it could not
}

// whole refuses a command that is incomplete or travels under another id; known says
// whether there is such a verb on this way. Nothing of it enters history.
func whole(ctx workflow.Context, c ActCommand, known bool) error {
	switch {
	case c.RequestID == "" || c.Actor == "" || !known:
		return refuse(document.Invalid, "bad-command", "办理请求不完整，请重新打开本件后再办理。")
	case c.RequestID != workflow.GetCurrentUpdateInfo(ctx).ID:
		return refuse(document.Invalid, "bad-request-id", "办理请求的编号不一致，请重新打开本件后再办理。")
	default:
		return nil
	}
}

// serve has one act judged and recorded by a step, in its turn, and keeps the answer. The
// judgement is made in the step, inside the transaction that records it.
func serve[T any](ctx workflow.Context, w *turns, step any, c ActCommand, keep func(T)) (T, error) {
	var t, none T
	if err := w.mutex.Lock(ctx); err != nil {
		return none, err
	}
	defer w.mutex.Unlock()
	if err := workflow.Await(ctx, func() bool { return w.opened || w.broken != nil }); err != nil {
		return none, err
	}
	if w.broken != nil {
		return none, plain(w.broken)
	}
	if err := workflow.ExecuteLocalActivity(short(ctx), step, w.id, c).Get(ctx, &t); err != nil {
		return none, plain(err)
	}
	keep(t)
	return t, nil
}

// remembered adds a request to the last ones of a run.
func remembered(recent []string, requestID string) []string {
	recent = append(recent, requestID)
	return recent[max(0, len(recent)-recentRequests):]
}

// fail answers those who wait and ends the run.
func (w *turns) fail(ctx workflow.Context) error {
	if err := handled(ctx); err != nil {
		return err
	}
	return plain(w.broken)
}
