//go:build unix

package embedded

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// port only names the socket file; nothing listens on a network address.
const port = 5432

// lockName marks a folder as ours; see lockFile.
const lockName = "postgres.lock"

// maxSocketPath is what the kernel's address structure holds, less the final
// zero byte.
const maxSocketPath = 107

// cluster is the folder of one PostgreSQL instance and how to run it.
type cluster struct {
	dir     string // holds data/, run/, postgres.log
	sockets string // folder of the socket: dir/run, or a short one
	account account
	programs
}

func (c cluster) data() string    { return filepath.Join(c.dir, "data") }
func (c cluster) logFile() string { return filepath.Join(c.dir, "postgres.log") }

// openCluster resolves and checks everything that can be checked before
// anything is started.
func openCluster(ctx context.Context, dir, bin string) (cluster, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return cluster{}, fmt.Errorf("数据目录 %s：%w", dir, err)
	}
	c := cluster{dir: dir}
	if c.account, err = chooseAccount(c.data()); err != nil {
		return c, err
	}
	if err := refuseForeign(dir); err != nil {
		return c, err
	}
	if err := c.account.makeDir(dir); err != nil {
		return c, err
	}
	if c.dir, err = filepath.EvalSymlinks(dir); err != nil {
		return c, fmt.Errorf("数据目录 %s：%w", dir, err)
	}
	if err := c.account.canReach(c.dir); err != nil {
		return c, err
	}
	major, err := dataVersion(c.data())
	if err != nil {
		return c, err
	}
	if c.programs, err = findPrograms(ctx, bin, major); err != nil {
		return c, err
	}
	if err := c.account.canReach(c.path("postgres")); err != nil {
		return c, err
	}
	return c, c.openSockets()
}

// refuseForeign keeps a mistyped path from being made private to the database:
// the folder must be new, empty, or ours already.
func refuseForeign(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("不能读取目录 %s：%w", dir, err)
	}
	for _, e := range entries {
		if e.Name() == lockName {
			return nil
		}
	}
	return fmt.Errorf("目录 %s 不是空目录，也不是明发的数据库目录，拒绝使用；请另选数据目录", dir)
}

// dataVersion is 0 when there is no data yet.
func dataVersion(data string) (int, error) {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if os.IsNotExist(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("不能读取数据目录 %s：%w", data, err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("数据目录 %s 的版本文件无法识别：%w", data, err)
	}
	return major, nil
}

// openSockets makes the private folder of the socket. A long data path gets a
// short one in /tmp, named after the data path so that a restart uses the same.
func (c *cluster) openSockets() error {
	c.sockets = filepath.Join(c.dir, "run")
	if len(c.socketFile()) > maxSocketPath {
		sum := sha256.Sum256([]byte(c.dir))
		c.sockets = "/tmp/mingfa-" + hex.EncodeToString(sum[:6])
		if info, err := os.Lstat(c.sockets); err == nil && !info.IsDir() {
			return fmt.Errorf("%s 已被占用，不能用作数据库连接目录；请删除该文件", c.sockets)
		}
	}
	return c.account.makeDir(c.sockets)
}

func (c cluster) socketFile() string {
	return filepath.Join(c.sockets, ".s.PGSQL."+strconv.Itoa(port))
}

// initialise makes a fresh instance beside its final place and moves it there
// when it is whole, so that an interrupted start leaves nothing half made.
func (c cluster) initialise(ctx context.Context, fast bool) error {
	fresh := filepath.Join(c.dir, "data.new")
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("不能清除未完成的数据目录 %s：%w", fresh, err)
	}
	args := []string{
		"-D", fresh, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
		"--data-checksums", "--no-instructions",
	}
	if fast {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, c.path("initdb"), args...) //nolint:gosec // found by findPrograms
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	p, err := c.start(cmd)
	if err != nil {
		return fmt.Errorf("不能运行 initdb：%w", err)
	}
	<-p.done
	if p.err != nil {
		return fmt.Errorf("建立数据库失败：%w：%s", p.err, strings.TrimSpace(out.String()))
	}
	if err := c.account.writeFile(filepath.Join(fresh, "pg_hba.conf"), accessRules); err != nil {
		return err
	}
	if err := os.Rename(fresh, c.data()); err != nil {
		return fmt.Errorf("建立数据库失败：%w", err)
	}
	return nil
}

// accessRules admit whoever can open the socket: the folder and the socket have
// mode 0700, so that is only our own account and root. There is no rule for any
// network address, should somebody open one.
//
//nolint:dupword // all databases, all users
const accessRules = `# TYPE  DATABASE  USER  METHOD
local   all       all   trust
`

func (a account) writeFile(path, text string) error {
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("不能写入 %s：%w", path, err)
	}
	if !a.lent {
		return nil
	}
	if err := os.Chown(path, a.uid, a.gid); err != nil {
		return fmt.Errorf("不能把 %s 交给账户 %s：%w", path, a.name, err)
	}
	return nil
}

// serverArgs are settings for a machine that also does everything else.
// Parallel queries stay off: they need more shared memory than containers give.
func (c cluster) serverArgs(fast bool) []string {
	settings := []string{
		"listen_addresses=", "unix_socket_directories=" + c.sockets, "unix_socket_permissions=0700",
		"port=" + strconv.Itoa(port), "max_connections=200", "shared_buffers=128MB", "work_mem=8MB",
		"maintenance_work_mem=64MB", "max_wal_size=1GB", "huge_pages=off",
		"max_parallel_workers_per_gather=0", "jit=off", "timezone=UTC", "lc_messages=C",
		"log_min_messages=warning", "log_checkpoints=off", "log_line_prefix=%m [%p] %u@%d ",
	}
	if fast {
		// synchronous_commit stays on: without fsync it costs next to nothing, and
		// a killed process still loses no transaction.
		settings = append(settings, "fsync=off", "full_page_writes=off")
	}
	args := []string{"-D", c.data()}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	return args
}
