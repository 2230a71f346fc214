package worker

import (
	"context"
	"testing"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/testsuite"
	sdk "go.temporal.io/sdk/worker"
)

func TestEveryStepOnAQueueShowsSignsOfLife(t *testing.T) {
	suite := testsuite.WorkflowTestSuite{}
	env := suite.NewTestActivityEnvironment()
	env.SetWorkerOptions(sdk.Options{Interceptors: []interceptor.WorkerInterceptor{&pulse{}}})
	beats := make(chan string, 8)
	env.SetOnActivityHeartbeatListener(func(info *activity.Info, _ converter.EncodedValues) { beats <- info.ActivityType.Name })
	step := func(context.Context) error { return nil }
	env.RegisterActivityWithOptions(step, activity.RegisterOptions{Name: "step"})
	if _, err := env.ExecuteActivity("step"); err != nil {
		t.Fatal(err)
	}
	if got := <-beats; got != "step" {
		t.Errorf("a beat of %q", got)
	}
}
