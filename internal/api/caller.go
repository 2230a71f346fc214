package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"mingfa/internal/document"
)

// caller is who makes the request.
type caller struct {
	person string // id
	token  string
}

type callerKey struct{}

// callerOf returns who makes the request; ok is false where nobody was
// authenticated.
func callerOf(ctx context.Context) (c caller, ok bool) {
	c, ok = ctx.Value(callerKey{}).(caller)
	return c, ok && c.person != ""
}

// authenticate lets only requests with a valid token through, before their body
// is read.
func (s *server) authenticate(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	token, p := bearer(r)
	if p != nil {
		p.write(w)
		return
	}
	person, err := s.sessions.Person(ctx.Context(), token)
	if err == nil && person == "" {
		err = errBadToken
	}
	if err != nil {
		p := tell(ctx.Context(), s.log, ctx.Operation().OperationID, err)
		if p.Status == http.StatusUnauthorized {
			p.header.Set("WWW-Authenticate", `Bearer realm="mingfa", error="invalid_token"`)
		}
		p.write(w)
		return
	}
	next(huma.WithValue(ctx, callerKey{}, caller{person, token}))
}

var errBadToken = document.Refuse(document.Unsigned, "bad-token", "访问令牌无效或者已经过期，请重新登录。")

const maxToken = 4096 // bytes

// bearer returns the token of the request. A cookie is no token, and a request
// that has nothing else is told so.
func bearer(r *http.Request) (string, *Problem) {
	given := r.Header.Values("Authorization")
	if len(given) == 0 {
		if r.Header.Get("Cookie") != "" {
			return "", problem(http.StatusUnauthorized, "cookie-not-accepted", "接口不接受 Cookie，请在 Authorization 请求头中使用访问令牌。")
		}
		return "", problem(http.StatusUnauthorized, "no-token", "请先登录，并在 Authorization 请求头中使用访问令牌。")
	}
	scheme, token, _ := strings.Cut(given[0], " ")
	token = strings.TrimSpace(token)
	if len(given) > 1 || !strings.EqualFold(scheme, "Bearer") || !tokenForm(token) {
		return "", problem(http.StatusUnauthorized, "bad-authorization", "Authorization 请求头应为“Bearer 访问令牌”，且只能有一个。")
	}
	return token, nil
}

// tokenForm reports whether the token is one run of visible ASCII.
func tokenForm(token string) bool {
	visible := !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
	return token != "" && len(token) <= maxToken && visible
}
