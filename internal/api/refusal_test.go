package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func TestKindsBecomeStatuses(t *testing.T) {
	findings := []document.Finding{{Rule: "DA-03", Severity: document.Block, Place: "disclosure.grounds", Message: "不予公开的，应当说明理由。", Remedy: "请选择理由。"}}
	for _, row := range []struct {
		kind   document.ErrorKind
		status int
		header string
	}{
		{document.NotFound, 404, ""},
		{document.Conflict, 409, ""},
		{document.Forbidden, 403, ""},
		{document.Unfit, 422, ""},
		{document.Invalid, 400, ""},
		{document.TooLarge, 413, ""},
		{document.Unsigned, 401, "WWW-Authenticate"},
		{document.Unavailable, 503, "Retry-After"},
	} {
		t.Run(string(row.kind), func(t *testing.T) {
			d := newDoor(t)
			d.counter.err = fmt.Errorf("act: %w", &document.Error{
				Kind: row.kind, Code: "some-code", Message: "不能办理。", Rule: "DA-03", Findings: findings,
				Err: errors.New("pq: password of host db-7"),
			})
			for _, c := range calls {
				if c.open || strings.HasPrefix(c.spec, "DELETE") || c.spec == "POST /verify" {
					continue
				}
				a := c.do(d)
				p := a.problem(t, row.status, "some-code")
				if p.Detail != "不能办理。" || p.Rule != "DA-03" || cmp.Diff(findings, p.Findings) != "" || p.Reference != "" {
					t.Errorf("%s: %s", c.spec, a.body)
				}
				if row.header != "" && a.Header.Get(row.header) == "" {
					t.Errorf("%s: no %s", c.spec, row.header)
				}
				if bytes.Contains(a.body, []byte("db-7")) {
					t.Errorf("%s: the cause leaks: %s", c.spec, a.body)
				}
			}
			if !strings.Contains(d.log.String(), "db-7") {
				t.Error("the cause is not in the log")
			}
		})
	}
}

func TestInternalFaults(t *testing.T) {
	for name, set := range map[string]func(*fakeCounter){
		"plain error":  func(f *fakeCounter) { f.err = errors.New("dial 10.0.0.7: refused") },
		"unknown kind": func(f *fakeCounter) { f.err = document.Refuse("odd", "x", "dial 10.0.0.7") },
		"panic":        func(f *fakeCounter) { f.panic = "dial 10.0.0.7" },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDoor(t)
			set(d.counter)
			a := d.ask("GET", Prefix+"/me", "")
			p := a.problem(t, 500, "internal")
			if len(p.Reference) != 16 || !strings.Contains(p.Detail, p.Reference) || bytes.Contains(a.body, []byte("10.0.0.7")) {
				t.Errorf("%s", a.body)
			}
			if log := d.log.String(); !strings.Contains(log, p.Reference) || !strings.Contains(log, "10.0.0.7") {
				t.Errorf("log: %s", log)
			}
		})
	}
}

func TestRefusalsWithoutWords(t *testing.T) {
	d := newDoor(t)
	d.counter.err = &document.Error{Kind: document.NotFound}
	if p := d.ask("GET", Prefix+"/me", "").problem(t, 404, "not-found"); p.Detail != "未找到。" {
		t.Errorf("detail is %q", p.Detail)
	}
}

// TestInterrupted: that a caller hangs up is no fault of the house.
func TestInterrupted(t *testing.T) {
	d := newDoor(t)
	d.counter.err = context.Canceled
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rec := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(ctx, "GET", Prefix+"/me", nil)
	req.Header.Set("Authorization", "Bearer "+goodToken)
	d.Config.Handler.ServeHTTP(rec, req)
	if rec.Code != 503 || strings.Contains(d.log.String(), "internal fault") {
		t.Errorf("got %d\n%s", rec.Code, d.log)
	}
}

