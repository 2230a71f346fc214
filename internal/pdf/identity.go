package pdf

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/syntax"
)

// Identity is a private key with the certificates that vouch for it. RSA,
// ECDSA (P-256) and SM2 keys can be loaded. It is safe for concurrent use.
type Identity struct {
	signer            cms.Signer
	subtype           syntax.Name // of marks, "" for the usual one
	filter, subFilter syntax.Name // of signatures, "" for the usual ones
}

const (
	// keyBits is the size of a new RSA key. RSA, because every reader of PDF
	// signatures in use verifies it.
	keyBits   = 3072
	leafYears = 10
	rootYears = 20
)

// NewIdentity makes a root certificate and a signing certificate under it.
// The key of the root is thrown away: the root vouches for one key only.
func NewIdentity(commonName string, notBefore time.Time) (*Identity, error) {
	rootKey, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return nil, ErrBadIdentity.Because(err)
	}
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return nil, ErrBadIdentity.Because(err)
	}
	rootTemplate := template(commonName+"（自建根证书）", rootKey.Public(), notBefore, rootYears)
	rootTemplate.IsCA, rootTemplate.BasicConstraintsValid = true, true
	rootTemplate.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	root, err := issue(rootTemplate, rootTemplate, rootKey.Public(), rootKey)
	if err != nil {
		return nil, err
	}
	leafTemplate := template(commonName, key.Public(), notBefore, leafYears)
	leafTemplate.BasicConstraintsValid = true
	leafTemplate.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	leafTemplate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}
	leafTemplate.UnknownExtKeyUsage = []asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 36}} // document signing, RFC 9336
	leaf, err := issue(leafTemplate, root.ToX509(), key.Public(), rootKey)
	if err != nil {
		return nil, err
	}
	return &Identity{signer: cms.Signer{Key: key, Chain: []*smx509.Certificate{leaf, root}}}, nil
}

// template fills what root and leaf have in common. The serial number is made
// from the key.
func template(name string, key crypto.PublicKey, notBefore time.Time, years int) *x509.Certificate {
	der, _ := x509.MarshalPKIXPublicKey(key) // an RSA key can be marshalled
	sum := sha256.Sum256(der)
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(sum[:15]),
		SubjectKeyId: sum[:20],
		Subject:      pkix.Name{Country: []string{"CN"}, CommonName: name},
		NotBefore:    notBefore.UTC().Truncate(time.Second),
		NotAfter:     notBefore.UTC().Truncate(time.Second).AddDate(years, 0, 0),
	}
}

func issue(t, parent *x509.Certificate, key crypto.PublicKey, by crypto.Signer) (*smx509.Certificate, error) {
	der, err := smx509.CreateCertificate(rand.Reader, t, parent, key, by)
	if err != nil {
		return nil, ErrBadIdentity.Because(err)
	}
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		return nil, ErrBadIdentity.Because(err)
	}
	return c, nil
}

// NewSigner returns an identity whose key is somewhere else: in a token (PKCS#11),
// in a signing service. The key is asked for one digest at a time, for RSA with
// PKCS #1 v1.5 and SHA-256; an SM2 key is handed the whole signed attributes with
// sm2.DefaultSM2SignerOpts, since SM3 takes the signer into the sum. The chain is
// PEM, the signer's certificate first.
func NewSigner(key crypto.Signer, chainPEM []byte) (*Identity, error) {
	chain, err := parseCertificates(chainPEM)
	if err != nil {
		return nil, err
	}
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !public.Equal(chain[0].PublicKey) {
		return nil, ErrBadIdentity.Because(fmt.Errorf("the first certificate is not that of the key"))
	}
	return &Identity{signer: cms.Signer{Key: key, Chain: chain}}, nil
}

// Timestamper returns RFC 3161 tokens; stamp.Client is one.
type Timestamper interface {
	// Stamp returns a token over the SHA-256 of a message, checked to be one.
	Stamp(message []byte) (token []byte, err error)
}

// Stamped returns the identity with a time stamp in every signature it makes. If
// there is no token there is no signature.
func (i *Identity) Stamped(t Timestamper) *Identity {
	out := *i
	out.signer.Stamp = func(signature []byte) ([]byte, error) {
		token, err := t.Stamp(signature)
		if err != nil {
			return nil, ErrStamp.Because(err)
		}
		return token, nil
	}
	return &out
}

