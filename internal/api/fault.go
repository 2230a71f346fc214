package api

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/document"
)

// The hooks of huma are package variables; this is the only package that uses
// huma, and it sets them once, before any API is built.
func init() {
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError {
		return fault(context.Background(), slog.New(slog.DiscardHandler), "", status, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return fault(ctx.Context(), logOf(ctx.Context()), ctx.Operation().OperationID, status, errs)
	}
	// Two spellings of one name would pass the check as one and be read as another.
	huma.ValidateStrictCasing = true
	speakChinese()
}

// fault turns what huma found wrong with a request into a Problem. huma answers
// 422 for such faults; here 422 means that a rule forbids the content, so they
// become 400. The values that were sent are never echoed: one may be a password.
func fault(ctx context.Context, log *slog.Logger, operation string, status int, errs []error) *Problem {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return tooLarge()
	case http.StatusUnsupportedMediaType:
		return problem(status, "unsupported-media-type", "不支持这种内容类型，请以 application/json 提交。")
	case http.StatusRequestTimeout:
		return problem(status, "request-timeout", "未能在规定时间内收到完整的请求，请重新提交。")
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return badRequest(findings(errs))
	default:
		return internalFault(ctx, log, operation, errs)
	}
}

func tooLarge() *Problem {
	return problem(http.StatusRequestEntityTooLarge, "too-large", "提交的内容超过了大小上限。")
}

func badRequest(fs []document.Finding) *Problem {
	detail := "请求体不能为空。"
	if len(fs) > 0 {
		detail = "请求不符合接口要求，请按所列各处修改后重新提交。"
	}
	p := problem(http.StatusBadRequest, "bad-request", detail)
	p.Findings = fs
	return p
}

// findings lists the faults by place, so that the same request always gets the
// same answer.
func findings(errs []error) []document.Finding {
	var out []document.Finding
	for _, err := range errs {
		f := document.Finding{Severity: document.Block, Place: "body", Message: generic, Remedy: "请按接口文档对这一项的要求更正后重新提交。"}
		if d, ok := err.(huma.ErrorDetailer); ok {
			f.Place, f.Message = d.ErrorDetail().Location, inChinese(d.ErrorDetail().Message)
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b document.Finding) int { return cmp.Compare(a.Place, b.Place) })
	return out
}

const generic = "此处内容不符合要求。"

// fixed are the words of huma that cannot be set beforehand.
var fixed = map[string]string{
	"unknown query parameter":              "没有这个查询参数。",
	"required query parameter is missing":  "缺少这个查询参数。",
	"required path parameter is missing":   "缺少这个路径参数。",
	"required header parameter is missing": "缺少这个请求头。",
	"invalid integer":                      "应为整数。",
	"invalid boolean":                      "应为 true 或 false。",
}

// inChinese returns the message if it is ours, its translation if huma made it,
// and a general sentence otherwise: an unknown text may hold internals.
func inChinese(message string) string {
	if t, ok := fixed[message]; ok {
		return t
	}
	if strings.ContainsFunc(message, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		// huma joins a list of choices with ", "; the empty value leads it.
		return strings.ReplaceAll(strings.Replace(message, "：, ", "：（空）, ", 1), ", ", "、")
	}
	return generic
}
