package api

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"mingfa/internal/document"
)

// Problem is how every refusal and every fault leaves this door (RFC 9457).
type Problem struct {
	Type      string             `json:"type" doc:"问题类型的标识，恒为 /problems/{code}" format:"uri-reference" example:"/problems/stale-digest"`
	Title     string             `json:"title" doc:"问题类别" example:"情况已变化"`
	Status    int                `json:"status" doc:"HTTP 状态码" example:"409"`
	Detail    string             `json:"detail" doc:"问题说明，可直接显示给办理人员" example:"您看到的不是最新稿，请核对改动后再办。"`
	Code      string             `json:"code" doc:"问题代码，供程序判断，含义保持稳定" example:"stale-digest"`
	Rule      string             `json:"rule,omitempty" doc:"所依据的规则编号" example:"DH-14"`
	Findings  []document.Finding `json:"findings,omitempty" nullable:"false" doc:"逐条列出的问题"`
	Reference string             `json:"reference,omitempty" doc:"系统内部错误的编号，报修时请提供" example:"5f0c1d9a7b3e2468"`

	header http.Header
}

// Error returns the code and the detail.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders returns the headers that belong to the status, e.g. Retry-After.
func (p *Problem) GetHeaders() http.Header { return p.header }

// ContentType names the media type of RFC 9457, whatever the caller accepts.
func (p *Problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

// titles are the categories of problems, one a status.
var titles = map[int]string{
	http.StatusBadRequest:            "请求有误",
	http.StatusUnauthorized:          "尚未登录",
	http.StatusForbidden:             "无权办理",
	http.StatusNotFound:              "未找到",
	http.StatusMethodNotAllowed:      "不支持的请求方法",
	http.StatusRequestTimeout:        "请求超时",
	http.StatusConflict:              "情况已变化",
	http.StatusRequestEntityTooLarge: "内容过大",
	http.StatusUnsupportedMediaType:  "不支持的内容类型",
	http.StatusUnprocessableEntity:   "不符合规定",
	http.StatusPreconditionRequired:  "缺少前提条件",
	http.StatusTooManyRequests:       "请求过于频繁",
	http.StatusInternalServerError:   "系统内部错误",
	http.StatusNotImplemented:        "未启用",
	http.StatusServiceUnavailable:    "暂时无法办理",
}

var statuses = map[document.ErrorKind]int{
	document.NotFound:    http.StatusNotFound,
	document.Conflict:    http.StatusConflict,
	document.Forbidden:   http.StatusForbidden,
	document.Unfit:       http.StatusUnprocessableEntity,
	document.Invalid:     http.StatusBadRequest,
	document.TooLarge:    http.StatusRequestEntityTooLarge,
	document.Unsigned:    http.StatusUnauthorized,
	document.Unavailable: http.StatusServiceUnavailable,
}

// problem builds a Problem with the headers its status asks for.
func problem(status int, code, detail string) *Problem {
	p := &Problem{
		Type: "/problems/" + code, Title: titles[status], Status: status,
		Detail: detail, Code: code, header: http.Header{},
	}
	switch status {
	case http.StatusUnauthorized:
		p.header.Set("WWW-Authenticate", `Bearer realm="mingfa"`)
	case http.StatusServiceUnavailable:
		p.header.Set("Retry-After", "5")
	case http.StatusTooManyRequests:
		p.header.Set("Retry-After", "60")
	}
	return p
}

// tell turns what the desk or the sessions answered into a Problem. Only the
// code, the message, the rule and the findings of a *document.Error pass; causes
// and everything else stay in the log.
func tell(ctx context.Context, log *slog.Logger, operation string, err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	e, ok := errors.AsType[*document.Error](err)
	switch {
	case ok && statuses[e.Kind] != 0:
	case !ok && ctx.Err() != nil: // the caller hung up, or the server is closing
		return problem(http.StatusServiceUnavailable, "interrupted", "请求中断，请重新提交。")
	default:
		return internalFault(ctx, log, operation, err)
	}
	if e.Err != nil {
		log.WarnContext(ctx, "api: refused", "operation", operation, "kind", e.Kind, "code", e.Code, "err", e.Err)
	}
	status := statuses[e.Kind]
	p := problem(status, cmp.Or(e.Code, strings.ReplaceAll(string(e.Kind), "_", "-")), cmp.Or(e.Message, titles[status]+"。"))
	p.Rule, p.Findings = e.Rule, e.Findings
	return p
}

func internalFault(ctx context.Context, log *slog.Logger, operation string, cause any) *Problem {
	ref := reference()
	log.ErrorContext(ctx, "api: internal fault", "reference", ref, "operation", operation, "cause", cause)
	p := problem(http.StatusInternalServerError, "internal", "系统发生内部错误，请稍后再试；如仍不能办理，请将编号 "+ref+" 告知系统管理员。")
	p.Reference = ref
	return p
}

func reference() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the process instead
	return hex.EncodeToString(b[:])
}

// write sends the problem where no operation is at hand to do it.
func (p *Problem) write(w http.ResponseWriter) {
	for name, values := range p.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(p) // the caller may be gone
}
