package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"mingfa/internal/document"
)

// Dir is a store in a folder: ab/cd/abcd… for each file. It is safe for
// concurrent use, by several processes too.
type Dir struct{ root string }

var digestForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Open returns the store in the folder, which is made when it is missing.
func Open(dir string) (*Dir, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	if err := os.MkdirAll(root, 0o700); err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	return &Dir{root: root}, nil
}

// Put stores the bytes and returns their SHA-256 in lower-case hexadecimal. When
// it returns, they are on the disk; a crash leaves either all of them or none.
func (d *Dir) Put(ctx context.Context, b []byte) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	digest := sum(b)
	if _, err := d.Get(ctx, digest); err == nil {
		return digest, nil
	}
	path := d.path(digest)
	if err := d.makeFolder(filepath.Dir(path)); err != nil {
		return "", fmt.Errorf("store file %s: %w", digest, err)
	}
	if err := write(path, b); err != nil {
		return "", fmt.Errorf("store file %s: %w", digest, err)
	}
	return digest, nil
}

// Get returns the bytes with that SHA-256; NotFound when there are none, and an
// error when what is stored no longer has it.
func (d *Dir) Get(ctx context.Context, digest string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !digestForm.MatchString(digest) {
		return nil, noFile()
	}
	b, err := os.ReadFile(d.path(digest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile()
	}
	if err != nil {
		return nil, fmt.Errorf("read file %s: %w", digest, err)
	}
	if sum(b) != digest {
		return nil, fmt.Errorf("read file %s: its bytes were changed on the disk", digest)
	}
	return b, nil
}

func (d *Dir) path(digest string) string {
	return filepath.Join(d.root, digest[:2], digest[2:4], digest)
}

// makeFolder makes both levels durable: a folder is an entry in its parent.
func (d *Dir) makeFolder(leaf string) error {
	if err := os.MkdirAll(leaf, 0o700); err != nil {
		return err
	}
	return errors.Join(syncFolder(filepath.Dir(leaf)), syncFolder(d.root))
}

// write puts the bytes next to the path and then in one move into it.
func write(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func noFile() *document.Error {
	return document.Refuse(document.NotFound, "no-file", "没有这个文件。")
}
