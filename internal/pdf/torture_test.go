package pdf

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var keepTortured = flag.String("keep", "", "folder to write the files of TestTortured to, for mingfa pdf torture")

// TestTortured: whatever a file is, each operation does it or refuses with a sentence for
// people; what was sound before it was marked is sound afterwards.
func TestTortured(t *testing.T) {
	all := tortured(t)
	if len(all) < 100 {
		t.Errorf("only %d files", len(all))
	}
	for name, file := range all {
		t.Run(name, func(t *testing.T) {
			keep(t, name, file.pdf)
			for op, err := range map[string]error{"verify": verifyOnly(file.pdf), "text": textOnly(file.pdf), "seal": sealOnly(t, file.pdf), "examine": examineOnly(file.pdf)} {
				if code := codeOf(t, err); code == "" {
					t.Errorf("%s: an error without a code: %v", op, err)
				}
			}
			out, err := Mark(file.pdf, fonts(t), identity(t, ecdsaIdentity), repealed())
			if code := codeOf(t, err); code != file.want {
				t.Fatalf("mark: %s, want %s: %v", code, file.want, errors.Unwrap(err))
			}
			if rehearsed := codeOf(t, Rehearse(file.pdf)); rehearsed != file.want {
				t.Errorf("the rehearsal says %s", rehearsed)
			}
			if err == nil && sound(t, file.pdf) && !sound(t, out) {
				t.Error("qpdf calls the result damaged, and the file was not")
			}
		})
	}
}

func verifyOnly(pdf []byte) error  { _, err := Verify(pdf, Trust{}); return err }
func textOnly(pdf []byte) error    { _, err := Text(pdf); return err }
func examineOnly(pdf []byte) error { _, err := Examine(pdf); return err }

func sealOnly(t *testing.T, pdf []byte) error {
	_, err := Seal(pdf, fonts(t), identity(t, ecdsaIdentity), SealRequest{Time: day(2026, 11, 21), At: Place{X: 100, Y: 100, W: 119, H: 119}, Organ: "明州市人民政府"})
	return err
}

// codeOf is "ok", the code of a refusal, or "" for an error that has none.
func codeOf(t *testing.T, err error) string {
	t.Helper()
	var refusal *Error
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &refusal):
		return refusal.Code
	}
	return ""
}

func sound(t *testing.T, pdf []byte) bool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("qpdf", "--check", path).CombinedOutput()
	return err == nil && !bytes.Contains(out, []byte("WARNING"))
}

func keep(t *testing.T, name string, pdf []byte) {
	t.Helper()
	if *keepTortured == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*keepTortured, name+".pdf"), pdf, 0o600); err != nil {
		t.Fatal(err)
	}
}
