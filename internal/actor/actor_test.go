package actor

import (
	"errors"
	"testing"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"mingfa/internal/document"
)

var key = []byte("a key of exactly thirty-two byte")

// command is an argument that names its actor.
type command struct{ Actor string }

// ActorID implements named.
func (c command) ActorID() string { return c.Actor }

func host(ctx workflow.Context) error {
	accept := func(workflow.Context, command) error { return nil }
	nameless := func(workflow.Context, string) error { return nil }
	if err := workflow.SetUpdateHandler(ctx, "act", accept); err != nil {
		return err
	}
	if err := workflow.SetUpdateHandler(ctx, "nameless", nameless); err != nil {
		return err
	}
	return workflow.Sleep(ctx, time.Hour)
}

// carrier puts a header into every Update, in the place of the network.
type carrier struct {
	interceptor.WorkerInterceptorBase
	payload *commonpb.Payload
}

// InterceptWorkflow puts the carrier before the verifier.
func (c *carrier) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	in := &carrying{payload: c.payload}
	in.Next = next
	return in
}

type carrying struct {
	interceptor.WorkflowInboundInterceptorBase
	payload *commonpb.Payload
}

// ValidateUpdate adds the header.
func (c *carrying) ValidateUpdate(ctx workflow.Context, in *interceptor.UpdateInput) error {
	if c.payload != nil {
		interceptor.WorkflowHeader(ctx)[header] = c.payload
	}
	return c.Next.ValidateUpdate(ctx, in)
}

// outcome collects the answer to one Update.
type outcome struct{ code string }

// Accept notes that the Update was let in.
func (o *outcome) Accept() { o.code = "accepted" }

// Reject notes the code of the refusal.
func (o *outcome) Reject(err error) {
	o.code = err.Error()
	var e document.Error
	if app, ok := errors.AsType[*temporal.ApplicationError](err); ok && app.Details(&e) == nil {
		o.code = e.Code
	}
}

// Complete implements the callback.
func (*outcome) Complete(any, error) {}

const (
	run = "default-test-workflow-id" // of Temporal's test environment
	who = "p1"
)

func TestWorkerRefusesWhatIsNotSigned(t *testing.T) {
	good := subject{who, run, "act", "r1"}
	claimed := func(name string, mac []byte) any { return claim{Actor: name, MAC: mac} }
	tests := []struct {
		name   string
		header any // nil = none
		update string
		arg    any
		want   string
	}{
		{"signed", claimed(who, good.mac(key)), "act", command{who}, "accepted"},
		{"a raw client", nil, "act", command{who}, "actor-missing"},
		{"an empty actor", claimed("", subject{"", run, "act", "r1"}.mac(key)), "act", command{""}, "actor-missing"},
		{"another form", "p1", "act", command{who}, "actor-missing"},
		{"no signature", claimed(who, nil), "act", command{who}, "actor-forged"},
		{"another key", claimed(who, good.mac(make([]byte, KeySize))), "act", command{who}, "actor-forged"},
		{"another actor's signature", claimed("p2", good.mac(key)), "act", command{"p2"}, "actor-forged"},
		{"another document", claimed(who, subject{who, "document/2", "act", "r1"}.mac(key)), "act", command{who}, "actor-forged"},
		{"another update", claimed(who, subject{who, run, "nameless", "r1"}.mac(key)), "act", command{who}, "actor-forged"},
		{"another request", claimed(who, subject{who, run, "act", "r2"}.mac(key)), "act", command{who}, "actor-forged"},
		{"parts moved between fields", claimed("p", subject{"p1", run, "act", "r1"}.mac(key)), "act", command{"p"}, "actor-forged"},
		{"in another's name", claimed(who, good.mac(key)), "act", command{"p2"}, "actor-mismatch"},
		{"in nobody's name", claimed(who, subject{who, run, "nameless", "r1"}.mac(key)), "nameless", "x", "actor-mismatch"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outcome{}
			send(t, tt.header, func(env *testsuite.TestWorkflowEnvironment) { env.UpdateWorkflow(tt.update, "r1", &got, tt.arg) })
			if got.code != tt.want {
				t.Errorf("got %s, want %s", got.code, tt.want)
			}
		})
	}
}

func send(t *testing.T, header any, update func(*testsuite.TestWorkflowEnvironment)) {
	t.Helper()
	var payload *commonpb.Payload
	if header != nil {
		var err error
		if payload, err = converter.GetDefaultDataConverter().ToPayload(header); err != nil {
			t.Fatal(err)
		}
	}
	guard, err := Worker(key)
	if err != nil {
		t.Fatal(err)
	}
	suite := testsuite.WorkflowTestSuite{}
	env := suite.NewTestWorkflowEnvironment()
	env.SetWorkerOptions(sdk.Options{Interceptors: []interceptor.WorkerInterceptor{&carrier{payload: payload}, guard}})
	env.RegisterWorkflow(host)
	env.RegisterDelayedCallback(func() { update(env) }, time.Minute)
	env.ExecuteWorkflow(host)
	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
}

func TestClientSignsNothingWithoutActorOrID(t *testing.T) {
	s := signing{key: key}
	if err := s.sign(t.Context(), run, "act", "r1"); err == nil {
		t.Error("signed for nobody")
	}
	if err := s.sign(With(t.Context(), who), run, "act", ""); err == nil {
		t.Error("signed for a request without id")
	}
}

func TestKeySize(t *testing.T) {
	for _, k := range [][]byte{nil, key[1:], append([]byte{0}, key...)} {
		if _, err := Client(k); err == nil {
			t.Errorf("client accepted a key of %d bytes", len(k))
		}
		if _, err := Worker(k); err == nil {
			t.Errorf("worker accepted a key of %d bytes", len(k))
		}
	}
}
