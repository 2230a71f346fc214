package e2e

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"mingfa/internal/document"
)

// secretNowhere: words beside the mark of a state secret are refused at every door,
// page and API, and are nowhere afterwards: no row, no log, no history, no ledger
// (SR-09, DA-20, invariant 12).
func secretNowhere(t *testing.T, s *system) {
	word := "极为特别的字样" + uuid.NewString()
	text := "机密★20年\n" + word + "\n正文"
	secretAPI(t, s, text)
	secretPages(t, s, text)
	drafter, auditor := s.as(t, document.Drafter), s.as(t, document.Auditor)
	n := 0
	for _, from := range []string{"1", "201", "401"} {
		n += bytes.Count(auditor.send("GET", "/ledger?limit=200&from="+from, nil, nil).Body, []byte("secrecy-mark"))
	}
	if n < 7 {
		t.Errorf("%d refusals in the ledger, want one for each try to store something", n)
	}
	if r := drafter.send("GET", "/ledger", nil, nil); r.Status != http.StatusForbidden {
		t.Errorf("the ledger for a drafter: %d", r.Status)
	}
	if strings.Contains(s.out.String(), word) {
		t.Error("the log holds the refused text")
	}
	nowhere(t, s.dir, word)
}

// nowhere looks into every file of the house: the database with its write-ahead
// log, which holds the histories too, and the folder of files.
func nowhere(t *testing.T, dir, word string) {
	t.Helper()
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || info.Size() > 64<<20 {
			return nil //nolint:nilerr // files of the database come and go
		}
		if b, err := os.ReadFile(path); err == nil && bytes.Contains(b, []byte(word)) {
			t.Errorf("%s holds the refused text", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func secretAPI(t *testing.T, s *system, text string) {
	t.Helper()
	drafter, head := s.as(t, document.Drafter), s.as(t, document.UnitHead)
	v, _ := drafter.create(notice())
	secret := notice()
	secret.Text.Body = text
	closed := notice()
	closed.Interpretation.Outline = text
	_, created := drafter.create(secret)
	_, outlined := drafter.create(closed)
	replies := map[string]reply{
		"create":                created,
		"create, not published": outlined,
		"save":                  drafter.send("PUT", "/documents/"+v.ID+"/content", map[string]string{"If-Match": `"` + v.Digest + `"`}, map[string]any{"content": secret}),
		"import":                drafter.send("POST", "/imports?name=plan.txt", map[string]string{"Content-Type": "application/octet-stream"}, []byte(text)),
		"opinion":               drafter.act(v, document.Cancel, map[string]any{"opinion": text}),
		"answers":               head.act(v, document.Approve, map[string]any{"checklist": map[string]string{text: text}}),
		"reason":                head.send("POST", "/documents/"+v.ID+"/examinations", nil, map[string]any{"digest": v.Digest, "hits": []string{v.Digest}, "reason": text}),
	}
	for name, r := range replies {
		if r.Status != http.StatusUnprocessableEntity || r.Code != "secrecy-mark" || bytes.Contains(r.Body, []byte("★")) {
			t.Errorf("%s: %d %s", name, r.Status, r.Body)
		}
	}
}

func secretPages(t *testing.T, s *system, text string) {
	t.Helper()
	v, _ := s.as(t, document.Drafter).create(notice())
	p := newPaper(t, s.Running.Workbench)
	p.signIn("shenruoxi")
	edit := p.get("/documents/" + v.ID + "/edit").form("draft")
	if edit == nil {
		t.Fatal("no form to edit the draft")
	}
	edit.Set("body", text)
	path := "/documents/" + v.ID
	for name, to := range map[string]string{"new": "/documents", "save": path, "autosave": path + "/autosave", "preview": path + "/preview", "check": path + "/check"} {
		got := p.post(to, edit)
		if got.status >= 500 || strings.Contains(got.text, "★20年，") {
			t.Errorf("page %s: %d", name, got.status)
		}
	}
	got := p.post(path+"/acts", url.Values{"request_id": {uuid.NewString()}, "verb": {"cancel"}, "digest": {v.Digest}, "stage": {string(v.Stage)}, "opinion": {text}})
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("page act: %d", got.status)
	}
}
