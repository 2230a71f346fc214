package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestOwnPolicies(t *testing.T) {
	data := t.TempDir()
	if got := ownPolicies("", data); got != "" {
		t.Errorf("no folder: %q", got)
	}
	own := filepath.Join(data, "policies")
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := ownPolicies("", data); got != own {
		t.Errorf("the folder in the data folder: %q", got)
	}
	if got := ownPolicies("/etc/mingfa", data); got != "/etc/mingfa" {
		t.Errorf("a named folder comes first: %q", got)
	}
}
