package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// act takes a step, or shows the page of the document again with what was typed.
func (b *bench) act(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	if r.PostFormValue("do") == "show" {
		return b.showAct(w, r, me)
	}
	id := r.PathValue("id")
	req, err := wholeAct(r.PostForm)
	if err != nil {
		return err
	}
	err = refuseDates([]named{{"dated_on", "签发日期", req.DatedOn}})
	if err == nil {
		_, err = b.counter.Act(r.Context(), me.ID, id, req)
	}
	if err != nil {
		return b.actRefused(w, r, me, req, err)
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done="+url.QueryEscape(string(req.Verb)), http.StatusSeeOther)
	return nil
}

// actRefused shows the document as it is now, why the act was refused, and the
// typed words where the person can go on with them. When even that can't be
// shown, the error gets a page of its own, which keeps the words too.
func (b *bench) actRefused(w http.ResponseWriter, r *http.Request, me desk.Person, req verdict.Request, err error) error {
	p, ok := b.refusedPage(r, me, err)
	if !ok {
		return err
	}
	if p.View.Editable {
		p.Refused.Edit = p.Path() + "/edit"
	}
	if p.Refused.Kind == document.Conflict {
		p.Changes = b.changesSince(r.Context(), me, p.View, intOf(r.PostFormValue("revision")))
	} else {
		p.Since = b.sinceDecided(r.Context(), me, p.View)
	}
	if !p.refill(req, *p.Refused) {
		p.Lost = req.Opinion
	}
	b.render(w, p.Refused.Status, "document", p)
	return nil
}

// refill puts what was typed back into the form of the verb; false when that
// verb is no longer open. A new request id makes the next try an act of its own,
// except after Unavailable: the first try may have been recorded.
func (p *documentPage) refill(req verdict.Request, told notice) bool {
	if !p.keepTyped(req) {
		return false
	}
	for i, f := range p.Forms {
		if f.Option.Verb != req.Verb {
			continue
		}
		f.Tried, f.Findings = true, told.Findings
		if told.Kind == document.Unavailable {
			f.RequestID = req.ID
		}
		p.Forms[i] = f
	}
	return true
}

// keepTyped puts what was typed back into the form of the verb; false when that verb
// is not open.
func (p *documentPage) keepTyped(req verdict.Request) bool {
	for i, f := range p.Forms {
		if f.Option.Verb != req.Verb {
			continue
		}
		fresh := f.Typed
		f.Kept, f.Typed = true, req
		if f.AsksAttribute() && f.Typed.Disclosure == nil {
			f.Typed.Disclosure = fresh.Disclosure
		}
		p.Forms[i] = f
		return true
	}
	return false
}

// intOf reads a number that only helps: what is none is 0.
func intOf(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
