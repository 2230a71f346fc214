package e2e

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// play runs the demonstration against a system, with a step function in between.
func play(t *testing.T, s *system, file, out string, pause func(step string) error) (string, error) {
	t.Helper()
	chain, err := os.ReadFile(filepath.Join(s.dir, "seal", "chain.pem"))
	if err != nil {
		t.Fatal(err)
	}
	trust, err := pdf.NewTrust(chain)
	if err != nil {
		t.Fatal(err)
	}
	var screen bytes.Buffer
	err = demo.Run(t.Context(), demo.Options{
		Workbench: s.Running.Workbench, Portal: s.Running.Portal, Path: file, Out: out,
		Today: document.DateOf(time.Now()).Midnight(), Screen: &screen, Pause: pause,
		Verify: func(b []byte) (demo.Opened, error) {
			r, err := pdf.Verify(b, trust)
			o := demo.Opened{Intact: r.Verdict == pdf.Intact, SealedDigest: r.SealedDigest, Pages: r.Pages}
			for _, m := range r.Marks {
				o.Mark, o.MarkedPages = m.Status, m.Pages
			}
			return o, err
		},
	})
	return screen.String(), err
}

// The whole way, with a website that refuses twice, and what other programs say
// of the PDFs that come out of it.
func TestDemo(t *testing.T) {
	site, url := website(t)
	s := newSystem(t, "MINGFA_WEBHOOK_URL="+url, "MINGFA_WEBHOOK_SECRET="+secret)
	s.start()
	site.RefuseNext(2)
	out := t.TempDir()
	screen, err := play(t, s, "", out, nil)
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, screen, s.out)
	}
	t.Run("pdfsig", func(t *testing.T) { pdfsig(t, out) })
	t.Run("verify", func(t *testing.T) { verify(t, s, out) })
	t.Run("invariant-8 audit", func(t *testing.T) { auditVerify(t, s) })
	t.Run("webhook", func(t *testing.T) { hooked(t, site) })
	t.Run("second start", func(t *testing.T) {
		text, code := s.tool("dev")
		if code == 0 || !strings.Contains(text, "已在运行") {
			t.Errorf("exit %d: %s", code, text)
		}
	})
	t.Run("sweep", func(t *testing.T) {
		if text, code := s.tool("sweep"); code != 0 {
			t.Errorf("exit %d: %s", code, text)
		}
		attested(t, s)
	})
	t.Run("restart keeps the data", func(t *testing.T) {
		s.stop()
		s.start()
		if text, code := s.tool("audit", "verify"); code != 0 {
			t.Errorf("exit %d: %s", code, text)
		}
	})
}

// pdfsig is poppler's verdict, independent of our own.
func pdfsig(t *testing.T, dir string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) != 2 {
		t.Fatalf("files: %v %v", files, err)
	}
	for _, f := range files {
		text, err := exec.CommandContext(t.Context(), "pdfsig", "-nocert", f).CombinedOutput()
		if err != nil && len(text) == 0 {
			t.Fatal(err)
		}
		if !bytes.Contains(text, []byte("Signature is Valid")) || bytes.Contains(text, []byte("Digest Mismatch")) {
			t.Errorf("%s:\n%s", filepath.Base(f), text)
		}
	}
}

func verify(t *testing.T, s *system, dir string) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.pdf"))
	for _, f := range files {
		text, code := s.tool("verify", f)
		if code != 3 || !strings.Contains(text, "结论：签章有效，但登记簿今日登记的效力是“废止”") || !strings.Contains(text, "今日效力：废止") {
			t.Errorf("%s: exit %d\n%s", filepath.Base(f), code, text)
		}
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(b, []byte("stream\n")) + 40
	b[at] ^= 1
	broken := filepath.Join(t.TempDir(), "broken.pdf")
	if err := os.WriteFile(broken, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if text, code := s.tool("verify", broken); code != 1 {
		t.Errorf("a changed byte was not noticed:\n%s", text)
	}
	for name, junk := range map[string]string{"empty.pdf": "", "no.pdf": "no pdf at all", "cut.pdf": string(b[:len(b)/3])} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(junk), 0o600); err != nil {
			t.Fatal(err)
		}
		text, code := s.tool("verify", path)
		if code == 0 || strings.Contains(text, "panic") || strings.Contains(text, "goroutine") || !utf8.ValidString(text) {
			t.Errorf("%s: exit %d\n%s", name, code, text)
		}
	}
}

func auditVerify(t *testing.T, s *system) {
	text, code := s.tool("audit", "verify")
	if code != 0 || !strings.Contains(text, "台账完整") {
		t.Errorf("exit %d: %s", code, text)
	}
}

// attested checks that the sweep had the ledger signed, that the public can fetch
// what was signed, and that the copy serves as a proof.
func attested(t *testing.T, s *system) {
	t.Helper()
	res, err := http.Get(s.Running.Portal + "/checkpoint.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("checkpoint: %s %v", res.Status, err)
	}
	path := filepath.Join(t.TempDir(), "checkpoint.txt")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if text, code := s.tool("audit", "verify", "--against", path); code != 0 || !strings.Contains(text, "与2个签名存证点相符") {
		t.Errorf("exit %d: %s", code, text)
	}
	if err := os.WriteFile(path, bytes.Replace(b, []byte("\n"), []byte("\n1"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, code := s.tool("audit", "verify", "--against", path); code == 0 {
		t.Errorf("a changed checkpoint was taken: %s", text)
	}
}

// hooked checks that the website learned of both released documents, that a
// message that was refused came again, and that the repeal arrived.
func hooked(t *testing.T, site *Receiver) {
	deadline := time.Now().Add(time.Minute)
	for {
		repealed := 0
		site.mu.Lock()
		documents := len(site.latest)
		for _, n := range site.latest {
			if n.Validity == string(document.Repealed) {
				repealed++
			}
		}
		again := false
		for _, times := range site.seen {
			again = again || times > 1
		}
		site.mu.Unlock()
		if documents == 2 && repealed == 1 && again {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("documents %d, repealed %d, repeated %v", documents, repealed, again)
		}
		time.Sleep(200 * time.Millisecond)
	}
}
