//go:build unix && !linux

package confine

import "syscall"

// dieWithParent does nothing: only Linux offers it. The limits of time hold.
func dieWithParent(*syscall.SysProcAttr) {}

// restrict does nothing: what it uses is Linux's. Resource limits hold everywhere.
func restrict(Limits, string) error { return nil }
