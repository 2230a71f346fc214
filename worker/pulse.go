package worker

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
)

// beat is how often a step that runs tells the server that its worker lives.
const beat = 5 * time.Second

// pulse gives every step on a queue a sign of life, so that the step of a killed
// worker begins again within seconds and not after its time limit.
type pulse struct {
	interceptor.WorkerInterceptorBase
}

// InterceptActivity puts the pulse around each step.
func (*pulse) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	in := &beating{}
	in.Next = next
	return in
}

type beating struct {
	interceptor.ActivityInboundInterceptorBase
}

// ExecuteActivity runs the step; a local step ends with its worker's task and
// needs no sign.
func (b *beating) ExecuteActivity(ctx context.Context, in *interceptor.ExecuteActivityInput) (any, error) {
	if activity.GetInfo(ctx).IsLocalActivity {
		return b.Next.ExecuteActivity(ctx, in)
	}
	activity.RecordHeartbeat(ctx)
	alive, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		for tick := time.NewTicker(beat); ; {
			select {
			case <-alive.Done():
				tick.Stop()
				return
			case <-tick.C:
				activity.RecordHeartbeat(ctx)
			}
		}
	}()
	return b.Next.ExecuteActivity(ctx, in)
}
