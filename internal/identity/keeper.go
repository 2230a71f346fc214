package identity

import (
	"context"
	"time"
)

// Keeper keeps sessions under the hash of their token.
type Keeper interface {
	// FindSession returns the data of a session that has not expired at now.
	FindSession(ctx context.Context, token string, now time.Time) (data []byte, found bool, err error)
	PutSession(ctx context.Context, token string, data []byte, expiry time.Time) error
	// ExtendSession moves the expiry on. A session that is gone stays gone.
	ExtendSession(ctx context.Context, token string, expiry time.Time) error
	DeleteSession(ctx context.Context, token string) error
	// SweepSessions removes what has expired at now.
	SweepSessions(ctx context.Context, now time.Time) error
}

// kept is a Keeper as scs wants it. Expiry is counted here and on our own clock,
// from the latest use, and with an update that can't bring back a session that
// another request has just ended.
type kept struct {
	keeper Keeper
	now    func() time.Time
}

// glance marks the context of a question that a page asks by itself.
type glance struct{}

// FindCtx implements scs.CtxStore.
func (k kept) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	now := k.now()
	b, found, err := k.keeper.FindSession(ctx, token, now)
	if err != nil || !found {
		return nil, false, err
	}
	if ctx.Value(glance{}) != nil {
		return b, true, nil
	}
	return b, true, k.keeper.ExtendSession(ctx, token, now.Add(idle))
}

// CommitCtx implements scs.CtxStore.
func (k kept) CommitCtx(ctx context.Context, token string, b []byte, _ time.Time) error {
	return k.keeper.PutSession(ctx, token, b, k.now().Add(idle))
}

// DeleteCtx implements scs.CtxStore.
func (k kept) DeleteCtx(ctx context.Context, token string) error {
	return k.keeper.DeleteSession(ctx, token)
}

// Find implements scs.Store.
func (k kept) Find(token string) ([]byte, bool, error) {
	return k.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (k kept) Commit(token string, b []byte, expiry time.Time) error {
	return k.CommitCtx(context.Background(), token, b, expiry)
}

// Delete implements scs.Store.
func (k kept) Delete(token string) error { return k.DeleteCtx(context.Background(), token) }
