package cms

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/emmansun/gmsm/smx509"
)

// Token is a parsed time-stamp token (RFC 3161).
type Token struct {
	Signature
	// Time is when the authority saw what it stamped.
	Time time.Time
	info tokenInfo
}

type messageImprint struct {
	Algorithm pkix.AlgorithmIdentifier
	Digest    []byte
}

// tokenInfo is TSTInfo of RFC 3161, clause 2.4.2.
type tokenInfo struct {
	Version int
	Policy  asn1.ObjectIdentifier
	Imprint messageImprint
	Serial  *big.Int
	Time    time.Time `asn1:"generalized"`
	Within  accuracy  `asn1:"optional"`
	Order   bool      `asn1:"optional"`
	Nonce   *big.Int  `asn1:"optional"`
}

type accuracy struct {
	Seconds int `asn1:"optional"`
}

// ParseToken reads a token and checks the signature of its authority. What it
// stamps is for Stamps to check. It never panics.
func ParseToken(der []byte) (token *Token, err error) {
	defer func() {
		if r := recover(); r != nil {
			token, err = nil, fmt.Errorf("malformed token: %v", r)
		}
	}()
	s, err := Parse(der)
	if err != nil {
		return nil, err
	}
	content := s.message.Content
	t := &Token{Signature: *s}
	if rest, err := asn1.Unmarshal(content, &t.info); err != nil || len(rest) > 0 {
		return nil, fmt.Errorf("malformed token: %w", err)
	}
	t.Time = t.info.Time
	if err := t.verify(oidTokenInfo, func(d Digest) []byte { return d.Sum(content) }); err != nil {
		return nil, err
	}
	return t, nil
}

// Stamps reports an error unless the token stamps the parts, one after the other.
func (t *Token) Stamps(parts ...[]byte) error {
	return t.StampsSum(func(d Digest) []byte { return d.Sum(parts...) })
}

// StampsSum reports an error unless the token stamps what sum returns the digest of.
func (t *Token) StampsSum(sum func(Digest) []byte) error {
	d, err := digestFor(t.info.Imprint.Algorithm.Algorithm)
	if err != nil {
		return err
	}
	if !bytes.Equal(sum(d), t.info.Imprint.Digest) {
		return fmt.Errorf("token stamps something else")
	}
	return nil
}

// Trusted reports whether the authority's certificate is meant for time stamps,
// leads to one of the roots, and was valid when it stamped.
func (t *Token) Trusted(roots *smx509.CertPool) bool {
	return t.trusted(roots, t.Time, x509.ExtKeyUsageTimeStamping)
}

// ErrNoStamp is the error of Stamp for a signature without one.
var ErrNoStamp = errors.New("no time stamp")

// Stamp returns the time stamp over the signature value, or ErrNoStamp. A stamp
// that is there and wrong is another error.
func (s *Signature) Stamp() (*Token, error) {
	for _, a := range s.message.Signers[0].UnauthenticatedAttributes {
		if !a.Type.Equal(oidStampToken) {
			continue
		}
		t, err := ParseToken(a.Value.Bytes)
		if err != nil {
			return nil, err
		}
		return t, t.Stamps(s.message.Signers[0].EncryptedDigest)
	}
	return nil, ErrNoStamp
}

type request struct {
	Version int
	Imprint messageImprint
	Nonce   *big.Int
	Certs   bool
}

type response struct {
	Status struct {
		Status int
		Text   asn1.RawValue  `asn1:"optional"`
		Fail   asn1.BitString `asn1:"optional"`
	}
	Token asn1.RawValue `asn1:"optional"`
}

// Request returns a time-stamp request over a message, with the certificate of
// the authority asked for. A nonce ties the answer to it.
func Request(message []byte, nonce *big.Int) []byte {
	sum := sha256.Sum256(message)
	out, _ := asn1.Marshal(request{1, messageImprint{pkix.AlgorithmIdentifier{Algorithm: SHA256.id, Parameters: asn1.NullRawValue}, sum[:]}, nonce, true})
	return out
}

// ReadResponse returns the token of a response, checked to stamp the message and
// to answer the request with the nonce.
func ReadResponse(der, message []byte, nonce *big.Int) ([]byte, error) {
	var r response
	if _, err := asn1.Unmarshal(der, &r); err != nil {
		return nil, fmt.Errorf("malformed response: %w", err)
	}
	if r.Status.Status > 1 || len(r.Token.FullBytes) == 0 {
		return nil, fmt.Errorf("authority refuses with status %d", r.Status.Status)
	}
	t, err := ParseToken(r.Token.FullBytes)
	switch {
	case err != nil:
		return nil, err
	case t.info.Nonce == nil || t.info.Nonce.Cmp(nonce) != 0:
		return nil, fmt.Errorf("response answers another request")
	}
	return r.Token.FullBytes, t.Stamps(message)
}

// Respond answers a request as an authority does: it signs the imprint with a
// time and returns the response.
func (s Signer) Respond(der []byte, serial int64, at time.Time) ([]byte, error) {
	var q request
	if _, err := asn1.Unmarshal(der, &q); err != nil {
		return nil, fmt.Errorf("malformed request: %w", err)
	}
	info, err := asn1.Marshal(struct {
		Version int
		Policy  asn1.ObjectIdentifier
		Imprint messageImprint
		Serial  *big.Int
		Time    time.Time `asn1:"generalized"`
		Nonce   *big.Int
	}{1, asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 32473, 1}, q.Imprint, big.NewInt(serial), at.UTC().Truncate(time.Second), q.Nonce})
	if err != nil {
		return nil, err
	}
	token, err := s.signContent(oidTokenInfo, info)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(struct {
		Status struct{ Status int }
		Token  asn1.RawValue
	}{Token: asn1.RawValue{FullBytes: token}})
}
