package look

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// The vendored files are what SHA256SUMS says, and none is left out of it.
func TestChecksums(t *testing.T) {
	list, err := files.ReadFile("assets/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	pinned := map[string]string{"theme.css": "ours", "SHA256SUMS": "the list itself"}
	for s := bufio.NewScanner(bytes.NewReader(list)); s.Scan(); {
		sum, name, ok := strings.Cut(s.Text(), "  ")
		if !ok {
			t.Fatalf("line %q", s.Text())
		}
		pinned[name] = sum
		got := sha256.Sum256(assets()[name].content)
		if hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s: SHA-256 %x, want %s", name, got, sum)
		}
	}
	for name := range assets() {
		if pinned[name] == "" {
			t.Errorf("%s is not in SHA256SUMS", name)
		}
	}
}

func TestHandler(t *testing.T) {
	tests := []struct {
		name, method, path, match string
		status                    int
		kind                      string
	}{
		{"style", "GET", Asset("theme.css"), "", 200, "text/css; charset=utf-8"},
		{"script", "GET", Asset("htmx.min.js"), "", 200, "text/javascript; charset=utf-8"},
		{"licence", "HEAD", Asset("pico.LICENSE.md"), "", 200, "text/plain; charset=utf-8"},
		{"unchanged", "GET", Asset("theme.css"), assets()["theme.css"].etag, 304, ""},
		{"stale hash", "GET", "/assets/0000000000000000/theme.css", "", 404, ""},
		{"no hash", "GET", "/assets/theme.css", "", 404, ""},
		{"folder", "GET", "/assets/", "", 404, ""},
		{"climbing", "GET", "/assets/../asset.go", "", 404, ""},
		{"writing", "POST", Asset("theme.css"), "", 405, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.path, nil)
			r.Header.Set("If-None-Match", tt.match)
			w := httptest.NewRecorder()
			Handler().ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Fatalf("status %d, want %d", w.Code, tt.status)
			}
			if tt.status != http.StatusOK {
				return
			}
			if got := w.Header().Get("Content-Type"); got != tt.kind {
				t.Errorf("Content-Type %q, want %q", got, tt.kind)
			}
			if !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("headers %v", w.Header())
			}
		})
	}
}

// A first visit brings the styles; they must not cost more than the page.
func TestHandlerPacks(t *testing.T) {
	r := httptest.NewRequest("GET", Asset("pico.min.css"), nil)
	r.Header.Set("Accept-Encoding", "br, gzip")
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", w.Header())
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(got, assets()["pico.min.css"].content) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	w = httptest.NewRecorder()
	if Handler().ServeHTTP(w, r); w.Code != http.StatusNotModified {
		t.Errorf("unchanged: status %d", w.Code)
	}
	if n := len(assets()["pico.min.css"].zipped) + len(assets()["theme.css"].zipped); n > 30<<10 {
		t.Errorf("styles of %d bytes on the wire", n)
	}
}

func TestAssetUnknown(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Asset of an unknown name did not panic")
		}
	}()
	Asset("no-such.css")
}

// No style sheet may call another host: the network of an office is closed, and a
// visit is nobody else's business.
func TestAssetsStayAtHome(t *testing.T) {
	remote := regexp.MustCompile(`(?i)(@import|url\(\s*["']?(https?:)?//)`)
	for name, a := range assets() {
		if strings.HasSuffix(name, ".css") && remote.Match(a.content) {
			t.Errorf("%s refers to another host", name)
		}
	}
}

func TestSecure(t *testing.T) {
	w := httptest.NewRecorder()
	Secure(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	policy := w.Header().Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy %q lacks %q", policy, want)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q lets inline content through", policy)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Server": ""} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

func TestAllowEmbedding(t *testing.T) {
	w := httptest.NewRecorder()
	Secure(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { AllowEmbedding(w.Header()) })).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "frame-ancestors 'self'") || strings.Contains(policy, "script-src") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy of a file: %q", policy)
	}
}
