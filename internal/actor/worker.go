package actor

import (
	"crypto/hmac"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"mingfa/internal/document"
)

// Worker returns the interceptor that verifies. Every Update of every workflow
// has to pass it; its argument must name the same actor through ActorID.
func Worker(key []byte) (interceptor.WorkerInterceptor, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	return &verifier{key: key}, nil
}

type verifier struct {
	interceptor.WorkerInterceptorBase
	key []byte
}

// InterceptWorkflow puts the verifier before every Update.
func (v *verifier) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	in := &verifying{key: v.key}
	in.Next = next
	return in
}

type verifying struct {
	interceptor.WorkflowInboundInterceptorBase
	key []byte
}

// named is an argument that says in whose name it was sent.
type named interface{ ActorID() string }

// ValidateUpdate verifies and passes on. It does not run in replay: what was
// accepted once stays accepted after a change of the key.
func (v *verifying) ValidateUpdate(ctx workflow.Context, in *interceptor.UpdateInput) error {
	c, ok := read(ctx)
	if !ok || c.Actor == "" {
		return refused("actor-missing", "办理请求没有经办人签名，不予受理。")
	}
	s := subject{c.Actor, workflow.GetInfo(ctx).WorkflowExecution.ID, in.Name, workflow.GetCurrentUpdateInfo(ctx).ID}
	if !hmac.Equal(c.MAC, s.mac(v.key)) {
		return refused("actor-forged", "办理请求的经办人签名无效，不予受理。")
	}
	if len(in.Args) != 1 {
		return refused("actor-unnamed", "办理请求没有写明经办人，不予受理。")
	}
	if arg, ok := in.Args[0].(named); !ok || arg.ActorID() != c.Actor {
		return refused("actor-mismatch", "办理请求的经办人与签名不符，不予受理。")
	}
	return v.Next.ValidateUpdate(ctx, in)
}

func read(ctx workflow.Context) (claim, bool) {
	payload := interceptor.WorkflowHeader(ctx)[header]
	if payload == nil {
		return claim{}, false
	}
	var c claim
	err := converter.GetDefaultDataConverter().FromPayload(payload, &c)
	return c, err == nil
}

func refused(code, message string) error {
	e := document.Refuse(document.Unsigned, code, message)
	return temporal.NewApplicationErrorWithOptions(e.Message, string(e.Kind), temporal.ApplicationErrorOptions{
		NonRetryable: true, Details: []any{*e},
	})
}
