package confine

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGKILL }

// restrict takes rights away from this thread, for good.
func restrict(l Limits, program string) error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no_new_privs: %w", err)
	}
	if err := hideFiles(l, program); err != nil {
		return fmt.Errorf("landlock: %w", err)
	}
	return filterCalls()
}

// Rights of Landlock. Those of later kernels are added where they are known.
const (
	readRights  = unix.LANDLOCK_ACCESS_FS_EXECUTE | unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_READ_DIR
	firstRights = unix.LANDLOCK_ACCESS_FS_MAKE_SYM<<1 - 1 // all of the first version
	fileRights  = unix.LANDLOCK_ACCESS_FS_EXECUTE | unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE | unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
)

// rightsOf returns the rights that a version of Landlock knows.
func rightsOf(version uintptr) uint64 {
	rights := uint64(firstRights)
	if version >= 2 {
		rights |= unix.LANDLOCK_ACCESS_FS_REFER
	}
	if version >= 3 {
		rights |= unix.LANDLOCK_ACCESS_FS_TRUNCATE
	}
	return rights
}

// hideFiles lets only the named files be seen. A kernel without Landlock does not
// hide them; the other restrictions hold all the same.
func hideFiles(l Limits, program string) error {
	version, _, no := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if no != 0 {
		return nil
	}
	all := rightsOf(version)
	attr := unix.LandlockRulesetAttr{Handled_access_fs: all}
	fd, _, no := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), unsafe.Sizeof(attr.Handled_access_fs), 0) //nolint:gosec // the call takes a pointer
	if no != 0 {
		return no
	}
	defer unix.Close(int(fd)) //nolint:errcheck // it is no file
	for _, x := range []struct {
		paths  []string
		rights uint64
	}{
		{append(l.Reads, program), readRights},
		{append(l.Writes, "/dev/null"), all},
		{l.Sockets, unix.LANDLOCK_ACCESS_FS_MAKE_SOCK | unix.LANDLOCK_ACCESS_FS_REMOVE_FILE},
	} {
		for _, path := range x.paths {
			if err := show(int(fd), path, x.rights); err != nil {
				return err
			}
		}
	}
	if _, _, no := unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, fd, 0, 0); no != 0 {
		return no
	}
	return nil
}

// show lets a file or folder be used; one that is not there needs no right.
func show(ruleset int, path string, rights uint64) error {
	fd, err := unix.Open(path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer unix.Close(fd) //nolint:errcheck // nothing was written
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return err
	}
	if stat.Mode&unix.S_IFMT != unix.S_IFDIR {
		rights &= fileRights
	}
	rule := unix.LandlockPathBeneathAttr{Allowed_access: rights, Parent_fd: int32(fd)}
	if _, _, no := unix.Syscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(ruleset), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)), 0, 0, 0); no != 0 { //nolint:gosec // the call takes a pointer
		return fmt.Errorf("%s: %w", path, no)
	}
	return nil
}

// machines are the architectures whose numbers of system calls are known here.
var machines = map[string]uint32{
	"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64, "loong64": unix.AUDIT_ARCH_LOONGARCH64, "riscv64": unix.AUDIT_ARCH_RISCV64,
}

// forbidden are system calls that nothing needs which reads a file.
var forbidden = []uint32{
	unix.SYS_CONNECT, unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV, unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT,
	unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_BPF, unix.SYS_KEYCTL, unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY, unix.SYS_PERF_EVENT_OPEN,
	unix.SYS_USERFAULTFD, unix.SYS_IO_URING_SETUP, unix.SYS_INIT_MODULE, unix.SYS_FINIT_MODULE, unix.SYS_KEXEC_LOAD,
}

// Places in the data that a filter sees (struct seccomp_data).
const (
	callNumber    = 0
	callMachine   = 4
	firstArgument = 16
	foreignCalls  = 0x40000000 // numbers of the x32 interface of amd64
	returnErrno   = 0x00050000
	returnAllow   = 0x7fff0000
	returnKill    = 0x80000000
)

// filter is the program that the kernel runs before every system call.
func filter(machine uint32) []unix.SockFilter {
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	jump := func(how uint16, k uint32, yes, no uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | how | unix.BPF_K, K: k, Jt: yes, Jf: no}
	}
	answer := func(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }
	p := []unix.SockFilter{
		load(callMachine), jump(unix.BPF_JEQ, machine, 1, 0), answer(returnKill),
		load(callNumber), jump(unix.BPF_JGE, foreignCalls, 0, 1), answer(returnKill),
		jump(unix.BPF_JEQ, unix.SYS_SOCKET, 0, 4), // only local sockets
		load(firstArgument), jump(unix.BPF_JEQ, unix.AF_UNIX, 0, 1), answer(returnAllow), answer(returnErrno | uint32(unix.EACCES)),
	}
	for _, call := range forbidden {
		p = append(p, jump(unix.BPF_JEQ, call, 0, 1), answer(returnErrno|uint32(unix.EPERM)))
	}
	return append(p, answer(returnAllow))
}

// filterCalls keeps the program from the network, from other processes and from
// what only an administrator needs.
func filterCalls() error {
	machine, ok := machines[runtime.GOARCH]
	if !ok {
		return fmt.Errorf("no filter of system calls for %s", runtime.GOARCH)
	}
	p := filter(machine)
	program := unix.SockFprog{Len: uint16(len(p)), Filter: &p[0]}
	if err := unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&program)), 0, 0); err != nil { //nolint:gosec // the call takes a pointer
		return fmt.Errorf("seccomp: %w", err)
	}
	return nil
}
