package embedded

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAccountSaysWhichFolderIsClosed(t *testing.T) {
	closed := filepath.Join(t.TempDir(), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	// An account that owns nothing here and is in no group of ours.
	stranger := account{name: "postgres", uid: 1 << 30, gid: 1 << 30, lent: true}
	err := stranger.canReach(filepath.Join(closed, "postgres"))
	if err == nil || !strings.Contains(err.Error(), closed) {
		t.Errorf("error %v, want it to name %s", err, closed)
	}
	own := account{name: "postgres", uid: os.Geteuid(), gid: os.Getegid()}
	if err := own.canReach(closed); err != nil {
		t.Errorf("our own account: %v", err)
	}
}
