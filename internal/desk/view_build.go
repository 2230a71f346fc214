package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"mingfa/activities"
	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// View returns the page of a document. See Counter.
func (d *Desk) View(ctx context.Context, person, id string) (View, error) {
	c, err := d.open(ctx, person, id)
	if err != nil {
		return View{}, err
	}
	doc, err := d.record.Document(ctx, id)
	if err != nil {
		return View{}, err
	}
	item, err := d.item(ctx, doc)
	if err != nil {
		return View{}, err
	}
	acts, err := d.record.Acts(ctx, id)
	if err != nil {
		return View{}, err
	}
	findings := d.laws.Findings(c)
	v := View{
		Item: item, Content: c.Content, Revision: doc.Revision, Digest: c.Digest(), Parts: c.Sheets[len(c.Sheets)-1],
		Route: stops(c, d.laws.Way(c)), Options: d.laws.Options(c, findings), Findings: document.Brief(findings, document.MostFindings), Found: document.TallyOf(findings), FoundAt: d.laws.Gated(c), Acts: events(acts),
		Files: Files{Sealed: doc.SealedFile, Marked: doc.MarkedFile}, Life: doc.Life, IndexNo: doc.IndexNo, DatedOn: doc.DatedOn,
		Targets: targets(c), Standing: standing(c, acts), Checks: d.checks(c.State.Stage), Names: names(acts),
		Completable: d.laws.MayComplete(c) == nil, Examinable: d.laws.MayExamine(c) == nil, Examined: c.Examined, Known: c.Known(), Today: c.Today,
		CoSignatures: d.coSignatures(c),
	}
	if c.Completed.Reason != "" {
		v.Completed = &c.Completed
	}
	_, err = drafterUnit(c.Actor.Appointments, doc.Unit)
	v.Editable = err == nil && doc.Stage == document.Drafting
	v.State = state(doc, acts)
	if v.Pages, err = d.leaves(ctx, c); err != nil {
		return View{}, err
	}
	if doc.ReleaseNo > 0 || doc.Life.Ended != "" {
		words := doc.Life.Words(c.Today)
		v.Words = &words
	}
	if v.Seen, err = d.record.LastDecided(ctx, id, person); err != nil {
		return View{}, err
	}
	if v.Obligations, err = d.obligations(ctx, c); err != nil {
		return View{}, err
	}
	if v.Late, err = d.late(ctx, person, c); err != nil {
		return View{}, err
	}
	if v.Reassess, err = d.reassess(ctx, person, c); err != nil {
		return View{}, err
	}
	if v.TakeDown, err = d.takeDown(ctx, person, c); err != nil {
		return View{}, err
	}
	if v.Repeals, err = d.effects(ctx, c); err != nil {
		return View{}, err
	}
	v.Release, err = d.release(ctx, id)
	return v, err
}

// item turns a row of the register into a row of a list.
func (d *Desk) item(ctx context.Context, doc store.Document) (Item, error) {
	i := Item{
		ID: doc.ID, Title: doc.Title, Kind: doc.Kind, Class: doc.Class, Unit: doc.Unit, UnitName: doc.UnitName, Drafter: doc.DrafterName,
		Stage: doc.Stage, Attribute: doc.Attribute, Number: doc.Number, Urgency: doc.Urgency, UpdatedAt: doc.ChangedAt,
	}
	if doc.DueOn == "" {
		return i, nil
	}
	due, err := d.due(ctx, doc)
	i.Due = due
	return i, err
}

func (d *Desk) due(ctx context.Context, doc store.Document) (*Due, error) {
	due, err := d.leftOf(doc)
	if err != nil {
		return nil, err
	}
	deadline, ok, err := d.record.DeadlineOf(ctx, doc.ID)
	if err == nil && ok {
		due.Receipt = json.RawMessage(deadline.Receipt)
	}
	return due, err
}

// leftOf is the term of a document's stage. One that ended in a year without a table of
// working days is over, by how many is not known (CAL-07).
func (d *Desk) leftOf(doc store.Document) (*Due, error) {
	left, words, err := d.left(doc.DueOn)
	if err != nil {
		return nil, fmt.Errorf("working days left of %s: %w", doc.ID, err)
	}
	return &Due{On: doc.DueOn, Left: left, Words: words, Provisional: doc.Provision}, nil
}

// left is how many working days are left to a day, with the words for it.
func (d *Desk) left(until document.Date) (int, string, error) {
	left, _, err := d.days.Between(string(document.DateOf(d.now())), string(until))
	if e, none := errors.AsType[*calendar.NoTableError](err); none {
		return -1, fmt.Sprintf("已超期（缺%d年放假安排，工作日未核算）", e.Year), nil
	}
	return left, leftWords(left), err
}

