package store_test

import (
	"strings"
	"testing"

	"mingfa/internal/audit"
)

// Invariant 8 against the owner of the database: a ledger that was written anew, or
// cut, and is whole in itself, contradicts what was signed before.
func TestCheckpointHoldsTheLedger(t *testing.T) {
	o := open(t)
	private, public, err := audit.NewKey("mingfa.test")
	o.must(err)
	if seq, err := o.Attest(t.Context(), private, now); err != nil || seq != 0 {
		t.Errorf("an empty ledger was signed at %d: %v", seq, err)
	}
	o.create("d1", content("通知"))
	o.bring("d1", 3)
	for range 2 { // nothing happened in between: nothing is signed twice
		if seq, err := o.Attest(t.Context(), private, now); err != nil || seq != 4 {
			t.Fatalf("signed at %d: %v", seq, err)
		}
	}
	signed, err := o.Checkpoints(t.Context())
	o.must(err)
	if len(signed) != 1 {
		t.Fatalf("%d checkpoints", len(signed))
	}
	known, err := audit.OpenCheckpoint(signed[0], public)
	o.must(err)
	o.create("d2", content("通知"))
	report, err := o.VerifyLedger(t.Context(), known)
	o.must(err)
	if report.Broken != nil || report.Signed != 4 || report.Count != 5 {
		t.Errorf("untouched: %+v %+v", report, report.Broken)
	}
	o.must(execAs(t, o.OwnerURL, `DELETE FROM ledger_checkpoint; DELETE FROM ledger WHERE seq > 3`))
	if report, err = o.VerifyLedger(t.Context()); err != nil || report.Broken != nil {
		t.Fatalf("a cut chain should be whole in itself: %+v, %v", report.Broken, err)
	}
	if report, err = o.VerifyLedger(t.Context(), known); err != nil || report.Broken == nil || report.Broken.Seq != 4 || !strings.Contains(report.Broken.Reason, "末尾的条目被删除") {
		t.Errorf("cut: %+v, %v", report.Broken, err)
	}
}
