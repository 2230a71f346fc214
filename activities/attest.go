package activities

import (
	"context"
	"time"
)

// Notary signs the end of the ledger as it stands, and returns the number of the
// entry that the signature covers, 0 for an empty ledger.
type Notary func(ctx context.Context, now time.Time) (int64, error)

// Attestation is the step that has the ledger signed (invariant 8).
type Attestation struct {
	Sign Notary // nil: no key is configured, and nothing is signed
	Now  func() time.Time
}

// Attest signs the ledger. Without a key it does nothing and returns 0.
func (a *Attestation) Attest(ctx context.Context) (int64, error) {
	if a.Sign == nil {
		return 0, nil
	}
	seq, err := a.Sign(ctx, a.Now())
	return seq, fault(ctx, err)
}
