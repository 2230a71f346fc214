//go:build unix && !linux

package embedded

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// signalOnDeath does nothing: only Linux offers it. A server that outlives a
// killed parent is found and stopped at the next start.
func signalOnDeath(*syscall.SysProcAttr, syscall.Signal) {}

// processesIn knows only the process that postmaster.pid names.
func processesIn(dir string) []int {
	text, err := os.ReadFile(filepath.Join(dir, "postmaster.pid"))
	if err != nil {
		return nil
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil || syscall.Kill(pid, 0) != nil {
		return nil
	}
	return []int{pid}
}
