package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mingfa/internal/document"
)

func TestErrorPages(t *testing.T) {
	rows := []struct {
		kind document.ErrorKind
		want int
	}{
		{document.NotFound, 404},
		{document.Conflict, 409},
		{document.Forbidden, 403},
		{document.Unfit, 422},
		{document.Invalid, 400},
		{document.TooLarge, 413},
		{document.Unavailable, 503},
	}
	for _, row := range rows {
		t.Run(string(row.kind), func(t *testing.T) {
			err := fmt.Errorf("desk: view: %w", &document.Error{Kind: row.kind, Code: "c", Message: "给人看的话。" + evil, Err: errors.New("pq: secret table")})
			a := get(t, bench0(&counter{me: lifang(), view: viewAt(document.Signing), fail: map[string]error{"View": err}}), "/documents/doc-9")
			if a.Code != row.want {
				t.Errorf("status %d, want %d", a.Code, row.want)
			}
			checkAccessible(t, a)
			checkHarmless(t, a)
			if body := a.Body.String(); strings.Contains(body, "pq:") || strings.Contains(body, "desk: view") || !strings.Contains(body, "给人看的话。") {
				t.Errorf("wrong words: %s", body)
			}
			if a.Header().Get("Cache-Control") != "no-store" {
				t.Error("an error page may be cached")
			}
		})
	}
}

func TestFaultShowsOnlyReference(t *testing.T) {
	var log bytes.Buffer
	c := &counter{me: lifang(), fail: map[string]error{"Waiting": errors.New("pgx: relation dossier_secret does not exist")}}
	a := get(t, workbench(c, sessions{}, &log), "/inbox")
	if a.Code != http.StatusInternalServerError || strings.Contains(a.Body.String(), "dossier_secret") {
		t.Fatalf("status %d: %s", a.Code, a.Body)
	}
	ref := words(tagged(a.root, "code")[0])
	if len(ref) != 10 || !strings.Contains(log.String(), "ref="+ref) || !strings.Contains(log.String(), "dossier_secret") {
		t.Errorf("reference %q does not find the log line: %s", ref, log.String())
	}
}

func TestPanicIsAFault(t *testing.T) {
	var log bytes.Buffer
	h := workbench(nil, sessions{}, &log)
	a := get(t, h, "/inbox")
	if a.Code != http.StatusInternalServerError || !strings.Contains(log.String(), "panic") || strings.Contains(a.Body.String(), "nil pointer") {
		t.Errorf("status %d, log %s", a.Code, log.String())
	}
}

func TestSignedOutPeople(t *testing.T) {
	h := bench0(&counter{me: lifang(), view: viewAt(document.Signing)})
	t.Run("page", func(t *testing.T) {
		a := send(t, h, httptest.NewRequest(http.MethodGet, "/documents/doc-9?done=sign", nil))
		if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/sign-in?next="+url.QueryEscape("/documents/doc-9?done=sign") {
			t.Errorf("%d %s", a.Code, a.Header().Get("Location"))
		}
	})
	t.Run("expired session", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodGet, "/inbox", nil)
		r.AddCookie(&http.Cookie{Name: "mingfa", Value: "stale"})
		if a := send(t, h, r); a.Code != http.StatusSeeOther {
			t.Errorf("status %d", a.Code)
		}
	})
	t.Run("form keeps its words", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodPost, "/documents/doc-9/acts", strings.NewReader(url.Values{"opinion": {"写了很久的意见" + evil}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		a := send(t, h, r)
		if a.Code != http.StatusUnauthorized || !strings.Contains(words(a.root), "写了很久的意见") {
			t.Errorf("status %d: %s", a.Code, a.Body)
		}
		checkHarmless(t, a)
	})
	t.Run("fragment", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodGet, "/documents/doc-9/state", nil)
		r.Header.Set("HX-Request", "true")
		if a := send(t, h, r); a.Header().Get("HX-Redirect") != "/sign-in" {
			t.Errorf("%d %v", a.Code, a.Header())
		}
	})
	t.Run("nothing is told without a session", func(t *testing.T) {
		for _, path := range []string{"/documents/none", "/no/such/page", "/ledger", "/documents/doc-9/preview.pdf"} {
			if a := send(t, h, httptest.NewRequest(http.MethodGet, path, nil)); a.Code != http.StatusSeeOther {
				t.Errorf("%s: %d", path, a.Code)
			}
		}
	})
}

func TestSignIn(t *testing.T) {
	h := bench0(&counter{me: lifang()})
	t.Run("right", func(t *testing.T) {
		a := post(t, h, "/sign-in", url.Values{"login": {"lifang"}, "password": {"right"}, "next": {"/documents/doc-9"}})
		cookie := a.Result().Cookies()[0]
		if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/documents/doc-9" || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Value != "token" {
			t.Errorf("%d %s %+v", a.Code, a.Header().Get("Location"), cookie)
		}
	})
	t.Run("wrong", func(t *testing.T) {
		a := post(t, h, "/sign-in", url.Values{"login": {"lifang"}, "password": {"wrong"}})
		if a.Code != http.StatusUnauthorized || len(a.Result().Cookies()) != 0 || strings.Contains(a.Body.String(), "wrong") {
			t.Errorf("%d: %s", a.Code, a.Body)
		}
		checkAccessible(t, a)
	})
	t.Run("out", func(t *testing.T) {
		a := post(t, h, "/sign-out", nil)
		if cookies := a.Result().Cookies(); a.Code != http.StatusSeeOther || len(cookies) != 1 || cookies[0].MaxAge >= 0 {
			t.Errorf("%d %v", a.Code, cookies)
		}
	})
	t.Run("out while the register is away", func(t *testing.T) {
		away := sessions{err: document.Refuse(document.Unavailable, "away", "系统暂时不可用。")}
		a := post(t, workbench(&counter{me: lifang()}, away, io.Discard), "/sign-out", nil)
		if a.Code != http.StatusServiceUnavailable || len(a.Result().Cookies()) != 0 {
			t.Errorf("%d %v: a session that still lives looks ended", a.Code, a.Result().Cookies())
		}
	})
}

