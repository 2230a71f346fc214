package embedded

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"time"
)

// serverName is what the Temporal server's certificate says.
const serverName = "temporal.mingfa.internal"

// identity is a throw-away certification authority with one leaf for the server
// and one for us. It lives in memory and ends with the process.
type identity struct {
	caPEM, certPEM, keyPEM string // what the server is given
	client                 *tls.Config
}

// authority signs leaves; its key is dropped when the identity is made.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newIdentity() (*identity, error) {
	ca, err := newAuthority()
	if err != nil {
		return nil, fmt.Errorf("生成内部证书失败：%w", err)
	}
	server, err := ca.leaf(2, x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth)
	if err != nil {
		return nil, fmt.Errorf("生成内部证书失败：%w", err)
	}
	own, err := ca.leaf(3, x509.ExtKeyUsageClientAuth)
	if err != nil {
		return nil, fmt.Errorf("生成内部证书失败：%w", err)
	}
	return assemble(ca, server, own)
}

func assemble(ca authority, server, own tls.Certificate) (*identity, error) {
	der, err := x509.MarshalPKCS8PrivateKey(server.PrivateKey)
	if err != nil {
		return nil, fmt.Errorf("生成内部证书失败：%w", err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(ca.cert)
	return &identity{
		caPEM:   encode("CERTIFICATE", ca.cert.Raw),
		certPEM: encode("CERTIFICATE", server.Certificate[0]),
		keyPEM:  encode("PRIVATE KEY", der),
		client: &tls.Config{
			Certificates: []tls.Certificate{own}, RootCAs: pool,
			ServerName: serverName, MinVersion: tls.VersionTLS13,
		},
	}, nil
}

func newAuthority() (authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return authority{}, err
	}
	t := template(1)
	t.IsCA, t.BasicConstraintsValid = true, true
	t.KeyUsage = x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return authority{}, err
	}
	cert, err := x509.ParseCertificate(der)
	return authority{cert, key}, err
}

func (a authority) leaf(serial int64, usage ...x509.ExtKeyUsage) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	t := template(serial)
	t.DNSNames = []string{serverName}
	t.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	t.KeyUsage, t.ExtKeyUsage = x509.KeyUsageDigitalSignature, usage
	der, err := x509.CreateCertificate(rand.Reader, t, a.cert, &key.PublicKey, a.key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

// template has no meaningful dates: the identity ends with the process. The end
// is the one that RFC 5280 (4.1.2.5) reserves for "no end", and a fixed
// beginning does not depend on a clock that may be wrong.
func template(serial int64) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: fmt.Sprintf("mingfa %d", serial)},
		NotBefore: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:  time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}
}

func encode(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}