func TestIdempotencyKeys(t *testing.T) {
	withID := strings.Replace(actBody(), "{", `{"id":"`+key+`",`, 1)
	draft := `{"content":{"text":{"kind":"notice"}}}`
	draftWithID := `{"content":{"text":{"title":"关于停车的通知"}},"request_id":"` + key + `"}`
	for _, row := range []struct {
		name, path, body, header string
		code                     string // "" = accepted
	}{
		{"act: header", "/documents/d1/acts", actBody(), key, ""},
		{"act: both agree", "/documents/d1/acts", withID, key, ""},
		{"act: none", "/documents/d1/acts", actBody(), "", "idempotency-key-missing"},
		{"act: body only", "/documents/d1/acts", withID, "", "idempotency-key-missing"},
		{"act: disagree", "/documents/d1/acts", withID, "0193-act-0002", "idempotency-key-mismatch"},
		{"act: too short", "/documents/d1/acts", actBody(), "1", "bad-request"},
		{"act: blank within", "/documents/d1/acts", actBody(), "0193 act 0001", "bad-request"},
		{"create: header", "/documents", draft, key, ""},
		{"create: body", "/documents", draftWithID, "", ""},
		{"create: both agree", "/documents", draftWithID, key, ""},
		{"create: neither kind nor title", "/documents", `{"content":{"text":{"title":" "}}}`, key, "empty-draft"},
		{"create: none", "/documents", draft, "", "idempotency-key-missing"},
		{"create: disagree", "/documents", draftWithID, "0193-act-0002", "idempotency-key-mismatch"},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDoor(t)
			a := d.ask("POST", Prefix+row.path, row.body, "Idempotency-Key", row.header)
			if row.code != "" {
				a.problem(t, 400, row.code)
				if d.counter.calls != 0 {
					t.Error("the desk was asked")
				}
				return
			}
			if got := d.counter.request.ID + d.counter.draft.RequestID; a.StatusCode >= 300 || got != key {
				t.Errorf("got %d, key %q\n%s", a.StatusCode, got, a.body)
			}
		})
	}
}

func TestBaseOfASave(t *testing.T) {
	other := strings.Repeat("f", 64)
	for _, row := range []struct {
		name, base, ifMatch string
		status              int
		code                string
	}{
		{"header", "", `"` + digest + `"`, 200, ""},
		{"field", digest, "", 200, ""},
		{"both agree", digest, `"` + digest + `"`, 200, ""},
		{"none", "", "", 428, "base-missing"},
		{"disagree", other, `"` + digest + `"`, 400, "base-mismatch"},
		{"any", "", "*", 400, "bad-if-match"},
		{"weak", "", `W/"` + digest + `"`, 400, "bad-if-match"},
		{"list", "", `"` + digest + `", "` + other + `"`, 400, "bad-if-match"},
		{"no digest", "abc", "", 400, "bad-request"},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDoor(t)
			body := fmt.Sprintf(`{"base":%q,"content":%s}`, row.base, emptyContent)
			a := d.ask("PUT", Prefix+"/documents/d1/content", body, "If-Match", row.ifMatch)
			if row.code != "" {
				a.problem(t, row.status, row.code)
				return
			}
			if a.StatusCode != 200 || d.counter.base != digest {
				t.Errorf("got %d, base %q\n%s", a.StatusCode, d.counter.base, a.body)
			}
		})
	}
}

