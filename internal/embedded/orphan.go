//go:build unix

package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clearOrphans waits until no process of an earlier server works on the data. A
// server whose parent was killed is usually shutting down already; one that is
// not is asked to. The caller holds the lock on the folder, so such a server
// belongs to nobody.
func (c cluster) clearOrphans(ctx context.Context, say func(string)) error {
	told := false
	for {
		pids := processesIn(c.data())
		if len(pids) == 0 {
			return c.dropStalePID()
		}
		if !told {
			told = true
			say("上一次的数据库进程尚未退出，正在等待")
			if pid := c.postmasterPID(); slices.Contains(pids, pid) {
				_ = syscall.Kill(pid, syscall.SIGINT)
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("上一次的数据库进程 %v 没有退出，数据目录 %s 仍被占用：%w", pids, c.data(), ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (c cluster) pidFile() string { return filepath.Join(c.data(), "postmaster.pid") }

// postmasterPID is 0 when there is none.
func (c cluster) postmasterPID() int {
	text, err := os.ReadFile(c.pidFile())
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(line)
	return pid
}

// dropStalePID removes the pid file of a killed server when its number now
// belongs to some other process. PostgreSQL deals with every other case itself,
// but would take that process for a server and refuse to start.
func (c cluster) dropStalePID() error {
	pid := c.postmasterPID()
	if pid <= 0 || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return nil
	}
	if err := os.Remove(c.pidFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("不能清除失效的进程文件 %s：%w", c.pidFile(), err)
	}
	return nil
}
