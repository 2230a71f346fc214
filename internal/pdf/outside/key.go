// Package outside signs with a private key that another program holds: one that speaks
// to a token (PKCS#11), a card or a signing service. The key never enters this process,
// and neither do the libraries of its maker.
//
// The program is started for each signature. It reads one request from its standard
// input and writes one answer to its standard output, both JSON:
//
//	{"algorithm": "RSA-SHA256", "input": "<base64>"}
//	{"signature": "<base64>"}   or   {"error": "what is wrong"}
//
// The input is the SHA-256 to be signed for RSA-SHA256 (PKCS #1 v1.5) and ECDSA-SHA256,
// and the whole message for SM2-SM3, where the signer's identity goes into the sum.
// Signatures of ECDSA and SM2 are DER sequences of two integers.
package outside

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"github.com/emmansun/gmsm/sm2"
)

const (
	// patience is how long the program may take for one signature; a token may ask a
	// person to touch it.
	patience = time.Minute
	// maxAnswer is more than any signature takes, in bytes.
	maxAnswer = 64 << 10
)

// Key is a private key held by a program. It is safe for concurrent use if several
// of the program may run at once.
type Key struct {
	// Command is the program with its arguments.
	Command []string
	// PublicKey is that of the certificate.
	PublicKey crypto.PublicKey
}

var _ crypto.Signer = Key{}

// Public returns the public key.
func (k Key) Public() crypto.PublicKey { return k.PublicKey }

type request struct {
	Algorithm string `json:"algorithm"`
	Input     []byte `json:"input"`
}

type answer struct {
	Signature []byte `json:"signature"`
	Error     string `json:"error"`
}

// Sign has the program sign. Randomness is the program's own affair.
func (k Key) Sign(_ io.Reader, input []byte, options crypto.SignerOpts) ([]byte, error) {
	algorithm, err := k.algorithm(options)
	if err != nil {
		return nil, err
	}
	asked, err := json.Marshal(request{algorithm, input})
	if err != nil {
		return nil, err
	}
	said, err := k.run(asked)
	if err != nil {
		return nil, err
	}
	var a answer
	switch err := json.Unmarshal(said, &a); {
	case err != nil:
		return nil, fmt.Errorf("signing program: %w", err)
	case a.Error != "":
		return nil, fmt.Errorf("signing program: %s", a.Error)
	case len(a.Signature) == 0:
		return nil, errors.New("signing program: no signature")
	}
	return a.Signature, nil
}

func (k Key) algorithm(options crypto.SignerOpts) (string, error) {
	switch public := k.PublicKey.(type) {
	case *rsa.PublicKey:
		if options.HashFunc() == crypto.SHA256 {
			return "RSA-SHA256", nil
		}
	case *ecdsa.PublicKey:
		if sm2.IsSM2PublicKey(public) {
			return "SM2-SM3", nil
		}
		if options.HashFunc() == crypto.SHA256 {
			return "ECDSA-SHA256", nil
		}
	}
	return "", fmt.Errorf("signing program: key of type %T is not supported", k.PublicKey)
}

func (k Key) run(asked []byte) ([]byte, error) {
	if len(k.Command) == 0 {
		return nil, errors.New("signing program: none is set")
	}
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	c := exec.CommandContext(ctx, k.Command[0], k.Command[1:]...) //nolint:gosec // the operator names the program
	var complaint bytes.Buffer
	out := limited{}
	c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(asked), &out, &complaint
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("signing program: %w: %.300s", err, strings.TrimSpace(complaint.String()))
	}
	return out.data, nil
}

// limited keeps what is written to it, and refuses more than an answer can have.
type limited struct{ data []byte }

func (l *limited) Write(p []byte) (int, error) {
	if len(l.data)+len(p) > maxAnswer {
		return 0, errors.New("answer is too long")
	}
	l.data = append(l.data, p...)
	return len(p), nil
}
