//go:build unix

package embedded

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// temporalBinary is built from the devserver module.
const temporalBinary = "mingfa-devserver"

// Databases of the Temporal server on the private PostgreSQL.
const (
	temporalDatabase   = "temporal"
	visibilityDatabase = "temporal_visibility"
)

// startAttempts is how often a server that dies without a word is started: its
// ports are chosen a moment before they are used, and may be gone by then.
const startAttempts = 3

// ErrNoTemporal says that the server's program was not found.
var ErrNoTemporal = errors.New("未找到 Temporal 服务器程序 " + temporalBinary)

// errSilent is a child that ended before it had answered.
var errSilent = errors.New("没有应答即退出")

// TemporalConfig says how to run a private Temporal server.
type TemporalConfig struct {
	// Binary is the program. Empty means: beside our own, then in PATH.
	Binary string
	// Postgres keeps the server's state. It must outlive the server.
	Postgres *Postgres
	// Namespace is created when missing; closed executions stay 30 days.
	Namespace string
	// Log gets the server's warnings and errors, one JSON object a line. Nil
	// means: nowhere.
	Log io.Writer
}

// Temporal is a running private Temporal server.
type Temporal struct {
	process   *process
	stdin     io.Closer
	identity  *identity
	address   string
	namespace string
	once      sync.Once
	stopErr   error
}

// StartTemporal starts the server and returns when its frontend has answered.
// Only the holder of TLS can talk to it.
func StartTemporal(ctx context.Context, cfg TemporalConfig) (*Temporal, error) {
	if _, set := ctx.Deadline(); !set {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, startLimit)
		defer cancel()
	}
	binary, err := findTemporal(cfg.Binary)
	if err != nil {
		return nil, err
	}
	id, err := newIdentity()
	if err != nil {
		return nil, err
	}
	line, err := cfg.line(id)
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		t := &Temporal{identity: id, namespace: cfg.Namespace}
		err := t.run(ctx, binary, line, cfg.Log)
		if err == nil {
			return t, nil
		}
		if attempt == startAttempts || !errors.Is(err, errSilent) {
			return nil, err
		}
	}
}

func findTemporal(explicit string) (string, error) {
	const advice = "请先在源码目录运行 make build，或设置 TEMPORAL_ADDRESS 使用已有的 Temporal"
	if explicit != "" {
		if info, err := os.Stat(explicit); err != nil || info.IsDir() {
			return "", fmt.Errorf("%w：%s 不存在；%s", ErrNoTemporal, explicit, advice)
		}
		return filepath.Abs(explicit)
	}
	if self, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(self), temporalBinary)
		if _, err := os.Stat(beside); err == nil {
			return beside, nil
		}
	}
	path, err := exec.LookPath(temporalBinary)
	if err != nil {
		return "", fmt.Errorf("%w；%s", ErrNoTemporal, advice)
	}
	return filepath.Abs(path)
}

// line is the server's configuration as one line of JSON.
func (c TemporalConfig) line(id *identity) ([]byte, error) {
	type object = map[string]any
	return json.Marshal(object{
		"namespace":      c.Namespace,
		"retention_days": 30,
		"postgres": object{
			"host": c.Postgres.SocketDir(), "port": c.Postgres.Port(), "user": temporalRole,
			"database": temporalDatabase, "visibility_database": visibilityDatabase,
		},
		"tls": object{"ca": id.caPEM, "cert": id.certPEM, "key": id.keyPEM, "server_name": serverName},
	})
}

// run starts one child and waits for its answer. The private key goes through
// the pipe, so it is neither on disk nor in the process list.
func (t *Temporal) run(ctx context.Context, binary string, line []byte, log io.Writer) error {
	cmd := exec.Command(binary) //nolint:noctx // ends by Stop
	tail := &tail{next: log}
	cmd.Dir, cmd.Env, cmd.Stderr, cmd.WaitDelay = "/", cleanEnv(), tail, time.Second
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("不能启动 Temporal：%w", err)
	}
	answers, stdout := io.Pipe()
	cmd.Stdout = stdout
	if t.process, err = startProcess(cmd, nil, 0); err != nil {
		return fmt.Errorf("不能启动 Temporal（%s）：%w", binary, err)
	}
	t.stdin = stdin
	go func() { <-t.process.done; _ = stdout.Close() }()
	_, writeErr := stdin.Write(append(line, '\n'))
	if err := t.readAnswer(ctx, answers); err != nil {
		giveUp, cancel := context.WithTimeout(context.WithoutCancel(ctx), killDelay)
		defer cancel()
		stopErr := t.Stop(giveUp)
		return fmt.Errorf("Temporal 启动失败：%w：%s", errors.Join(err, writeErr, stopErr), tail.String())
	}
	return nil
}

func (t *Temporal) readAnswer(ctx context.Context, r io.Reader) error {
	type answer struct {
		Address, Error string
		failure        error
	}
	got := make(chan answer, 1)
	go func() {
		var a answer
		line, err := bufio.NewReader(r).ReadBytes('\n')
		if err != nil {
			a.failure = errSilent
		} else if err := json.Unmarshal(line, &a); err != nil {
			a.failure = fmt.Errorf("应答无法识别：%w", err)
		}
		got <- a
		_, _ = io.Copy(io.Discard, r)
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case a := <-got:
		if a.Error != "" {
			return errors.New(a.Error)
		}
		t.address = a.Address
		return a.failure
	}
}

// Address is the frontend's host:port on loopback. It changes with every start.
func (t *Temporal) Address() string { return t.address }

// TLS is the only identity the server accepts. The caller may change the copy.
func (t *Temporal) TLS() *tls.Config { return t.identity.client.Clone() }

// Namespace is the one of the configuration; it exists.
func (t *Temporal) Namespace() string { return t.namespace }

// Exited delivers one error when the server ends without Stop, and is closed
// when it has ended for any reason.
func (t *Temporal) Exited() <-chan error { return t.process.exited }

// Stop lets the server finish what it is doing, and kills it when ctx ends
// first; nothing acknowledged is lost either way. Further calls return the
// first one's result.
func (t *Temporal) Stop(ctx context.Context) error {
	t.once.Do(func() {
		_ = t.stdin.Close()
		t.stopErr = t.process.stop(ctx, syscall.SIGTERM, syscall.SIGKILL)
	})
	return t.stopErr
}

// tail passes everything on and remembers the end, for the error of a server
// that could not start.
type tail struct {
	next io.Writer
	mu   sync.Mutex
	end  []byte
}

func (w *tail) Write(p []byte) (int, error) {
	w.mu.Lock()
	w.end = append(w.end, p...)
	w.end = w.end[max(0, len(w.end)-2000):]
	w.mu.Unlock()
	if w.next != nil {
		// An error here would close the child's pipe and so kill the child.
		_, _ = w.next.Write(p)
	}
	return len(p), nil
}

// String is the end of what was written.
func (w *tail) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.TrimSpace(string(w.end))
}
