//go:build unix

package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/embedded"
	"mingfa/internal/store"
)

const (
	template  = "register_template"
	dirPrefix = "mingfa-storetest-"
	patience  = 2 * time.Minute
)

// server is the private PostgreSQL of this test process.
type server struct {
	dir string
	pg  *embedded.Postgres
	// copying is held while a database is copied: the template must not be in
	// use by anybody else meanwhile.
	copying sync.Mutex
	made    atomic.Int64
}

var (
	running *server // set once by start
	start   = sync.OnceValues(func() (*server, error) {
		s, err := launch()
		running = s
		return s, err
	})
)

// Main runs the tests of a package and then stops the server, if one was started.
func Main(m *testing.M) {
	code := m.Run()
	if err := stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func stop() error {
	if running == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return errors.Join(running.pg.Stop(ctx), os.RemoveAll(running.dir))
}

func launch() (*server, error) {
	sweep()
	// Not t.TempDir: PostgreSQL doesn't run as root, and the account that root
	// lends it can't enter there.
	dir, err := os.MkdirTemp("", dirPrefix+strconv.Itoa(os.Getpid())+"-")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	pg, err := embedded.StartPostgres(ctx, embedded.PostgresConfig{Dir: dir, FastUnsafe: true})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s := &server{dir: dir, pg: pg}
	if err := errors.Join(pg.CreateDatabase(ctx, template), store.Migrate(ctx, pg.DSN(template), nil)); err != nil {
		return nil, errors.Join(err, pg.Stop(ctx), os.RemoveAll(dir))
	}
	return s, nil
}

// sweep removes the folders of test processes that were killed.
func sweep() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), dirPrefix+"*"))
	for _, dir := range dirs {
		pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), dirPrefix), "-")
		n, err := strconv.Atoi(pid)
		if err == nil && errors.Is(syscall.Kill(n, 0), syscall.ESRCH) {
			_ = os.RemoveAll(dir)
		}
	}
}

// fresh makes a copy of the template and returns its name.
func (s *server) fresh(ctx context.Context) (string, error) {
	s.copying.Lock()
	defer s.copying.Unlock()
	name := "register_" + strconv.FormatInt(s.made.Add(1), 10)
	return name, s.command(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY file_copy")
}

func (s *server) drop(ctx context.Context, name string) error {
	return s.command(ctx, "DROP DATABASE "+name+" WITH (FORCE)")
}

func (s *server) command(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, s.pg.DSN("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}
