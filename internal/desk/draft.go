package desk

import (
	"context"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/rulebook"
	"mingfa/internal/store"
)

// Create makes a draft. See Counter.
func (d *Desk) Create(ctx context.Context, person string, n Draft) (View, error) {
	if n.RequestID == "" {
		return View{}, document.Refuse(document.Invalid, "request-id-missing", "缺少请求编号，无法防止重复提交。")
	}
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return View{}, err
	}
	unit, err := drafterUnit(actor.Appointments, n.Unit)
	if err != nil {
		return View{}, d.refused(ctx, person, "create", "", err)
	}
	if err := d.clean(ctx, person, "", n.Content); err != nil {
		return View{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return View{}, err
	}
	doc, err := d.record.Create(ctx, store.New{ID: id.String(), Unit: unit, Drafter: person, Content: n.Content, RequestID: n.RequestID}, d.now())
	if err != nil {
		return View{}, err
	}
	return d.View(ctx, person, doc.ID)
}

// Save makes a new revision of a draft. See Counter.
func (d *Desk) Save(ctx context.Context, person, id, base string, c dossier.Content) (View, error) {
	k, err := d.open(ctx, person, id)
	if err != nil {
		return View{}, d.refused(ctx, person, "save", id, err)
	}
	if _, err := drafterUnit(k.Actor.Appointments, k.State.Unit); err != nil {
		return View{}, d.refused(ctx, person, "save", id, err)
	}
	if err := d.clean(ctx, person, id, c); err != nil {
		return View{}, err
	}
	if _, _, err := d.record.Save(ctx, id, base, c, person, d.now()); err != nil {
		return View{}, d.refused(ctx, person, "save", id, err)
	}
	return d.View(ctx, person, id)
}

// clean refuses content with a secrecy mark before it reaches the record: this
// is no system for state secrets, so such a text is not stored (SR-09, invariant 12).
func (d *Desk) clean(ctx context.Context, person, id string, c dossier.Content) error {
	if found := rulebook.SecrecyMarks(c); len(found) > 0 {
		return d.refused(ctx, person, "store", id, intake.SecrecyMark(found[0].Place))
	}
	return nil
}
