package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// notice is what a person is told of an error: never more than the desk meant
// for people. Reference is set for internal faults and finds the log line.
type notice struct {
	Status    int
	Heading   string
	Message   string
	Rule      string
	Reference string
	Kind      document.ErrorKind
	Code      string
	Findings  []document.Finding
	Edit      string // where the findings can be put right, "" where the person can't
}

var statuses = map[document.ErrorKind]struct {
	status  int
	heading string
}{
	document.NotFound:    {http.StatusNotFound, "找不到该页面或者公文"},
	document.Conflict:    {http.StatusConflict, "情况已有变化，本次操作没有执行"},
	document.Forbidden:   {http.StatusForbidden, "不能办理"},
	document.Unfit:       {http.StatusUnprocessableEntity, "有问题需要先处理"},
	document.Invalid:     {http.StatusBadRequest, "提交的内容有误"},
	document.TooLarge:    {http.StatusRequestEntityTooLarge, "提交的内容过大"},
	document.Unsigned:    {http.StatusUnauthorized, "请先登录"},
	document.Unavailable: {http.StatusServiceUnavailable, "系统暂时不可用"},
}

// tell turns an error into words for people. An error that is not meant for
// people goes to the log under a reference number, and only that is shown.
func (b *bench) tell(r *http.Request, err error) notice {
	e, ok := errors.AsType[*document.Error](err)
	row, known := statuses[document.KindOf(err)]
	if !ok || !known {
		return b.fault(r, err)
	}
	if e.Kind == document.Unavailable {
		b.log.WarnContext(r.Context(), "service unavailable", "path", r.URL.Path, "err", err)
	}
	return notice{
		Status: row.status, Heading: row.heading, Message: e.Message, Rule: e.Rule, Kind: e.Kind, Code: e.Code, Findings: e.Findings,
	}
}

func (b *bench) fault(r *http.Request, err error) notice {
	ref := rand.Text()[:10]
	if errors.Is(err, context.Canceled) {
		b.log.DebugContext(r.Context(), "request abandoned", "path", r.URL.Path, "ref", ref)
	} else {
		b.log.ErrorContext(r.Context(), "internal fault", "method", r.Method, "path", r.URL.Path, "ref", ref, "err", err)
	}
	return notice{
		Status: http.StatusInternalServerError, Heading: "系统出现故障", Reference: ref,
		Message: "本次操作没有完成。请稍后再试；仍不能解决的，请将下面的故障编号告知系统管理员。",
	}
}

// errorPage is what the error template gets.
type errorPage struct {
	page
	notice
	Back  string  // where to go from here
	Kept  []typed // what the person typed, for copying
	Retry *retry  // set when the same request may simply be sent again
	// Resume is what a sign-in carries on, nil when there is nothing to.
	Resume *retry
}

// typed is a field of a form that was not accepted.
type typed struct{ Label, Value string }

// retry repeats a request under its own request id, so that it can't be done twice.
type retry struct {
	Action string
	Fields []typed
}

// fail shows an error as a page of its own.
func (b *bench) fail(w http.ResponseWriter, r *http.Request, me desk.Person, err error) {
	told := b.tell(r, err)
	if told.Kind == document.Unsigned {
		b.askSignIn(w, r, told)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	if told.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	b.render(w, told.Status, "error", b.errorPage(r, me, told))
}

func (b *bench) errorPage(r *http.Request, me desk.Person, told notice) errorPage {
	p := errorPage{page: b.page(me, told.Heading, ""), notice: told, Back: "/inbox"}
	if id := r.PathValue("id"); id != "" && told.Kind != document.NotFound {
		p.Back = "/documents/" + url.PathEscape(id)
	}
	if r.Method != http.MethodPost || strings.HasPrefix(r.URL.Path, "/sign-") || readForm(r) != nil {
		return p
	}
	p.Kept = keep(r.PostForm)
	if told.Kind == document.Unavailable && r.PostFormValue("request_id") != "" {
		p.Retry = &retry{Action: r.URL.Path, Fields: fieldsOf(r.PostForm)}
	}
	return p
}

// keep returns the words of a form that took somebody's time to write.
func keep(form url.Values) []typed {
	var out []typed
	for _, f := range writtenFields {
		for _, v := range form[f.Value] {
			if strings.TrimSpace(v) != "" {
				out = append(out, typed{f.Label, v})
			}
		}
	}
	for name, values := range form {
		if strings.HasPrefix(name, "answer.") && len(values) > 0 && strings.TrimSpace(values[0]) != "" {
			out = append(out, typed{"处理说明", values[0]})
		}
	}
	return out
}

// writtenFields pairs the label of each field of free text with its name.
var writtenFields = []typed{
	{"办理意见", "opinion"},
	{"处理说明", "answer"},
	{"标题", "title"},
	{"主送机关", "addressee"},
	{"正文", "body"},
	{"附件标题", "annex_title"},
	{"附件正文", "annex_body"},
	{"不公开理由", "attribute_reason"},
	{"解读提纲", "interpretation_outline"},
	{"解读材料标题", "interpretation_title"},
	{"解读材料", "interpretation_body"},
	{"不解读的理由", "interpretation_reason"},
	{"内容概述", "summary"},
}

func fieldsOf(form url.Values) []typed {
	var out []typed
	for name, values := range form {
		for _, v := range values {
			out = append(out, typed{name, v})
		}
	}
	slices.SortStableFunc(out, func(a, b typed) int { return strings.Compare(a.Label, b.Label) })
	return out
}