// LoadIdentity reads a private key (PKCS#8, PKCS#1, or SEC 1 as openssl ecparam writes it)
// and a certificate chain, the signer's certificate first, both PEM.
func LoadIdentity(keyPEM, chainPEM []byte) (*Identity, error) {
	for block, rest := pem.Decode(keyPEM); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "EC PARAMETERS" {
			continue
		}
		key, err := parseKey(block)
		if err != nil {
			return nil, ErrBadKey.Because(err)
		}
		return NewSigner(key, chainPEM)
	}
	return nil, ErrBadKey.Because(fmt.Errorf("no PEM key"))
}

func parseKey(block *pem.Block) (crypto.Signer, error) {
	switch block.Type {
	case "RSA PRIVATE KEY":
		return smx509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		key, err := smx509.ParseECPrivateKey(block.Bytes)
		if err != nil || key.Curve != sm2.P256() {
			return key, err
		}
		return new(sm2.PrivateKey).FromECPrivateKey(key)
	}
	parsed, err := smx509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("key of type %T cannot sign", parsed)
	}
	return key, nil
}

// PublicKey returns the key of the first certificate of a chain (PEM), the signer's.
func PublicKey(chainPEM []byte) (crypto.PublicKey, error) {
	chain, err := parseCertificates(chainPEM)
	if err != nil {
		return nil, err
	}
	return chain[0].PublicKey, nil
}

func parseCertificates(data []byte) ([]*smx509.Certificate, error) {
	var out []*smx509.Certificate
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		c, err := smx509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, ErrBadIdentity.Because(err)
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, ErrBadIdentity.Because(fmt.Errorf("no PEM certificate"))
	}
	return out, nil
}

// MarshalPEM returns key and chain as LoadIdentity reads them.
func (i *Identity) MarshalPEM() (key, chain []byte, err error) {
	der, err := smx509.MarshalPKCS8PrivateKey(i.signer.Key)
	if err != nil {
		return nil, nil, ErrBadIdentity.Because(err)
	}
	key = pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	for _, c := range i.signer.Chain {
		chain = append(chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return key, chain, nil
}

// Name is the common name of the signer.
func (i *Identity) Name() string { return i.signer.Chain[0].Subject.CommonName }

// Trust is a set of root certificates that a verifier believes. The zero value
// trusts nobody.
type Trust struct {
	roots  *smx509.CertPool // of signers
	clocks *smx509.CertPool // of time-stamp authorities, besides
}

// WithClocks returns the trust with root certificates (PEM) of time-stamp authorities.
// Who they vouch for is believed about the time and about nothing else.
func (t Trust) WithClocks(rootsPEM ...[]byte) (Trust, error) {
	pool, err := poolOf(rootsPEM)
	return Trust{roots: t.roots, clocks: pool}, err
}

// stamped reports whether an authority is believed about the time.
func (t Trust) stamped(token *cms.Token) bool {
	return token.Trusted(t.roots) || t.clocks != nil && token.Trusted(t.clocks)
}

// NewTrust reads root certificates in PEM, each argument one or several.
func NewTrust(rootsPEM ...[]byte) (Trust, error) {
	pool, err := poolOf(rootsPEM)
	return Trust{roots: pool}, err
}

func poolOf(rootsPEM [][]byte) (*smx509.CertPool, error) {
	pool := smx509.NewCertPool()
	for _, data := range rootsPEM {
		certificates, err := parseCertificates(data)
		if err != nil {
			return nil, err
		}
		for _, c := range certificates {
			pool.AddCert(c)
		}
	}
	return pool, nil
}

// TrustIn trusts the last certificate of the chain of each identity.
func TrustIn(identities ...*Identity) Trust {
	pool := smx509.NewCertPool()
	for _, i := range identities {
		pool.AddCert(i.signer.Chain[len(i.signer.Chain)-1])
	}
	return Trust{roots: pool}
}

// Certificates returns the certificates of the identity, the signing one first.
func (i *Identity) Certificates() []*x509.Certificate {
	out := make([]*x509.Certificate, 0, len(i.signer.Chain))
	for _, c := range i.signer.Chain {
		out = append(out, c.ToX509())
	}
	return out
}
