package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// draftPage is the form of a new document and of a further revision.
type draftPage struct {
	page
	ID           string // "" for a new document
	Action       string // where the form is sent
	Base         string // digest of the revision that is being edited
	BaseRevision int
	RequestID    string
	Unit         string
	Units        []desk.Appointment // where the person may draft
	Content      dossier.Content
	Find         string      // words to look for in the register
	Candidates   []desk.Item // what was found
	Pick         string      // id of the candidate that was chosen
	Helped       string      // the helping button that was pressed
	Hint         string      // what it did
	Refused      *notice     // why the last save was refused
	Changes      []desk.PartDiff
	Report       []document.Finding // what an imported file held besides its text
	Mine         []desk.PartDiff    // what the form would change in the present revision
	Removed      int                // how many characters were taken out that nobody can see
	Checked      bool               // Ready was asked for
	Ready        desk.Readiness     // what stands between the form and the acts of its way
	Guide        desk.Guide
	Presence     *presence // nil for a new document
	Returned     *desk.Returned
}

// Rules returns the rules that speak of a field.
func (p draftPage) Rules(place string) []desk.FieldRule { return p.Guide.Fields[place] }

// Problems returns the findings at one field of the form.
func (p draftPage) Problems(place string) []document.Finding {
	if p.Refused == nil {
		return nil
	}
	return at(p.Refused.Findings, place)
}

func at(findings []document.Finding, place string) []document.Finding {
	var out []document.Finding
	for _, f := range findings {
		if f.Place == place {
			out = append(out, f)
		}
	}
	return out
}

func (b *bench) newDocument(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p := b.newDraft(me)
	if len(p.Units) == 0 {
		return desk.NotDrafter()
	}
	p.Content.Text.Kind, p.Content.Text.Class = document.Notice, document.General
	p.Content.Interpretation.When = "与文件同步发布"
	return b.showDraft(w, http.StatusOK, p)
}

func (b *bench) newDraft(me desk.Person) draftPage {
	p := draftPage{page: b.page(me, "拟写公文", "new"), Action: "/documents", RequestID: newRequestID(), Guide: b.counter.Guide()}
	for _, a := range me.Appointments {
		if a.Role == document.Drafter {
			p.Units = append(p.Units, a)
		}
	}
	return p
}

func (b *bench) showDraft(w http.ResponseWriter, status int, p draftPage) error {
	// One row more than there are, so that a relation or an annex can be added
	// without a script.
	p.Content.Annexes = append(p.Content.Annexes, dossier.Annex{})
	p.Content.Relations = append(p.Content.Relations, dossier.Relation{})
	p.Content.Record.Comments = append(p.Content.Record.Comments, dossier.Comment{})
	b.render(w, status, "draft", p)
	return nil
}

func (b *bench) editDocument(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	v, err := b.counter.View(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	if !v.Editable {
		return document.Refuse(document.Forbidden, "not-editable", "本件现在不能修改：只有拟稿人在拟稿环节可以修改文稿。")
	}
	p := b.editDraft(me, v.ID)
	p.Title = "修改文稿：" + v.Title
	p.Base, p.BaseRevision, p.Content, p.Returned = v.Digest, v.Revision, v.Content, returned(v)
	return b.showDraft(w, http.StatusOK, p)
}

func (b *bench) editDraft(me desk.Person, id string) draftPage {
	p := b.newDraft(me)
	p.Title, p.Here, p.ID, p.Action = "修改文稿", "", id, "/documents/"+url.PathEscape(id)
	p.Presence = newPresence(id, true)
	return p
}

func (b *bench) createDocument(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	return b.writeDocument(w, r, me, b.newDraft(me))
}

func (b *bench) saveDocument(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	return b.writeDocument(w, r, me, b.editDraft(me, r.PathValue("id")))
}

// writeDocument does what the button says: save, or help with filling in the form.
func (b *bench) writeDocument(w http.ResponseWriter, r *http.Request, me desk.Person, p draftPage) error {
	if err := readForm(r); err != nil {
		return err
	}
	p.read(r.PostForm)
	again, err := b.assist(r, me, &p)
	if err == nil && again {
		b.describe(r.Context(), me, &p)
		return b.showDraft(w, http.StatusOK, p)
	}
	if err == nil {
		err = checkDates(p.Content)
	}
	if err != nil {
		return b.draftRefused(w, r, me, p, err)
	}
	id, done, err := b.store(r.Context(), me, p)
	if err != nil {
		return b.draftRefused(w, r, me, p, err)
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done="+done+hidden(p.Removed), http.StatusSeeOther) //nolint:gosec // the path begins with ours, the id is escaped
	return nil
}

// hidden is the part of an address that tells of characters that were taken out.
func hidden(removed int) string {
	if removed == 0 {
		return ""
	}
	return "&hidden=" + strconv.Itoa(removed)
}

func (b *bench) store(ctx context.Context, me desk.Person, p draftPage) (id, done string, err error) {
	if p.ID == "" {
		v, err := b.counter.Create(ctx, me.ID, desk.Draft{Unit: p.Unit, Content: p.Content, RequestID: p.RequestID})
		return v.ID, "create", err
	}
	_, err = b.counter.Save(ctx, me.ID, p.ID, p.Base, p.Content)
	return p.ID, "save", err
}

// draftRefused shows the form again with everything that was typed.
func (b *bench) draftRefused(w http.ResponseWriter, r *http.Request, me desk.Person, p draftPage, err error) error {
	if document.KindOf(err) == document.Unsigned || document.KindOf(err) == document.NotFound {
		return err
	}
	told := b.tell(r, err)
	p.Refused = &told
	b.describe(r.Context(), me, &p)
	if told.Kind == document.Conflict {
		b.showChanges(r.Context(), me, &p)
	}
	if told.Kind == document.Unavailable {
		// The request id stays: if the first try did reach the register, the second finds it.
		w.Header().Set("Retry-After", "10")
	} else {
		p.RequestID = newRequestID()
	}
	return b.showDraft(w, told.Status, p)
}

// showChanges puts what others changed meanwhile beside what was typed, and makes
// the next save one on top of it. Trouble in doing so leaves the old base, so
// that the next save is refused again.
func (b *bench) showChanges(ctx context.Context, me desk.Person, p *draftPage) {
	if p.ID == "" || p.BaseRevision < 1 {
		return
	}
	v, err := b.counter.View(ctx, me.ID, p.ID)
	if err != nil || v.Digest == p.Base {
		return
	}
	changes, err := b.counter.Diff(ctx, me.ID, p.ID, p.BaseRevision, v.Revision)
	if err != nil {
		b.log.WarnContext(ctx, "difference for a conflict", "document", p.ID, "err", err)
		return
	}
	mine, err := b.counter.Compare(ctx, me.ID, p.ID, p.Content)
	if err != nil {
		b.log.WarnContext(ctx, "comparison for a conflict", "document", p.ID, "err", err)
		return
	}
	p.Changes, p.Mine, p.Base, p.BaseRevision = changes, shortened(mine), v.Digest, v.Revision
}
