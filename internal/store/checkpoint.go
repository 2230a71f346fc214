package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
)

// Attest signs the present end of the ledger with the private key (audit.NewKey) and
// keeps the signed checkpoint. It returns the entry that was signed. An end that is
// signed already is not signed again, and an empty ledger (0) has nothing to sign.
func (s *Store) Attest(ctx context.Context, private string, now time.Time) (int64, error) {
	var seq int64
	err := s.tx(ctx, "sign the ledger", func(tx pgx.Tx) error {
		c := audit.Checkpoint{At: now.UTC().Truncate(time.Microsecond)}
		err := tx.QueryRow(ctx, `SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1`).Scan(&c.Seq, &c.Head)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		seq = c.Seq
		signed, err := c.Sign(private)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO ledger_checkpoint (seq, at, signed) VALUES ($1, $2, $3) ON CONFLICT (seq) DO NOTHING`, c.Seq, c.At, signed)
		return err
	})
	return seq, err
}

// Checkpoints returns the signed checkpoints, the oldest first. Whoever reads them
// opens them with the public key (audit.OpenCheckpoint).
func (s *Store) Checkpoints(ctx context.Context) ([]string, error) {
	rows, err := s.pool.Query(ctx, `SELECT signed FROM ledger_checkpoint ORDER BY seq`)
	if err != nil {
		return nil, fail("read the checkpoints of the ledger", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return out, fail("read the checkpoints of the ledger", err)
}

// Checkpoint returns the latest signed checkpoint of the ledger, "" when there is
// none. It tells a count and a hash, never what was done.
func (s *Shelf) Checkpoint(ctx context.Context) (string, error) {
	var signed string
	err := s.pool.QueryRow(ctx, `SELECT signed FROM portal.checkpoint`).Scan(&signed)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return signed, fail("read the checkpoint of the ledger", err)
}
