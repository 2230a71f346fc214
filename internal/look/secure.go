package look

import "net/http"

// The policy of every page: all from ourselves, nothing inline, nobody frames us.
// object-src and frame-src let a page embed a PDF of ours; the PDF itself must
// consent with AllowEmbedding. data: images are the icons inside Pico CSS.
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; object-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"

// The policy of a PDF that our own pages embed. The browser's viewer is drawn
// inside the answer and styles itself inline, so its styles must be let through;
// scripts of the file's own are not.
const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; " +
	"frame-ancestors 'self'; base-uri 'none'"

// pageHeaders are the security headers of every answer, made once: an answer that is kept
// costs little beside them.
var pageHeaders = http.Header{
	"Content-Security-Policy":    {pagePolicy},
	"X-Content-Type-Options":     {"nosniff"},
	"X-Frame-Options":            {"DENY"},
	"Referrer-Policy":            {"same-origin"},
	"Cross-Origin-Opener-Policy": {"same-origin"},
	"Permissions-Policy":         {"camera=(), geolocation=(), microphone=()"},
}

// Secure sets the security headers on every answer of next: the strict content
// security policy, nosniff, no referrer to other sites, no framing.
func Secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range pageHeaders {
			h[name] = value // a later Set replaces it and leaves this one as it is
		}
		next.ServeHTTP(w, r)
	})
}

// AllowEmbedding lets pages of the same origin embed the file that is answered
// with the header h. Call it after Secure has run and before the status is written.
func AllowEmbedding(h http.Header) {
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
}
