//go:build unix

package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Roles of the private server. Neither service works as superuser, just as in
// production; the owner of one cannot read the tables of the other.
const (
	superuser    = "postgres"
	ownerRole    = "mingfa"
	temporalRole = "temporal"
)

// startLimit bounds a start when the caller's context has no deadline. Recovery
// after a crash can take a while.
const startLimit = 2 * time.Minute

// maxLog is the size in bytes from which postgres.log is set aside at a start.
const maxLog = 8 << 20

// PostgresConfig says where a private PostgreSQL keeps its data.
type PostgresConfig struct {
	// Dir holds data, socket and log; made when missing. As root it must lie
	// where the account postgres can reach it.
	Dir string
	// BinDir is the folder of postgres and initdb. Empty means: look for it.
	BinDir string
	// Log gets a line of Chinese for every step that takes time. May be nil.
	Log io.Writer
	// FastUnsafe gives up durability for speed: data survive a killed process,
	// not a lost machine. For tests only.
	FastUnsafe bool
}

// Postgres is a running private PostgreSQL server.
type Postgres struct {
	cluster cluster
	process *process
	release func() error
	once    sync.Once
	stopErr error
}

// StartPostgres makes the instance when Dir is fresh, starts it and returns when
// it answers. It recovers by itself from a killed server and a killed parent.
// Only one process at a time can have an instance in Dir (ErrLocked).
func StartPostgres(ctx context.Context, cfg PostgresConfig) (*Postgres, error) {
	if _, set := ctx.Deadline(); !set {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, startLimit)
		defer cancel()
	}
	c, err := openCluster(ctx, cfg.Dir, cfg.BinDir)
	if err != nil {
		return nil, err
	}
	release, err := lockFile(filepath.Join(c.dir, lockName))
	if err != nil {
		return nil, err
	}
	pg := &Postgres{cluster: c, release: release}
	if err := pg.run(ctx, cfg); err != nil {
		giveUp, cancel := context.WithTimeout(context.WithoutCancel(ctx), killDelay)
		defer cancel()
		return nil, errors.Join(err, pg.Stop(giveUp))
	}
	return pg, nil
}

func (p *Postgres) run(ctx context.Context, cfg PostgresConfig) error {
	say := speaker(cfg.Log)
	if err := p.cluster.clearOrphans(ctx, say); err != nil {
		return err
	}
	if _, err := os.Stat(p.cluster.data()); errors.Is(err, os.ErrNotExist) {
		say("正在建立数据库（PostgreSQL " + strconv.Itoa(p.cluster.major) + "）")
		if err := p.cluster.initialise(ctx, cfg.FastUnsafe); err != nil {
			return err
		}
	}
	var err error
	if p.process, err = p.cluster.serve(cfg.FastUnsafe); err != nil {
		return err
	}
	if err := p.waitReady(ctx); err != nil {
		return err
	}
	return p.ensureRoles(ctx)
}

func speaker(w io.Writer) func(string) {
	return func(line string) {
		if w != nil {
			_, _ = io.WriteString(w, line+"\n")
		}
	}
}

// serve starts the server itself. It outlives ctx on purpose: it ends by Stop.
func (c cluster) serve(fast bool) (*process, error) {
	log, err := c.openLog()
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	cmd := exec.Command(c.path("postgres"), c.serverArgs(fast)...) //nolint:gosec,noctx // found by findPrograms; ends by Stop
	cmd.Stdout, cmd.Stderr = log, log
	p, err := c.start(cmd)
	if err != nil {
		return nil, fmt.Errorf("不能启动数据库：%w", err)
	}
	return p, nil
}

// start runs one of PostgreSQL's programs as the chosen account. SIGINT is its
// fast and orderly shutdown.
func (c cluster) start(cmd *exec.Cmd) (*process, error) {
	cmd.Dir, cmd.Env = "/", cleanEnv()
	return startProcess(cmd, c.account.credential(), syscall.SIGINT)
}

