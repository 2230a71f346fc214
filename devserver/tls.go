package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"

	"go.temporal.io/server/common/config"
)

// serverTLS turns on mutual TLS for the frontend, between the services, and for
// the server's own system worker. Whoever holds no key of this CA is refused.
func (t TLS) serverTLS() config.RootTLS {
	b := func(pem string) string { return base64.StdEncoding.EncodeToString([]byte(pem)) }
	group := config.GroupTLS{
		Server: config.ServerTLS{
			CertData: b(t.Cert), KeyData: b(t.Key),
			ClientCAData: []string{b(t.CA)}, RequireClientAuth: true,
		},
		Client: config.ClientTLS{ServerName: t.ServerName, RootCAData: []string{b(t.CA)}},
	}
	return config.RootTLS{
		Internode: group,
		Frontend:  group,
		SystemWorker: config.WorkerTLS{
			CertData: b(t.Cert), KeyData: b(t.Key), Client: group.Client,
		},
	}
}

// clientTLS is the identity with which this process asks its own frontend
// whether it is ready.
func (t TLS) clientTLS() (*tls.Config, error) {
	cert, err := tls.X509KeyPair([]byte(t.Cert), []byte(t.Key))
	if err != nil {
		return nil, fmt.Errorf("configuration: tls: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(t.CA)) {
		return nil, errors.New("configuration: tls.ca holds no certificate")
	}
	return &tls.Config{
		Certificates: []tls.Certificate{cert}, RootCAs: pool,
		ServerName: t.ServerName, MinVersion: tls.VersionTLS13,
	}, nil
}
