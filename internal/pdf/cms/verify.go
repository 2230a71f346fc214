package cms

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"time"

	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// Signature is a parsed detached signature with exactly one signer.
type Signature struct {
	// Certificate is the signer's.
	Certificate *smx509.Certificate
	message     *pkcs7.PKCS7
}

// Parse reads a signature. It never panics, whatever the bytes are.
func Parse(der []byte) (s *Signature, err error) {
	// The parser below is not ours and was made for friendly input.
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("malformed CMS: %v", r)
		}
	}()
	message, err := pkcs7.Parse(der)
	if err != nil {
		return nil, fmt.Errorf("parse CMS: %w", err)
	}
	certificate := message.GetOnlySigner()
	if certificate == nil {
		return nil, fmt.Errorf("CMS has not exactly one signer with a certificate")
	}
	return &Signature{Certificate: certificate, message: message}, nil
}

// Verify checks the signature over the parts, one after the other, and that
// the signed attributes name the signer's certificate.
func (s *Signature) Verify(parts ...[]byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed CMS: %v", r)
		}
	}()
	sum := sumSHA256
	algorithm := s.message.Signers[0].DigestAlgorithm.Algorithm
	switch {
	case algorithm.Equal(oidSM3):
		sum = sumSM3
	case !algorithm.Equal(oidSHA256):
		return fmt.Errorf("digest algorithm %v is not supported", algorithm)
	}
	if len(s.message.Signers[0].AuthenticatedAttributes) == 0 {
		return fmt.Errorf("no signed attributes")
	}
	s.message.Content = sum(parts...)
	if err := s.message.VerifyAsDigest(); err != nil {
		return err
	}
	return s.namesCertificate()
}

// namesCertificate checks the signing-certificate-v2 attribute, if there is
// one: it ties the signature to one certificate among those of the same key.
func (s *Signature) namesCertificate() error {
	var attribute signingCertificateV2
	if err := s.message.UnmarshalSignedAttribute(oidSigningCertV2, &attribute); err != nil {
		return nil // absent, or made with an algorithm that is stated and not SHA-256
	}
	sum := sha256.Sum256(s.Certificate.Raw)
	if len(attribute.Certificates) == 0 || !bytes.Equal(attribute.Certificates[0].Hash, sum[:]) {
		return fmt.Errorf("signature names another certificate")
	}
	return nil
}

// Trusted reports whether the signer's certificate leads to one of the roots
// and was valid at a time.
func (s *Signature) Trusted(roots *smx509.CertPool, at time.Time) bool {
	if roots == nil {
		return false
	}
	between := smx509.NewCertPool()
	for _, c := range s.message.Certificates {
		between.AddCert(c)
	}
	_, err := s.Certificate.Verify(smx509.VerifyOptions{
		Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	return err == nil
}

// Algorithm names the kind of the signer's key, and its size where that varies.
func (s *Signature) Algorithm() string {
	kind := kindOf(s.Certificate.PublicKey)
	if k, ok := s.Certificate.PublicKey.(*rsa.PublicKey); ok {
		return fmt.Sprintf("%s-%d", kind, k.N.BitLen())
	}
	return kind
}

func kindOf(key crypto.PublicKey) string {
	switch k := key.(type) {
	case *rsa.PublicKey:
		return "RSA"
	case *ecdsa.PublicKey:
		if sm2.IsSM2PublicKey(k) {
			return "SM2"
		}
		return "ECDSA"
	}
	return "unknown"
}
