package portal

import (
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
)

// narrowed lets through only reading, and only paths that the multiplexer would not
// rewrite: its redirects would repeat what the visitor sent.
func (s *site) narrowed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		allow := "GET, HEAD"
		if r.URL.Path == "/verify" {
			allow += ", POST"
		}
		if !slices.Contains(strings.Split(allow, ", "), r.Method) {
			w.Header().Set("Allow", allow)
			s.refuse(w, r, wrongMethod)
			return
		}
		if p := r.URL.Path; p != "/" && path.Clean(p) != p && path.Clean(p)+"/" != p {
			s.fail(w, r, errNotFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// recovered answers for a handler that panicked.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler:
				panic(p)
			default:
				s.fail(w, r, fmt.Errorf("panic: %v", p))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// logged writes one line a request: the pattern of the route, never the query or the
// client, and the path only where it led to something that is public anyway.
func (s *site) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.log.Enabled(r.Context(), slog.LevelInfo) {
			next.ServeHTTP(w, r)
			return
		}
		began := s.now()
		m := &meter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(m, r)
		attrs := []any{"method", method(r), "route", r.Pattern, "status", m.status, "bytes", m.bytes, "took", s.now().Sub(began)}
		if m.status < http.StatusBadRequest {
			attrs = append(attrs, "path", r.URL.Path)
		}
		s.log.InfoContext(r.Context(), "request", attrs...)
	})
}

// method keeps a word that the visitor made up out of the log.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return r.Method
	default:
		return "other"
	}
}

// meter remembers what was answered.
type meter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader remembers the status.
func (m *meter) WriteHeader(status int) {
	m.status = status
	m.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (m *meter) Write(b []byte) (int, error) {
	n, err := m.ResponseWriter.Write(b)
	m.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the writer below.
func (m *meter) Unwrap() http.ResponseWriter { return m.ResponseWriter }