func TestBadRequests(t *testing.T) {
	act := actBody()
	for _, row := range []struct {
		name, body string
		places     []string
		says       string
	}{
		{"unknown field", strings.Replace(act, "{", `{"approved":true,`, 1), []string{"body.approved"}, "没有这个字段"},
		{"other casing", strings.Replace(act, `"verb"`, `"Verb"`, 1), []string{"body", "body.Verb"}, "缺少字段“verb”"},
		{"wrong type", strings.Replace(act, `"同意。"`, `7`, 1), []string{"body.opinion"}, "应为字符串"},
		{"not a verb", strings.Replace(act, `"approve"`, `"bless"`, 1), []string{"body.verb"}, "应为下列之一：submit、approve"},
		{"not a stage", strings.Replace(act, `"unit_review"`, `"lunch"`, 1), []string{"body.stage"}, "应为下列之一：（空）、drafting"},
		{"no such day", strings.Replace(act, "{", `{"dated_on":"2026-02-30",`, 1), []string{"body.dated_on"}, "真实存在的日期"},
		{"several", `{"verb":1,"digest":"x","stage":2}`, []string{"body.digest", "body.stage", "body.verb"}, "64 位"},
		{"missing", `{}`, []string{"body", "body", "body"}, "缺少字段"},
		{"an array", `[]`, []string{"body"}, "应为对象"},
		{"no JSON", `{"verb":`, []string{"body"}, "不是有效的 JSON"},
		{"two values", act + act, []string{"body"}, "多余"},
		{"field twice", strings.Replace(act, "{", `{"verb":"cancel",`, 1), []string{"body"}, "字段重复（位置：/verb）"},
		{"invalid UTF-8", strings.Replace(act, "同意。", "\xff\xfe", 1), []string{"body"}, "UTF-8"},
		{"lone surrogate", strings.Replace(act, "同意。", `\ud800`, 1), []string{"body"}, "UTF-8"},
		{"NUL", strings.Replace(act, "同意。", `\u0000`, 1), []string{"body"}, "空字符"},
		{"too long", strings.Replace(act, "同意。", strings.Repeat("同", 10_001), 1), []string{"body.opinion"}, "不超过10000个字符"},
		{"nested", strings.Replace(act, "{", `{"disclosure":{"grounds":["R99"]},`, 1), []string{"body.disclosure.grounds[0]"}, "应为下列之一"},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDoor(t)
			a := d.ask("POST", Prefix+"/documents/d1/acts", row.body, "Idempotency-Key", key)
			p := a.problem(t, 400, "bad-request")
			var places []string
			var all strings.Builder
			for _, f := range p.Findings {
				places = append(places, f.Place)
				all.WriteString(f.Message)
				if f.Severity != document.Block {
					t.Errorf("severity is %q", f.Severity)
				}
			}
			if diff := cmp.Diff(row.places, places); diff != "" {
				t.Errorf("places: %s\n%s", diff, a.body)
			}
			if !strings.Contains(all.String(), row.says) {
				t.Errorf("want %q in %s", row.says, a.body)
			}
			if d.counter.calls != 0 {
				t.Error("the desk was asked")
			}
		})
	}
}

func TestAnEscapedBackslashIsNoNUL(t *testing.T) {
	d := newDoor(t)
	d.ask("POST", Prefix+"/documents/d1/acts", strings.Replace(actBody(), "同意。", `\\u0000`, 1), "Idempotency-Key", key)
	if d.counter.request.Opinion != `\u0000` {
		t.Errorf("opinion is %q", d.counter.request.Opinion)
	}
}

func TestSecretsAreNotEchoed(t *testing.T) {
	d := newDoor(t)
	for _, body := range []string{
		`{"login":"wang","password":"hunter2","pin":"hunter2"}`,
		`{"login":["hunter2"],"password":"hunter2"}`,
		`{"login":"wang","password":"hunter2"`,
		`{"login":"wang","password":"` + strings.Repeat("hunter2", 40) + `"}`,
	} {
		a := d.ask("POST", Prefix+"/sessions", body)
		a.problem(t, 400, "bad-request")
		if bytes.Contains(a.body, []byte("hunter2")) || strings.Contains(d.log.String(), "hunter2") {
			t.Errorf("the password is echoed: %s", a.body)
		}
	}
	d.ask("POST", Prefix+"/sessions", `{"login":"wang","password":"hunter2"}`).problem(t, 401, "bad-credentials")
}

