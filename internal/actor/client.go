package actor

import (
	"context"
	"errors"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
)

// Client returns the interceptor that signs. An Update without an actor in its
// context or without an id is not sent.
func Client(key []byte) (interceptor.ClientInterceptor, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	return &signer{key: key}, nil
}

type signer struct {
	interceptor.ClientInterceptorBase
	key []byte
}

// InterceptClient puts the signer before every call of the client.
func (s *signer) InterceptClient(next interceptor.ClientOutboundInterceptor) interceptor.ClientOutboundInterceptor {
	out := &signing{key: s.key}
	out.Next = next
	return out
}

type signing struct {
	interceptor.ClientOutboundInterceptorBase
	key []byte
}

// UpdateWorkflow signs and sends.
func (s *signing) UpdateWorkflow(ctx context.Context, in *interceptor.ClientUpdateWorkflowInput) (client.WorkflowUpdateHandle, error) {
	if err := s.sign(ctx, in.WorkflowID, in.UpdateName, in.UpdateID); err != nil {
		return nil, err
	}
	return s.Next.UpdateWorkflow(ctx, in)
}

// UpdateWithStartWorkflow signs and sends.
func (s *signing) UpdateWithStartWorkflow(ctx context.Context, in *interceptor.ClientUpdateWithStartWorkflowInput) (client.WorkflowUpdateHandle, error) {
	u := in.UpdateOptions
	if err := s.sign(ctx, u.WorkflowID, u.UpdateName, u.UpdateID); err != nil {
		return nil, err
	}
	return s.Next.UpdateWithStartWorkflow(ctx, in)
}

func (s *signing) sign(ctx context.Context, workflow, update, id string) error {
	who := from(ctx)
	if who == "" || id == "" {
		return errors.New("actor: an update needs an actor in its context and an id")
	}
	c := claim{Actor: who, MAC: subject{who, workflow, update, id}.mac(s.key)}
	payload, err := converter.GetDefaultDataConverter().ToPayload(c)
	if err != nil {
		return err
	}
	interceptor.Header(ctx)[header] = payload
	return nil
}
