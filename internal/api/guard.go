package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

type logKey struct{}

// logOf returns the log of the server that handles the request.
func logOf(ctx context.Context) *slog.Logger {
	if log, ok := ctx.Value(logKey{}).(*slog.Logger); ok {
		return log
	}
	return slog.New(slog.DiscardHandler)
}

// guard stands before every operation: it catches panics, sets the headers that
// all answers share, and answers in problem form what no operation answers.
func (s *server) guard(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent := &sentinel{ResponseWriter: w}
		defer s.recover(sent, r)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Language", "zh-CN")
		if !readable(r.URL) {
			problem(http.StatusBadRequest, "bad-address", "请求地址含有不能识别的字符。").write(sent)
			return
		}
		if h, pattern := mux.Handler(r); pattern == "" {
			unmatched(sent, r, h)
			return
		}
		mux.ServeHTTP(sent, r.WithContext(context.WithValue(r.Context(), logKey{}, s.log)))
	})
}

func (s *server) recover(w *sentinel, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so, too
		panic(cause)
	}
	p := internalFault(r.Context(), s.log, r.Pattern, cause)
	if !w.started {
		p.write(w)
	}
}

// unmatched answers 404 and 405 as the mux would, in problem form. The mux's own
// handler is asked, since only it knows the methods that are allowed.
func unmatched(w http.ResponseWriter, r *http.Request, own http.Handler) {
	probe := &discard{header: http.Header{}}
	own.ServeHTTP(probe, r)
	if probe.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", probe.header.Get("Allow"))
		problem(http.StatusMethodNotAllowed, "method-not-allowed", "此地址不支持这种请求方法。").write(w)
		return
	}
	problem(http.StatusNotFound, "no-such-operation", "接口中没有这个地址。").write(w)
}

// readable reports whether path and query are UTF-8 without NUL once unescaped:
// anything else can name nothing here and would only fail deeper in the house.
func readable(u *url.URL) bool {
	query, err := url.QueryUnescape(u.RawQuery)
	if err != nil {
		return false
	}
	for _, s := range []string{u.Path, query} {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return false
		}
	}
	return true
}

// sentinel remembers whether the answer has begun.
type sentinel struct {
	http.ResponseWriter
	started bool
}

func (s *sentinel) WriteHeader(status int) {
	s.started = true
	s.ResponseWriter.WriteHeader(status)
}

func (s *sentinel) Write(b []byte) (int, error) {
	s.started = true
	return s.ResponseWriter.Write(b)
}

// Unwrap lets net/http reach the connection, for read deadlines.
func (s *sentinel) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// discard keeps the status and the headers of an answer that is not sent.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }
func (d *discard) WriteHeader(status int)      { d.status = status }
