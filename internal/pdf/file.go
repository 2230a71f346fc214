package pdf

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mingfa/internal/pdf/syntax"
)

// MarkFile marks a file and writes the result under another name, whole or not at
// all. The bytes of the original are copied by the system, not by us.
func MarkFile(from, to string, f *Fonts, id *Identity, n Notice) error {
	in, err := os.Open(from) //nolint:gosec // named on the command line
	if err != nil {
		return err
	}
	defer in.Close()
	before, err := in.Stat()
	if err != nil {
		return err
	}
	b, err := readWithRoom(in, before.Size())
	if err != nil {
		return err
	}
	marked, err := AppendMark(b, f, id, n)
	if err != nil {
		return err
	}
	return replaceFile(to, func(out *os.File) error { return copyWithTail(out, in, before, marked[len(b):]) })
}

// pageBytes is the size of a file for which one page is reckoned when room for its
// mark is made; less room costs one copy of the file and nothing else.
const pageBytes = 2 << 10

// readWithRoom reads a file into a slice with enough capacity for a mark.
func readWithRoom(in io.Reader, length int64) ([]byte, error) {
	if length > syntax.MaxSize {
		return nil, ErrTooLarge
	}
	size := int(length)
	b := make([]byte, size, size+MarkRoom(min(size/pageBytes, 4096)))
	if _, err := io.ReadFull(in, b); err != nil {
		return nil, err
	}
	return b, nil
}

// copyWithTail writes a file with a tail behind it. The system copies the file
// without our handing every byte over, and shares its blocks where it can; so the
// file must still be the one that was read.
func copyWithTail(out, in *os.File, before os.FileInfo, tail []byte) error {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	n, err := io.Copy(out, in)
	if err != nil {
		return err
	}
	after, err := in.Stat()
	if err != nil {
		return err
	}
	if n != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return ErrFileChanged
	}
	_, err = out.Write(tail)
	return err
}

// replaceFile writes a file under a name of its own and gives it its name when it
// is whole.
func replaceFile(name string, fill func(*os.File) error) error {
	out, err := os.CreateTemp(filepath.Dir(name), ".mingfa-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name()) //nolint:errcheck // it is gone when it was renamed
	err = fill(out)
	if err == nil {
		err = out.Chmod(0o644) //nolint:gosec // marked files are public
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("写入 %s: %w", filepath.Base(name), err)
	}
	return os.Rename(out.Name(), name)
}
