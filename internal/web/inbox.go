package web

import (
	"context"
	"net/http"
	"net/url"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// inboxLength is how many documents a page of the inbox shows.
const inboxLength = 50

// inboxPage is what waits for the person.
type inboxPage struct {
	page
	Stage  document.Stage // the stage that was chosen, "" = all
	Tray   desk.Tray
	Groups []inboxGroup
	Next   string // address of the next page, "" = none
	Later  bool   // this is not the first page
	Bulk   bool   // some document can be ticked
	Fresh  bool   // something changed since Seen
	Seen   string // mark of the tray that the page shows

	Searches []savedSearch

	// Beside is what waits beside the way of closed documents, on the first page.
	Beside []desk.Item
	// Reminders are the terms of which the person is reminded, on the first page.
	Reminders []desk.Reminder
}

// inboxGroup is what waits at one stage.
type inboxGroup struct {
	Stage document.Stage
	Rows  []inboxRow
	Act   document.Verb // what is done with the rows that are ticked, "" where none can be
}

// inboxRow is a document with the request id of an act that is taken from here.
type inboxRow struct {
	desk.WaitingRow
	RequestID string
}

// Late counts the rows of the page that are past their time limit.
func (p inboxPage) Late() int {
	n := 0
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			if r.Due != nil && r.Due.Left < 0 {
				n++
			}
		}
	}
	for _, i := range p.Beside {
		if i.Due != nil && i.Due.Left < 0 {
			n++
		}
	}
	return n
}

// Shown counts the rows of the page.
func (p inboxPage) Shown() int {
	n := len(p.Beside)
	for _, g := range p.Groups {
		n += len(g.Rows)
	}
	return n
}

func (b *bench) inbox(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	q := desk.WaitingQuery{Stage: document.Stage(r.FormValue("stage")), After: r.FormValue("after"), Limit: inboxLength}
	found, err := b.counter.Waiting(r.Context(), me.ID, q)
	if err != nil {
		return err
	}
	p := inboxPage{page: b.page(me, "待办公文", "inbox"), Stage: q.Stage, Tray: found.Tray, Later: q.After != ""}
	p.Pending, p.Reminded, p.Beside = found.Tray.Total, found.Tray.Reminders, found.Beside
	if found.Next != "" {
		p.Next = "/inbox?" + url.Values{"stage": {string(q.Stage)}, "after": {found.Next}}.Encode()
	}
	for _, row := range found.Rows {
		p.add(row)
	}
	if p.Searches, err = b.searches(r, me); err != nil {
		return err
	}
	if !p.Later && q.Stage == "" {
		if p.Reminders, err = b.counter.Reminders(r.Context(), me.ID); err != nil {
			return err
		}
	}
	b.render(w, http.StatusOK, "inbox", p)
	return nil
}

// add puts a row into the group of its stage. The groups stand in the order of
// their most urgent document, the rows in theirs.
func (p *inboxPage) add(row desk.WaitingRow) {
	r := inboxRow{row, newRequestID()}
	p.Bulk = p.Bulk || row.Bulk != ""
	for i := range p.Groups {
		if p.Groups[i].Stage == row.Stage {
			p.Groups[i].Rows = append(p.Groups[i].Rows, r)
			return
		}
	}
	p.Groups = append(p.Groups, inboxGroup{row.Stage, []inboxRow{r}, row.Bulk})
}

// nextWaiting returns what stands first in the inbox beside the document that was just
// acted on, nil for nothing. The page of that document can do without it.
func (b *bench) nextWaiting(ctx context.Context, me desk.Person, id string) *inboxRow {
	found, err := b.counter.Waiting(ctx, me.ID, desk.WaitingQuery{Limit: inboxLength})
	if err != nil {
		b.log.WarnContext(ctx, "what waits next", "err", err)
		return nil
	}
	var p inboxPage
	for _, row := range found.Rows {
		p.add(row)
	}
	for _, g := range p.Groups {
		for _, row := range g.Rows {
			if row.ID != id {
				return &row
			}
		}
	}
	return nil
}

// inboxNews is the fragment by which an open inbox learns that something came or
// went. The list itself stays as it is until the person asks: nothing moves under
// a hand that is about to act.
func (b *bench) inboxNews(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	tray, err := b.counter.Tray(r.Context(), me.ID)
	if err != nil {
		return err
	}
	p := inboxPage{Tray: tray, Seen: r.FormValue("seen")}
	p.Pending, p.Reminded, p.Fresh = tray.Total, tray.Reminders, tray.Mark != p.Seen
	b.renderPart(w, http.StatusOK, "inbox", "news", p)
	return nil
}
