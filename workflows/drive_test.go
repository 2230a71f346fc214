package workflows_test

import (
	"errors"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
	"mingfa/workflows"
)

// step is one act of a person.
type step struct {
	after  time.Duration // after the step before
	id     string        // id of the request, "" = a new one
	verb   document.Verb
	stage  document.Stage // the stage the person saw
	digest string         // "" = the present one
	target document.Stage
	way    document.WayBack
	actor  string // "" = p1
	want   string // stage reached, or code of the refusal
}

// command stores the words of the step and returns what is sent.
func (h *house) command(documentID string, s step) workflows.ActCommand {
	c := workflows.ActCommand{RequestID: s.id, Actor: s.actor, Verb: s.verb, Stage: s.stage, Digest: s.digest}
	if c.Actor == "" {
		c.Actor = "p1"
	}
	if c.Digest == "" {
		c.Digest = "sha-" + documentID
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests[c.RequestID] = words{document: documentID, actor: c.Actor, request: verdict.Request{
		ID: c.RequestID, Verb: c.Verb, Stage: c.Stage, Digest: c.Digest, Target: s.target, Way: s.way,
	}}
	return c
}

// result turns the answer to an act into the word that steps want.
func result(t workflows.Taken, err error) string {
	if err == nil {
		return string(t.Stage)
	}
	if e, ok := workflows.Refusal(err); ok {
		return e.Code
	}
	return err.Error()
}

// answers collects what the Updates answered, in the order of the answers.
type answers struct{ got []string }

// callback is the one to whom one Update answers.
type callback struct{ to *answers }

// Accept is called when the validator let the Update pass.
func (callback) Accept() {}

// Reject is called when it did not.
func (c callback) Reject(err error) { c.to.got = append(c.to.got, result(workflows.Taken{}, err)) }

// Complete is called with the outcome.
func (c callback) Complete(success any, err error) {
	t, ok := success.(workflows.Taken)
	if err == nil && !ok {
		err = errors.New("the result is no Taken")
	}
	c.to.got = append(c.to.got, result(t, err))
}

// stand is Temporal's test environment over a house, with a clock that skips.
type stand struct {
	*testsuite.TestWorkflowEnvironment
	house   *house
	website activities.Website
	answers answers
	clock   bool // the test is about Reminders, which never ends: elsewhere a stand-in begins and ends
}

// opening is when the house opens in every test: a Tuesday.
var opening = time.Date(2099, 11, 3, 9, 0, 0, 0, document.Shanghai)

func newStand(t *testing.T, h *house) *stand {
	t.Helper()
	suite := testsuite.WorkflowTestSuite{}
	suite.SetLogger(quiet{t})
	s := &stand{TestWorkflowEnvironment: suite.NewTestWorkflowEnvironment()}
	s.SetStartTime(opening)
	s.SetTestTimeout(20 * time.Second)
	if h == nil {
		h = newHouse(t, nil)
	}
	h.now = s.Now
	s.house, s.website = h, h
	return s
}

// furnish registers everything; the fields may be set before.
func (s *stand) furnish() {
	h := s.house
	for _, w := range []any{workflows.Document, workflows.Release, workflows.Deliver, workflows.Repeal, workflows.Sweep} {
		s.RegisterWorkflow(w)
	}
	if s.clock {
		s.RegisterWorkflow(workflows.Reminders)
	} else {
		s.RegisterWorkflowWithOptions(func(workflow.Context) error { return nil }, workflow.RegisterOptions{Name: "Reminders"})
	}
	s.RegisterActivity(&activities.Acts{
		Register: h, Limits: h, Shelf: h, Duties: h, Portal: portal{h}, Website: s.website, Judge: h.law, Calendar: h.calendar, Now: h.now,
	})
	s.RegisterActivity(&activities.Files{Press: h, Shelf: h, Duties: h, Blobs: h, Printer: h, Portal: portal{h}, Now: h.now})
	s.RegisterActivity(&activities.Watch{Obligations: h, Date: undated, Reminders: func() []procedure.Reminder { return nil }, Now: h.now})
	s.RegisterActivity(&activities.Attestation{Sign: h.sign, Now: h.now})
	s.RegisterActivity(&activities.Bulk{Duties: h, Shelf: h, Website: s.website, Now: h.now})
}

// act lays the steps out in time, a minute apart unless they say otherwise.
func (s *stand) act(documentID string, steps []step) {
	var at time.Duration
	for i, one := range steps {
		if at += one.after; one.after == 0 {
			at += time.Minute
		}
		if one.id == "" {
			one.id = requestID(i)
		}
		s.RegisterDelayedCallback(func() {
			s.UpdateWorkflow(workflows.UpdateAct, one.id, callback{&s.answers}, s.house.command(documentID, one))
		}, at)
	}
}

func requestID(i int) string { return string(rune('a' + i)) }

// quiet sends Temporal's log to that of the test.
type quiet struct{ t *testing.T }

// Debug writes nothing.
func (quiet) Debug(string, ...any) {}

// Info writes nothing.
func (quiet) Info(string, ...any) {}

// Warn writes to the test's log.
func (q quiet) Warn(msg string, kv ...any) { q.t.Log(append([]any{"warn", msg}, kv...)...) }

// Error writes to the test's log.
func (q quiet) Error(msg string, kv ...any) { q.t.Log(append([]any{"error", msg}, kv...)...) }
