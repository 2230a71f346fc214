// Package cms makes and checks detached CMS signatures (RFC 5652) as PAdES and
// GM/T 0010 want them: RSA and ECDSA with SHA-256, SM2 with SM3.
package cms

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// The object identifiers used.
var (
	oidData            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidGMData          = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 1}
	oidGMSignedData    = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 2}
	oidContentType     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertV2   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidRSA             = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidECDSAWithSHA256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidTokenInfo       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidStampToken      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSM2             = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 301, 1}
)

// Signer is a key with the certificates that vouch for it, the signer's first. The
// key may be anywhere: in memory, in a token, behind a service.
type Signer struct {
	Key   crypto.Signer
	Chain []*smx509.Certificate
	// Stamp, if there is one, returns a time-stamp token over a signature value.
	Stamp func(signature []byte) (token []byte, err error)
}

// Digest returns the algorithm of the sums that SignSum asks for.
func (s Signer) Digest() (Digest, error) {
	a, err := algorithmsFor(s.Key.Public())
	return a.digest, err
}

// SM2 reports whether the key is one for SM2.
func (s Signer) SM2() bool { return kindOf(s.Key.Public()) == "SM2" }

// algorithms are the identifiers that go with a kind of key.
type algorithms struct {
	data, signedData, signature asn1.ObjectIdentifier
	digest                      Digest
	options                     crypto.SignerOpts
	// whole is set if the key hashes the message itself, as SM2 does with the
	// identity of the signer.
	whole bool
}

func algorithmsFor(key crypto.PublicKey) (algorithms, error) {
	international := algorithms{data: oidData, signedData: oidSignedData, digest: SHA256, options: crypto.SHA256}
	switch kindOf(key) {
	case "SM2":
		return algorithms{oidGMData, oidGMSignedData, oidSM2, SM3, sm2.DefaultSM2SignerOpts, true}, nil
	case "RSA":
		international.signature = oidRSA
		return international, nil
	case "ECDSA":
		international.signature = oidECDSAWithSHA256
		return international, nil
	}
	return algorithms{}, fmt.Errorf("key of type %T is not supported", key)
}

// version is that of RFC 5652, clause 5.1.
func version(content encapsulated) int {
	if content.Type.Equal(oidTokenInfo) {
		return 3
	}
	return 1
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values asn1.RawValue
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type signerInfo struct {
	Version            int
	SID                issuerAndSerial
	DigestAlgorithm    pkix.AlgorithmIdentifier
	SignedAttributes   asn1.RawValue
	SignatureAlgorithm pkix.AlgorithmIdentifier
	Signature          []byte
	UnsignedAttributes asn1.RawValue `asn1:"optional"`
}

type encapsulated struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue `asn1:"optional"`
}

type signedData struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Content      encapsulated
	Certificates asn1.RawValue
	Signers      []signerInfo `asn1:"set"`
}

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue
}

type certificateID struct{ Hash []byte }

type signingCertificateV2 struct{ Certificates []certificateID }

// Sign returns a detached signature over the parts, one after the other.
func (s Signer) Sign(parts ...[]byte) ([]byte, error) {
	return s.SignSum(func(d Digest) []byte { return d.Sum(parts...) })
}

// SignSum returns a detached signature over what sum returns the digest of. The
// signing time is left to the PDF signature dictionary, as PAdES demands
// (EN 319 142-1, clause 5.3).
func (s Signer) SignSum(sum func(Digest) []byte) ([]byte, error) {
	a, err := algorithmsFor(s.Key.Public())
	if err != nil {
		return nil, err
	}
	return s.signed(a, encapsulated{Type: a.data}, sum(a.digest))
}

// signContent returns a signature that carries what it signs.
func (s Signer) signContent(kind asn1.ObjectIdentifier, content []byte) ([]byte, error) {
	a, err := algorithmsFor(s.Key.Public())
	if err != nil {
		return nil, err
	}
	octets, err := asn1.Marshal(content)
	if err != nil {
		return nil, err
	}
	return s.signed(a, encapsulated{kind, asn1.RawValue{FullBytes: tagged(asn1.ClassContextSpecific, 0, octets)}}, a.digest.Sum(content))
}

