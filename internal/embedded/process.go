//go:build unix

package embedded

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// killDelay is how long a child that ignored a polite request is given for the
// firm one.
const killDelay = 6 * time.Second

// process is one supervised child.
type process struct {
	cmd    *exec.Cmd
	done   chan struct{} // closed when the child is gone
	err    error         // valid after done
	exited chan error    // for the caller: see watch

	mu      sync.Mutex
	stopped bool // stop was asked for
}

// startProcess starts cmd in a process group of its own (a Ctrl-C in the
// terminal reaches only the parent, which then stops its children in order).
// When onDeath is not 0 the kernel sends it to the child when we die.
func startProcess(cmd *exec.Cmd, cred *syscall.Credential, onDeath syscall.Signal) (*process, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: cred}
	signalOnDeath(cmd.SysProcAttr, onDeath)
	p := &process{cmd: cmd, done: make(chan struct{}), exited: make(chan error, 1)}
	started := make(chan error)
	go p.watch(started)
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// watch starts the child and waits for it on one locked thread: the kernel's
// death signal is bound to the thread that started the child, not to the
// process.
func (p *process) watch(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	p.err = p.cmd.Wait()
	close(p.done)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.stopped {
		p.exited <- p.reason()
	}
	close(p.exited)
}

func (p *process) reason() error {
	if p.err != nil {
		return p.err
	}
	return errors.New("进程自行退出")
}

// stop sends the polite signal, waits until the child is gone or ctx ends, then
// sends the firm one and at last SIGKILL.
func (p *process) stop(ctx context.Context, polite, firm syscall.Signal) error {
	p.mu.Lock()
	p.stopped = true
	p.mu.Unlock()
	if p.signalAndWait(ctx, polite) {
		return nil
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), killDelay)
	defer cancel()
	if !p.signalAndWait(late, firm) {
		_ = p.cmd.Process.Kill()
		<-p.done
	}
	return ctx.Err()
}

func (p *process) signalAndWait(ctx context.Context, sig syscall.Signal) bool {
	if err := p.cmd.Process.Signal(sig); errors.Is(err, os.ErrProcessDone) {
		<-p.done
		return true
	}
	select {
	case <-p.done:
		return true
	case <-ctx.Done():
		return false
	}
}

// cleanEnv is the child's whole environment. In particular no PG… variable of
// the caller may redirect it.
func cleanEnv() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent"}
}
