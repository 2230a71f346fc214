package cms

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/asn1"
	"fmt"
	"hash"

	"github.com/emmansun/gmsm/sm3"
)

// Digest is a digest algorithm that is safe enough to be believed.
type Digest struct {
	// Name tells it from others.
	Name string
	// New begins a sum.
	New func() hash.Hash
	id  asn1.ObjectIdentifier
}

// The digests that signatures made here use.
var (
	SHA256 = Digest{"SHA-256", sha256.New, asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}}
	SM3    = Digest{"SM3", sm3.New, asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}}
)

// Sum returns the digest of parts, one after the other.
func (d Digest) Sum(parts ...[]byte) []byte {
	h := d.New()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

func digestFor(algorithm asn1.ObjectIdentifier) (Digest, error) {
	for _, d := range []Digest{
		SHA256, SM3,
		{"SHA-384", sha512.New384, asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}},
		{"SHA-512", sha512.New, asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}},
	} {
		if d.id.Equal(algorithm) {
			return d, nil
		}
	}
	return Digest{}, fmt.Errorf("%w: digest %v", ErrUnsupported, algorithm)
}
