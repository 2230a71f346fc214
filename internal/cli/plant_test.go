package cli

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

func running0(t *testing.T, folder string) *plant {
	t.Helper()
	laws, digest, err := loadPolicies(folder, "national")
	if err != nil {
		t.Fatal(err)
	}
	p := &plant{folder: folder, region: "national", inForce: verdict.NewInForce(laws)}
	p.build = func(verdict.Laws) http.Handler { return http.NotFoundHandler() }
	p.enforce(laws, digest)
	return p
}

// Policies are exchanged as a whole or not at all, and who is wrong is named.
func TestPoliciesAreReread(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "procedures"), 0o750); err != nil {
		t.Fatal(err)
	}
	p := running0(t, folder)
	before := p.Policies()
	file := filepath.Join(folder, "procedures", "general.yaml")
	good, err := os.ReadFile("../../policies/procedures/general.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("id: general\nclass: general\nlabel: 一般公文\nstages: []\n")
	_, _, err = p.Reread(context.Background())
	e := policiesRefused(err)
	if document.KindOf(err) != document.Unfit || !strings.Contains(e.Findings[0].Message, "procedures/general.yaml") || e.Findings[0].Remedy == "" {
		t.Errorf("a procedure without stages: %v", err)
	}
	if p.Policies() != before {
		t.Error("a refused set of policies is in force")
	}
	write(strings.Replace(string(good), "label: ", "label: 新的", 1))
	digest, enforce, err := p.Reread(context.Background())
	if err != nil || digest == before {
		t.Fatalf("a good set: %v", err)
	}
	if label := p.inForce.Laws().Book[document.General].Label; strings.HasPrefix(label, "新的") {
		t.Error("in force before it is recorded")
	}
	enforce()
	if label := p.inForce.Laws().Book[document.General].Label; !strings.HasPrefix(label, "新的") || p.Policies() != digest {
		t.Errorf("not in force: %q", label)
	}
}
