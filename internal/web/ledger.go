package web

import (
	"net/http"
	"strconv"

	"mingfa/internal/desk"
)

// ledgerPageLength is how many entries a page of the ledger shows.
const ledgerPageLength = 100

// ledgerPage shows the ledger to auditors.
type ledgerPage struct {
	page
	From        int64
	Entries     []desk.LedgerEntry
	Prior, Next int64 // where the neighbouring pages begin, 0 = none
}

func (b *bench) ledger(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	from, err := strconv.ParseInt(r.FormValue("from"), 10, 64)
	if err != nil || from < 1 {
		from = 1
	}
	entries, err := b.counter.Ledger(r.Context(), me.ID, from, ledgerPageLength+1)
	if err != nil {
		return err
	}
	p := ledgerPage{page: b.page(me, "台账", "ledger"), From: from, Entries: entries}
	if len(entries) > ledgerPageLength {
		p.Entries, p.Next = entries[:ledgerPageLength], entries[ledgerPageLength].Seq
	}
	if from > 1 {
		p.Prior = max(1, from-ledgerPageLength)
	}
	b.render(w, http.StatusOK, "ledger", p)
	return nil
}
