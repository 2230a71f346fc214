package web

import (
	"context"
	"net/http"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// maxBulk is how many documents can be ticked: one page of the inbox.
const maxBulk = inboxLength

// bulkPage tells what became of each ticked document.
type bulkPage struct {
	page
	Results []bulkResult
	Done    int
}

// bulkResult is the outcome of one act.
type bulkResult struct {
	ID, Title string
	Outcome   desk.Outcome
	Refused   *notice
}

// bulk takes the way forward for each ticked document. Each is an act of its own
// with its own request id and digest, so sending the page again changes nothing,
// and a refusal stops none of the others.
func (b *bench) bulk(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	picked := r.PostForm["pick"]
	switch {
	case len(picked) == 0:
		return document.Refuse(document.Invalid, "nothing-picked", "没有勾选公文。请返回待办，勾选要办理的公文后再办理。")
	case len(picked) > maxBulk:
		return document.Refuse(document.Invalid, "too-many-picked", "一次勾选的公文过多，请分批办理。")
	}
	p := bulkPage{page: b.page(me, "批量办理结果", "inbox")}
	err := b.counter.Several(r.Context(), me.ID, func(ctx context.Context) {
		for _, id := range picked {
			result := b.bulkOne(r.WithContext(ctx), me, id)
			if result.Refused == nil {
				p.Done++
			}
			p.Results = append(p.Results, result)
		}
	})
	if err != nil {
		return err
	}
	if tray, err := b.counter.Tray(r.Context(), me.ID); err == nil { // what was done waits no more
		p.Pending, p.Reminded = tray.Total, tray.Reminders
	}
	b.render(w, http.StatusOK, "bulk", p)
	return nil
}

func (b *bench) bulkOne(r *http.Request, me desk.Person, id string) bulkResult {
	field := func(name string) string { return r.PostFormValue(name + "." + id) }
	out := bulkResult{ID: id, Title: field("title")}
	req := verdict.Request{
		ID: field("request_id"), Verb: document.Verb(field("verb")), Stage: document.Stage(field("stage")), Digest: field("digest"),
		Opinion: strings.TrimSpace(r.PostFormValue("opinion")),
	}
	err := error(document.Refuse(document.Invalid, "incomplete-form", "提交的表单不完整，请打开本件办理。"))
	if row, ok := req.Stage.Row(); ok && row.Forward == req.Verb && req.ID != "" && req.Digest != "" {
		out.Outcome, err = b.counter.Act(r.Context(), me.ID, id, req)
	}
	if err != nil {
		told := b.tell(r, err)
		out.Refused = &told
	}
	return out
}
