package pdf

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestMarkFile(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	const page = 4096 // of memory: the room begins where the file ends, within one
	for _, over := range []int{0, 1, 2000, page - 1} {
		pdf := foreign()
		pdf = append(pdf, bytes.Repeat([]byte("\n"), page-len(pdf)%page+over)...)
		if err := os.WriteFile(from, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := MarkFile(from, to, fonts(t), identity(t, systemIdentity), repealed()); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		if r := verified(t, got); r.Verdict != Unsealed || len(r.Marks) != 1 || !bytes.HasPrefix(got, pdf) {
			t.Errorf("over %d: %+v", over, r)
		}
		whole, err := Verify(got, everyone(t))
		if r, failed := VerifyFile(to, everyone(t)); failed != nil || err != nil || !cmp.Equal(whole, r, cmpopts.IgnoreUnexported(Signature{})) {
			t.Errorf("over %d: from the file %+v, %v; from memory %+v, %v", over, r, failed, whole, err)
		}
		if kept, err := os.ReadFile(from); err != nil || !bytes.Equal(kept, pdf) {
			t.Errorf("over %d: the original was written to: %v", over, err)
		}
	}
}

func TestMarkFileRefusesAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data string
		want error
	}{"empty": {"", ErrEmpty}, "text": {"公文", ErrNotPDF}} {
		from := filepath.Join(dir, name)
		if err := os.WriteFile(from, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := MarkFile(from, filepath.Join(dir, "out.pdf"), fonts(t), identity(t, systemIdentity), repealed()); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if err := MarkFile(filepath.Join(dir, "none"), filepath.Join(dir, "out.pdf"), fonts(t), identity(t, systemIdentity), repealed()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
