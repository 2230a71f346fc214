package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"mingfa/internal/confine"
	"mingfa/internal/extract/reply"
)

// Word is the first argument by which this program becomes the worker.
const Word = "pdf-worker"

// Limits of one file.
const (
	MaxFile  = reply.MaxFile
	MaxPages = reply.MaxPages
	MaxText  = reply.MaxText
)

// Errors that concern the file; see package reply.
var (
	ErrPassword = reply.ErrPassword
	ErrDamaged  = reply.ErrDamaged
	ErrTooLarge = reply.ErrTooLarge
	ErrNoPage   = reply.ErrNoPage
	ErrBroken   = reply.ErrBroken
)

// Page is what one page says.
type Page = reply.Page

// Worker starts a confined process for every file. It is safe for concurrent use.
type Worker struct {
	program string
	files   []string // that the program may read
	env     []string
	cache   string
	time    time.Duration
	slots   chan struct{}
}

// NewWorker returns a worker that runs so many processes at once. The folder keeps
// the compiled PDFium, which makes a start quick; it must be the program's own.
func NewWorker(cache string, atOnce int) (*Worker, error) {
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return nil, fmt.Errorf("folder of the PDF worker: %w", err)
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return &Worker{program: self, cache: cache, time: time.Minute, slots: make(chan struct{}, max(1, atOnce))}, nil
}

// Text returns the words of every page. Errors: those of this package; anything else
// means that no worker could be started.
func (w *Worker) Text(ctx context.Context, pdf []byte) ([]Page, error) {
	a, err := w.ask(ctx, pdf, "text")
	return a.Pages, err
}

// Resolutions of pictures, in dots per inch.
const (
	MinDPI = 24
	MaxDPI = 200
)

// Picture returns one page, counted from 1, as PNG.
func (w *Worker) Picture(ctx context.Context, pdf []byte, page, dpi int) ([]byte, error) {
	a, err := w.ask(ctx, pdf, "picture", strconv.Itoa(page), strconv.Itoa(min(max(dpi, MinDPI), MaxDPI)))
	return a.Image, err
}

// With returns a worker that starts another program: an engine of its own, which
// speaks reply. It may read the files named and gets the variables of the environment.
func (w *Worker) With(program string, files, env []string) *Worker {
	other := *w
	other.program, other.files, other.env = program, files, env
	return &other
}

// limits of one process. The memory is that of the Go runtime, of the compiler and
// of PDFium, which has its own limit within (see engine.go).
func (w *Worker) limits() confine.Limits {
	return confine.Limits{
		Memory: 3 << 30, CPU: 40 * time.Second, Time: w.time, FileSize: 64 << 20, Output: 2 * MaxText, OpenFiles: 64,
		Reads: append(confine.System(), w.files...), Writes: []string{w.cache},
	}
}

func (w *Worker) ask(ctx context.Context, pdf []byte, args ...string) (reply.Answer, error) {
	if len(pdf) > MaxFile {
		return reply.Answer{}, ErrTooLarge
	}
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-ctx.Done():
		return reply.Answer{}, ctx.Err()
	}
	out, err := confine.Run(ctx, w.limits(), confine.Job{
		Program: w.program, Args: append([]string{Word, w.cache}, args...), Dir: w.cache, Input: bytes.NewReader(pdf),
		Env: append([]string{"GOMEMLIMIT=1GiB"}, w.env...),
	})
	if f, ok := errors.AsType[*confine.Failure](err); ok {
		return reply.Answer{}, fmt.Errorf("%w: %w", ErrBroken, f)
	}
	if err != nil {
		return reply.Answer{}, err
	}
	return reply.Read(out)
}
