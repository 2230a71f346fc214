package activities

import (
	"context"
	"errors"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"mingfa/internal/document"
)

// internalAttempts bounds how often a step is tried that fails for a reason
// nobody classed: a database that restarts recovers in that time, a fault of our
// own does not and must not be tried for ever.
const internalAttempts = 8

// internalType is the type of a fault nobody classed, and its code when it is
// given up.
const internalType = "internal"

// Failure turns a refusal into the error that Temporal carries: typed by kind,
// with the refusal as its detail, and never retried unless the kind is
// Unavailable. The cause (Err) stays behind, and so do the sentences of the
// findings: they quote the document, and no content enters a history. Which rules
// spoke, and where, goes along.
func Failure(e *document.Error) error {
	carried := *e
	carried.Findings = nil
	for _, f := range e.Findings {
		carried.Findings = append(carried.Findings, document.Finding{Rule: f.Rule, Severity: f.Severity, Place: f.Place})
	}
	return temporal.NewApplicationErrorWithOptions(e.Message, string(e.Kind), temporal.ApplicationErrorOptions{
		NonRetryable: e.Final(), Details: []any{carried},
	})
}

// fault classes the error of a port. What is no *document.Error is retried a few
// times and then given up as an internal fault.
func fault(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	info := activity.GetInfo(ctx)
	activity.GetLogger(ctx).Warn("step failed", "step", info.ActivityType.Name, "attempt", info.Attempt, "error", err)
	if e, ok := asRefusal(err); ok {
		return Failure(e)
	}
	if ctx.Err() != nil || info.Attempt < internalAttempts {
		// What a driver says may quote a document; it stays in the log of the worker.
		return temporal.NewApplicationError("internal fault, see the log of the worker", internalType)
	}
	return Failure(document.Refuse("", internalType, "系统内部错误，操作没有完成，请联系系统管理员。"))
}

func asRefusal(err error) (*document.Error, bool) { return errors.AsType[*document.Error](err) }
