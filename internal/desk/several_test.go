package desk_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Invariant 8: what is refused within one request is one line of the ledger that says how
// many, of which documents and why; each caller still gets its own reason.
func TestSeveralRefusedInOneLine(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	id := o.draft(content()).ID
	count := func() int {
		lines, err := o.record.LatestLedger(ctx, store.LedgerQuery{Limit: 200})
		o.must(err)
		return len(lines)
	}
	before := count()
	var errs []error
	o.must(o.Several(ctx, "p-secrecy", func(ctx context.Context) {
		for _, key := range []string{"k1", "k2", "k3"} {
			_, err := o.Desk.Act(ctx, "p-secrecy", id, verdict.Request{ID: key, Verb: document.Approve})
			errs = append(errs, err)
		}
	}))
	for _, err := range errs {
		if document.KindOf(err) == "" {
			t.Errorf("an act of nobody's office: %v", err)
		}
	}
	if got := count() - before; got != 1 {
		t.Errorf("%d lines for one request", got)
	}
	lines, err := o.record.LatestLedger(ctx, store.LedgerQuery{Limit: 1})
	o.must(err)
	b, err := json.Marshal(lines[0].Detail)
	o.must(err)
	if text := string(b); lines[0].Act != "document.bulk" || lines[0].Actor != "p-secrecy" || !strings.Contains(text, `"count":3`) || strings.Count(text, id) != 3 {
		t.Errorf("line: %s %s", lines[0].Act, text)
	}
	o.must(o.Several(ctx, "p-secrecy", func(context.Context) {}))
	if got := count() - before; got != 1 {
		t.Errorf("%d lines: nothing was refused", got)
	}
}
