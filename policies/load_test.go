package policies_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/policies"
)

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLoadOverridesByPath(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "checklist.yaml", "own")
	write(t, dir, "calendar/2027.json", "{}")
	write(t, dir, ".git/config", "hidden files are no policy")
	fsys, err := policies.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(fsys, "checklist.yaml"); err != nil || string(got) != "own" {
		t.Errorf("overridden file: %q, %v", got, err)
	}
	if got, err := fs.ReadFile(fsys, "permissions/model.conf"); err != nil || len(got) == 0 {
		t.Errorf("embedded file behind the overlay: %d bytes, %v", len(got), err)
	}
	got, err := fs.Glob(fsys, "calendar/*.json")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"calendar/2024.json", "calendar/2025.json", "calendar/2026.json", "calendar/2027.json"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, row := range []struct{ name, file string }{
		{"misspelt file name", "procedures/normativ.yaml"},
		{"file in the wrong folder", "policy.csv"},
		{"calendar that is no year", "calendar/2027-draft.json"},
	} {
		t.Run(row.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, row.file, "x")
			if _, err := policies.Load(dir); err == nil || !strings.Contains(err.Error(), "不覆盖任何内置的制度文件") {
				t.Errorf("Load: %v, want a refusal", err)
			}
		})
	}
	if _, err := policies.Load(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("a folder that does not exist must be an error")
	}
}
