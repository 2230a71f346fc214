package api

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-chi/httprate"

	"mingfa/internal/desk"
)

type credentials struct {
	Login    string `json:"login" minLength:"1" maxLength:"64" doc:"登录名"`
	Password string `json:"password" format:"password" minLength:"1" maxLength:"256" doc:"口令"`
}

type grant struct {
	Token     string `json:"token" doc:"访问令牌，只在此时给出"`
	TokenType string `json:"token_type" enum:"Bearer" doc:"令牌类型，恒为 Bearer"`
}

type (
	signInInput  struct{ Body credentials }
	signInOutput struct{ Body grant }
	noInput      struct{}
	noOutput     struct{}
	meOutput     struct{ Body desk.Person }
)

func (s *server) registerSessions() {
	open(s, huma.Operation{
		OperationID: "sign-in", Method: http.MethodPost, Path: "/sessions", Tags: []string{tagSession},
		Summary: "登录", Description: "核对登录名和口令，发给访问令牌。同一地址每分钟至多登录 30 次。",
		DefaultStatus: http.StatusCreated, Middlewares: huma.Middlewares{s.limitSignIns},
	}, s.signIn, http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestEntityTooLarge,
		http.StatusUnsupportedMediaType, http.StatusTooManyRequests, http.StatusServiceUnavailable)
	secured(s, huma.Operation{
		OperationID: "sign-out", Method: http.MethodDelete, Path: "/sessions/current", Tags: []string{tagSession},
		Summary: "退出登录", Description: "当前访问令牌即时失效。", DefaultStatus: http.StatusNoContent,
	}, s.signOut, http.StatusBadRequest, http.StatusServiceUnavailable)
	secured(s, huma.Operation{
		OperationID: "get-me", Method: http.MethodGet, Path: "/me", Tags: []string{tagSession},
		Summary: "查询本人信息", Description: "返回当前人员及其现任岗位。",
	}, s.me, forReading...)
}

func (s *server) signIn(ctx context.Context, in *signInInput) (*signInOutput, error) {
	token, err := s.sessions.SignIn(ctx, in.Body.Login, in.Body.Password)
	if err != nil {
		return nil, err
	}
	return &signInOutput{grant{Token: token, TokenType: "Bearer"}}, nil
}

func (s *server) signOut(ctx context.Context, who caller, _ *noInput) (*noOutput, error) {
	return nil, s.sessions.SignOut(ctx, who.token)
}

func (s *server) me(ctx context.Context, who caller, _ *noInput) (*meOutput, error) {
	p, err := s.counter.Me(ctx, who.person)
	p.Appointments = list(p.Appointments)
	return &meOutput{p}, err
}

func signInLimiter() *httprate.RateLimiter {
	return httprate.NewRateLimiter(signInsPerMinute, time.Minute,
		httprate.WithResponseHeaders(httprate.ResponseHeaders{}),
		httprate.WithLimitHandler(func(w http.ResponseWriter, _ *http.Request) {
			problem(http.StatusTooManyRequests, "too-many-sign-ins", "登录次数过多，请一分钟后再试。").write(w)
		}),
		httprate.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, _ error) {
			problem(http.StatusServiceUnavailable, "unavailable", "暂时无法登录，请稍后再试。").write(w)
		}),
	)
}

func (s *server) limitSignIns(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	if !s.signIns.RespondOnLimit(w, r, address(r)) {
		next(ctx)
	}
}

// address is the remote address without its port; an IPv6 caller counts as the
// /64 it commands.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	return httprate.CanonicalizeIP(host)
}
