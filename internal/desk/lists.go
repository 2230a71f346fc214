package desk

import (
	"context"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// inboxLimit is how many documents an inbox shows.
const inboxLimit = 200

// Inbox returns what waits for this person. See Counter.
func (d *Desk) Inbox(ctx context.Context, person string) ([]Item, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return nil, err
	}
	docs, err := d.record.Inbox(ctx, scopes(actor.Appointments), inboxLimit)
	if err != nil {
		return nil, err
	}
	items, err := d.items(ctx, docs)
	if err != nil {
		return nil, err
	}
	besides, err := d.beside(ctx, actor)
	return append(besides, items...), err
}

// beside lists what waits beside the way of documents: few, and each with a term that
// the public knows or the law sets, so they come first; before them the joint documents
// of other bodies that wait for the 会签 of this person's own (DH-13).
func (d *Desk) beside(ctx context.Context, a verdict.Actor) ([]Item, error) {
	out, err := d.awaited(ctx, a)
	if err != nil {
		return nil, err
	}
	rows, err := d.record.Beside(ctx, scopes(a.Appointments), inboxLimit)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		i, err := d.listItem(r.Document)
		if err != nil {
			return nil, err
		}
		i.Matter, i.Stage = r.Matter, r.At
		out = append(out, i)
	}
	return out, nil
}

// scopes are the stages at which this person works: those of the own unit for
// drafter and unit head, of every unit for the other offices.
func scopes(appointments []authz.Appointment) []store.Scope {
	var out []store.Scope
	for _, a := range appointments {
		for _, row := range document.StageTable() {
			if row.Who != a.Role || row.Who == "" {
				continue
			}
			s := store.Scope{Stage: row.Stage}
			if a.Role == document.Drafter || a.Role == document.UnitHead {
				s.Unit = a.Unit
			}
			out = append(out, s)
		}
	}
	return out
}

func (d *Desk) items(ctx context.Context, docs []store.Document) ([]Item, error) {
	out := make([]Item, 0, len(docs))
	for _, doc := range docs {
		i, err := d.item(ctx, doc)
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}

// Ledger returns entries of the ledger, for auditors. See Counter.
func (d *Desk) Ledger(ctx context.Context, person string, from int64, limit int) ([]LedgerEntry, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return nil, err
	}
	auditor := false
	for _, a := range actor.Appointments {
		auditor = auditor || a.Role == document.Auditor
	}
	if !auditor {
		return nil, d.refused(ctx, person, "ledger", "", document.Refuse(document.Forbidden, authz.CodeRoleMissing, "查看台账须有“台账监督”岗位职责。"))
	}
	entries, err := d.record.Ledger(ctx, from, min(max(limit, 1), inboxLimit))
	if err != nil {
		return nil, err
	}
	out := make([]LedgerEntry, 0, len(entries))
	for _, e := range entries {
		out = append(out, ledgerEntry(e))
	}
	return out, nil
}
