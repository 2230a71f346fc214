package web

import (
	"encoding/json"
	"net/http"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/look"
)

// typedDraft reads the form of a draft that is not to be saved by this request.
func (b *bench) typedDraft(r *http.Request, me desk.Person) (draftPage, error) {
	if err := readForm(r); err != nil {
		return draftPage{}, err
	}
	p := b.newDraft(me)
	if id := r.PathValue("id"); id != "" {
		p = b.editDraft(me, id)
	}
	p.read(r.PostForm)
	return p, nil
}

// previewUnsaved typesets what stands in the form. It is shown in a frame, so that
// a refusal is a line of text there and no page of its own.
func (b *bench) previewUnsaved(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p, err := b.typedDraft(r, me)
	var pdf []byte
	if err == nil {
		pdf, err = b.counter.PreviewContent(r.Context(), me.ID, p.Unit, p.ID, p.Content)
	}
	if err != nil {
		told := b.tell(r, err)
		look.AllowEmbedding(w.Header())
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(told.Status)
		_, _ = w.Write([]byte(b.tongue.say("暂时不能预览："+told.Message) + "\n"))
		return nil
	}
	servePDF(w, r, "版式预览.pdf", pdf)
	return nil
}

// checkUnsaved tells what stands between the form and its submission.
func (b *bench) checkUnsaved(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p, err := b.typedDraft(r, me)
	if err != nil {
		return err
	}
	if err := b.checkDraft(r, me, &p); err != nil {
		return err
	}
	b.renderPart(w, http.StatusOK, "draft", "lack", p)
	return nil
}

func (b *bench) checkDraft(r *http.Request, me desk.Person, p *draftPage) (err error) {
	p.Ready, err = b.counter.Check(r.Context(), me.ID, p.Unit, p.ID, p.Content)
	p.Checked = err == nil
	return err
}

// autosave saves the form while its base is the present revision, and answers a
// script in JSON. A conflict is left to the person: nothing is laid over it.
func (b *bench) autosave(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p, err := b.typedDraft(r, me)
	if err == nil {
		err = checkDates(p.Content)
	}
	var v desk.View
	if err == nil {
		v, err = b.counter.Save(r.Context(), me.ID, p.ID, p.Base, p.Content)
	}
	status, out := http.StatusOK, map[string]any{"digest": v.Digest, "revision": v.Revision, "at": v.UpdatedAt.In(document.Shanghai).Format("15:04")}
	if err != nil {
		if document.KindOf(err) == document.Unsigned {
			return err
		}
		told := b.tell(r, err)
		// A date that is half typed is no reason to save no more.
		status, out = told.Status, map[string]any{"message": told.Message, "again": told.Code == badDate}
	}
	body, err := json.Marshal(out)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
	return nil
}