func (s Signer) signed(a algorithms, content encapsulated, digest []byte) ([]byte, error) {
	attributes, err := s.attributes(content.Type, digest)
	if err != nil {
		return nil, err
	}
	// What is signed is the set by itself; what is stored has a context tag.
	signature, err := s.sign(a, tagged(asn1.ClassUniversal, asn1.TagSet, attributes))
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	unsigned, err := s.stamped(signature)
	if err != nil {
		return nil, fmt.Errorf("time stamp: %w", err)
	}
	return s.encode(a, content, attributes, signature, unsigned)
}

// stamped returns the unsigned attributes: the time stamp, if one is wanted.
func (s Signer) stamped(signature []byte) (asn1.RawValue, error) {
	if s.Stamp == nil {
		return asn1.RawValue{}, nil
	}
	token, err := s.Stamp(signature)
	if err != nil {
		return asn1.RawValue{}, err
	}
	encoded, err := asn1.Marshal(attribute{oidStampToken, asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: token}})
	if err != nil {
		return asn1.RawValue{}, err
	}
	return asn1.RawValue{FullBytes: tagged(asn1.ClassContextSpecific, 1, encoded)}, nil
}

func (s Signer) sign(a algorithms, message []byte) ([]byte, error) {
	if !a.whole {
		message = a.digest.Sum(message)
	}
	return s.Key.Sign(rand.Reader, message, a.options)
}

// attributes returns the signed attributes in DER order.
func (s Signer) attributes(kind asn1.ObjectIdentifier, digest []byte) ([]byte, error) {
	id := sha256.Sum256(s.Chain[0].Raw)
	var out []byte
	for _, x := range []struct {
		oid   asn1.ObjectIdentifier
		value any
	}{
		{oidContentType, kind},
		{oidMessageDigest, digest},
		{oidSigningCertV2, signingCertificateV2{[]certificateID{{id[:]}}}},
	} {
		value, err := asn1.Marshal(x.value)
		if err != nil {
			return nil, err
		}
		set := asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: value}
		encoded, err := asn1.Marshal(attribute{x.oid, set})
		if err != nil {
			return nil, err
		}
		out = append(out, encoded...)
	}
	return out, nil
}

func tagged(class, tag int, content []byte) []byte {
	out, _ := asn1.Marshal(asn1.RawValue{Class: class, Tag: tag, IsCompound: true, Bytes: content})
	return out
}

func (s Signer) encode(a algorithms, content encapsulated, attributes, signature []byte, unsigned asn1.RawValue) ([]byte, error) {
	leaf := s.Chain[0]
	digest := pkix.AlgorithmIdentifier{Algorithm: a.digest.id}
	method := pkix.AlgorithmIdentifier{Algorithm: a.signature}
	if a.signature.Equal(oidRSA) {
		method.Parameters = asn1.NullRawValue
	}
	var certificates []byte
	for _, c := range s.Chain {
		certificates = append(certificates, c.Raw...)
	}
	data := signedData{
		Version: version(content), Digests: []pkix.AlgorithmIdentifier{digest}, Content: content,
		Certificates: asn1.RawValue{FullBytes: tagged(asn1.ClassContextSpecific, 0, certificates)},
		Signers: []signerInfo{{
			Version: 1, SID: issuerAndSerial{asn1.RawValue{FullBytes: leaf.RawIssuer}, leaf.SerialNumber},
			DigestAlgorithm:    digest,
			SignedAttributes:   asn1.RawValue{FullBytes: tagged(asn1.ClassContextSpecific, 0, attributes)},
			SignatureAlgorithm: method, Signature: signature, UnsignedAttributes: unsigned,
		}},
	}
	inner, err := asn1.Marshal(data)
	if err != nil {
		return nil, err
	}
	kind := a.signedData
	if content.Type.Equal(oidTokenInfo) {
		kind = oidSignedData
	}
	return asn1.Marshal(contentInfo{kind, asn1.RawValue{FullBytes: tagged(asn1.ClassContextSpecific, 0, inner)}})
}
