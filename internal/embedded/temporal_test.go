package embedded

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/sdk/client"
)

// serverBinary is the built server; the Makefile builds it before the tests.
func serverBinary(t *testing.T) string {
	t.Helper()
	path := os.Getenv("MINGFA_DEVSERVER")
	if path == "" {
		path = filepath.Join("..", "..", "bin", temporalBinary)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("this test needs the Temporal server: run make build, or set MINGFA_DEVSERVER (%v)", err)
	}
	return path
}

func startTemporal(t *testing.T, pg *Postgres) *Temporal {
	t.Helper()
	tm, err := StartTemporal(t.Context(), TemporalConfig{
		Binary: serverBinary(t), Postgres: pg, Namespace: "mingfa", Log: t.Output(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stopTemporal(t, tm) })
	return tm
}

func stopTemporal(t *testing.T, tm *Temporal) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
	defer cancel()
	if err := tm.Stop(ctx); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func dial(t *testing.T, tm *Temporal) client.Client {
	t.Helper()
	c, err := client.DialContext(t.Context(), client.Options{
		HostPort: tm.Address(), Namespace: tm.Namespace(),
		ConnectionOptions: client.ConnectionOptions{TLS: tm.TLS()},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// describe fails when the execution is not in the store.
func describe(t *testing.T, tm *Temporal, id string) {
	t.Helper()
	if _, err := dial(t, tm).DescribeWorkflowExecution(t.Context(), id, ""); err != nil {
		t.Errorf("execution %s: %v", id, err)
	}
}

// interruptFirstStart leaves what a start leaves that was killed while it wrote
// its first schema: the server cannot go on from there, and has to notice.
func interruptFirstStart(t *testing.T, pg *Postgres) {
	t.Helper()
	run := func(database, sql string) {
		conn, err := pgx.Connect(t.Context(), pg.RoleDSN(temporalRole, database))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close(t.Context()) }()
		execute(t, conn, sql)
	}
	run("postgres", "CREATE DATABASE "+temporalDatabase)
	run("postgres", "COMMENT ON DATABASE "+temporalDatabase+" IS 'mingfa: first schema not complete'")
	run(temporalDatabase, "CREATE TABLE executions (half boolean)")
}

// TestTemporal follows one server through its life: the start on an empty
// database is by far its slowest part, so there is only one.
func TestTemporal(t *testing.T) {
	binary := serverBinary(t)
	pg := startPostgres(t, dataDir(t))
	interruptFirstStart(t, pg)
	tm := startTemporal(t, pg)
	options := client.StartWorkflowOptions{ID: "kept", TaskQueue: "nobody"}
	if _, err := dial(t, tm).ExecuteWorkflow(t.Context(), options, "Anything"); err != nil {
		t.Fatal(err)
	}

	t.Run("refuses who has no key", func(t *testing.T) { refusesStrangers(t, tm) })
	t.Run("keeps executions over a restart", func(t *testing.T) {
		stopTemporal(t, tm)
		if _, open := <-tm.Exited(); open {
			t.Error("Exited delivered an error after Stop")
		}
		again := startTemporal(t, pg)
		describe(t, again, "kept")
		stopTemporal(t, again)
	})
	t.Run("keeps executions over a kill", func(t *testing.T) {
		victim := startTemporal(t, pg)
		if err := victim.process.cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		if err := <-victim.Exited(); err == nil {
			t.Error("Exited said nothing about a killed server")
		}
		again := startTemporal(t, pg)
		describe(t, again, "kept")
		stopTemporal(t, again)
	})
	t.Run("ends with the pipe of its parent", func(t *testing.T) {
		orphan := startTemporal(t, pg)
		if err := orphan.stdin.Close(); err != nil {
			t.Fatal(err)
		}
		if err := <-orphan.Exited(); err == nil {
			t.Error("Exited said nothing about a server that left by itself")
		}
	})
	t.Run("says why it cannot start", func(t *testing.T) {
		closed := &Postgres{cluster: cluster{sockets: t.TempDir()}}
		_, err := StartTemporal(t.Context(), TemporalConfig{Binary: binary, Postgres: closed, Namespace: "mingfa"})
		if err == nil || !bytes.Contains([]byte(err.Error()), []byte("connect to PostgreSQL")) {
			t.Errorf("without a database: %v", err)
		}
	})
}

// refusesStrangers tries no TLS, TLS without a certificate, and a certificate
// of another authority.
func refusesStrangers(t *testing.T, tm *Temporal) {
	other, err := newIdentity()
	if err != nil {
		t.Fatal(err)
	}
	noCert, foreign := tm.TLS(), tm.TLS()
	noCert.Certificates = nil
	foreign.Certificates = other.client.Certificates
	for name, conf := range map[string]*tls.Config{"no TLS": nil, "no certificate": noCert, "foreign certificate": foreign} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
			defer cancel()
			c, err := client.DialContext(ctx, client.Options{
				HostPort: tm.Address(), Namespace: tm.Namespace(),
				ConnectionOptions: client.ConnectionOptions{TLS: conf, TLSDisabled: conf == nil},
			})
			if err == nil {
				c.Close()
				t.Error("was let in")
			}
		})
	}
	if host, _, err := net.SplitHostPort(tm.Address()); err != nil || host != "127.0.0.1" {
		t.Errorf("listens on %s (%v)", tm.Address(), err)
	}
}

func TestTemporalWithoutBinary(t *testing.T) {
	_, err := StartTemporal(t.Context(), TemporalConfig{Binary: filepath.Join(t.TempDir(), "missing")})
	if !errors.Is(err, ErrNoTemporal) {
		t.Errorf("without a program: %v, want ErrNoTemporal", err)
	}
}

// A killed parent takes its database along; the server must not hang on.
func TestTemporalEndsWithItsDatabase(t *testing.T) {
	pg := startPostgres(t, dataDir(t))
	tm := startTemporal(t, pg)
	stopPostgres(t, pg)
	if err := <-tm.Exited(); err == nil {
		t.Error("Exited said nothing about a server without a database")
	}
}
