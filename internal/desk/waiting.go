package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Tray is what waits for a person, counted.
type Tray struct {
	Total  int
	Stages []StageCount // in the order of the way, none with 0
	// Beside is how many of them are no documents on their way but what is done about
	// closed ones: late interpretations (IN-08) and assessments (DA-18); and the 会签 of
	// other bodies' joint documents (DH-13).
	Beside int
	// Reminders is of how many terms the person is reminded.
	Reminders int
	Mark      string // differs whenever something came, went or changed
}

// StageCount counts what waits at a stage.
type StageCount struct {
	Stage document.Stage
	N     int
}

// WaitingQuery chooses a page of what waits.
type WaitingQuery struct {
	Stage document.Stage // "" = all
	After string         // Waiting.Next of the page before, "" = the first page
	Limit int            // 1 to 200
}

// Waiting is a page of what waits for a person.
type Waiting struct {
	Tray Tray
	Rows []WaitingRow
	// Beside is what waits beside the way of documents, on the first page of all stages.
	Beside []Item
	Next   string // where the next page begins, "" after the last one
}

// WaitingRow is a document with what an act on it from a list must send back.
type WaitingRow struct {
	Item
	Digest string
	// Bulk is the way forward from this stage, when that needs no answers of its
	// own; "" when the document must be opened.
	Bulk document.Verb
	// Returned tells of the return that brought it here, nil when it came another way.
	Returned *Returned
}

// Returned says who sent a document back and why.
type Returned struct {
	Person  string // name
	From    document.Stage
	Reason  document.ReturnReason
	Opinion string
}

// Tray counts what waits. See Bench.
func (d *Desk) Tray(ctx context.Context, person string) (Tray, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return Tray{}, err
	}
	return d.tray(ctx, actor)
}

func (d *Desk) tray(ctx context.Context, actor verdict.Actor) (Tray, error) {
	counted, err := d.record.Tray(ctx, scopes(actor.Appointments))
	if err != nil {
		return Tray{}, err
	}
	t := Tray{Total: counted.Total()}
	if t.Reminders, err = d.record.CountReminders(ctx, holders(actor)); err != nil {
		return Tray{}, err
	}
	awaited, latest, err := d.record.CountAwaitedConsents(ctx, signsFor(actor))
	if err != nil {
		return Tray{}, err
	}
	t.Total, t.Beside = t.Total+awaited, counted.Beside+awaited
	t.Mark = fmt.Sprintf("%d-%d-%d-%d-%d", t.Total, t.Reminders, counted.Latest.UnixMicro(), counted.BesideActs, latest.UnixMicro())
	for _, row := range document.StageTable() {
		if n := counted.Counts[row.Stage]; n > 0 {
			t.Stages = append(t.Stages, StageCount{row.Stage, n})
		}
	}
	return t, nil
}

// Waiting returns a page of what waits. See Bench.
func (d *Desk) Waiting(ctx context.Context, person string, q WaitingQuery) (Waiting, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return Waiting{}, err
	}
	all := scopes(actor.Appointments)
	var w Waiting
	if w.Tray, err = d.tray(ctx, actor); err != nil {
		return w, err
	}
	chosen := slices.DeleteFunc(slices.Clone(all), func(s store.Scope) bool { return q.Stage != "" && s.Stage != q.Stage })
	docs, next, err := d.record.InboxPage(ctx, chosen, q.After, min(max(q.Limit, 1), inboxLimit))
	if err != nil {
		return w, err
	}
	w.Next = next
	if w.Rows, err = d.waitingRows(ctx, docs); err != nil || q.Stage != "" || q.After != "" {
		return w, err
	}
	w.Beside, err = d.beside(ctx, actor)
	return w, err
}

func (d *Desk) waitingRows(ctx context.Context, docs []store.Document) ([]WaitingRow, error) {
	ids := make([]string, 0, len(docs))
	for _, doc := range docs {
		ids = append(ids, doc.ID)
	}
	returned, err := d.record.Returned(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []WaitingRow
	for _, doc := range docs {
		row, err := d.waitingRow(doc)
		if err != nil {
			return nil, err
		}
		if back, ok := returned[doc.ID]; ok {
			row.Returned = &Returned{Person: back.Person, From: back.From, Reason: back.Reason, Opinion: back.Opinion}
		}
		out = append(out, row)
	}
	return out, nil
}

// waitingRow leaves the receipt of the time limit to the page of the document: a
// list would ask for it once a row.
func (d *Desk) waitingRow(doc store.Document) (WaitingRow, error) {
	i, err := d.listItem(doc)
	return WaitingRow{Item: i, Digest: doc.Digest, Bulk: bulk(doc.Stage)}, err
}

func (d *Desk) listItem(doc store.Document) (Item, error) {
	i := Item{
		ID: doc.ID, Title: doc.Title, Kind: doc.Kind, Class: doc.Class, Unit: doc.Unit, UnitName: doc.UnitName, Drafter: doc.DrafterName,
		Stage: doc.Stage, Attribute: doc.Attribute, Number: doc.Number, Urgency: doc.Urgency, UpdatedAt: doc.ChangedAt,
	}
	if doc.DueOn == "" {
		return i, nil
	}
	var err error
	i.Due, err = d.leftOf(doc)
	return i, err
}

// bulk is the way forward where an act needs nothing but a will: no attribute to
// confirm (DA-08), no checklist (SR-14), no date and words of a signature (DH-12),
// no look at the release before it is public.
func bulk(s document.Stage) document.Verb {
	row, _ := s.Row()
	switch s { //nolint:exhaustive // every other stage asks for more
	case document.Drafting, document.UnitReview, document.LegalityReview, document.CompetitionReview, document.LockstepCheck,
		document.OfficeCheck, document.Registration:
		return row.Forward
	default:
		return ""
	}
}

// reach is what a person may list: the own unit's documents, and for the offices of
// the house all that left their unit.
func reach(a verdict.Actor) store.Reach {
	var r store.Reach
	for _, p := range a.Appointments {
		if p.Role == document.Administrator {
			continue
		}
		r.All = r.All || p.Role == document.Auditor
		r.House = r.House || (p.Role != document.Drafter && p.Role != document.UnitHead)
		r.Units = append(r.Units, p.Unit)
	}
	return r
}

// only refuses, on the record, a person who holds none of the roles.
func (d *Desk) only(ctx context.Context, person, act, what string, roles ...document.Role) error {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return err
	}
	if actor.Active && slices.ContainsFunc(actor.Appointments, func(a authz.Appointment) bool { return slices.Contains(roles, a.Role) }) {
		return nil
	}
	var names []string
	for _, r := range roles {
		names = append(names, "“"+r.Label()+"”")
	}
	e := document.Refuse(document.Forbidden, authz.CodeRoleMissing, what+"须有"+strings.Join(names, "或者")+"岗位职责。")
	return d.refused(ctx, person, act, "", e)
}