func leftWords(left int) string {
	switch {
	case left < 0:
		return fmt.Sprintf("已超期%d个工作日", -left)
	case left == 0:
		return "今天到期"
	default:
		return fmt.Sprintf("还剩%d个工作日", left)
	}
}

// stops is the way of the document. Before the first submission no procedure is pinned:
// a draft shows the way of its class, and of what ended before only the end is certain.
func stops(c verdict.Case, way document.Route) []RouteStop {
	route := c.State.Pinned.Route()
	if len(route) == 0 && c.State.Stage == document.Drafting {
		route = way
	}
	if len(route) == 0 {
		return []RouteStop{{Stage: c.State.Stage, Label: c.State.Stage.Label(), State: "current"}}
	}
	out := make([]RouteStop, 0, len(route)+1)
	state := "done"
	for _, s := range route {
		switch {
		case s == c.State.Stage:
			state = "current"
		case state == "current":
			state = "ahead"
		}
		out = append(out, RouteStop{Stage: s, Label: s.Label(), State: state})
	}
	if c.State.Stage.Closed() {
		out = closedStops(out, c.State.Stage)
	}
	return out
}

// closedStops ends the way where the document ended: what it never passed is left out.
func closedStops(way []RouteStop, end document.Stage) []RouteStop {
	if end != document.Published {
		way = way[:max(0, len(way)-1)]
	}
	if end == document.Cancelled {
		way = nil
	}
	return append(way, RouteStop{Stage: end, Label: end.Label(), State: "current"})
}

func targets(c verdict.Case) []RouteStop {
	var out []RouteStop
	for _, s := range c.State.Pinned.Route().Before(c.State.Stage) {
		out = append(out, RouteStop{Stage: s, Label: s.Label(), State: "done"})
	}
	return out
}

func events(acts []store.Act) []Event {
	out := make([]Event, 0, len(acts))
	for _, a := range acts {
		opinion := a.Opinion
		if opinion == "" {
			opinion = a.Detail.Failure
		}
		if a.Detail.Voided != "" {
			opinion = "作废" + string(a.Detail.Voided) + "。" + opinion
		}
		out = append(out, Event{
			Seq: a.Seq, At: a.At, Verb: a.Verb, Label: a.Label(), From: a.From, To: a.To, Person: a.PersonName, Unit: a.UnitName,
			Opinion: opinion, Result: rulebook.ResultLabel(a.Result), Reason: string(a.Detail.ReasonCode), Revision: a.Revision, Digest: a.Digest,
			Checks: a.Detail.Checklist, Warnings: document.Answered(a.Detail.Warnings), Consents: a.Detail.Consents,
		})
	}
	return out
}

func names(acts []store.Act) map[string]string {
	out := map[string]string{}
	for _, a := range acts {
		out[a.Person] = a.PersonName
	}
	return out
}

func standing(c verdict.Case, acts []store.Act) map[document.Stage]Verdict {
	who := names(acts)
	out := map[document.Stage]Verdict{}
	for s, dec := range dossier.Standing(c.Decisions, c.Sheets) {
		out[s] = Verdict{Person: who[dec.Person], Result: rulebook.ResultLabel(dec.Result), At: dec.At}
	}
	return maps.Clone(out)
}

func (d *Desk) checks(s document.Stage) []CheckItem {
	if s != document.SecrecyReview {
		return nil
	}
	out := make([]CheckItem, 0, len(d.laws.Checklist))
	for _, i := range d.laws.Checklist {
		out = append(out, CheckItem{ID: i.ID, Question: i.Question})
	}
	return out
}

// state says what the house itself is doing with the document.
func state(doc store.Document, acts []store.Act) string {
	numbered := doc.Number != ""
	switch {
	case numbered && doc.SealedFile == "" && doc.Stage != document.Cancelled:
		return stateSealing
	case doc.Releasing:
		return stateReleasing
	case len(acts) > 0 && acts[len(acts)-1].Verb == store.ReleaseFailed:
		return "上次发布未成：" + acts[len(acts)-1].Detail.Failure
	default:
		return ""
	}
}

// release returns the latest release with what its channels answered.
func (d *Desk) release(ctx context.Context, id string) (*ReleaseState, error) {
	r, ok, err := d.record.LatestRelease(ctx, id)
	if err != nil || !ok {
		return nil, err
	}
	out := &ReleaseState{ID: r.Release, No: r.No, Surfaces: []Surface{}}
	for _, x := range r.Receipts {
		out.Surfaces = append(out.Surfaces, Surface{Name: x.Surface, Label: surfaceLabel(x.Surface), OK: x.OK, Detail: x.Detail, At: x.At})
	}
	return out, nil
}

func surfaceLabel(name string) string {
	switch name {
	case activities.PortalSurface:
		return "公开栏目"
	case activities.WebsiteSurface:
		return "门户网站"
	default:
		return name
	}
}
