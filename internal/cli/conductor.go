package cli

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"
	"path/filepath"

	"go.temporal.io/sdk/client"
)

// conductorOptions returns the key of the actor header and the options of the
// Temporal client. Without a configured key, one is kept in the data folder: the
// embedded default, where workbench and worker are one process.
func (c conductorFlags) conductorOptions(data string) ([]byte, client.Options, error) {
	o := client.Options{HostPort: c.TemporalAddress, Namespace: c.TemporalNamespace}
	text, err := secretFromFile(c.ActorKey, "MINGFA_ACTOR_KEY")
	if err != nil {
		return nil, o, err
	}
	var key []byte
	if text != "" {
		key, err = actorKey(text)
	} else {
		key, err = keepKey(filepath.Join(data, "actor.key"))
	}
	if err != nil {
		return nil, o, err
	}
	if c.TemporalTLSCA == "" && c.TemporalTLSCert == "" {
		return key, o, nil
	}
	o.ConnectionOptions.TLS, err = c.tls()
	return key, o, err
}

func (c conductorFlags) tls() (*tls.Config, error) {
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if c.TemporalTLSCA != "" {
		pem, err := os.ReadFile(c.TemporalTLSCA)
		if err != nil {
			return nil, err
		}
		t.RootCAs = x509.NewCertPool()
		if !t.RootCAs.AppendCertsFromPEM(pem) {
			return nil, errors.New("TEMPORAL_TLS_CA 中没有可用的证书")
		}
	}
	if c.TemporalTLSCert != "" {
		pair, err := tls.LoadX509KeyPair(c.TemporalTLSCert, c.TemporalTLSKey)
		if err != nil {
			return nil, err
		}
		t.Certificates = []tls.Certificate{pair}
	}
	return t, nil
}

// production is conductorOptions where nothing may be made up: workbench and
// worker are two processes and must share the key.
func (c conductorFlags) production(data string) ([]byte, client.Options, error) {
	if _, err := required(c.ActorKey, "MINGFA_ACTOR_KEY"); err != nil {
		return nil, client.Options{}, err
	}
	if _, err := required(c.TemporalAddress, "TEMPORAL_ADDRESS"); err != nil {
		return nil, client.Options{}, err
	}
	return c.conductorOptions(data)
}
