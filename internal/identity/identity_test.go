package identity_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/identity"
)

// house is people, a table of sessions and a clock.
type house struct {
	*identity.Sessions
	mu     sync.Mutex
	people map[string]identity.Account
	table  map[string]time.Time
	data   map[string][]byte
	clock  time.Time
}

const right = "correct horse"

func open(t *testing.T) *house {
	t.Helper()
	hash, err := identity.Hash(right)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{
		people: map[string]identity.Account{
			"wang": {ID: "p1", Hash: hash, Active: true}, "li": {ID: "p2", Hash: hash}, "zhao": {ID: "p3", Active: true},
		},
		table: map[string]time.Time{}, data: map[string][]byte{}, clock: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	}
	h.Sessions = identity.New(h, h, func() time.Time { return h.clock })
	return h
}

var errNobody = document.Refuse(document.NotFound, "no-person", "没有这个人员。")

func (h *house) AccountByLogin(_ context.Context, login string) (identity.Account, error) {
	if a, ok := h.people[login]; ok {
		return a, nil
	}
	return identity.Account{}, errNobody
}

func (h *house) AccountByID(_ context.Context, id string) (identity.Account, error) {
	for _, a := range h.people {
		if a.ID == id {
			return a, nil
		}
	}
	return identity.Account{}, errNobody
}

func (h *house) UseLink(_ context.Context, token, hash string, now time.Time) error {
	if token != "link" {
		return errNobody
	}
	a := h.people["wang"]
	a.Hash, a.Since = hash, now
	h.people["wang"] = a
	return nil
}

func TestPasswordByLinkEndsSessions(t *testing.T) {
	h := open(t)
	token, err := h.SignIn(t.Context(), "wang", right)
	if err != nil {
		t.Fatal(err)
	}
	h.clock = h.clock.Add(time.Second)
	if err := h.SetPassword(t.Context(), "link", "短口令"); document.KindOf(err) != document.Invalid {
		t.Errorf("a short password: %v", err)
	}
	if err := h.SetPassword(t.Context(), "other", "a new password"); document.KindOf(err) != document.NotFound {
		t.Errorf("another link: %v", err)
	}
	if err := h.SetPassword(t.Context(), "link", "a new password"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Person(t.Context(), token); document.KindOf(err) != document.Unsigned {
		t.Errorf("the session goes on: %v", err)
	}
	if _, err := h.SignIn(t.Context(), "wang", right); document.KindOf(err) != document.Unsigned {
		t.Errorf("the old password: %v", err)
	}
	token, err = h.SignIn(t.Context(), "wang", "a new password")
	if err != nil {
		t.Fatal(err)
	}
	if id, err := h.Person(t.Context(), token); id != "p1" || err != nil {
		t.Errorf("the new session: %q %v", id, err)
	}
}

func (h *house) FindSession(_ context.Context, token string, now time.Time) ([]byte, bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	expiry, ok := h.table[token]
	return h.data[token], ok && now.Before(expiry), nil
}

func (h *house) PutSession(_ context.Context, token string, b []byte, expiry time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.table[token], h.data[token] = expiry, b
	return nil
}

func (h *house) ExtendSession(_ context.Context, token string, expiry time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.table[token]; ok {
		h.table[token] = expiry
	}
	return nil
}

func (h *house) DeleteSession(_ context.Context, token string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.table, token)
	return nil
}

func (h *house) SweepSessions(_ context.Context, now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	maps.DeleteFunc(h.table, func(_ string, expiry time.Time) bool { return !now.Before(expiry) })
	return nil
}

func code(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Code
	}
	return fmt.Sprint(err)
}

