package confine_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"mingfa/internal/confine"
)

// TestMain lets the test program be the one in between, too.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == confine.Word {
		fmt.Fprintln(os.Stderr, confine.Become(os.Args[2:]))
		os.Exit(3)
	}
	var err error
	if folder, err = os.MkdirTemp("", "mingfa-child-*"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// folder holds the program that misbehaves.
var folder string

// child builds the program that misbehaves.
var child = sync.OnceValues(func() (string, error) {
	path := filepath.Join(folder, "child")
	out, err := exec.Command("go", "build", "-o", path, "./testdata/child").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func limits(dir string) confine.Limits {
	return confine.Limits{
		Memory: 2 << 30, CPU: 5 * time.Second, Time: 20 * time.Second, FileSize: 2 << 20, Output: 1 << 20, OpenFiles: 64,
		Reads: confine.System(), Writes: []string{dir},
	}
}

func run(t *testing.T, l confine.Limits, args ...string) (string, error) {
	t.Helper()
	program, err := child()
	if err != nil {
		t.Fatal(err)
	}
	out, err := confine.Run(t.Context(), l, confine.Job{Program: program, Args: args, Dir: l.Writes[0]})
	return strings.TrimSpace(string(out)), err
}

func reason(err error) string {
	if f, ok := errors.AsType[*confine.Failure](err); ok {
		return f.Reason
	}
	return fmt.Sprint(err)
}

// However the program ends, the answer says so, and the next one runs.
func TestEnds(t *testing.T) {
	dir := t.TempDir()
	for _, row := range []struct {
		how, want string
		change    func(*confine.Limits)
	}{
		{"hang", "time", func(l *confine.Limits) { l.Time = time.Second }},
		{"spin", "killed", func(l *confine.Limits) { l.CPU = time.Second }},
		{"bomb", "exit", nil},
		{"killed", "killed", nil},
		{"flood", "output", nil},
	} {
		t.Run(row.how, func(t *testing.T) {
			l := limits(dir)
			if row.change != nil {
				row.change(&l)
			}
			if _, err := run(t, l, row.how); reason(err) != row.want {
				t.Errorf("got %v", err)
			}
			if out, err := run(t, limits(dir), "say", "又一个"); out != "又一个" || err != nil {
				t.Errorf("the next one: %q %v", out, err)
			}
		})
	}
}

// What it was not given it can't reach.
func TestRights(t *testing.T) {
	if runtime.GOOS != "linux" {
		return // nothing but Linux enforces these
	}
	listen, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listen.Close()
	other := t.TempDir()
	local, err := net.Listen("unix", filepath.Join(other, "s"))
	if err != nil {
		t.Fatal(err)
	}
	defer local.Close()
	secret := filepath.Join(other, "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, row := range []struct {
		name string
		args []string
		ok   bool
	}{
		{"its own folder", []string{"write", filepath.Join(dir, "own")}, true},
		{"another folder", []string{"write", filepath.Join(other, "x")}, false},
		{"a file of others", []string{"read", secret}, false},
		{"a system file", []string{"write", "/etc/mingfa-test"}, false},
		{"the network", []string{"dial", listen.Addr().String()}, false},
		{"a local service", []string{"local", filepath.Join(other, "s")}, false},
	} {
		if _, err := run(t, limits(dir), row.args...); (err == nil) != row.ok {
			t.Errorf("%s: %v", row.name, err)
		}
	}
	l := limits(dir)
	l.FileSize = 1000
	if _, err := run(t, l, "write", filepath.Join(dir, "large")); err == nil {
		t.Error("a file beyond the limit was written")
	}
}

// Secrets in the environment of the parent stay there.
func TestEnvironment(t *testing.T) {
	t.Setenv("MINGFA_SECRET_OF_TEST", "geheim")
	out, err := run(t, limits(t.TempDir()), "env")
	if err != nil || strings.Contains(out, "geheim") || !strings.Contains(out, "LANG=C.UTF-8") {
		t.Errorf("%q %v", out, err)
	}
}

// A request that ends takes its program with it.
func TestCancel(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	program, err := child()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	done := make(chan error, 1)
	go func() {
		_, err := confine.Run(ctx, limits(dir), confine.Job{Program: program, Args: []string{"hang"}, Dir: dir})
		done <- err
	}()
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
