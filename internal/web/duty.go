package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// actOnDuty meets, stops or restarts a duty, or shows the page of the document
// again with what was typed.
func (b *bench) actOnDuty(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	id := r.PathValue("id")
	obligation, err := strconv.ParseInt(r.PathValue("no"), 10, 64)
	req := verdict.DutyRequest{
		ID: r.PostForm.Get("request_id"), Verb: document.Verb(r.PostForm.Get("verb")), Note: strings.TrimSpace(r.PostForm.Get("note")),
		To: strings.TrimSpace(r.PostForm.Get("to")), Number: strings.TrimSpace(r.PostForm.Get("number")), At: typedMoment(r.PostForm.Get("at")),
	}
	if err != nil || req.ID == "" {
		return incompleteForm()
	}
	at := strings.TrimSpace(r.PostForm.Get("at"))
	if at != "" && req.At.IsZero() {
		err = document.Refuse(document.Invalid, badDate, "报告时间“"+at+"”不是有效的时间。请写明年月日和时分，如2026年11月21日15时30分。")
	} else {
		_, err = b.counter.ActOnDuty(r.Context(), me.ID, id, obligation, req)
	}
	if err != nil {
		return b.shownAgain(w, r, me, err, func(p *documentPage) { p.typedDuty, p.Lost = typedDuty{obligation, at, req}, req.Note })
	}
	http.Redirect(w, r, "/documents/"+url.PathEscape(id)+"?done="+url.QueryEscape(string(req.Verb))+"#obligations-title", http.StatusSeeOther)
	return nil
}

// typedDuty is what was typed for an act about a duty that was refused.
type typedDuty struct {
	obligation int64
	at         string // as it was typed
	verdict.DutyRequest
}

// NewRequestID returns the id of a request that is yet to be made.
func (documentPage) NewRequestID() string { return newRequestID() }

// typedReport is what was typed of a report before it was refused.
type typedReport struct{ To, At, Number string }

// TypedReport returns what was typed of a report before it was refused.
func (p documentPage) TypedReport(obligation int64) typedReport {
	if p.typedDuty.obligation != obligation || p.typedDuty.Verb != document.ReportLeak {
		return typedReport{}
	}
	return typedReport{To: p.typedDuty.To, At: p.typedDuty.at, Number: p.typedDuty.Number}
}

// Typed returns what was typed for an act about a duty before it was refused.
func (p documentPage) Typed(obligation int64, v document.Verb) string {
	if p.typedDuty.obligation == obligation && p.typedDuty.Verb == v {
		return p.typedDuty.Note
	}
	return ""
}

// dutyHelp says what evidence an act about a duty asks for.
func dutyHelp(v document.Verb) string {
	switch v { //nolint:exhaustive // the verbs beside the way
	case document.MeetDuty:
		return "写明如何办结，如备案文号、评估报告编号；逾期后办结的，仍记为逾期。"
	case document.ReportLeak:
		return "须在发现之时起24小时内报告。按实际报告时间登记，时间以北京时间为准；登记后不能更改。"
	case document.StopDuty:
		return "写明补正通知或者征求意见函的文号。停止计时当日和恢复当日均不计入。"
	case document.RestartDuty:
		return "写明材料补齐或者收到复函的情况。恢复后期限重新推算。"
	default:
		return ""
	}
}

// numbersPage is the number ledger.
type numbersPage struct {
	page
	desk.Numbers
}

func (b *bench) numbers(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	n, err := b.counter.Numbers(r.Context(), me.ID)
	if err != nil {
		return err
	}
	b.render(w, http.StatusOK, "numbers", numbersPage{b.page(me, "编号台账", "numbers"), n})
	return nil
}
