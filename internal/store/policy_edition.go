package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
)

// PolicyEdition is a set of policies that was put into force.
type PolicyEdition struct {
	Digest string    `db:"digest"`
	Person string    `db:"person"` // name of who did it, "" for the start of the system
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

// StartWithPolicies records that a process has started by the policies with the digest:
// they are in force from now on. What is in force already is left as it is, without
// another line in the ledger.
func (s *Store) StartWithPolicies(ctx context.Context, digest string, now time.Time) error {
	return s.tx(ctx, "start with policies", func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(adminLock)); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `
			INSERT INTO policy_edition (digest, at) SELECT $1, $2
			WHERE $1 IS DISTINCT FROM (SELECT digest FROM policy_edition ORDER BY id DESC LIMIT 1)`, digest, now)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return entry{actor: house, act: "policy.start", subject: "policies", outcome: audit.Done, detail: map[string]string{"digest": digest}, at: now}.append(ctx, tx)
	})
}

// LatestPolicyEdition returns the edition put into force last; zero when none was
// since the register was made.
func (s *Store) LatestPolicyEdition(ctx context.Context) (PolicyEdition, error) {
	e, err := one[PolicyEdition](ctx, s.pool, `
		SELECT e.digest, coalesce(p.name, '') AS person, e.at FROM policy_edition e LEFT JOIN person p ON p.id = e.person ORDER BY e.id DESC LIMIT 1`)
	if errors.Is(err, pgx.ErrNoRows) {
		return PolicyEdition{}, nil
	}
	e.At = e.At.UTC()
	return e, fail("read the policy edition", err)
}
