package release_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"mingfa/internal/document"
	"mingfa/internal/release"
)

var secret = "whsec_" + base64.StdEncoding.EncodeToString([]byte("a secret of thirty-two bytes, ok"))

func website(t *testing.T, h http.HandlerFunc) *release.Website {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return websiteAt(t, server.URL+"/hook")
}

func websiteAt(t *testing.T, address string) *release.Website {
	t.Helper()
	portal, err := release.NewPortal(http.DefaultClient, "https://gk.example.gov.cn/")
	if err != nil {
		t.Fatal(err)
	}
	w, err := release.NewWebsite(http.DefaultClient, address, secret, portal, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestDeliverIsSignedAndComplete(t *testing.T) {
	hook, err := webhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	var got map[string]any
	w := website(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if err := hook.Verify(body, r.Header); err != nil {
			t.Errorf("signature: %v", err)
		}
		ids = append(ids, r.Header.Get("webhook-id"))
		if err := json.Unmarshal(body, &got); err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	r := released()
	words := r.Life.Words("2026-12-02")
	for range 2 {
		if _, err := w.Deliver(t.Context(), "release/d1/9", r, words, time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"release/d1/9", "release/d1/9"}, ids); diff != "" {
		t.Errorf("webhook-id of a repetition (-want +got):\n%s", diff)
	}
	want := map[string]any{
		"type": "document.released", "release_no": 7.0, "document": "d1", "number": "明政办发〔2026〕9号", "title": "关于公园的通知",
		"url": "https://gk.example.gov.cn/d/d1", "pdf_url": "https://gk.example.gov.cn/d/d1/file.pdf", "pdf_digest": r.File.Digest,
		"validity": "in_force", "words": map[string]any{"validity": "in_force", "label": "有效"},
		"interpretation_url": "https://gk.example.gov.cn/d/d1/jiedu", "digest": "dossier", "released_at": "2026-12-01T08:00:00Z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
	}
}

func TestDeliverNotAcknowledged(t *testing.T) {
	tests := []struct {
		name string
		h    http.HandlerFunc
		code string
	}{
		{"500", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, "website-refused"},
		{"redirect is not followed", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}, "website-refused"},
		{"410", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) }, "website-refused"},
		{"connection cut", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "website-unreachable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := website(t, tt.h)
			_, err := w.Deliver(t.Context(), "r", released(), document.Words{}, time.Now())
			refusedWith(t, err, tt.code)
		})
	}
}

func TestDeliverToSilentWebsite(t *testing.T) {
	ctx, cancel := contextWithCause(t)
	w := website(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	})
	_, err := w.Deliver(ctx, "r", released(), document.Words{}, time.Now())
	refusedWith(t, err, "website-unreachable")
}

func TestDeliverReadsNoEndlessReply(t *testing.T) {
	w := website(t, func(w http.ResponseWriter, r *http.Request) {
		for chunk := strings.Repeat("x", 1<<16); ; {
			if _, err := io.WriteString(w, chunk); err != nil {
				return
			}
		}
	})
	proof, err := w.Deliver(t.Context(), "r", released(), document.Words{}, time.Now())
	if err != nil || proof["status"] != 200 {
		t.Errorf("proof %v, error %v", proof, err)
	}
}

func TestNewWebsiteRefuses(t *testing.T) {
	tests := []struct{ name, url, secret string }{
		{"no address", "", secret},
		{"no host", "http:///hook", secret},
		{"another scheme", "ftp://host/hook", secret},
		{"credentials in the address", "https://me:pw@host/hook", secret},
		{"no secret", "https://host/hook", ""},
		{"short secret", "https://host/hook", "whsec_" + base64.StdEncoding.EncodeToString([]byte("too short"))},
		{"no base64", "https://host/hook", "whsec_!"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := release.NewWebsite(http.DefaultClient, tt.url, tt.secret, nil, time.Now); err == nil {
				t.Error("accepted")
			}
		})
	}
}
