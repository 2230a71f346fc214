package authz_test

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/permissions.md anew")

func TestMatrixIsDocumented(t *testing.T) {
	const page = "../../docs/permissions.md"
	got := authority(t).Matrix()
	if *update {
		if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("docs/permissions.md is not what the policy says; run go test ./internal/authz -update\n%s", diff)
	}
}
