package confine

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// Become limits this process and makes it the program that the arguments name. The
// arguments are those behind Word. It returns only when that can't be done.
func Become(args []string) error {
	if len(args) < 2 {
		return errors.New("confine: limits and a program are needed")
	}
	var l Limits
	if err := json.Unmarshal([]byte(args[0]), &l); err != nil {
		return fmt.Errorf("confine: limits: %w", err)
	}
	program, err := exec.LookPath(args[1])
	if err != nil {
		return fmt.Errorf("confine: %w", err)
	}
	runtime.LockOSThread() // what is limited is a thread; it is the one that goes on
	if err := restrict(l, program); err != nil {
		return fmt.Errorf("confine: %w", err)
	}
	if err := limit(l); err != nil {
		return fmt.Errorf("confine: %w", err)
	}
	return syscall.Exec(program, args[1:], os.Environ()) //nolint:gosec // the parent process names it
}

// limit sets the resource limits. That of memory comes last: it holds at once.
func limit(l Limits) error {
	seconds := uint64((l.CPU + time.Second - 1) / time.Second)
	for _, x := range []struct {
		resource int
		value    uint64
	}{
		{syscall.RLIMIT_CORE, 0},
		{syscall.RLIMIT_CPU, seconds},
		{syscall.RLIMIT_FSIZE, l.FileSize},
		{syscall.RLIMIT_NOFILE, l.OpenFiles},
		{syscall.RLIMIT_AS, l.Memory},
	} {
		if err := syscall.Setrlimit(x.resource, &syscall.Rlimit{Cur: x.value, Max: x.value}); err != nil {
			return fmt.Errorf("resource %d: %w", x.resource, err)
		}
	}
	return nil
}
