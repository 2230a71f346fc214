package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
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
		if _, err := LoadIdentity(c[0], c[1]); !errors.Is(err, ErrBadIdentity) {
			t.Errorf("%s: got %v, want ErrBadIdentity", name, err)
		}
	}
}
