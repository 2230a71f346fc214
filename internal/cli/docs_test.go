package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/verdict"
	"mingfa/policies"
)

// The generated documents say what the code does; `make generate` rewrites them.
func TestGeneratedDocuments(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	laws, err := verdict.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"states.md": states(laws), "permissions.md": laws.Authority.Matrix(), "procedures.md": procedures(laws)} {
		got, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("docs/%s (-code +file); run make generate:\n%s", name, diff)
		}
	}
}
