package portal

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// freshness asks for the latest release, once for all who ask at the same time. An
// answer is never older than the question, for who comes while one is under way waits
// for the next; only in a crowd it may be older by the moment that an answer lasts.
type freshness struct {
	ask func(context.Context) (int64, error)

	lasts atomic.Pointer[round] // the answer to a crowd, for a moment
	mu    sync.Mutex
	busy  bool
	next  *round
}

type round struct {
	done    chan struct{}
	waiting int
	no      int64
	err     error
}

func (f *freshness) now(ctx context.Context) (int64, error) {
	if r := f.lasts.Load(); r != nil {
		return r.no, nil
	}
	r := f.join(ctx)
	select {
	case <-r.done:
		return r.no, r.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (f *freshness) join(ctx context.Context) *round {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.next == nil {
		f.next = &round{done: make(chan struct{})}
		if !f.busy {
			f.busy = true
			go f.run(context.WithoutCancel(ctx))
		}
	}
	f.next.waiting++
	return f.next
}

func (f *freshness) run(ctx context.Context) {
	for {
		f.mu.Lock()
		r := f.next
		f.next, f.busy = nil, r != nil
		f.mu.Unlock()
		if r == nil {
			return
		}
		limited, stop := context.WithTimeout(ctx, askLimit)
		r.no, r.err = f.ask(limited)
		stop()
		close(r.done)
		if r.waiting >= crowd && r.err == nil {
			f.lasts.Store(r)
			time.Sleep(lasting)
			f.lasts.Store(nil)
		}
	}
}
