// Package reply is what a worker that reads PDF files answers to its parent: one JSON
// value on its standard output. Every engine speaks it, and none is known by it.
package reply

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

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

// codes are how a worker names the errors.
var codes = map[string]error{"password": ErrPassword, "damaged": ErrDamaged, "too-large": ErrTooLarge, "no-page": ErrNoPage}

// Answer is the words of all pages, or the picture or the lines of one.
type Answer struct {
	Error string `json:"error,omitempty"`
	Pages []Page `json:"pages,omitempty"`
	Image []byte `json:"image,omitempty"`
	Lines []Line `json:"lines,omitempty"`
}

// Write writes the answer. An error that concerns the file is an answer, too; any
// other is returned, and nothing is written.
func Write(out io.Writer, a Answer, err error) error {
	for code, known := range codes {
		if errors.Is(err, known) {
			a, err = Answer{Error: code}, nil
		}
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(a)
}

// Read reads an answer. The error is one of this package.
func Read(out []byte) (Answer, error) {
	var a Answer
	if err := json.Unmarshal(out, &a); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if a.Error == "" {
		return a, nil
	}
	if err := codes[a.Error]; err != nil {
		return Answer{}, err
	}
	return Answer{}, ErrDamaged
}
