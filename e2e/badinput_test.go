package e2e

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Whatever people and programs send: a clear answer, nothing lost, nothing half
// visible. One system serves all of these.
func TestBadInput(t *testing.T) {
	s := newSystem(t)
	s.start()
	t.Run("content", func(t *testing.T) { badContent(t, s) })
	t.Run("acts", func(t *testing.T) { badActs(t, s) })
	t.Run("requests", func(t *testing.T) { badRequests(t, s) })
	t.Run("SR-09 at every door", func(t *testing.T) { secretNowhere(t, s) })
	t.Run("double click", func(t *testing.T) { doubleClick(t, s) })
	t.Run("revoked role", func(t *testing.T) { revoked(t, s) })
	t.Run("invariant-7 outside", func(t *testing.T) { outside(t, s) })
	t.Run("invariant-8 ledger", func(t *testing.T) {
		if text, code := s.tool("audit", "verify"); code != 0 {
			t.Errorf("exit %d: %s", code, text)
		}
	})
}

// badContent: drafts that may be saved but not submitted, and drafts that may
// not even be saved.
func badContent(t *testing.T, s *system) {
	drafter := s.as(t, document.Drafter)
	rows := []struct {
		name string
		edit func(*dossier.Content)
		rule string
	}{
		{"DA-01 no attribute", func(c *dossier.Content) { c.Disclosure.Attribute = "" }, "DA-01"},
		{"DA-03 withheld without ground", func(c *dossier.Content) { c.Disclosure.Attribute = document.Withheld }, "DA-03"},
		{"empty body", func(c *dossier.Content) { c.Text.Body = "  \n " }, "DH-02"},
		{"no title", func(c *dossier.Content) { c.Text.Title = "" }, "DH-02"},
		{"IN-04 nobody decided on interpretation", func(c *dossier.Content) { c.Interpretation = dossier.Interpretation{} }, "IN-04"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			c := notice()
			row.edit(&c)
			v, r := drafter.create(c)
			if v.ID == "" {
				t.Fatalf("a draft with a gap can be saved: %d %s", r.Status, r.Body)
			}
			got := drafter.act(v, document.Submit, nil)
			if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.rules(), row.rule) {
				t.Errorf("submit: %d %s [%s]", got.Status, got.Detail, got.rules())
			}
			if drafter.look(v.ID).Stage != document.Drafting {
				t.Error("it moved on all the same")
			}
		})
	}
	t.Run("SC-12 secrecy mark anywhere", func(t *testing.T) {
		for name, edit := range map[string]func(*dossier.Content){
			"body":      func(c *dossier.Content) { c.Text.Body = "秘密★5年\n\n正文。" },
			"addressee": func(c *dossier.Content) { c.Text.Addressee = "机密★长期" },
			"annex":     func(c *dossier.Content) { c.Annexes = []dossier.Annex{{Title: "附件", Body: "绝 密 ★ 30 年"}} },
		} {
			c := notice()
			edit(&c)
			v, r := drafter.create(c)
			if v.ID != "" || r.Status != http.StatusUnprocessableEntity || r.Code != "secrecy-mark" {
				t.Errorf("%s: %d %s", name, r.Status, r.Body)
			}
			if bytes.Contains(r.Body, []byte("★")) {
				t.Errorf("%s: the answer repeats the mark", name)
			}
		}
	})
}