func (h *house) signIn(t *testing.T) string {
	t.Helper()
	token, err := h.SignIn(t.Context(), "wang", right)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func (h *house) expect(t *testing.T, token, want string) {
	t.Helper()
	id, err := h.Person(t.Context(), token)
	if (want == "" && code(err) != "signed-out") || (want != "" && err != nil) || id != want {
		t.Errorf("person %q, %v, want %q", id, err, want)
	}
}

func TestSignIn(t *testing.T) {
	h := open(t)
	a, b := h.signIn(t), h.signIn(t)
	h.expect(t, a, "p1")
	h.expect(t, b, "p1")
	if a == b || len(a) < 40 {
		t.Errorf("tokens %q %q", a, b)
	}
	for kept := range h.table {
		if strings.Contains(kept, a) || strings.Contains(string(h.data[kept]), a) {
			t.Error("the table holds a token")
		}
		h.expect(t, kept, "")
	}
	h.expect(t, "", "")
	h.expect(t, "made up", "")
	if err := h.SignOut(t.Context(), a); err != nil {
		t.Error(err)
	}
	h.expect(t, a, "")
	h.expect(t, b, "p1")
	if err := h.SignOut(t.Context(), "made up"); err != nil {
		t.Error(err)
	}
}

// Whoever goes home without a sign-out leaves a row; the next sign-in takes it away, and
// leaves those of the living.
func TestExpiredSessionsAreSwept(t *testing.T) {
	h := open(t)
	h.signIn(t)
	h.clock = h.clock.Add(23 * time.Hour)
	living := h.signIn(t)
	if len(h.table) != 1 {
		t.Errorf("%d sessions are kept, want the new one alone", len(h.table))
	}
	h.signIn(t)
	h.expect(t, living, "p1")
}

func TestWrongPairsLookTheSame(t *testing.T) {
	h := open(t)
	var first string
	for login, password := range map[string]string{
		"wang": "wrong", "nobody": right, "li": right, "zhao": "", "": "",
	} {
		_, err := h.SignIn(t.Context(), login, password)
		if first == "" {
			first = fmt.Sprint(err)
		}
		if code(err) != "bad-credentials" || document.KindOf(err) != document.Unsigned || fmt.Sprint(err) != first {
			t.Errorf("%q: %v", login, err)
		}
	}
	if len(h.table) != 0 {
		t.Error("a refused sign-in left a session")
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	h := open(t)
	for i := range 5 {
		if _, err := h.SignIn(t.Context(), "wang", "guess"); code(err) != "bad-credentials" {
			t.Fatalf("guess %d: %v", i, err)
		}
	}
	if _, err := h.SignIn(t.Context(), "wang", right); code(err) != "too-many-failures" || document.KindOf(err) != document.Forbidden {
		t.Errorf("at once: %v", err)
	}
	if _, err := h.SignIn(t.Context(), "nobody", right); code(err) != "bad-credentials" {
		t.Errorf("another login has to wait, too: %v", err)
	}
	h.clock = h.clock.Add(61 * time.Second)
	if _, err := h.SignIn(t.Context(), "wang", "guess"); code(err) != "bad-credentials" {
		t.Errorf("after a minute: %v", err)
	}
	h.clock = h.clock.Add(61 * time.Second)
	if _, err := h.SignIn(t.Context(), "wang", right); code(err) != "too-many-failures" {
		t.Errorf("the wait does not grow: %v", err)
	}
	h.clock = h.clock.Add(time.Minute)
	h.signIn(t)
	if _, err := h.SignIn(t.Context(), "wang", "guess"); code(err) != "bad-credentials" {
		t.Errorf("a success does not clear the failures: %v", err)
	}
}

func TestSessionsEnd(t *testing.T) {
	rows := []struct {
		name    string
		minutes []int // of the requests, since sign-in
		want    string
	}{
		{"used within the idle time", []int{60, 170, 280}, "p1"},
		{"left idle", []int{60, 180}, ""},
		{"never used", []int{120}, ""},
		{"used all day, just before its end", []int{110, 220, 330, 440, 550, 660, 719}, "p1"},
		{"used all day, at its end", []int{110, 220, 330, 440, 550, 660, 720}, ""},
	}
	for _, r := range rows {
		h := open(t)
		token, start := h.signIn(t), h.clock
		var last string
		for _, m := range r.minutes {
			h.clock = start.Add(time.Duration(m) * time.Minute)
			last, _ = h.Person(t.Context(), token)
		}
		if last != r.want {
			t.Errorf("%s: person %q, want %q", r.name, last, r.want)
		}
	}
}

// What an open page asks by itself is no use of the session.
func TestGlanceDoesNotExtend(t *testing.T) {
	h := open(t)
	token, start := h.signIn(t), h.clock
	for _, m := range []int{30, 60, 90, 119} {
		h.clock = start.Add(time.Duration(m) * time.Minute)
		if id, err := h.Glance(t.Context(), token); id != "p1" || err != nil {
			t.Fatalf("after %d minutes: %q, %v", m, id, err)
		}
	}
	h.clock = start.Add(120 * time.Minute)
	if _, err := h.Glance(t.Context(), token); code(err) != "signed-out" {
		t.Errorf("a session that only a page asked for lives on: %v", err)
	}
	h.expect(t, token, "")
}

func TestSuspendedPersonIsOut(t *testing.T) {
	h := open(t)
	token := h.signIn(t)
	a := h.people["wang"]
	a.Active = false
	h.people["wang"] = a
	h.expect(t, token, "")
	delete(h.people, "wang")
	h.expect(t, token, "")
}

func TestHash(t *testing.T) {
	a, err := identity.Hash(right)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := identity.Hash(right)
	if a == b || !strings.HasPrefix(a, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hashes %s %s", a, b)
	}
	if !identity.Verify(a, right) || identity.Verify(a, right+" ") || identity.Verify(a, "") {
		t.Error("verify")
	}
	for _, hash := range []string{
		"", right, "$argon2id$v=19$m=19456,t=2,p=1$$", "$argon2i$" + a[len("$argon2id$"):], strings.Replace(a, "m=19456", "m=4194304", 1),
		strings.Replace(a, "t=2", "t=0", 1), strings.Replace(a, "p=1", "p=0", 1), strings.Replace(a, "v=19", "v=16", 1), a[:len(a)-30],
	} {
		if identity.Verify(hash, right) {
			t.Errorf("%q verifies", hash)
		}
	}
	for _, p := range []string{"", strings.Repeat("a", identity.MaxPassword+1)} {
		if _, err := identity.Hash(p); document.KindOf(err) != document.Invalid {
			t.Errorf("hash of %d bytes: %v", len(p), err)
		}
	}
}
