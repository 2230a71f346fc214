package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	// What the tests run is built apart; naming it here lets Go see that a result
	// from before a change can't be used again.
	_ "mingfa/internal/cli"
)

// secret is what the receiver of these tests shares with the sender.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="

// startLimit is how long the system may take to answer on a busy machine.
const startLimit = 3 * time.Minute

// system is the real binary, run as an operator runs it.
type system struct {
	t       *testing.T
	dir     string
	env     []string
	args    []string
	cmd     *exec.Cmd
	out     *lockedBuffer
	done    chan struct{} // closed when cmd has ended
	Running running
}

// running is what the system writes down about itself.
type running struct {
	PID       int    `json:"pid"`
	Workbench string `json:"workbench"`
	Portal    string `json:"portal"`
	Database  string `json:"database"`
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// binary builds the product once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "mingfa-e2e-bin")
	if err != nil {
		return "", err
	}
	bin := filepath.Join(dir, "mingfa")
	out, err := exec.Command("go", "build", "-race", "-o", bin, "mingfa/cmd/mingfa").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return bin, nil
})

// devserver is the Temporal server that make builds before the tests.
func devserver(t *testing.T) string {
	t.Helper()
	path := os.Getenv("MINGFA_DEVSERVER")
	if path == "" {
		path = "../bin/mingfa-devserver"
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(abs); err != nil {
		t.Fatalf("%v: run the tests by `make test`, which builds the Temporal server first", err)
	}
	return abs
}

// newSystem prepares a system on free ports and a fresh data folder that the
// account of PostgreSQL can reach.
func newSystem(t *testing.T, env ...string) *system {
	t.Helper()
	dir, err := os.MkdirTemp("", "mingfa-e2e") //nolint:usetesting // PostgreSQL has an account of its own, which can't enter the folder of t.TempDir
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &system{t: t, dir: filepath.Join(dir, "data"), env: env, out: &lockedBuffer{}}
	s.args = []string{"dev", "--data", s.dir, "--listen", freeAddr(t), "--portal-listen", freeAddr(t), "--devserver", devserver(t)}
	t.Cleanup(s.stop)
	return s
}

// freeAddr finds a port below those that the kernel hands out by itself, so that
// it is still free when a killed system comes back.
func freeAddr(t *testing.T) string {
	t.Helper()
	for range 100 {
		addr := fmt.Sprintf("127.0.0.1:%d", 15000+rand.IntN(15000))
		if l, err := net.Listen("tcp", addr); err == nil {
			_ = l.Close()
			return addr
		}
	}
	t.Fatal("no free port")
	return ""
}

// start runs the binary and waits until it answers.
func (s *system) start() {
	s.t.Helper()
	bin, err := binary()
	if err != nil {
		s.t.Fatal(err)
	}
	_ = os.Remove(filepath.Join(s.dir, "running.json"))
	s.cmd = exec.Command(bin, s.args...)
	s.cmd.Env = append(os.Environ(), s.env...)
	s.cmd.Stdout, s.cmd.Stderr = s.out, s.out
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.done = make(chan struct{})
	go func(cmd *exec.Cmd, done chan struct{}) { _ = cmd.Wait(); close(done) }(s.cmd, s.done)
	for deadline := time.Now().Add(startLimit); ; {
		if s.answers() {
			return
		}
		select {
		case <-s.done:
			s.t.Fatalf("the system ended:\n%s", s.out)
		case <-time.After(200 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("the system does not answer:\n%s", s.out)
		}
	}
}

func (s *system) answers() bool {
	b, err := os.ReadFile(filepath.Join(s.dir, "running.json"))
	if err != nil || json.Unmarshal(b, &s.Running) != nil || s.Running.PID != s.cmd.Process.Pid {
		return false
	}
	res, err := http.Get(s.Running.Workbench + "/healthz")
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// stop asks the system to end, as Ctrl-C does.
func (s *system) stop() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(os.Interrupt)
	select {
	case <-s.done:
	case <-time.After(time.Minute):
		_ = s.cmd.Process.Kill()
		<-s.done
	}
	s.cmd = nil
}

// kill ends the process at once, without any chance to tidy up.
func (s *system) kill() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		s.t.Fatal(err)
	}
	<-s.done
	s.cmd = nil
}

// tool runs another command of the binary on the same data folder.
func (s *system) tool(args ...string) (out string, code int) {
	s.t.Helper()
	bin, err := binary()
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.Command(bin, append(args, "--data", s.dir)...)
	cmd.Env = append(os.Environ(), s.env...)
	b, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		s.t.Fatal(err)
	}
	return string(b), cmd.ProcessState.ExitCode()
}

// postgresPID finds the private PostgreSQL of this system.
func (s *system) postgresPID() int {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, "postgres", "*", "postmaster.pid"))
	if err != nil || len(files) != 1 {
		s.t.Fatalf("postmaster.pid: %v %v", files, err)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		s.t.Fatal(err)
	}
	first, _, _ := bytes.Cut(b, []byte("\n"))
	pid, err := strconv.Atoi(string(first))
	if err != nil {
		s.t.Fatal(err)
	}
	return pid
}

// website runs a receiver for the time of the test.
func website(t *testing.T) (*Receiver, string) {
	t.Helper()
	r, err := NewReceiver(secret)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(r)
	t.Cleanup(s.Close)
	return r, s.URL + "/hooks/mingfa"
}
