package desk

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

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
	if n.Content, err = d.whole(ctx, person, dossier.Content{}, n.Content); err != nil {
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
	if c, err = d.whole(ctx, person, k.Content, c); err != nil {
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
// It refuses characters that can't be seen, too: they make a text read otherwise
// than it is signed; and an urgency, kind, attribute or class that there is none of
// (DH-03, DH-01, DA-01, GI-05), which no form of ours offers.
func (d *Desk) clean(ctx context.Context, person, id string, c dossier.Content) error {
	if found := rulebook.SecrecyMarks(c); len(found) > 0 {
		return d.refused(ctx, person, "store", id, intake.SecrecyMark(found[0].Place))
	}
	if found := rulebook.HiddenCharacters(c); len(found) > 0 {
		return d.refused(ctx, person, "store", id, hiddenCharacters(found))
	}
	if found := rulebook.UnknownUrgency(c.Clean()); len(found) > 0 {
		e := document.Refuse(document.Unfit, "unknown-urgency", found[0].Message+found[0].Remedy)
		e.Rule, e.Findings = found[0].Rule, found
		return d.refused(ctx, person, "store", id, e)
	}
	if found := rulebook.UnknownChoices(c.Clean()); len(found) > 0 {
		e := document.Refuse(document.Unfit, "unknown-choice", found[0].Message+found[0].Remedy)
		e.Rule, e.Findings = found[0].Rule, found
		return d.refused(ctx, person, "store", id, e)
	}
	if n := utf8.RuneCountInString(c.Text.Title); n > mostOfTitle {
		return d.refused(ctx, person, "store", id, absurdTitle(n))
	}
	return nil
}

// mostOfTitle is how many characters of a title are stored at all: a draft may have more
// than can be issued (DH-02), but not a text in the place of its title.
const mostOfTitle = 1000

// absurdTitle is the refusal of a text in the place of a title.
func absurdTitle(n int) error {
	e := document.Refuse(document.Unfit, "title-too-long", fmt.Sprintf("标题长%d字，没有保存。标题不能超过%d字，请精简标题，把正文填入正文栏。", n, mostOfTitle))
	e.Rule = "DH-02"
	e.Findings = []document.Finding{{Rule: e.Rule, Place: "text.title", Severity: document.Block, Message: fmt.Sprintf("标题长%d字，不能超过%d字。", n, mostOfTitle), Remedy: "请精简标题。"}}
	return e
}

// hiddenCharacters is the refusal of characters that can't be seen.
func hiddenCharacters(found []document.Finding) error {
	e := document.Refuse(document.Unfit, "hidden-characters", "内容带有看不见的控制字符，没有保存。")
	e.Findings = found
	return e
}

// Visible returns a text without the characters that nobody can see and that would be
// refused, and how many there were: what a door may offer to who has pasted them.
func Visible(text string) (clean string, removed int) {
	clean = strings.Map(func(r rune) rune {
		if rulebook.Hidden(r) {
			removed++
			return -1
		}
		return r
	}, text)
	return clean, removed
}
