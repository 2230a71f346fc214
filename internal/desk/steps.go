package desk

import (
	"context"

	"go.temporal.io/sdk/client"

	"mingfa/activities"
	"mingfa/internal/actor"
	"mingfa/internal/verdict"
	"mingfa/workflows"
)

// Steps is the Conductor over Temporal. Its client must carry the interceptor of
// internal/actor, or every act is refused.
type Steps struct{ Client client.Client }

// Act sends the act as an Update; a repetition gives the first outcome.
func (s Steps) Act(ctx context.Context, documentID, person string, r verdict.Request) (activities.Taken, error) {
	return workflows.Act(actor.With(ctx, person), s.Client, documentID, command(person, r))
}

// ActLate sends the act to the workflow of the interpretation.
func (s Steps) ActLate(ctx context.Context, documentID, person string, r verdict.Request) (activities.Taken, error) {
	return workflows.ActLate(actor.With(ctx, person), s.Client, documentID, command(person, r))
}

// ActReassess sends the act to the workflow of the assessment.
func (s Steps) ActReassess(ctx context.Context, documentID, person string, r verdict.Request) (activities.Taken, error) {
	return workflows.ActReassess(actor.With(ctx, person), s.Client, documentID, command(person, r))
}

// ActTakeDown sends the act to the workflow of the take-down.
func (s Steps) ActTakeDown(ctx context.Context, documentID, person string, r verdict.Request) (activities.DownStanding, error) {
	return workflows.ActTakeDown(actor.With(ctx, person), s.Client, documentID, command(person, r))
}

func command(person string, r verdict.Request) workflows.ActCommand {
	return workflows.ActCommand{RequestID: r.ID, Actor: person, Verb: r.Verb, Stage: r.Stage, Digest: r.Digest}
}
