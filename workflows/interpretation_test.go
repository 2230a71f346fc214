package workflows_test

import (
	"context"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
	"mingfa/workflows"
)

// following is the record's side of what follows one document that has closed.
type following struct {
	*house
	stage     document.Stage
	seq       int
	releasing bool
	done      string // what the log calls the end of a release
}

// judged is a judge with the kind of case taken away.
type judged func(verdict.Case, words) (to document.Stage, release bool, err error)

// take records an act, or meets what the test has laid in its way.
func (f *following) take(step, documentID, requestID string, judge judged) (activities.Taken, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.broken(step); err != nil {
		return activities.Taken{}, err
	}
	if t, ok := f.outcomes[requestID]; ok {
		return t, nil
	}
	w := f.requests[requestID]
	to, release, err := judge(verdict.Case{State: verdict.State{ID: documentID}, Actor: verdict.Actor{ID: w.actor}}, w)
	if err != nil {
		return activities.Taken{}, err
	}
	f.seq++
	t := activities.Taken{Seq: f.seq, From: f.stage, Stage: to, Release: release}
	f.stage, f.releasing = to, f.releasing || release
	f.outcomes[requestID] = t
	f.note("%s %s", w.request.Verb, to)
	return t, f.broken(step + " committed")
}

func (f *following) standing() (activities.Standing, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return activities.Standing{Seq: f.seq, Stage: f.stage, Releasing: f.releasing}, nil
}

// published records how a release ended.
func (f *following) published(releaseID, failed string) (activities.Standing, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.releasing = false
	f.seq++
	if failed == "" {
		f.stage = document.Published
		f.note("%s %s", f.done, releaseID)
	} else {
		f.failures = append(f.failures, failed)
	}
	return activities.Standing{Seq: f.seq, Stage: f.stage}, nil
}

// lates is the record's side of late interpretations: one, of a released document.
type lates struct{ following }

func newLates(h *house) *lates {
	return &lates{following{house: h, stage: document.Drafting, done: "explained"}}
}

// TakeLate implements activities.Late.
func (l *lates) TakeLate(_ context.Context, documentID, requestID string, _ time.Time, judge activities.JudgeLate) (activities.Taken, error) {
	return l.take("take late", documentID, requestID, func(c verdict.Case, w words) (document.Stage, bool, error) {
		u, err := judge(verdict.LateCase{Document: c, Stage: l.stage, Seq: l.seq}, w.request)
		return u.To, u.Release, err
	})
}

// LateStanding implements activities.Late.
func (l *lates) LateStanding(context.Context, string) (activities.Standing, error) {
	return l.standing()
}

// LatePublished implements activities.Late.
func (l *lates) LatePublished(_ context.Context, _, releaseID, failed string, _ time.Time) (activities.Standing, error) {
	return l.published(releaseID, failed)
}

// onward sends an interpretation on.
func onward(c verdict.LateCase, r verdict.Request) (verdict.LateRuling, error) {
	next := map[document.Verb]document.Stage{
		document.Submit: document.SecrecyReview, document.Approve: document.Publication, document.SendBack: document.Drafting, document.Release: document.Publication,
	}
	if r.Stage != c.Stage {
		return verdict.LateRuling{}, document.Refuse(document.Conflict, "stale-stage", "解读材料已由他人办理。")
	}
	return verdict.LateRuling{From: c.Stage, To: next[r.Verb], Release: r.Verb == document.Release}, nil
}

// TestIN08Interpretation: an interpretation goes its way after its document has
// closed; it is released by the same saga, and a release that failed is asked for again.
func TestIN08Interpretation(t *testing.T) {
	h := newHouse(t, nil)
	s := newStand(t, h)
	h.gone(t, "d1")
	l := newLates(h)
	h.fail["take late committed"] = []error{away()}
	h.fail["switch"] = []error{document.Refuse(document.Conflict, "life-differs", "效力状态不一致。")}
	s.furnish()
	s.RegisterWorkflow(workflows.Interpretation)
	s.RegisterActivity(&activities.Interpretations{Late: l, Judge: onward, Now: h.now})
	s.act("d1", []step{
		{verb: document.Submit, stage: drafting},
		{verb: document.SendBack, stage: document.SecrecyReview},
		{verb: document.Submit, stage: drafting},
		{verb: document.Submit, stage: drafting},
		{verb: document.Approve, stage: document.SecrecyReview},
		{id: "r1", verb: document.Release, stage: publication},
		{id: "r2", after: time.Hour, verb: document.Release, stage: publication},
	})
	s.ExecuteWorkflow(workflows.Interpretation, workflows.DocumentInput{Document: "d1"})
	var got workflows.DocumentResult
	if err := s.GetWorkflowResult(&got); err != nil || got.Stage != document.Published {
		t.Fatalf("result %+v, error %v", got, err)
	}
	same(t, "answers", []string{"secrecy_review", "drafting", "secrecy_review", "stale-stage", "publication", "publication", "publication"}, s.answers.got)
	same(t, "log", []string{
		"submit secrecy_review", "return drafting", "submit secrecy_review", "approve publication",
		"release publication", "prepare interpretation/d1/5", "discard interpretation/d1/5",
		"release publication", "prepare interpretation/d1/7", "switch interpretation/d1/7", "seen interpretation/d1/7", "explained interpretation/d1/7",
	}, h.log)
	same(t, "failures", []string{"效力状态不一致。"}, h.failures)
}
