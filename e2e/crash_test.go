package e2e

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// Invariant 9: no step is lost or done twice. The process is killed without any
// warning after each act of the demonstration in turn, and started again; the
// demonstration goes on as if nothing had happened.
func TestKilledBetweenSteps(t *testing.T) {
	s := newSystem(t)
	s.start()
	n := 0
	screen, err := play(t, s, "testdata/work-plan.md", t.TempDir(), func(string) error {
		// Every seventh act, so that over the three documents each kind of act is
		// met and the test stays short.
		if n++; n%7 == 0 {
			s.kill()
			s.start()
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, screen, s.out)
	}
	if n < 25 {
		t.Errorf("only %d acts were taken", n)
	}
	if text, code := s.tool("audit", "verify"); code != 0 {
		t.Errorf("ledger after the crashes: exit %d: %s", code, text)
	}
}

// PostgreSQL is killed under the running system, which comes back by itself.
func TestPostgresGoesAway(t *testing.T) {
	s := newSystem(t)
	s.start()
	if err := syscall.Kill(s.postgresPID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(startLimit); ; {
		if strings.Contains(s.out.String(), "正在重新启动") && s.answers() {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the system did not come back:\n%s", s.out)
		}
		time.Sleep(200 * time.Millisecond)
	}
	if screen, err := play(t, s, "", "", nil); err != nil {
		t.Fatalf("%v\n%s", err, screen)
	}
}
