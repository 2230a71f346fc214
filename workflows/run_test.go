package workflows_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"mingfa/internal/document"
	"mingfa/workflows"
)

func TestUnknownDocument(t *testing.T) {
	s := newStand(t, nil)
	s.furnish()
	s.act("nobody", []step{{after: time.Nanosecond, verb: document.Submit, stage: drafting}})
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "nobody"})
	if got := result(workflows.Taken{}, s.GetWorkflowError()); got != "no-document" {
		t.Errorf("the run ended with %s", got)
	}
}

// TestRenewal ends a run because of its long history and begins the next: nothing
// is lost between the two, and a request that is repeated is not a second act.
func TestRenewal(t *testing.T) {
	h := newHouse(t, nil)
	first := newStand(t, h)
	h.draft("d1", document.Proactive)
	first.furnish()
	first.act("d1", []step{{id: "one", verb: document.Submit, stage: drafting}})
	first.RegisterDelayedCallback(func() { first.SetContinueAsNewSuggested(true) }, 2*time.Minute)
	first.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	again, ok := errors.AsType[*workflow.ContinueAsNewError](first.GetWorkflowError())
	if !ok {
		t.Fatalf("the run ended with %v", first.GetWorkflowError())
	}
	var in workflows.DocumentInput
	if err := converter.GetDefaultDataConverter().FromPayloads(again.Input, &in); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(workflows.DocumentInput{Document: "d1", Recent: []string{"one"}}, in); diff != "" {
		t.Errorf("input of the next run (-want +got):\n%s", diff)
	}

	next := newStand(t, h)
	next.furnish()
	next.act("d1", []step{
		{id: "one", verb: document.Submit, stage: drafting},
		{id: "three", verb: document.Submit, stage: drafting},
		{id: "four", verb: document.Cancel, stage: officeCheck},
	})
	next.ExecuteWorkflow(workflows.Document, in)
	if err := next.GetWorkflowError(); err != nil {
		t.Error(err)
	}
	same(t, "answers", []string{"office_check", "stale-stage", "cancelled"}, next.answers.got)
	same(t, "log", []string{"submit office_check", "cancel cancelled"}, h.log)
}

// TestClosedDocument begins a run for a document that is done: it answers and ends.
func TestClosedDocument(t *testing.T) {
	s := newStand(t, nil)
	s.house.draft("d1", document.Proactive).stage = document.Cancelled
	s.furnish()
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	var got workflows.DocumentResult
	if err := s.GetWorkflowResult(&got); err != nil || got.Stage != document.Cancelled {
		t.Errorf("result %v, error %v", got, err)
	}
}

// TestInterruptedRelease begins a run for a document whose release was under way
// when the run before was lost.
func TestInterruptedRelease(t *testing.T) {
	s := newStand(t, nil)
	r := s.house.gone(t, "d1")
	r.stage, r.seq, r.releasing = document.Publication, 5, true
	s.furnish()
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	if err := s.GetWorkflowError(); err != nil {
		t.Error(err)
	}
	same(t, "log", []string{
		"prepare release/d1/5", "switch release/d1/5", "seen release/d1/5", "published release/d1/5",
	}, s.house.log)
}

// TestProvisionalDeadline counts into a year whose notice is not known, in which
// only 元旦 and its like are off for certain: the
// date is worked out anew every week until it is past.
func TestProvisionalDeadline(t *testing.T) {
	s := newStand(t, nil)
	s.SetStartTime(time.Date(2099, 12, 28, 9, 0, 0, 0, document.Shanghai))
	s.house.draft("d1", document.Proactive).workdays = 10
	s.furnish()
	s.act("d1", []step{
		{verb: document.Submit, stage: drafting},
		{after: 30 * 24 * time.Hour, verb: document.Cancel, stage: officeCheck},
	})
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	if err := s.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	if n := len(s.house.deadlines); n < 2 {
		t.Errorf("the due date was worked out %d times", n)
	}
	for _, d := range s.house.deadlines {
		if d.DueOn != "2100-01-12" || !d.Provisional {
			t.Errorf("due on %s, provisional %v", d.DueOn, d.Provisional)
		}
	}
}