// badActs: the right thing by the wrong person, at the wrong time, on the wrong text.
func badActs(t *testing.T, s *system) {
	drafter, head := s.as(t, document.Drafter), s.as(t, document.UnitHead)
	v, r := drafter.create(notice())
	if v.ID == "" {
		t.Fatalf("create: %d %s", r.Status, r.Body)
	}
	stranger := s.as(t, document.SecrecyReviewer)
	if got := stranger.send("GET", "/documents/"+v.ID, nil, nil); got.Status != http.StatusNotFound {
		t.Errorf("a draft seen from outside its unit: %d", got.Status)
	}
	if got := drafter.act(v, document.Sign, nil); got.Status != http.StatusConflict {
		t.Errorf("sign at drafting: %d %s", got.Status, got.Body)
	}
	stale := v
	stale.Digest = strings.Repeat("0", 64)
	if got := drafter.act(stale, document.Submit, nil); got.Status != http.StatusConflict || got.Code != "stale-digest" {
		t.Errorf("stale digest: %d %s", got.Status, got.Body)
	}
	if got := drafter.act(v, document.Submit, nil); got.Status >= 300 {
		t.Fatalf("submit: %d %s", got.Status, got.Body)
	}
	moved := head.look(v.ID)
	if got := drafter.act(moved, document.Approve, nil); got.Status != http.StatusForbidden {
		t.Errorf("approve by the drafter: %d %s", got.Status, got.Body)
	}
	if got := stranger.act(moved, document.Approve, nil); got.Status != http.StatusForbidden {
		t.Errorf("approve by the wrong office: %d %s", got.Status, got.Body)
	}
	if got := head.act(moved, document.SendBack, map[string]any{"opinion": " "}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("return without reason: %d %s", got.Status, got.Body)
	}
	if got := head.act(moved, document.SendBack, map[string]any{"target": "signing"}); got.Status != http.StatusBadRequest {
		t.Errorf("return to a stage ahead: %d %s", got.Status, got.Body)
	}
	if got := head.act(v, document.Approve, nil); got.Status != http.StatusConflict {
		t.Errorf("act on a stale page: %d %s", got.Status, got.Body)
	}
	if got := head.act(moved, document.Approve, nil); got.Status >= 300 {
		t.Errorf("the honest act after all that: %d %s", got.Status, got.Body)
	}
}

// badRequests: what a broken program sends.
func badRequests(t *testing.T, s *system) {
	drafter := s.as(t, document.Drafter)
	nobody := &caller{t: t, base: drafter.base}
	huge := notice()
	huge.Text.Body = strings.Repeat("冗长的正文。", 1<<20)
	rows := []struct {
		name   string
		reply  func() reply
		status int
	}{
		{"nobody", func() reply { return nobody.send("GET", "/inbox", nil, nil) }, http.StatusUnauthorized},
		{"unknown person", func() reply {
			return nobody.send("POST", "/sessions", nil, map[string]string{"login": "nobody", "password": "x"})
		}, http.StatusUnauthorized},
		{"unknown document", func() reply { return drafter.send("GET", "/documents/"+uuid.NewString(), nil, nil) }, http.StatusNotFound},
		{"not JSON", func() reply {
			return drafter.send("POST", "/documents", map[string]string{"Idempotency-Key": uuid.NewString()}, []byte("{"))
		}, http.StatusBadRequest},
		{"invalid UTF-8", func() reply {
			return drafter.send("POST", "/documents", map[string]string{"Idempotency-Key": uuid.NewString()}, []byte("{\"content\":{\"text\":{\"title\":\"\xff\xfe\"}}}"))
		}, http.StatusBadRequest},
		{"unknown field", func() reply {
			return drafter.send("POST", "/documents", map[string]string{"Idempotency-Key": uuid.NewString()}, map[string]any{"content": notice(), "force": true})
		}, http.StatusBadRequest},
		{"20 MB body", func() reply { _, r := drafter.create(huge); return r }, http.StatusRequestEntityTooLarge},
		{"broken PDF", func() reply {
			return drafter.send("POST", "/verify", map[string]string{"Content-Type": "application/pdf"}, []byte("%PDF-1.7\nbroken"))
		}, http.StatusUnprocessableEntity},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := row.reply()
			if r.Status != row.status || r.Code == "" || r.Detail == "" {
				t.Errorf("%d %.300s", r.Status, r.Body)
			}
			for _, leak := range []string{"goroutine", "pgx", "SQLSTATE", ".go:", "temporal"} {
				if bytes.Contains(r.Body, []byte(leak)) {
					t.Errorf("the answer tells of the inside: %s", r.Body)
				}
			}
		})
	}
}

