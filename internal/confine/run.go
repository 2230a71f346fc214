package confine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Job is a program to run.
type Job struct {
	Program string
	Args    []string
	Dir     string    // where it works; "" = the folder for temporary files
	Input   io.Reader // its standard input; nil = none
	Env     []string  // all of its environment beside PATH, LANG and HOME, which is Dir
}

// Failure is how a confined program ended when it did not end well.
type Failure struct {
	// Reason is "time", "killed", "output" or "exit".
	Reason string
	Said   string // the end of what it wrote to its standard error, for the log
	err    error
}

// Error returns the reason and what the program said.
func (f *Failure) Error() string {
	return fmt.Sprintf("confined program failed (%s): %v: %s", f.Reason, f.err, f.Said)
}

// Unwrap returns what the system said of the end.
func (f *Failure) Unwrap() error { return f.err }

// maxSaid is how much of the standard error is kept.
const maxSaid = 2 << 10

// Run runs a program within limits and returns what it wrote to its standard
// output. Errors: *Failure when the program did not end well; the context's error
// when that ended first; anything else means that it could not be started.
func Run(ctx context.Context, l Limits, j Job) ([]byte, error) {
	l = l.whole()
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args, err := l.arguments(j.Program, j.Args)
	if err != nil {
		return nil, err
	}
	limited, stop := context.WithTimeout(ctx, l.Time)
	defer stop()
	cmd := exec.CommandContext(limited, self, args...) //nolint:gosec // this very program
	cmd.Dir, cmd.Stdin = j.Dir, j.Input
	if cmd.Dir == "" {
		cmd.Dir = os.TempDir()
	}
	cmd.Env = append([]string{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + cmd.Dir, "TMPDIR=" + cmd.Dir}, j.Env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
	// The whole group goes: an office program is more than one process.
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 2 * time.Second
	out := &capped{limit: l.Output, over: stop}
	said := &tail{limit: maxSaid}
	cmd.Stdout, cmd.Stderr = out, said
	err = start(cmd)
	return out.kept.Bytes(), ended(ctx, limited, err, out, said)
}

// start runs the command on a thread of its own: the signal that a child gets when
// its parent dies is tied to the thread that made it.
func start(cmd *exec.Cmd) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := cmd.Run()
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // what it left behind; mostly nothing
	}
	return err
}

func ended(ctx, limited context.Context, err error, out *capped, said *tail) error {
	f := &Failure{Said: said.String(), err: err}
	var exit *exec.ExitError
	switch {
	case err == nil && !out.full:
		return nil
	case out.full:
		f.Reason = "output"
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		f.Reason = "time"
	case errors.As(err, &exit) && exit.ExitCode() < 0:
		f.Reason = "killed"
	case errors.As(err, &exit):
		f.Reason = "exit"
	default:
		return fmt.Errorf("start a confined program: %w", err)
	}
	return f
}

// capped keeps output up to a limit, and ends the program beyond it. The buffer is
// not embedded: its ReadFrom would pass by the limit.
type capped struct {
	kept  bytes.Buffer
	limit int
	full  bool
	over  func()
}

// Write refuses what is beyond the limit.
func (c *capped) Write(b []byte) (int, error) {
	if c.kept.Len()+len(b) > c.limit {
		c.full = true
		c.over()
		return 0, io.ErrShortWrite
	}
	return c.kept.Write(b)
}

// tail keeps the end of what is written.
type tail struct {
	kept  bytes.Buffer
	limit int
}

// Write forgets the beginning.
func (t *tail) Write(b []byte) (int, error) {
	n := len(b)
	t.kept.Write(b[max(0, len(b)-t.limit):])
	if over := t.kept.Len() - t.limit; over > 0 {
		t.kept.Next(over)
	}
	return n, nil
}

// String returns what is kept, in one line.
func (t *tail) String() string { return strings.Join(strings.Fields(t.kept.String()), " ") }
