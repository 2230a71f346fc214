package release

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"mingfa/internal/document"
)

// stranger returns a client that carries nothing over from one request to the
// next and follows no redirects: a login page or another host is no answer.
func stranger(c *http.Client) *http.Client {
	out := *c
	out.Jar = nil
	out.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &out
}

// base checks the address of a surface and returns it without a slash at the end.
func base(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("release: address %q: %w", address, err)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("release: address %q must be like https://host/path", address)
	}
	return strings.TrimRight(address, "/"), nil
}

// readUpTo reads a body that must not be longer than limit bytes.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("longer than %d bytes", limit)
	}
	return b, err
}

// missed is a surface that did not answer as it should. It may do so later.
func missed(code, message string, cause error) *document.Error {
	e := document.Refuse(document.Unavailable, code, message)
	e.Err = cause
	return e
}
