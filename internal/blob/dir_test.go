package blob_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"mingfa/activities"
	"mingfa/internal/blob"
	"mingfa/internal/document"
)

var _ activities.Blobs = (*blob.Dir)(nil)

const hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

func open(t *testing.T) (*blob.Dir, string) {
	t.Helper()
	root := filepath.Join(t.TempDir(), "files")
	d, err := blob.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	return d, root
}

func TestPutAndGet(t *testing.T) {
	d, root := open(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, err := d.Put(t.Context(), []byte("hello")); got != hello || err != nil {
				t.Errorf("put: %s %v", got, err)
			}
		})
	}
	wg.Wait()
	if b, err := d.Get(t.Context(), hello); !bytes.Equal(b, []byte("hello")) || err != nil {
		t.Errorf("get: %q %v", b, err)
	}
	left, err := os.ReadDir(filepath.Join(root, "2c", "f2"))
	if len(left) != 1 || err != nil {
		t.Errorf("the folder holds more than the file: %v %v", left, err)
	}
}

func TestGetRefuses(t *testing.T) {
	d, root := open(t)
	if _, err := d.Put(t.Context(), []byte("hello")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "secret", "../secret", "../../secret", hello[:63], hello + "0", "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824"} {
		if b, err := d.Get(t.Context(), name); document.KindOf(err) != document.NotFound || b != nil {
			t.Errorf("get %q: %q %v", name, b, err)
		}
	}
}

func TestChangedBytesAreNotHandedOut(t *testing.T) {
	d, root := open(t)
	if _, err := d.Put(t.Context(), []byte("hello")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "2c", "f2", hello)
	if err := os.WriteFile(path, []byte("hellO"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := d.Get(t.Context(), hello); err == nil || b != nil || document.KindOf(err) == document.NotFound {
		t.Errorf("get: %q %v", b, err)
	}
	if _, err := d.Put(t.Context(), []byte("hello")); err != nil {
		t.Fatal(err)
	}
	if b, err := d.Get(t.Context(), hello); err != nil || string(b) != "hello" {
		t.Errorf("put did not heal the file: %q %v", b, err)
	}
}
