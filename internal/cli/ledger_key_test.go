package cli

import (
	"strings"
	"testing"

	"mingfa/internal/audit"
)

// The keys of the embedded default are made once; those that don't belong together,
// or a private one alone, stop the start and not the first signature.
func TestLedgerKeys(t *testing.T) {
	data := t.TempDir()
	first, err := ledgerFlags{}.keptLedger(data)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := (ledgerFlags{}).keptLedger(data); err != nil || again != first || again.private == "" {
		t.Errorf("a second start has other keys: %v", err)
	}
	if k, err := (ledgerFlags{}).configuredLedger(); err != nil || k != (ledgerKeys{}) || k.sign(nil) != nil {
		t.Errorf("unconfigured: %+v, %v", k, err)
	}
	private, public, err := audit.NewKey("mingfa.test")
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name  string
		flags ledgerFlags
		says  string
	}{
		{"a pair", ledgerFlags{private, public}, ""},
		{"public alone", ledgerFlags{"", public}, ""},
		{"private alone", ledgerFlags{private, ""}, "MINGFA_LEDGER_PUBLIC_KEY"},
		{"of different pairs", ledgerFlags{private, first.public}, "不是一对"},
		{"no key", ledgerFlags{"x", public}, "无法使用"},
	}
	for _, r := range rows {
		_, err := r.flags.configuredLedger()
		if (err == nil) != (r.says == "") || err != nil && !strings.Contains(err.Error(), r.says) {
			t.Errorf("%s: %v", r.name, err)
		}
		if err != nil && strings.Contains(err.Error(), private) {
			t.Errorf("%s: the error tells the key", r.name)
		}
	}
}
