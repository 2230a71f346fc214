package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"mingfa/internal/pdf/cms"
)

// selfSigned makes an identity of one certificate for a key.
func selfSigned(name string, key crypto.Signer) (*Identity, error) {
	t := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: day(2026, 1, 1), NotAfter: day(2036, 1, 1),
		IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment | x509.KeyUsageCertSign,
	}
	c, err := issue(t, t, key.Public(), key)
	if err != nil {
		return nil, err
	}
	return &Identity{signer: cms.Signer{Key: key, Chain: []*smx509.Certificate{c}}}, nil
}

var (
	ecdsaIdentity = sync.OnceValues(func() (*Identity, error) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, err
		}
		return selfSigned("ECDSA", key)
	})
	sm2Identity = sync.OnceValues(func() (*Identity, error) {
		key, err := sm2.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		return selfSigned("SM2", key)
	})
)

func TestIdentityRoundTrip(t *testing.T) {
	for want, make := range map[string]func() (*Identity, error){
		"RSA-3072": officeIdentity, "ECDSA": ecdsaIdentity, "SM2": sm2Identity,
	} {
		t.Run(want, func(t *testing.T) {
			key, chain, err := identity(t, make).MarshalPEM()
			if err != nil {
				t.Fatal(err)
			}
			id, err := LoadIdentity(key, chain)
			if err != nil {
				t.Fatal(err)
			}
			set := typeset(t, notice())
			pdf, err := Seal(set.PDF, fonts(t), id, SealRequest{At: set.Seal, Organ: "明州市人民政府", Time: day(2026, 11, 21)})
			if err != nil {
				t.Fatal(err)
			}
			trust, err := NewTrust(chain)
			if err != nil {
				t.Fatal(err)
			}
			r, err := Verify(pdf, trust)
			if err != nil || r.Verdict != Intact || r.Signatures[0].Algorithm != want {
				t.Fatalf("%+v, %v", r, err)
			}
			pdf[len(pdf)/3] ^= 1
			if r, err := Verify(pdf, trust); err == nil && r.Verdict == Intact {
				t.Error("a changed byte is not noticed")
			}
		})
	}
}

func TestCertificateTime(t *testing.T) {
	set := typeset(t, notice())
	id := identity(t, officeIdentity)
	for name, c := range map[string]struct {
		at   time.Time
		want Verdict
	}{
		"before the certificate": {day(2025, 12, 31), Untrusted},
		"within":                 {day(2027, 1, 1), Intact},
		"after the certificate":  {day(2037, 1, 1), Untrusted},
	} {
		pdf, err := Seal(set.PDF, fonts(t), id, SealRequest{Time: c.at})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := Verify(pdf, TrustIn(id)); err != nil || r.Verdict != c.want {
			t.Errorf("%s: %s, %v; want %s", name, r.Verdict, err, c.want)
		}
	}
}

func TestLoadIdentityRefuses(t *testing.T) {
	key, chain, err := identity(t, officeIdentity).MarshalPEM()
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := identity(t, systemIdentity).MarshalPEM()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string][2][]byte{
		"no key": {nil, chain}, "no chain": {key, nil}, "other's chain": {key, other},
		"broken key": {bytes.ReplaceAll(key, []byte("A"), []byte("B")), chain}, "swapped": {chain, key},
	} {
		if _, err := LoadIdentity(c[0], c[1]); !errors.Is(err, ErrBadIdentity) && !errors.Is(err, ErrBadKey) {
			t.Errorf("%s: got %v, want ErrBadIdentity", name, err)
		}
	}
}

// Keys are read in every form that openssl writes without a password.
func TestKeyForms(t *testing.T) {
	for name, make := range map[string]func() (*Identity, error){"RSA": officeIdentity, "ECDSA": ecdsaIdentity, "SM2": sm2Identity} {
		id := identity(t, make)
		_, chain, err := id.MarshalPEM()
		if err != nil {
			t.Fatal(err)
		}
		var block pem.Block
		switch key := id.signer.Key.(type) {
		case *rsa.PrivateKey:
			block = pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
		case *sm2.PrivateKey:
			block.Type = "EC PRIVATE KEY"
			block.Bytes, err = smx509.MarshalSM2PrivateKey(key)
		case *ecdsa.PrivateKey:
			block.Type = "EC PRIVATE KEY"
			block.Bytes, err = smx509.MarshalECPrivateKey(key)
		}
		if err != nil {
			t.Fatal(err)
		}
		file := append([]byte("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"), pem.EncodeToMemory(&block)...)
		read, err := LoadIdentity(file, chain)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r, err := Verify(sealedBy(t, read, notice()), everyone(t))
		if err != nil || r.Verdict != Intact {
			t.Errorf("%s: %s, %v", name, r.Verdict, err)
		}
	}
	for _, bad := range []string{"", "x", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"} {
		if _, err := LoadIdentity([]byte(bad), nil); !errors.Is(err, ErrBadKey) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// What another program wrote anew is told in Chinese, with no word of the machinery.
func TestProblemsAreChinese(t *testing.T) {
	pdf := sealed(t, notice())
	at := bytes.LastIndex(pdf, []byte("/ByteRange [0 "))
	for name, other := range map[string]string{"short": "/ByteRange [1 ", "none": "/ByteRangX [0 "} {
		broken := append(append(bytes.Clone(pdf[:at]), other...), pdf[at+len(other):]...)
		r, err := Verify(broken, everyone(t))
		if err != nil || len(r.Signatures) != 1 || r.Signatures[0].Intact {
			t.Fatalf("%s: %+v, %v", name, r, err)
		}
		if said := r.Signatures[0].Problem; said == "" || strings.ContainsFunc(said, func(c rune) bool { return c < 128 }) {
			t.Errorf("%s: says %q", name, said)
		}
	}
}
