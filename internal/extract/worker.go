package extract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"mingfa/internal/confine"
)

// Word is the first argument by which this program becomes the worker.
const Word = "pdf-worker"

// Limits of one file.
const (
	MaxFile  = 64 << 20 // bytes
	MaxPages = 2000
	MaxText  = 16 << 20 // bytes of all its words
)

// Errors that concern the file.
var (
	ErrPassword = errors.New("the file has a password")
	ErrDamaged  = errors.New("the file can't be read")
	ErrTooLarge = errors.New("the file has too many pages or words")
	ErrNoPage   = errors.New("the file has no such page")
	// ErrBroken says that the worker hung, was killed or ran over its limits: the file
	// is hostile, or too much for it.
	ErrBroken = errors.New("the file could not be read within the limits")
)

// codes are how the worker names the errors to its parent.
var codes = map[string]error{"password": ErrPassword, "damaged": ErrDamaged, "too-large": ErrTooLarge, "no-page": ErrNoPage}

// Worker starts a confined process for every file. It is safe for concurrent use.
type Worker struct {
	program string
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

// answer is what the worker writes.
type answer struct {
	Error string `json:"error,omitempty"`
	Pages []Page `json:"pages,omitempty"`
	Image []byte `json:"image,omitempty"`
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

// limits of one process. The memory is that of the Go runtime, of the compiler and
// of PDFium, which has its own limit within (see engine.go).
func (w *Worker) limits() confine.Limits {
	return confine.Limits{
		Memory: 3 << 30, CPU: 40 * time.Second, Time: w.time, FileSize: 64 << 20, Output: 2 * MaxText, OpenFiles: 64,
		Reads: confine.System(), Writes: []string{w.cache},
	}
}

func (w *Worker) ask(ctx context.Context, pdf []byte, args ...string) (answer, error) {
	if len(pdf) > MaxFile {
		return answer{}, ErrTooLarge
	}
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
	out, err := confine.Run(ctx, w.limits(), confine.Job{
		Program: w.program, Args: append([]string{Word, w.cache}, args...), Dir: w.cache, Input: bytes.NewReader(pdf),
		Env: []string{"GOMEMLIMIT=1GiB"},
	})
	if f, ok := errors.AsType[*confine.Failure](err); ok {
		return answer{}, fmt.Errorf("%w: %w", ErrBroken, f)
	}
	if err != nil {
		return answer{}, err
	}
	return decode(out)
}

func decode(out []byte) (answer, error) {
	var a answer
	if err := json.Unmarshal(out, &a); err != nil {
		return answer{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if a.Error == "" {
		return a, nil
	}
	if err := codes[a.Error]; err != nil {
		return answer{}, err
	}
	return answer{}, ErrDamaged
}
