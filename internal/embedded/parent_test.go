package embedded

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"testing"
)

// parentDir makes the test program play a parent: it starts a server in that
// folder and waits to be killed.
const parentDir = "MINGFA_TEST_PARENT_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(parentDir); dir != "" {
		os.Exit(playParent(dir))
	}
	os.Exit(m.Run())
}

func playParent(dir string) int {
	pg, err := StartPostgres(context.Background(), PostgresConfig{Dir: dir, FastUnsafe: true})
	if err != nil {
		_, _ = io.WriteString(os.Stdout, err.Error()+"\n")
		return 1
	}
	_, _ = io.WriteString(os.Stdout, "ready\n")
	if err := <-pg.Exited(); err != nil {
		return 1
	}
	return 0
}

func TestPostgresSurvivesKilledParent(t *testing.T) {
	dir := dataDir(t)
	first := startPostgres(t, dir)
	write(t, first)
	stopPostgres(t, first)

	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentDir+"="+dir)
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatalf("the parent said %q (%v)", line, err)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := parent.Wait(); err == nil {
		t.Error("the parent was not killed")
	}

	again := startPostgres(t, dir)
	if got := text(t, connect(t, again, "kept"), "SELECT body FROM note"); got != "通知" {
		t.Errorf("after a killed parent: %q", got)
	}
}
