package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/workflows"
)

func TestRefusal(t *testing.T) {
	unfit := document.Refuse(document.Unfit, "gate-g1", "本件还不能“送审”，有问题需要先处理。")
	unfit.Rule = "DA-03"
	unfit.Findings = []document.Finding{{Rule: "DA-03", Severity: document.Block, Place: "attribute.grounds", Message: "缺少理由。"}}
	tests := []struct {
		name string
		err  error
		kind document.ErrorKind
		code string // "" = nobody foresaw it
	}{
		{"the refusal itself", fmt.Errorf("act: %w", unfit), document.Unfit, "gate-g1"},
		{"out of an activity", fmt.Errorf("update: %w", activities.Failure(unfit)), document.Unfit, "gate-g1"},
		{"the database is away", activities.Failure(document.Refuse(document.Unavailable, "database-away", "x")), document.Unavailable, "database-away"},
		{"the run is over", serviceerror.NewNotFound("workflow execution already completed"), document.Conflict, "closed"},
		{
			"the run ended first", temporal.NewApplicationError("x", "AcceptedUpdateCompletedWorkflow"), document.Conflict, "closed",
		},
		{
			"start and update together", serviceerror.NewMultiOperationExecution("x", []error{
				serviceerror.NewMultiOperationExecution("aborted", nil), serviceerror.NewNotFound("over"),
			}), document.Conflict, "closed",
		},
		{"no answer in time", client.NewWorkflowUpdateServiceTimeoutOrCanceledError(context.DeadlineExceeded), document.Unavailable, "no-answer"},
		{"deadline", context.DeadlineExceeded, document.Unavailable, "no-answer"},
		{"temporal is away", serviceerror.NewUnavailable("x"), document.Unavailable, "no-answer"},
		{"too many at once", serviceerror.NewResourceExhausted(0, "x"), document.Unavailable, "no-answer"},
		{"something else", errors.New("x"), "", ""},
		{"nothing", nil, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, ok := workflows.Refusal(tt.err)
			if ok != (tt.code != "") {
				t.Fatalf("ok %v for %v", ok, tt.err)
			}
			if ok && (e.Kind != tt.kind || e.Code != tt.code || e.Message == "") {
				t.Errorf("got %v", e)
			}
		})
	}
	got, _ := workflows.Refusal(activities.Failure(unfit))
	want := *unfit
	want.Findings = []document.Finding{{Rule: "DA-03", Severity: document.Block, Place: "attribute.grounds"}}
	if diff := cmp.Diff(&want, got); diff != "" {
		t.Errorf("what a refusal carries through a history (-want +got):\n%s", diff)
	}
	if unfit.Findings[0].Message == "" {
		t.Error("the refusal itself was changed")
	}
}
