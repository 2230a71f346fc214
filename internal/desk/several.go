package desk

import (
	"context"
	"errors"
	"sync"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// refusals collects what was refused within one request of a person.
type refusals struct {
	mu   sync.Mutex
	list []store.Refusal
}

type refusalsKey struct{}

func (r *refusals) add(x store.Refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, x)
}

// Several carries out the acts that a person asked for in one request. See Counter.
func (d *Desk) Several(ctx context.Context, person string, do func(context.Context)) error {
	r := &refusals{}
	do(context.WithValue(ctx, refusalsKey{}, r))
	if len(r.list) == 0 {
		return nil
	}
	return d.record.RefusedSeveral(ctx, person, r.list, d.now())
}

// collected keeps a refusal for the one line of its request; false outside of Several.
func collected(ctx context.Context, act, subject string, err error) bool {
	r, ok := ctx.Value(refusalsKey{}).(*refusals)
	e, known := errors.AsType[*document.Error](err)
	if !ok || !known {
		return false
	}
	r.add(store.Refusal{Document: subject, Verb: act, Code: e.Code})
	return true
}
