package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// PolicyEdition is a set of policies that a person put into force.
type PolicyEdition struct {
	Digest string    `db:"digest"`
	Person string    `db:"person"` // name
	At     time.Time `db:"at"`
}

// PutPolicyEdition records that the policies with the digest are in force.
func (s *Store) PutPolicyEdition(ctx context.Context, digest, actor string, now time.Time) error {
	detail := map[string]string{"digest": digest}
	return s.change(ctx, "policy.reload", "policies", actor, detail, now, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO policy_edition (digest, person, at) VALUES ($1, $2, $3)`, digest, actor, now)
		return err
	})
}

// LatestPolicyEdition returns the edition put into force last; zero when none was
// since the register was made.
func (s *Store) LatestPolicyEdition(ctx context.Context) (PolicyEdition, error) {
	e, err := one[PolicyEdition](ctx, s.pool, `
		SELECT e.digest, p.name AS person, e.at FROM policy_edition e JOIN person p ON p.id = e.person ORDER BY e.id DESC LIMIT 1`)
	if errors.Is(err, pgx.ErrNoRows) {
		return PolicyEdition{}, nil
	}
	e.At = e.At.UTC()
	return e, fail("read the policy edition", err)
}