func (c cluster) openLog() (*os.File, error) {
	if info, err := os.Stat(c.logFile()); err == nil && info.Size() > maxLog {
		if err := os.Rename(c.logFile(), c.logFile()+".1"); err != nil {
			return nil, fmt.Errorf("不能更换日志文件：%w", err)
		}
	}
	f, err := os.OpenFile(c.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("不能打开日志文件：%w", err)
	}
	return f, nil
}

func (p *Postgres) waitReady(ctx context.Context) error {
	for {
		conn, err := pgx.Connect(ctx, p.RoleDSN(superuser, "postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-p.process.done:
			return fmt.Errorf("数据库启动后随即退出（%w）：%s", p.process.reason(), p.logTail())
		case <-ctx.Done():
			return fmt.Errorf("数据库未能在限定时间内就绪：%w；日志见 %s", errors.Join(ctx.Err(), err), p.cluster.logFile())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// logTail is the last part of the log, for the error of a server that left.
func (p *Postgres) logTail() string {
	text, err := os.ReadFile(p.cluster.logFile())
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(text[max(0, len(text)-1000):]))
}

// ensureRoles makes the two working roles when they are missing.
func (p *Postgres) ensureRoles(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, p.RoleDSN(superuser, "postgres"))
	if err != nil {
		return fmt.Errorf("不能连接数据库：%w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	for role, rights := range map[string]string{
		ownerRole:    "LOGIN CREATEDB CREATEROLE",
		temporalRole: "LOGIN CREATEDB",
	} {
		var exists bool
		if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", role).Scan(&exists); err != nil {
			return fmt.Errorf("不能查询数据库角色：%w", err)
		}
		if exists {
			continue
		}
		if _, err := conn.Exec(ctx, "CREATE ROLE "+role+" "+rights); err != nil {
			return fmt.Errorf("不能建立数据库角色 %s：%w", role, err)
		}
	}
	return nil
}

// CreateDatabase makes an empty database that the role of DSN owns; nothing
// happens when it exists.
func (p *Postgres) CreateDatabase(ctx context.Context, name string) error {
	conn, err := pgx.Connect(ctx, p.DSN("postgres"))
	if err != nil {
		return fmt.Errorf("不能连接数据库：%w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	var exists bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&exists); err != nil {
		return fmt.Errorf("不能查询数据库 %s：%w", name, err)
	}
	if exists {
		return nil
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()); err != nil {
		return fmt.Errorf("不能建立数据库 %s：%w", name, err)
	}
	return nil
}

// DSN is the connection string of the product's own role, mingfa: it may make
// databases and roles, and is no superuser.
func (p *Postgres) DSN(database string) string { return p.RoleDSN(ownerRole, database) }

// RoleDSN is the connection string of any role that exists and may log in, such
// as the portal's. Opening the private socket is what is checked; there are no
// passwords.
func (p *Postgres) RoleDSN(role, database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database}
	u.RawQuery = url.Values{
		"host": {p.SocketDir()}, "port": {strconv.Itoa(port)}, "sslmode": {"disable"},
	}.Encode()
	return u.String()
}

// SocketDir is the folder of the Unix socket, mode 0700. With a long Dir it
// lies in /tmp.
func (p *Postgres) SocketDir() string { return p.cluster.sockets }

// Port is the number in the socket's name. No network port is open.
func (p *Postgres) Port() int { return port }

// Exited delivers one error when the server ends without Stop, and is closed
// when it has ended for any reason.
func (p *Postgres) Exited() <-chan error { return p.process.exited }

// Stop shuts down in order: running statements are broken off, everything that
// was committed is on disk. When ctx ends first the server is stopped hard and
// will recover at the next start. Further calls return the first one's result.
func (p *Postgres) Stop(ctx context.Context) error {
	p.once.Do(func() { p.stopErr = p.stop(ctx) })
	return p.stopErr
}

func (p *Postgres) stop(ctx context.Context) error {
	var err error
	if p.process != nil {
		err = p.process.stop(ctx, syscall.SIGINT, syscall.SIGQUIT)
	}
	if !strings.HasPrefix(p.cluster.sockets, p.cluster.dir) {
		// Best effort: a folder that is not empty is used again next time.
		_ = os.Remove(p.cluster.sockets)
	}
	return errors.Join(err, p.release())
}