func TestSecureCookie(t *testing.T) {
	b := &bench{cfg: Config{Secure: true}}
	if c := b.cookie("x"); c.Name != "__Host-mingfa" || !c.Secure || c.Path != "/" || c.Valid() != nil {
		t.Errorf("%+v", c)
	}
}

func TestLocalPath(t *testing.T) {
	rows := map[string]string{
		"/documents/doc-9?from=1": "/documents/doc-9?from=1", "": "/inbox", "https://evil.example/": "/inbox", "//evil.example": "/inbox",
		`/\evil.example`: "/inbox", "javascript:alert(1)": "/inbox", "inbox": "/inbox", "/\t/evil.example": "/inbox", "/sign-out": "/inbox",
	}
	for next, want := range rows {
		if got := localPath(next); got != want {
			t.Errorf("localPath(%q) = %q, want %q", next, got, want)
		}
	}
}

func TestForeignOriginIsRefused(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Signing)}
	for header, value := range map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"} {
		form := url.Values{"verb": {"sign"}, "digest": {digest}, "request_id": {"r"}, "opinion": {"同意"}}
		r := httptest.NewRequest(http.MethodPost, "/documents/doc-9/acts", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set(header, value)
		if a := send(t, bench0(c), signed(r)); a.Code != http.StatusForbidden || len(c.acts) != 0 {
			t.Errorf("%s: status %d, %d acts", header, a.Code, len(c.acts))
		}
	}
}

func TestTooLargeForm(t *testing.T) {
	for _, path := range []string{"/documents", "/documents/doc-9", "/documents/doc-9/acts", "/sign-in"} {
		c := &counter{me: lifang(), view: viewAt(document.Signing)}
		a := post(t, bench0(c), path, url.Values{"body": {strings.Repeat("文", maxBody/8)}})
		if a.Code != http.StatusRequestEntityTooLarge || !strings.Contains(words(a.root), "3MB") || len(c.drafts)+len(c.saves)+len(c.acts) != 0 {
			t.Errorf("%s: status %d", path, a.Code)
		}
	}
}

// TestLargestUpload: a file may be as large on the page as over the API, and no larger.
func TestLargestUpload(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	if a := upload(t, bench0(c), url.Values{"do": {"save"}}, strings.Repeat("文", 2*maxBody/3)); a.Code != http.StatusSeeOther || len(c.drafts) != 1 {
		t.Errorf("a file of %d bytes: status %d, %d drafts", 2*maxBody, a.Code, len(c.drafts))
	}
	a := upload(t, bench0(c), url.Values{"do": {"save"}}, strings.Repeat("a", maxUpload+1))
	if a.Code != http.StatusRequestEntityTooLarge || !strings.Contains(words(a.root), "20MB") || len(c.drafts) != 1 {
		t.Errorf("a file beyond the limit: status %d, %d drafts", a.Code, len(c.drafts))
	}
	if a := get(t, bench0(c), "/documents/new"); !strings.Contains(words(a.root), "不超过20MB") {
		t.Error("the page does not state the limit")
	}
}

func TestRetryAfterAwayKeepsRequest(t *testing.T) {
	away := document.Refuse(document.Unavailable, "away", "系统暂时不可用。")
	c := &counter{me: lifang(), view: viewAt(document.Signing), fail: map[string]error{"Act": away, "View": away}}
	form := url.Values{"verb": {"sign"}, "digest": {digest}, "request_id": {"r-1"}, "opinion": {"同意"}, "stage": {"signing"}}
	a := post(t, bench0(c), "/documents/doc-9/acts", form)
	if a.Code != http.StatusServiceUnavailable || a.Header().Get("Retry-After") == "" {
		t.Fatalf("status %d", a.Code)
	}
	for _, f := range tagged(a.root, "form") {
		if attr(f, "action") == "/documents/doc-9/acts" {
			if got := filled(f).Encode(); got != form.Encode() {
				t.Errorf("the second try sends %s", got)
			}
			return
		}
	}
	t.Error("no way to try again")
}

func TestSecurityHeaders(t *testing.T) {
	for _, path := range []string{"/inbox", "/sign-in", "/healthz"} {
		a := get(t, bench0(&counter{me: lifang()}), path)
		if a.Code != http.StatusOK || !strings.Contains(a.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %d %v", path, a.Code, a.Header())
		}
	}
	if a := get(t, bench0(&counter{me: lifang()}), "/inbox"); a.Header().Get("Cache-Control") != "no-store" {
		t.Error("an inside page may be cached")
	}
}
