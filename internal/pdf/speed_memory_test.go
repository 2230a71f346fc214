//go:build speed

package pdf

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPeakSpeed prints how much memory marking and verifying take at most, each in a
// process of its own. A process counts what its parent had when it was started, so the
// files are made by another process, and this test must not be run with others.
func TestPeakSpeed(t *testing.T) {
	if path := os.Getenv("BENCH_MAKE"); path != "" {
		write(t, path, scanFile(1000))
		return
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "scan-1000.pdf")
	maker := exec.Command(os.Args[0], "-test.run", "TestPeakSpeed$")
	maker.Env = append(os.Environ(), "BENCH_MAKE="+in)
	if out, err := maker.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	fmt.Printf("\npeak memory on 160 MB of scans; this process had %d MiB\n", ownPeak())
	path := filepath.Join("..", "..", "bin", "mingfa")
	args := commandLines(t, dir, identity(t, systemIdentity))
	marked := in + ".marked"
	fmt.Printf("  mingfa mark    %4d MiB\n", peak(t, path, args.mark(in, marked)...))
	fmt.Printf("  mingfa verify  %4d MiB\n", peak(t, path, args.verify(marked)...))
	fmt.Printf("  qpdf --check   %4d MiB\n", peak(t, "qpdf", "--check", marked))
}

func ownPeak() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Maxrss >> 10
}

// peak runs a program and returns the most memory that it had, in MiB.
func peak(t *testing.T, path string, args ...string) int64 {
	t.Helper()
	c := exec.Command(path, args...)
	if out, err := c.CombinedOutput(); err != nil && !answered(out) {
		t.Fatalf("%s: %v: %s", path, err, out)
	}
	usage, _ := c.ProcessState.SysUsage().(*syscall.Rusage)
	return usage.Maxrss >> 10
}
