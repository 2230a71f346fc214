package embedded

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// dataDir is a folder that the account postgres can reach: t.TempDir lies below
// a folder that only the caller may enter.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "mingfa-test-") //nolint:usetesting // see above
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func startPostgres(t *testing.T, dir string) *Postgres {
	t.Helper()
	pg, err := StartPostgres(t.Context(), PostgresConfig{Dir: dir, FastUnsafe: true, Log: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stopPostgres(t, pg) })
	return pg
}

func stopPostgres(t *testing.T, pg *Postgres) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
	defer cancel()
	if err := pg.Stop(ctx); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func connect(t *testing.T, pg *Postgres, database string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), pg.DSN(database))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

func execute(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func text(t *testing.T, conn *pgx.Conn, sql string) string {
	t.Helper()
	var s string
	if err := conn.QueryRow(t.Context(), sql).Scan(&s); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return s
}

// write leaves one row in a database of its own.
func write(t *testing.T, pg *Postgres) {
	t.Helper()
	if err := pg.CreateDatabase(t.Context(), "kept"); err != nil {
		t.Fatal(err)
	}
	conn := connect(t, pg, "kept")
	execute(t, conn, "CREATE TABLE note (body text)")
	execute(t, conn, "INSERT INTO note VALUES ('通知')")
}

func TestPostgresIsPrivateAndUTF8(t *testing.T) {
	pg := startPostgres(t, dataDir(t))
	conn := connect(t, pg, "postgres")
	for setting, want := range map[string]string{
		"listen_addresses": "", "server_encoding": "UTF8", "max_connections": "200", "fsync": "off",
	} {
		if got := text(t, conn, "SHOW "+setting); got != want {
			t.Errorf("%s = %q, want %q", setting, got, want)
		}
	}
	if got := text(t, conn, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'"); got != "C.UTF-8" {
		t.Errorf("collation %q", got)
	}
	if got := text(t, conn, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"); got != "false" {
		t.Error("the product's role is superuser")
	}
	for _, path := range []string{pg.SocketDir(), pg.cluster.data(), pg.cluster.dir} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != 0o700 {
			t.Errorf("%s has mode %o, want 700", path, got)
		}
	}
	if owner, _ := ownerOf(pg.cluster.data()); owner == 0 {
		t.Error("the server runs as root")
	}
}

func TestPostgresKeepsDataOverRestart(t *testing.T) {
	dir := dataDir(t)
	pg := startPostgres(t, dir)
	write(t, pg)
	stopPostgres(t, pg)
	if _, open := <-pg.Exited(); open {
		t.Error("Exited delivered an error after Stop")
	}

	again := startPostgres(t, dir)
	if got := text(t, connect(t, again, "kept"), "SELECT body FROM note"); got != "通知" {
		t.Errorf("after a restart: %q", got)
	}
	if err := again.CreateDatabase(t.Context(), "kept"); err != nil {
		t.Errorf("a database that exists: %v", err)
	}
}

func TestPostgresRecoversFromKill(t *testing.T) {
	dir := dataDir(t)
	pg := startPostgres(t, dir)
	write(t, pg)
	if err := pg.process.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := <-pg.Exited(); err == nil {
		t.Error("Exited said nothing about a killed server")
	}
	stopPostgres(t, pg)

	again := startPostgres(t, dir)
	if got := text(t, connect(t, again, "kept"), "SELECT body FROM note"); got != "通知" {
		t.Errorf("after a crash: %q", got)
	}
}

// A killed server's number may have gone to another process by the next start.
func TestPostgresIgnoresReusedPID(t *testing.T) {
	dir := dataDir(t)
	pg := startPostgres(t, dir)
	write(t, pg)
	stopPostgres(t, pg)
	// Number 1 always lives and is never a server of ours.
	stale := "1\n" + pg.cluster.data() + "\n1\n5432\n\n\n0 0\nready\n"
	if err := pg.cluster.account.writeFile(pg.cluster.pidFile(), stale); err != nil {
		t.Fatal(err)
	}

	again := startPostgres(t, dir)
	if got := text(t, connect(t, again, "kept"), "SELECT body FROM note"); got != "通知" {
		t.Errorf("beside a stale pid file: %q", got)
	}
}

// A server that outlived its parent is stopped before the next one starts.
func TestPostgresReplacesOrphan(t *testing.T) {
	dir := dataDir(t)
	orphan := startPostgres(t, dir)
	write(t, orphan)
	if err := orphan.release(); err != nil {
		t.Fatal(err)
	}
	orphan.release = func() error { return nil }

	again := startPostgres(t, dir)
	if err := <-orphan.Exited(); err == nil {
		t.Error("the orphan did not end")
	}
	if got := text(t, connect(t, again, "kept"), "SELECT body FROM note"); got != "通知" {
		t.Errorf("after an orphan: %q", got)
	}
}

func TestPostgresRefusesSecondInstance(t *testing.T) {
	dir := dataDir(t)
	startPostgres(t, dir)
	if _, err := StartPostgres(t.Context(), PostgresConfig{Dir: dir}); !errors.Is(err, ErrLocked) {
		t.Errorf("second start: %v, want ErrLocked", err)
	}
}

func TestPostgresLongPathGetsShortSocket(t *testing.T) {
	dir := filepath.Join(dataDir(t), strings.Repeat("长", 40))
	if err := os.Chmod(filepath.Dir(dir), 0o711); err != nil {
		t.Fatal(err)
	}
	pg := startPostgres(t, dir)
	if got := len(pg.cluster.socketFile()); got > maxSocketPath {
		t.Errorf("socket path of %d bytes", got)
	}
	execute(t, connect(t, pg, "postgres"), "SELECT 1")
	stopPostgres(t, pg)
	if _, err := os.Stat(pg.SocketDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the short folder was left behind: %v", err)
	}
}

func TestPostgresRefusesForeignFolder(t *testing.T) {
	dir := dataDir(t)
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := StartPostgres(t.Context(), PostgresConfig{Dir: dir}); err == nil || !strings.Contains(err.Error(), "拒绝使用") {
		t.Errorf("a folder with other files: %v", err)
	}
}

func TestPostgresRefusesDataOfAnotherVersion(t *testing.T) {
	dir := dataDir(t)
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{lockName: "", "data/PG_VERSION": "9\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := StartPostgres(t.Context(), PostgresConfig{Dir: dir})
	if !errors.Is(err, ErrNoPostgres) || !strings.Contains(err.Error(), "PostgreSQL 9") {
		t.Errorf("data of version 9: %v", err)
	}
}