// doubleClick: the same act sent eight times at once is one act.
func doubleClick(t *testing.T, s *system) {
	drafter := s.as(t, document.Drafter)
	v, _ := drafter.create(notice())
	key := uuid.NewString()
	replies := make([]reply, 8)
	var wg sync.WaitGroup
	for i := range replies {
		wg.Go(func() { replies[i] = drafter.act(v, document.Submit, map[string]any{"key": key}) })
	}
	wg.Wait()
	for _, r := range replies {
		var o struct {
			Seq   int            `json:"seq"`
			Stage document.Stage `json:"stage"`
		}
		if r.Status >= 300 || json.Unmarshal(r.Body, &o) != nil || o.Seq != 1 || o.Stage != document.UnitReview {
			t.Errorf("%d %s", r.Status, r.Body)
		}
	}
	other := drafter.act(v, document.Submit, map[string]any{"key": key, "opinion": "另一番话"})
	if other.Status != http.StatusConflict || other.Code != "request-reused" {
		t.Errorf("another act under the same key: %d %s", other.Status, other.Body)
	}
}

// revoked: a role that was taken away is refused at the very next act.
func revoked(t *testing.T, s *system) {
	drafter, head := s.as(t, document.Drafter), s.as(t, document.UnitHead)
	v, _ := drafter.create(notice())
	if r := drafter.act(v, document.Submit, nil); r.Status >= 300 {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	v = head.look(v.ID)
	if text, code := s.tool("person", "revoke", "lujianming", "business", "unit_head"); code != 0 {
		t.Fatalf("revoke: %s", text)
	}
	if r := head.act(v, document.Approve, nil); r.Status != http.StatusForbidden && r.Status != http.StatusNotFound {
		t.Errorf("after the role was revoked: %d %s", r.Status, r.Body)
	}
	ledger := s.as(t, document.Auditor).send("GET", "/ledger?from=1&limit=200", nil, nil)
	if !bytes.Contains(ledger.Body, []byte(`"document.approve"`)) || !bytes.Contains(ledger.Body, []byte(v.ID)) {
		t.Error("the refusal after the role was revoked is not in the ledger")
	}
	if text, code := s.tool("person", "appoint", "lujianming", "business", "unit_head"); code != 0 {
		t.Fatalf("appoint: %s", text)
	}
	if r := head.act(v, document.Approve, nil); r.Status >= 300 {
		t.Errorf("after it was given back: %d %s", r.Status, r.Body)
	}
}

// outside: a draft, an id that never was and nonsense look the same to the public.
func outside(t *testing.T, s *system) {
	v, _ := s.as(t, document.Drafter).create(notice())
	public := &caller{t: t, base: s.Running.Portal}
	want := public.send("GET", "/d/"+uuid.NewString(), nil, nil)
	for _, path := range []string{"/d/" + v.ID, "/d/%00", "/d/..%2f..", "/d/" + v.Digest, "/d/" + strings.Repeat("a", 4000)} {
		got := public.send("GET", path, nil, nil)
		if got.Status != want.Status || !bytes.Equal(got.Body, want.Body) {
			t.Errorf("%s: %d, differs from an id that never was", path, got.Status)
		}
	}
	for _, path := range []string{"/", "/?q=%E4%BE%9B%E6%9A%96", "/feed.atom", "/sitemap.xml", "/api/documents"} {
		if got := public.send("GET", path, nil, nil); bytes.Contains(got.Body, []byte("供暖服务")) || bytes.Contains(got.Body, []byte(v.ID)) {
			t.Errorf("%s tells of a draft", path)
		}
	}
	b, err := os.ReadFile(filepath.Join(s.dir, "mingfa.log"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(b) {
		if bytes.Contains(line, []byte("portal")) && bytes.Contains(line, []byte(v.ID)) {
			t.Errorf("the portal's log names a draft: %s", line)
		}
	}
}
