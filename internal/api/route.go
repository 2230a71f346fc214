package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// secured registers an operation that only a signed-in person may call.
func secured[I, O any](s *server, op huma.Operation, h func(ctx context.Context, who caller, in *I) (*O, error), errs ...int) {
	op.Middlewares = append(op.Middlewares, s.authenticate)
	id := op.OperationID
	huma.Register(s.api, prepared(op, slices.Concat(errs, []int{http.StatusUnauthorized})), func(ctx context.Context, in *I) (*O, error) {
		who, ok := callerOf(ctx)
		if !ok { // cannot be: the middleware stands before; were it lost, nobody gets in
			return nil, tell(ctx, s.log, id, errBadToken)
		}
		out, err := h(ctx, who, in)
		if err != nil {
			return nil, tell(ctx, s.log, id, err)
		}
		return out, nil
	})
}

// open registers an operation that needs no token.
func open[I, O any](s *server, op huma.Operation, h func(ctx context.Context, in *I) (*O, error), errs ...int) {
	op.Security = []map[string][]string{}
	id := op.OperationID
	huma.Register(s.api, prepared(op, errs), func(ctx context.Context, in *I) (*O, error) {
		out, err := h(ctx, in)
		if err != nil {
			return nil, tell(ctx, s.log, id, err)
		}
		return out, nil
	})
}

// prepared sets the limits of JSON bodies where the operation sets none, and
// documents the problems it may answer. huma reads up to the limit and takes a
// body of just that size for too large, hence the one byte more.
func prepared(op huma.Operation, errs []int) huma.Operation {
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes, op.BodyReadTimeout = maxJSON, jsonPatience
	}
	op.MaxBodyBytes++
	op.Middlewares = append(op.Middlewares, announced)
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	if op.DefaultStatus == 0 {
		op.DefaultStatus = http.StatusOK
	}
	if success := strconv.Itoa(op.DefaultStatus); op.Responses[success] == nil {
		op.Responses[success] = &huma.Response{Description: "成功"}
	}
	for _, status := range slices.Concat(errs, []int{http.StatusInternalServerError}) {
		op.Responses[strconv.Itoa(status)] = &huma.Response{Ref: "#/components/responses/" + responseName(status)}
	}
	return op
}

// announced refuses a body that says beforehand that it is too large, unread.
// One that does not say is cut off at the limit by huma.
func announced(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	if r.ContentLength >= ctx.Operation().MaxBodyBytes {
		tooLarge().write(w)
		return
	}
	next(ctx)
}

func responseName(status int) string { return "Problem" + strconv.Itoa(status) }

// problemResponses are the problem answers that operations refer to.
func problemResponses() map[string]*huma.Response {
	out := map[string]*huma.Response{}
	for status, title := range titles {
		r := &huma.Response{
			Description: title,
			Content: map[string]*huma.MediaType{
				problemType: {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}},
			},
			Headers: map[string]*huma.Param{},
		}
		for name, words := range headerWords {
			if problem(status, "", "").header.Get(name) == "" {
				continue
			}
			r.Headers[name] = &huma.Param{Schema: &huma.Schema{Type: huma.TypeString}, Description: words}
		}
		out[responseName(status)] = r
	}
	return out
}

var headerWords = map[string]string{
	"WWW-Authenticate": "要求使用访问令牌",
	"Retry-After":      "再次请求前应等待的秒数",
}

// Sets of problems that operations share.
var (
	forReading = []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusServiceUnavailable}
	forWriting = []int{
		http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict,
		http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
		http.StatusServiceUnavailable,
	}
)
