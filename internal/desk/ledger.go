package desk

import (
	"context"
	"slices"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

// LedgerQuery chooses entries of the ledger; an empty field chooses all.
type LedgerQuery struct {
	To          int64         // the greatest number, 0 = from the newest on
	Act         string        // code of the act
	Person      string        // id
	Subject     string        // id of a document, a person or a unit; or a part of the title, or the number, of a document
	From, Until document.Date // the civil days at the house of the first and the last entry
	Limit       int           // 1 to 200
}

// LedgerPage is what a query chose, the newest first.
type LedgerPage struct {
	Entries []LedgerEntry
	Names   map[string]string // of all people by id, whether they hold an office or not
	Titles  map[string]string // of the documents among the subjects by id
	Next    int64             // LedgerQuery.To of the older page, 0 after the last one
}

// LatestLedger returns a page of the ledger, for auditors. See Bench.
func (d *Desk) LatestLedger(ctx context.Context, person string, q LedgerQuery) (LedgerPage, error) {
	if err := d.only(ctx, person, "ledger", "查看台账", document.Auditor); err != nil {
		return LedgerPage{}, err
	}
	limit := min(max(q.Limit, 1), inboxLimit)
	asked := store.LedgerQuery{To: q.To, Act: q.Act, Actor: q.Person, Subject: q.Subject, From: q.From.Midnight(), Limit: limit + 1}
	if q.Until.Valid() {
		asked.Until = q.Until.Midnight().AddDate(0, 0, 1)
	}
	entries, err := d.record.LatestLedger(ctx, asked)
	if err != nil {
		return LedgerPage{}, err
	}
	people, err := d.record.People(ctx)
	if err != nil {
		return LedgerPage{}, err
	}
	p := LedgerPage{Names: map[string]string{}}
	for _, m := range people {
		p.Names[m.ID] = m.Name
	}
	if len(entries) > limit {
		p.Next, entries = entries[limit].Seq, entries[:limit]
	}
	for _, e := range entries {
		p.Entries = append(p.Entries, ledgerEntry(e))
	}
	p.Titles, err = d.record.Titles(ctx, subjects(entries))
	return p, err
}

// subjects are what the entries are about, each once.
func subjects(entries []audit.Entry) []string {
	var out []string
	for _, e := range entries {
		if !slices.Contains(out, e.Subject) {
			out = append(out, e.Subject)
		}
	}
	return out
}

func ledgerEntry(e audit.Entry) LedgerEntry {
	return LedgerEntry{
		Seq: e.Seq, At: e.At, Actor: e.Actor, Act: e.Act, Subject: e.Subject, Outcome: e.Outcome, Detail: e.Detail, Hash: e.Hash,
	}
}
