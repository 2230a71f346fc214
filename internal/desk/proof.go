package desk

import (
	"context"

	"mingfa/internal/audit"
	"mingfa/internal/document"
)

// Proof is the outcome of a check of the ledger.
type Proof struct {
	Count  int64  // entries read
	Head   string // hash of the last good entry
	Broken int64  // number of the first entry that does not hold, 0 = none
	Reason string // what is wrong with it
	// Signed is up to which entry the ledger agrees with signed checkpoints, 0 for none.
	Signed      int64
	Checkpoints int // how many agree
	// Unread is how many checkpoints bear no signature of the key of this house; they
	// count as a break of the ledger.
	Unread int
	// Keyless says that no public key is configured: signatures could not be checked.
	Keyless bool
}

// ProveLedger checks the chain. See Bench.
func (d *Desk) ProveLedger(ctx context.Context, person string) (Proof, error) {
	if err := d.only(ctx, person, "ledger", "核验台账", document.Auditor); err != nil {
		return Proof{}, err
	}
	p := Proof{Keyless: d.ledgerKey == ""}
	known, err := d.checkpoints(ctx, &p)
	if err != nil {
		return Proof{}, err
	}
	r, err := d.record.VerifyLedger(ctx, known...)
	if err != nil {
		return Proof{}, err
	}
	p.Count, p.Head, p.Signed, p.Checkpoints = r.Count, r.Head, r.Signed, r.Checkpoints
	if r.Broken != nil {
		p.Broken, p.Reason = r.Broken.Seq, r.Broken.Reason
	}
	return p, nil
}

// checkpoints opens those that the house signed and counts the others.
func (d *Desk) checkpoints(ctx context.Context, p *Proof) ([]audit.Checkpoint, error) {
	if p.Keyless {
		return nil, nil
	}
	signed, err := d.record.Checkpoints(ctx)
	if err != nil {
		return nil, err
	}
	var out []audit.Checkpoint
	for _, s := range signed {
		c, err := audit.OpenCheckpoint(s, d.ledgerKey)
		if err != nil {
			p.Unread++
			continue
		}
		out = append(out, c)
	}
	return out, nil
}
