package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// FindSession returns the data of a session that has not expired at now. token
// is what the caller keys sessions by: a hash.
func (s *Store) FindSession(ctx context.Context, token string, now time.Time) (data []byte, found bool, err error) {
	err = s.pool.QueryRow(ctx, `SELECT data FROM session WHERE token = $1 AND expiry > $2`, token, now).Scan(&data)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, fail("find a session", err)
}

// PutSession stores the data of a session until expiry.
func (s *Store) PutSession(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, err := s.pool.Exec(ctx, `
		INSERT INTO session (token, data, expiry) VALUES ($1, $2, $3)
		ON CONFLICT (token) DO UPDATE SET data = excluded.data, expiry = excluded.expiry`, token, data, expiry)
	return fail("put a session", err)
}

// ExtendSession moves the expiry of a session on, in steps of some minutes so
// that not every request writes. A session that is gone stays gone.
func (s *Store) ExtendSession(ctx context.Context, token string, expiry time.Time) error {
	_, err := s.pool.Exec(ctx, `UPDATE session SET expiry = $2 WHERE token = $1 AND expiry + interval '5 minutes' <= $2`, token, expiry)
	return fail("extend a session", err)
}

// DeleteSession removes a session; one that is not there is no error.
func (s *Store) DeleteSession(ctx context.Context, token string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM session WHERE token = $1`, token)
	return fail("delete a session", err)
}

// SweepSessions removes what has expired at now.
func (s *Store) SweepSessions(ctx context.Context, now time.Time) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM session WHERE expiry <= $1`, now)
	return fail("sweep the sessions", err)
}
