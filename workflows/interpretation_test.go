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

// lates is the record's side of late interpretations: one, of a released document.
type lates struct {
	*house
	stage     document.Stage
	seq       int
	releasing bool
}

// TakeLate implements activities.Late.
func (l *lates) TakeLate(_ context.Context, documentID, requestID string, _ time.Time, judge activities.JudgeLate) (activities.Taken, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.broken("take late"); err != nil {
		return activities.Taken{}, err
	}
	if t, ok := l.outcomes[requestID]; ok {
		return t, nil
	}
	w := l.requests[requestID]
	c := verdict.LateCase{Document: verdict.Case{State: verdict.State{ID: documentID}, Actor: verdict.Actor{ID: w.actor}}, Stage: l.stage, Seq: l.seq}
	u, err := judge(c, w.request)
	if err != nil {
		return activities.Taken{}, err
	}
	l.seq++
	l.stage, l.releasing = u.To, l.releasing || u.Release
	t := activities.Taken{Seq: l.seq, From: c.Stage, Stage: u.To, Release: u.Release}
	l.outcomes[requestID] = t
	l.note("%s %s", w.request.Verb, u.To)
	return t, l.broken("take late committed")
}

// LateStanding implements activities.Late.
func (l *lates) LateStanding(context.Context, string) (activities.Standing, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return activities.Standing{Seq: l.seq, Stage: l.stage, Releasing: l.releasing}, nil
}

// LatePublished implements activities.Late.
func (l *lates) LatePublished(_ context.Context, _, releaseID, failed string, _ time.Time) (activities.Standing, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.releasing = false
	l.seq++
	if failed == "" {
		l.stage = document.Published
		l.note("explained %s", releaseID)
	} else {
		l.failures = append(l.failures, failed)
	}
	return activities.Standing{Seq: l.seq, Stage: l.stage}, nil
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
	l := &lates{house: h, stage: document.Drafting}
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
