package cms

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
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

// ErrUnsupported is the cause if a signature is of a kind that is not verified
// here: it may be good, but that can't be said.
var ErrUnsupported = errors.New("algorithm is not supported")

// Verify checks the detached signature over the parts, one after the other, that it
// signs data and nothing else, and that the signed attributes name the signer's
// certificate. A kind of signature that is not known gives ErrUnsupported.
func (s *Signature) Verify(parts ...[]byte) error {
	return s.VerifySum(func(d Digest) []byte { return d.Sum(parts...) })
}

// VerifySum is Verify over what sum returns the digest of.
func (s *Signature) VerifySum(sum func(Digest) []byte) error {
	kind := oidData
	if s.digestAlgorithm().Equal(SM3.id) {
		kind = oidGMData
	}
	return s.verify(kind, sum)
}

func (s *Signature) digestAlgorithm() asn1.ObjectIdentifier {
	return s.message.Signers[0].DigestAlgorithm.Algorithm
}

func (s *Signature) verify(kind asn1.ObjectIdentifier, sum func(Digest) []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed CMS: %v", r)
		}
	}()
	digest, err := digestFor(s.digestAlgorithm())
	if err != nil {
		return err
	}
	if len(s.message.Signers[0].AuthenticatedAttributes) == 0 {
		return fmt.Errorf("no signed attributes")
	}
	// A signature over something else, such as a time stamp, must not pass for one
	// over a document.
	var signed asn1.ObjectIdentifier
	err = s.message.UnmarshalSignedAttribute(oidContentType, &signed)
	if err != nil || !signed.Equal(kind) && (kind.Equal(oidTokenInfo) || !signed.Equal(oidData)) {
		return fmt.Errorf("signature is not over this kind of content")
	}
	s.message.Content = sum(digest)
	if err := s.message.VerifyAsDigest(); err != nil {
		return err
	}
	return s.namesCertificate()
}

// namesCertificate checks the signing-certificate-v2 attribute, if there is
// one: it ties the signature to one certificate among those of the same key.
func (s *Signature) namesCertificate() error {
	var attribute signingCertificateV2
	stated := s.message.UnmarshalSignedAttribute(oidSigningCertV2, &attribute) == nil
	if !stated {
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
	return s.trusted(roots, at, x509.ExtKeyUsageAny)
}

func (s *Signature) trusted(roots *smx509.CertPool, at time.Time, usage x509.ExtKeyUsage) bool {
	if roots == nil {
		return false
	}
	between := smx509.NewCertPool()
	for _, c := range s.message.Certificates {
		between.AddCert(c)
	}
	_, err := s.Certificate.Verify(smx509.VerifyOptions{
		Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{usage},
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
