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

// looks is the record's side of assessments: one, of a document that was filed unpublished.
type looks struct{ following }

func newLooks(h *house) *looks {
	return &looks{following{house: h, stage: document.Filed, done: "opened"}}
}

// TakeReassess implements activities.Reassess.
func (l *looks) TakeReassess(_ context.Context, documentID, requestID string, _ time.Time, judge activities.JudgeReassess) (activities.Taken, error) {
	return l.take("take reassess", documentID, requestID, func(c verdict.Case, w words) (document.Stage, bool, error) {
		u, err := judge(verdict.ReassessCase{Document: c, Stage: l.stage, Seq: l.seq}, w.request)
		return u.To, u.Release, err
	})
}

// ReassessStanding implements activities.Reassess.
func (l *looks) ReassessStanding(context.Context, string) (activities.Standing, error) {
	return l.standing()
}

// ReassessPublished implements activities.Reassess.
func (l *looks) ReassessPublished(_ context.Context, _, releaseID, failed string, _ time.Time) (activities.Standing, error) {
	return l.published(releaseID, failed)
}

// outward sends an assessment on.
func outward(c verdict.ReassessCase, r verdict.Request) (verdict.ReassessRuling, error) {
	next := map[document.Verb]document.Stage{
		document.Reassess: document.SecrecyReview, document.Approve: document.Signing, document.SendBack: document.Filed, document.Sign: document.Publication, document.Release: document.Publication,
	}
	if r.Stage != c.Stage {
		return verdict.ReassessRuling{}, document.Refuse(document.Conflict, "stale-stage", "公开属性评估已由他人办理。")
	}
	return verdict.ReassessRuling{From: c.Stage, To: next[r.Verb], Release: r.Verb == document.Release}, nil
}

func assess(t *testing.T, h *house, l *looks, steps []step) (*stand, workflows.DocumentResult) {
	t.Helper()
	s := newStand(t, h)
	h.gone(t, "d1")
	s.furnish()
	s.RegisterWorkflow(workflows.Reassessment)
	s.RegisterActivity(&activities.Reassessments{Reassess: l, Judge: outward, Now: h.now})
	s.act("d1", steps)
	s.ExecuteWorkflow(workflows.Reassessment, workflows.DocumentInput{Document: "d1"})
	var got workflows.DocumentResult
	if err := s.GetWorkflowResult(&got); err != nil {
		t.Fatal(err)
	}
	return s, got
}

// TestDA18Reassessment: what was filed is proposed, reviewed, signed and released by the
// same saga; an old page is refused, and a release that failed is asked for again.
func TestDA18Reassessment(t *testing.T) {
	h := newHouse(t, nil)
	l := newLooks(h)
	h.fail["take reassess committed"] = []error{away()}
	h.fail["switch"] = []error{document.Refuse(document.Conflict, "life-differs", "效力状态不一致。")}
	s, got := assess(t, h, l, []step{
		{verb: document.Reassess, stage: document.Filed},
		{verb: document.Reassess, stage: document.Filed},
		{verb: document.Approve, stage: document.SecrecyReview},
		{verb: document.Sign, stage: document.Signing},
		{id: "r1", verb: document.Release, stage: publication},
		{id: "r2", after: time.Hour, verb: document.Release, stage: publication},
	})
	if got.Stage != document.Published {
		t.Errorf("result %+v", got)
	}
	same(t, "answers", []string{"secrecy_review", "stale-stage", "signing", "publication", "publication", "publication"}, s.answers.got)
	same(t, "log", []string{
		"reassess secrecy_review", "approve signing", "sign publication",
		"release publication", "prepare reassessment/d1/4", "discard reassessment/d1/4",
		"release publication", "prepare reassessment/d1/6", "switch reassessment/d1/6", "seen reassessment/d1/6", "opened reassessment/d1/6",
	}, h.log)
	same(t, "failures", []string{"效力状态不一致。"}, h.failures)
}

// TestDA18Refused: a proposal that is returned ends the run and releases nothing; the next
// proposal begins another one.
func TestDA18Refused(t *testing.T) {
	h := newHouse(t, nil)
	l := newLooks(h)
	s, got := assess(t, h, l, []step{
		{verb: document.Reassess, stage: document.Filed},
		{verb: document.SendBack, stage: document.SecrecyReview},
	})
	if got.Stage != document.Filed {
		t.Errorf("result %+v", got)
	}
	same(t, "answers", []string{"secrecy_review", "filed"}, s.answers.got)
	same(t, "log", []string{"reassess secrecy_review", "return filed"}, h.log)
}
