package pdf

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/pdf/cms"
)

// Reading ahead finds what a later look would find, also where pieces meet.
func TestReadingAhead(t *testing.T) {
	data := bytes.Repeat([]byte{'x'}, 2*stretch+2*piece+7)
	var want []int
	for _, at := range []int{0, 100, piece - 2, piece + 3, 2*piece - 5, stretch - 1, 2 * stretch, len(data) - 5} {
		copy(data[at:], endOfFile)
		want = append(want, at)
	}
	s := newSums(data)
	released := 0
	s.release = func(part []byte) { released += len(part) }
	s.ahead(cms.SHA256)
	s.settle()
	if released != 2*stretch {
		t.Errorf("%d bytes were released", released)
	}
	var got []int
	for at := s.nextEnd(0); at >= 0; at = s.nextEnd(at + len(endOfFile)) {
		got = append(got, at)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	sum := sha256.Sum256(data)
	if n := len(data); !bytes.Equal(sum[:], s.of(cms.SHA256, n, n, n)) {
		t.Error("the digest is wrong")
	}
	if longer := append(bytes.Clone(data), "more"...); !bytes.Equal(cms.SHA256.Sum(longer), s.grown(longer).of(cms.SHA256, len(longer), len(longer), len(longer))) {
		t.Error("the digest of a longer file is wrong")
	}
}
