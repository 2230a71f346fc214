package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// lockKey is the advisory lock (taken in the database postgres) that keeps two
// servers apart. The number only has to be the same in every release.
const lockKey = 0x6d696e676661

// errLostDatabase ends the server at once: without the lock another one may be
// working on the same databases.
var errLostDatabase = errors.New("the connection that holds the lock on the database is gone")

// lock is held as long as its connection lives.
type lock struct {
	lost    chan struct{} // closed when the connection is gone
	release context.CancelFunc
}

// acquire waits until no other server works on this PostgreSQL. After a killed
// parent the previous one may need a moment to leave; two of them would fight
// over the history shards.
func (p Postgres) acquire(ctx context.Context) (*lock, error) {
	conn, err := p.connect(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(lockKey)); err != nil {
		return nil, fmt.Errorf("another Temporal server still uses this database: %w", err)
	}
	holding, release := context.WithCancel(context.WithoutCancel(ctx))
	l := &lock{lost: make(chan struct{}), release: release}
	go l.hold(holding, conn)
	return l, nil
}

// hold listens on the connection, on which nothing is ever sent, so as to learn
// of its end. Cancelling the wait closes the connection and frees the lock.
func (l *lock) hold(ctx context.Context, conn *pgx.Conn) {
	defer close(l.lost)
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return
		}
	}
}