func TestSizes(t *testing.T) {
	large := strings.Repeat("a", maxImport+1)
	for _, chunked := range []bool{false, true} {
		d := newDoor(t)
		d.direct, d.chunked = true, chunked
		for _, c := range calls {
			switch {
			case c.body == "" || c.spec == "POST /verify":
				continue
			case strings.Contains(c.spec, "import"):
				c.body = large
			default:
				c.body = `{"x":"` + large + `"}`
			}
			c.do(d).problem(t, 413, "too-large")
		}
		exact := large[:maxImport]
		if a := d.ask("POST", Prefix+"/imports?name=a.txt", exact, "Content-Type", "text/plain"); a.StatusCode != 200 {
			t.Errorf("20 MiB: got %d", a.StatusCode)
		}
		d.ask("POST", Prefix+"/imports?name=a.txt", exact+"a", "Content-Type", "text/plain").problem(t, 413, "too-large")
	}
}

func TestSizesOfPDFs(t *testing.T) {
	d := newDoor(t)
	d.direct = true
	const some = 8 << 20
	if a := d.ask("POST", Prefix+"/verify", strings.Repeat("a", some)); a.StatusCode != 200 || d.verifier.size != some {
		t.Errorf("8 MiB: got %d, %d bytes", a.StatusCode, d.verifier.size)
	}
	d.ask("POST", Prefix+"/verify", strings.Repeat("a", maxPDF+1)).problem(t, 413, "too-large")
}

func TestAddresses(t *testing.T) {
	d := newDoor(t)
	for _, row := range []struct {
		method, path string
		status       int
		code         string
	}{
		{"GET", "/nothing", 404, "no-such-operation"},
		{"GET", "/documents/d1/", 404, "no-such-operation"},
		{"PATCH", "/documents/d1", 405, "method-not-allowed"},
		{"GET", "/sessions", 405, "method-not-allowed"},
		{"GET", "/documents?q=%00", 400, "bad-address"},
		{"GET", "/documents?q=%ff", 400, "bad-address"},
		{"GET", "/documents?q=%zz", 400, "bad-address"},
		{"GET", "/documents/%00", 400, "bad-address"},
		{"GET", "/documents/%ff", 400, "bad-address"},
		{"GET", "/documents?querry=x", 400, "bad-request"},
		{"GET", "/documents/" + strings.Repeat("a", 65), 400, "bad-request"},
	} {
		a := d.ask(row.method, Prefix+row.path, "")
		a.problem(t, row.status, row.code)
		if row.status == 405 && a.Header.Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", row.method, row.path)
		}
	}
	if d.counter.calls != 0 {
		t.Error("the desk was asked")
	}
}

func TestOtherMediaTypes(t *testing.T) {
	d := newDoor(t)
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "application/xml"} {
		d.ask("POST", Prefix+"/documents/d1/acts", actBody(), "Idempotency-Key", key, "Content-Type", kind).
			problem(t, 415, "unsupported-media-type")
	}
	a := d.ask("GET", Prefix+"/nothing", "", "Accept", "text/html")
	a.problem(t, 404, "no-such-operation")
	d.counter.err = document.Refuse(document.NotFound, "no-document", "没有这件公文。")
	d.ask("GET", Prefix+"/documents/d9", "", "Accept", "text/html, application/cbor").problem(t, 404, "no-document")
}

func TestSignInsAreLimited(t *testing.T) {
	d := newDoor(t)
	for range signInsPerMinute {
		d.ask("POST", Prefix+"/sessions", `{"login":"wang","password":"guess"}`).problem(t, 401, "bad-credentials")
	}
	a := d.ask("POST", Prefix+"/sessions", `{"login":"wang","password":"correct horse"}`)
	a.problem(t, http.StatusTooManyRequests, "too-many-sign-ins")
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if a := d.ask("GET", Prefix+"/me", ""); a.StatusCode != 200 {
		t.Errorf("those who are signed in are limited, too: %d", a.StatusCode)
	}
}

func TestVerifyMayBeAbsent(t *testing.T) {
	srv := httptest.NewServer(New(&fakeCounter{}, &fakeSessions{}, nil, slog.New(slog.DiscardHandler)))
	defer srv.Close()
	d := &door{Server: srv, t: t}
	d.ask("POST", Prefix+"/verify", "%PDF-1.7").problem(t, 501, "verify-not-offered")
}
