// Command mingfa-hsm signs with a key in a PKCS#11 token. It is a program of its own,
// so that neither C nor the library of a token's maker enters the main one; mingfa starts
// it for each signature (MINGFA_SEAL_SIGNER). The protocol is that of
// internal/pdf/outside.
//
// The PIN comes from the variable HSM_PIN, or from the file that HSM_PIN_FILE names;
// never from an argument, which every user of the machine can read.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	var t token
	flag.StringVar(&t.module, "module", "", "the PKCS#11 library of the token")
	flag.StringVar(&t.label, "token", "", "the label of the token")
	flag.StringVar(&t.key, "key", "", "the label of the private key")
	flag.Parse()
	if err := serve(os.Stdin, os.Stdout, t); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// maxRequest is more than any request takes, in bytes.
const maxRequest = 1 << 20

type request struct {
	Algorithm string `json:"algorithm"`
	Input     []byte `json:"input"`
}

type answer struct {
	Signature []byte `json:"signature,omitempty"`
	Error     string `json:"error,omitempty"`
}

// serve answers one request.
func serve(in io.Reader, out io.Writer, t token) error {
	var r request
	if err := json.NewDecoder(io.LimitReader(in, maxRequest)).Decode(&r); err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	var a answer
	signature, err := sign(r, t)
	if err != nil {
		a.Error = err.Error()
	} else {
		a.Signature = signature
	}
	return json.NewEncoder(out).Encode(a)
}

func sign(r request, t token) ([]byte, error) {
	if t.module == "" || t.label == "" || t.key == "" {
		return nil, errors.New("-module, -token and -key are required")
	}
	m, ok := methods[r.Algorithm]
	if !ok {
		return nil, fmt.Errorf("algorithm %q is not offered by PKCS#11 tokens in a common way", r.Algorithm)
	}
	pin, err := secret("HSM_PIN")
	if err != nil {
		return nil, err
	}
	return t.sign(m, r.Input, pin)
}

// secret reads a variable, or the file that it names with _FILE behind.
func secret(name string) (string, error) {
	path := os.Getenv(name + "_FILE")
	if path == "" {
		return os.Getenv(name), nil
	}
	b, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	return strings.TrimSpace(string(b)), err
}
