//go:build unix

package embedded

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// ErrLocked says that another process works on the same folder.
var ErrLocked = errors.New("明发已在运行")

// LockDir makes dir when it is missing and claims it for this process until
// release is called or the process ends, however it ends. The error of a second
// claim wraps ErrLocked and names the process that holds the folder.
func LockDir(dir string) (release func() error, err error) {
	// 0711: the account that runs the database passes through, and cannot list.
	if err := os.MkdirAll(dir, 0o711); err != nil { //nolint:gosec // see above
		return nil, fmt.Errorf("不能建立数据目录 %s：%w", dir, err)
	}
	return lockFile(filepath.Join(dir, "mingfa.lock"))
}

func lockFile(path string) (release func() error, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("不能建立锁文件 %s：%w", path, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		err = refused(f, err)
		return nil, errors.Join(err, f.Close())
	}
	if err := writePID(f); err != nil {
		return nil, errors.Join(fmt.Errorf("不能写入锁文件 %s：%w", path, err), f.Close())
	}
	// Closing gives the lock back. The file stays: removing it would let two
	// processes hold locks on two files of the same name.
	return f.Close, nil
}

func refused(f *os.File, err error) error {
	if !errors.Is(err, syscall.EWOULDBLOCK) {
		return fmt.Errorf("不能锁定 %s：%w", f.Name(), err)
	}
	pid, _ := io.ReadAll(io.LimitReader(f, 20))
	return fmt.Errorf("%w（进程号 %s），数据目录 %s 正在使用；请先停止该进程，或另选数据目录",
		ErrLocked, strings.TrimSpace(string(pid)), filepath.Dir(f.Name()))
}

func writePID(f *os.File) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}
