//go:build !unix

package pdf

import (
	"io"
	"os"
)

// mapped is a file in memory with room behind it.
type mapped struct{ data []byte }

func mapFile(f *os.File, length, room int) (*mapped, error) {
	m := &mapped{make([]byte, length, length+room)}
	_, err := f.ReadAt(m.data, 0)
	if err == io.EOF { //nolint:errorlint // io.ReaderAt returns it as it is
		err = nil
	}
	return m, err
}

func (*mapped) release([]byte) {}

func (*mapped) close() error { return nil }
