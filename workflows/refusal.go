package workflows

import (
	"context"
	"errors"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"mingfa/activities"
	"mingfa/internal/document"
)

// refuse makes the error of a validator or handler.
func refuse(kind document.ErrorKind, code, message string) error {
	return activities.Failure(document.Refuse(kind, code, message))
}

// plain takes the refusal out of the wrappings of a step, so that the caller of
// an Update gets the refusal itself.
func plain(err error) error {
	if e, ok := carried(err); ok {
		return activities.Failure(e)
	}
	return err
}

// Refusal returns what an error of the Temporal client means to the person who
// acted. ok is false for an error that nobody foresaw: an internal fault.
func Refusal(err error) (refusal *document.Error, ok bool) {
	if err == nil {
		return nil, false
	}
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e, true
	}
	if e, ok := carried(err); ok {
		return e, true
	}
	if multi, ok := errors.AsType[*serviceerror.MultiOperationExecution](err); ok {
		for _, one := range multi.OperationErrors() {
			if e, ok := Refusal(one); ok {
				return e, true
			}
		}
	}
	switch {
	case over(err):
		e := document.Refuse(document.Conflict, "closed", "本件已经办结，不能再办理。")
		e.Err = err
		return e, true
	case away(err):
		e := document.Refuse(document.Unavailable, "no-answer",
			"系统暂时没有答复，请稍后刷新查看办理结果。重复提交同一请求不会重复办理。")
		e.Err = err
		return e, true
	default:
		return nil, false
	}
}

// carried returns the refusal that an activity, validator or handler put into
// its error.
func carried(err error) (*document.Error, bool) {
	app, ok := errors.AsType[*temporal.ApplicationError](err)
	if !ok || !app.HasDetails() {
		return nil, false
	}
	var e document.Error
	read := app.Details(&e) == nil && e.Code != ""
	return &e, read
}

// over reports whether the run ended before it took the Update.
func over(err error) bool {
	if app, ok := errors.AsType[*temporal.ApplicationError](err); ok {
		return app.Type() == "AcceptedUpdateCompletedWorkflow"
	}
	_, ok := errors.AsType[*serviceerror.NotFound](err)
	return ok
}

// away reports whether the answer, not the act, is missing.
func away(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || temporal.IsTimeoutError(err) {
		return true
	}
	if _, ok := errors.AsType[*client.WorkflowUpdateServiceTimeoutOrCanceledError](err); ok {
		return true
	}
	switch serviceError(err).(type) {
	case *serviceerror.Unavailable, *serviceerror.DeadlineExceeded, *serviceerror.ResourceExhausted,
		*serviceerror.Aborted, *serviceerror.Canceled:
		return true
	default:
		return false
	}
}

func serviceError(err error) serviceerror.ServiceError {
	e, _ := errors.AsType[serviceerror.ServiceError](err)
	return e
}
