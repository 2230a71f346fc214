package workflows_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/workflows"
)

// gone puts a published document with its sealed file into the house.
func (h *house) gone(t *testing.T, id string, repeals ...activities.Target) *row {
	t.Helper()
	r := h.draft(id, document.Proactive)
	r.stage, r.number, r.repeals = document.Published, "明政办发〔2099〕1号", repeals
	pdf := []byte("%PDF of " + id)
	digest, err := h.Put(t.Context(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	r.files[activities.SealedFile] = activities.File{Kind: activities.SealedFile, Digest: digest, Size: len(pdf), Basis: r.digest, Pages: 1, Number: r.number}
	return r
}

func TestRepealOnAFutureDay(t *testing.T) {
	// 3 November: the repealing document is published; 5 November: the repeal
	// takes effect.
	h := newHouse(t, nil)
	start := newStand(t, h)
	h.gone(t, "old")
	h.draft("d1", document.Proactive).repeals = []activities.Target{{Document: "old", On: "2099-11-05"}}
	start.furnish()
	start.act("d1", then(forward(publication), release))
	start.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	if err := start.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	same(t, "log", published, h.log)

	for i, day := range []struct {
		now   time.Time
		begun []string
		log   []string
	}{
		{time.Date(2099, 11, 4, 0, 5, 0, 0, document.Shanghai), []string{}, nil},
		{time.Date(2099, 11, 5, 0, 5, 0, 0, document.Shanghai), []string{"d1"}, []string{
			"file old marked", "prepare repeal/d1/old", "switch repeal/d1/old", "seen repeal/d1/old",
		}},
		{time.Date(2099, 11, 6, 0, 5, 0, 0, document.Shanghai), []string{}, nil},
	} {
		h.log = nil
		s := newStand(t, h)
		s.SetStartTime(day.now)
		s.furnish()
		s.ExecuteWorkflow(workflows.Sweep)
		var got workflows.SweepResult
		if err := s.GetWorkflowResult(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(workflows.SweepResult{Repeals: day.begun, Failed: []string{}, Watched: activities.Watched{Late: i + 1}, Attested: int64(i + 1)}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day.now, diff)
		}
		same(t, "log of "+day.now.String(), day.log, h.log)
	}
	want := document.Life{Ended: document.Repealed, EndedOn: "2099-11-05", ByNumber: "明政办发〔2026〕9号", ByTitle: "废止决定", ByDocument: "d1"}
	if diff := cmp.Diff(want, h.rows["old"].life); diff != "" {
		t.Errorf("life (-want +got):\n%s", diff)
	}
	marked := string(h.blobs[h.rows["old"].files[activities.MarkedFile].Digest])
	if marked != "%PDF of old 已废止 by d1" {
		t.Errorf("marked file %q", marked)
	}
}

func TestRepealDueAtPublication(t *testing.T) {
	s := newStand(t, nil)
	s.house.gone(t, "old")
	s.house.draft("d1", document.Proactive).repeals = []activities.Target{{Document: "old", On: "2099-11-01"}}
	s.furnish()
	s.act("d1", then(forward(publication), release))
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	if err := s.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	want := append(slices.Clone(published), "file old marked", "prepare repeal/d1/old", "switch repeal/d1/old", "seen repeal/d1/old")
	same(t, "log", want, s.house.log)
}

func TestRepealGoesOnAfterAFailure(t *testing.T) {
	s := newStand(t, nil)
	s.house.gone(t, "d1",
		activities.Target{Document: "a", On: "2099-11-01"}, activities.Target{Document: "b", On: "2099-11-01"}, activities.Target{Document: "c", On: "2099-12-01"})
	s.house.gone(t, "a").attribute = document.Withheld
	s.house.gone(t, "b")
	s.house.gone(t, "c")
	s.furnish()
	s.ExecuteWorkflow(workflows.Repeal, workflows.RepealInput{Document: "d1"})
	var got workflows.RepealResult
	if err := s.GetWorkflowResult(&got); err != nil {
		t.Fatal(err)
	}
	want := workflows.RepealResult{Marked: []string{"b"}, Pending: []string{}, Failed: []string{"a"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	same(t, "reminders", []string{"d1 0 repeal-failed 11-03 09:00"}, s.house.reminders)
}

func TestRepealDoesNotWaitForever(t *testing.T) {
	s := newStand(t, nil)
	s.house.gone(t, "d1", activities.Target{Document: "a", On: "2099-11-01"})
	s.house.gone(t, "a")
	s.house.fail["read back"] = many(away(), 1000)
	s.furnish()
	s.ExecuteWorkflow(workflows.Repeal, workflows.RepealInput{Document: "d1"})
	var got workflows.RepealResult
	if err := s.GetWorkflowResult(&got); err != nil {
		t.Fatal(err)
	}
	want := workflows.RepealResult{Marked: []string{}, Pending: []string{"a"}, Failed: []string{}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.house.rows["a"].life.Ended != document.Repealed {
		t.Error("the switch waits for nobody")
	}
}

func TestMarkNeedsADecision(t *testing.T) {
	s := newStand(t, nil)
	s.house.gone(t, "d1", activities.Target{Document: "a", On: "2099-11-04"})
	s.house.gone(t, "a")
	s.furnish()
	s.ExecuteWorkflow(workflows.Release, workflows.ReleaseInput{
		Release: "r", Document: "a", Kind: activities.MarkRelease, By: "d1",
	})
	if got := result(workflows.Taken{}, s.GetWorkflowError()); got != "not-due" {
		t.Errorf("got %s", got)
	}
	same(t, "log", []string{"discard r"}, s.house.log)
}
