package desk

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"mingfa/activities"
	"mingfa/internal/authz"
	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Conductor takes the steps. It is Temporal; see Steps.
type Conductor interface {
	// Act sends one act and waits for its outcome. Refusals are *document.Error.
	Act(ctx context.Context, documentID, actor string, r verdict.Request) (activities.Taken, error)
	// ActLate is Act on the interpretation that follows a released document.
	ActLate(ctx context.Context, documentID, actor string, r verdict.Request) (activities.Taken, error)
	// ActReassess is Act on the assessment of what was filed unpublished.
	ActReassess(ctx context.Context, documentID, actor string, r verdict.Request) (activities.Taken, error)
	// ActTakeDown is Act on the take-down of a released document.
	ActTakeDown(ctx context.Context, documentID, actor string, r verdict.Request) (activities.DownStanding, error)
}

// Previewer typesets a dossier as it would be printed.
type Previewer interface {
	Preview(ctx context.Context, paper activities.Paper) ([]byte, error)
}

// Pictures makes a picture of a page, counted from 1. It is *extract.Worker.
type Pictures interface {
	Picture(ctx context.Context, pdf []byte, page, dpi int) ([]byte, error)
}

// Desk is the counter. It is safe for concurrent use.
type Desk struct {
	record    *store.Store
	laws      verdict.Laws
	days      *calendar.Calendar
	conductor Conductor
	blobs     activities.Blobs
	preview   Previewer
	intake    *intake.Reader
	pages     Pictures
	now       func() time.Time
	log       *slog.Logger
	plant     Plant
	ledgerKey string
	decoding  chan struct{} // a place for each picture that may be decoded at once
}

// Parts are what a desk is made of; none but Pages and LedgerKey may be left out.
type Parts struct {
	Record    *store.Store
	Laws      verdict.Laws
	Calendar  *calendar.Calendar
	Conductor Conductor
	Blobs     activities.Blobs
	Preview   Previewer
	Intake    *intake.Reader
	Pages     Pictures // nil where pages are not shown as pictures
	Now       func() time.Time
	Log       *slog.Logger
	Plant     Plant
	// LedgerKey is the public key by which checkpoints of the ledger are checked
	// (audit.NewKey); "" when there is none.
	LedgerKey string
}

// New returns the counter over its parts, which it shares with who made them. It is safe for
// concurrent use.
func New(p Parts) *Desk {
	return &Desk{
		record: p.Record, laws: p.Laws, days: p.Calendar, conductor: p.Conductor, blobs: p.Blobs, preview: p.Preview, intake: p.Intake, pages: p.Pages, now: p.Now, log: p.Log, plant: p.Plant,
		ledgerKey: p.LedgerKey, decoding: make(chan struct{}, picturesAtOnce),
	}
}

// Me returns the person with the appointments held now.
func (d *Desk) Me(ctx context.Context, person string) (Person, error) {
	p, err := d.record.Person(ctx, person)
	if err != nil {
		return Person{}, err
	}
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return Person{}, err
	}
	units, err := d.unitNames(ctx)
	if err != nil {
		return Person{}, err
	}
	out := Person{ID: p.ID, Login: p.Login, Name: p.Name, Appointments: []Appointment{}}
	for _, a := range actor.Appointments {
		out.Appointments = append(out.Appointments, Appointment{Unit: a.Unit, UnitName: units[a.Unit], Role: a.Role, Label: a.Role.Label()})
	}
	return out, nil
}

func (d *Desk) unitNames(ctx context.Context) (map[string]string, error) {
	units, err := d.record.Units(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(units))
	for _, u := range units {
		out[u.ID] = u.Name
	}
	return out, nil
}

// open reads a document for a person who may see it. Whoever may not is told the
// same as for a document that does not exist; only who had a part in it, and so
// knows of it, is told why.
func (d *Desk) open(ctx context.Context, person, id string) (verdict.Case, error) {
	c, err := d.record.Case(ctx, id, person, document.DateOf(d.now()))
	if err != nil {
		return verdict.Case{}, err
	}
	if answer := d.laws.MaySee(c); !answer.Allowed {
		if tookPart(c, person) {
			return verdict.Case{}, &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
		}
		return verdict.Case{}, document.Refuse(document.NotFound, "no-document", "没有这件公文，或者您无权查看。")
	}
	return c, nil
}

// tookPart reports whether the person wrote the document, moved it here or decided on it.
func tookPart(c verdict.Case, person string) bool {
	if person == c.State.Drafter || person == c.State.Mover || slices.Contains(c.Authors, person) {
		return true
	}
	return slices.ContainsFunc(c.Decisions, func(d dossier.Decision) bool { return d.Person == person })
}

// refused writes a refusal to the ledger and returns it. A refusal that can't be
// recorded is an internal fault: nothing happens without a trace (invariant 8).
func (d *Desk) refused(ctx context.Context, person, act, subject string, err error) error {
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Kind == document.Unavailable {
		return err
	}
	if collected(ctx, act, subject, e) {
		return err
	}
	if failed := d.record.Refused(ctx, person, act, subject, e, d.now()); failed != nil {
		d.log.ErrorContext(ctx, "a refusal could not be recorded", "act", act, "code", e.Code, "err", failed)
		return errors.Join(failed, err)
	}
	return err
}

// NotDrafter is the refusal for who drafts for no unit: a Forbidden *document.Error.
func NotDrafter() error {
	return document.Refuse(document.Forbidden, authz.CodeNotDrafter, "拟写公文须有“拟稿人”岗位职责。您没有该项职责，确需拟稿的，请与处室负责人联系。")
}

// drafterUnit returns the unit a person drafts for.
func drafterUnit(appointments []authz.Appointment, asked string) (string, error) {
	var units []string
	for _, a := range appointments {
		if a.Role == document.Drafter && (asked == "" || a.Unit == asked) {
			units = append(units, a.Unit)
		}
	}
	switch {
	case len(units) == 1:
		return units[0], nil
	case len(units) == 0:
		if asked == "" {
			return "", NotDrafter()
		}
		return "", document.Refuse(document.Forbidden, authz.CodeNotDrafter, "您没有在该处室拟稿的岗位职责，请与处室负责人联系。")
	default:
		return "", document.Refuse(document.Invalid, "unit-missing", "您在多个处室拟稿，请选择拟稿处室。")
	}
}
