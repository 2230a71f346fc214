// Command mingfa-devserver is a complete Temporal server on PostgreSQL in one
// process. It is the default of a single machine without a Temporal cluster:
// "mingfa dev" starts it, supervises it and is the only one that can talk to
// it.
//
// The parent writes one line of JSON (Config) to standard input and keeps the
// pipe open. The server answers with one line of JSON on standard output:
// {"address":"127.0.0.1:port"} when the frontend has really answered a
// request, or {"error":"…"}. Log records go to standard error, one JSON object
// a line. The end of standard input, SIGTERM and SIGINT all mean: stop in
// order. A parent that is killed therefore takes its server along.
//
// It is a module of its own because the server brings two hundred modules that
// the product must not depend on.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const (
	startTimeout = 90 * time.Second
	stopTimeout  = 15 * time.Second
)

// answer is the one line on standard output.
type answer struct {
	Address string `json:"address,omitempty"`
	Error   string `json:"error,omitempty"`
}

func main() {
	if err := run(os.Stdin, os.Stdout, os.Stderr); err != nil {
		_ = json.NewEncoder(os.Stdout).Encode(answer{Error: err.Error()})
		os.Exit(1)
	}
}

func run(stdin io.Reader, stdout, stderr io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	in := bufio.NewReader(stdin)
	conf, err := readConfig(in)
	if err != nil {
		return err
	}
	ctx = untilEOF(ctx, in)
	log := newLogger(stderr, conf.LogLevel)

	starting, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	srv, err := start(starting, conf, log)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(stdout).Encode(answer{Address: srv.address}); err != nil {
		return errors.Join(fmt.Errorf("answer the parent: %w", err), srv.stop())
	}
	select {
	case <-srv.lock.lost:
		return errLostDatabase
	case <-ctx.Done():
		stopInTime(srv, log)
		return nil
	}
}

// untilEOF returns a context that ends when the parent closes the pipe, which
// the kernel does for it when it is killed.
func untilEOF(ctx context.Context, in io.Reader) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		_, _ = io.Copy(io.Discard, in)
		cancel()
	}()
	return ctx
}

// stopInTime stops the server and gives up waiting after stopTimeout: when the
// parent was killed the database is going away too, and everything that was
// acknowledged is already in it.
func stopInTime(srv *server, log logger) {
	done := make(chan error, 1)
	go func() { done <- srv.stop() }()
	select {
	case err := <-done:
		if err != nil {
			log.slog.Error("stop", "err", err)
		}
	case <-time.After(stopTimeout):
		log.slog.Warn("stop took too long, leaving", "after", stopTimeout.String())
	}
}
