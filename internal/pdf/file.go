package pdf

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mingfa/internal/pdf/syntax"
)

// MarkFile marks a file and writes the result under another name, whole or not at
// all. While the file is read and signed, the system copies it already, and shares
// its blocks where it can. The file must not shrink meanwhile: it is mapped, and
// what is gone of it ends the program.
func MarkFile(from, to string, f *Fonts, id *Identity, n Notice) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	before, err := in.Stat()
	if err != nil {
		return err
	}
	if err := checkSize(before); err != nil {
		return err
	}
	return replaceFile(to, func(out *os.File) error {
		return copyAnd(out, in, before, func(s *sums) ([]byte, error) { return appendMark(s, f, id, n) })
	})
}

func checkSize(info os.FileInfo) error {
	switch size := info.Size(); {
	case size > syntax.MaxSize:
		return ErrTooLarge
	case size == 0:
		return ErrEmpty
	}
	return nil
}

// VerifyFile is Verify for a file that is not read into memory as a whole. The
// same holds for it as for MarkFile: it must not shrink meanwhile.
func VerifyFile(path string, trust Trust) (Report, error) {
	in, err := os.Open(path)
	if err != nil {
		return Report{}, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return Report{}, err
	}
	if err := checkSize(info); err != nil {
		return Report{}, err
	}
	m, err := mapFile(in, int(info.Size()), 0)
	if err != nil {
		return Report{}, err
	}
	defer m.close() //nolint:errcheck // nothing can be done about it
	return verify(m.sums(), trust)
}

// pageBytes is the size of a file for which one page is reckoned when room for its
// mark is made; less room costs one copy of the file and nothing else.
const pageBytes = 2 << 10

// smallFile is the size up to which a file stays in memory while it is worked on, in
// bytes.
const smallFile = 16 << 20

func (m *mapped) sums() *sums {
	s := newSums(m.data)
	if len(m.data) > smallFile {
		s.release = m.release
	}
	return s
}

// copyAnd copies in to out while work makes a file that begins with it, and then
// writes what that has more.
func copyAnd(out, in *os.File, before os.FileInfo, work func(*sums) ([]byte, error)) error {
	size := int(before.Size())
	m, err := mapFile(in, size, MarkRoom(min(size/pageBytes, 4096)))
	if err != nil {
		return err
	}
	defer m.close() //nolint:errcheck // nothing can be done about it
	copied := make(chan error, 1)
	go func() { copied <- copyAll(out, in, before) }()
	s := m.sums()
	longer, err := work(s)
	if failed := <-copied; err == nil {
		err = failed
	}
	if err == nil {
		_, err = out.Write(longer[size:])
	}
	return err
}

// copyAll copies a file, which must stay as it was.
func copyAll(out, in *os.File, before os.FileInfo) error {
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
	return nil
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
		err = out.Chmod(0o644)
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("写入 %s: %w", filepath.Base(name), err)
	}
	return os.Rename(out.Name(), name)
}
