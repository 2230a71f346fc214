package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestEveryProcessSetsTheSame: whatever zone, language and folder a process runs in, and
// however its maps are ordered, equal sheets give equal bytes.
func TestEveryProcessSetsTheSame(t *testing.T) {
	forms := []Sheet{normative(), jointly(3), levels(), tabled(7, 9), order(), minutes(), letter()}
	if path := os.Getenv("MINGFA_TEST_SET"); path != "" { // the other process
		var all []byte
		for _, s := range forms {
			all = append(all, typeset(t, s).PDF...)
		}
		if err := os.WriteFile(path, all, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	var first []byte
	for _, row := range [][]string{
		{"TZ=Asia/Shanghai", "LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8", "GOMAXPROCS=2"},
		{"TZ=America/Los_Angeles", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=1"},
	} {
		path := filepath.Join(t.TempDir(), "set")
		c := exec.Command(os.Args[0], "-test.run=^TestEveryProcessSetsTheSame$")
		c.Env = append(append(os.Environ(), "MINGFA_TEST_SET="+path), row...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v %s", row, err, out)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if len(got) == 0 || !bytes.Equal(got, first) {
			t.Errorf("%v: %d bytes that differ from %d", row, len(got), len(first))
		}
	}
}
