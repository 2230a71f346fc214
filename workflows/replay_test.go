package workflows_test

import (
	"path/filepath"
	"strings"
	"testing"

	sdk "go.temporal.io/sdk/worker"

	"mingfa/workflows"
)

// TestReplay runs the code of today over histories of a real server, one for each
// path. A change that breaks documents under way fails here. The history whose
// name begins with "bad" is one that this code can't have written.
func TestReplay(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 2 {
		t.Fatalf("only %d histories are recorded", len(names))
	}
	replayer := sdk.NewWorkflowReplayer()
	for _, w := range []any{workflows.Document, workflows.Release, workflows.Deliver, workflows.Repeal, workflows.Sweep, workflows.Reminders, workflows.Interpretation, workflows.Reassessment, workflows.Takedown, workflows.Retract} {
		replayer.RegisterWorkflow(w)
	}
	bad := 0
	for _, name := range names {
		base := filepath.Base(name)
		t.Run(base, func(t *testing.T) {
			err := replayer.ReplayWorkflowHistoryFromJSONFile(quiet{t}, name)
			if strings.HasPrefix(base, "bad") {
				bad++
				if err == nil {
					t.Error("this history must not replay")
				}
				return
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	if bad == 0 {
		t.Error("there is no bad history: nobody knows whether this test can fail")
	}
}
