package cms

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"math/big"
	"testing"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

func signer(t testing.TB, chinese bool) Signer {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(7), NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0)}
	var s Signer
	if chinese {
		key, err := sm2.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		s.Key = key
	} else {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		s.Key = key
	}
	der, err := smx509.CreateCertificate(rand.Reader, template, template, s.Key.Public(), s.Key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	s.Chain = []*smx509.Certificate{c}
	return s
}

func TestSignAndVerify(t *testing.T) {
	for name, chinese := range map[string]bool{"ECDSA": false, "SM2": true} {
		t.Run(name, func(t *testing.T) {
			der, err := signer(t, chinese).Sign([]byte("甲"), []byte("乙"))
			if err != nil {
				t.Fatal(err)
			}
			s, err := Parse(der)
			if err != nil {
				t.Fatal(err)
			}
			if s.Algorithm() != name {
				t.Errorf("algorithm %s", s.Algorithm())
			}
			if err := s.Verify([]byte("甲乙")); err != nil {
				t.Errorf("the same bytes in one part: %v", err)
			}
			if err := s.Verify([]byte("甲丙")); err == nil {
				t.Error("other bytes are accepted")
			}
		})
	}
}

// A signature must not pass under another certificate, even of the same key.
func TestSignatureNamesItsCertificate(t *testing.T) {
	s := signer(t, false)
	der, err := s.Sign([]byte("甲"))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Certificate = signer(t, false).Chain[0]
	if err := parsed.Verify([]byte("甲")); err == nil {
		t.Error("another certificate is accepted")
	}
}

func FuzzParse(f *testing.F) {
	for _, chinese := range []bool{false, true} {
		der, err := signer(f, chinese).Sign([]byte("甲"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(der)
	}
	f.Add([]byte{0x30, 0x80, 0x06, 0x01})
	f.Fuzz(func(t *testing.T, der []byte) {
		s, err := Parse(der)
		if err != nil {
			return
		}
		if err := s.Verify([]byte("乙")); err == nil {
			t.Fatal("bytes that were never signed are accepted")
		}
		s.Algorithm()
	})
}
