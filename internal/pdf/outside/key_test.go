package outside

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/sm2"
)

// The test binary is its own signing program.
func TestMain(m *testing.M) {
	if how := os.Getenv("OUTSIDE_TEST"); how != "" {
		answerAs(how)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func answerAs(how string) {
	in, _ := io.ReadAll(os.Stdin)
	switch how {
	case "echo":
		var r request
		if err := json.Unmarshal(in, &r); err != nil {
			os.Exit(2)
		}
		_ = json.NewEncoder(os.Stdout).Encode(answer{Signature: append([]byte(r.Algorithm+":"), r.Input...)})
	case "refuse":
		fmt.Println(`{"error": "no token \"seal\""}`)
	case "nothing":
		fmt.Println(`{}`)
	case "noise":
		fmt.Println("ready.")
	case "endless":
		for {
			if _, err := fmt.Println(strings.Repeat("x", 1024)); err != nil {
				return
			}
		}
	case "crash":
		fmt.Fprintln(os.Stderr, "library not found")
		os.Exit(3)
	}
}

func TestSign(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sm2Key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256([]byte("x"))
	for _, row := range []struct {
		name, how string
		public    crypto.PublicKey
		options   crypto.SignerOpts
		want      string // of the signature, or of the error
	}{
		{"RSA", "echo", rsaKey.Public(), crypto.SHA256, "RSA-SHA256:"},
		{"ECDSA", "echo", ecKey.Public(), crypto.SHA256, "ECDSA-SHA256:"},
		{"SM2", "echo", sm2Key.Public(), sm2.DefaultSM2SignerOpts, "SM2-SM3:"},
		{"another digest", "echo", rsaKey.Public(), crypto.SHA1, "not supported"},
		{"a refusal", "refuse", rsaKey.Public(), crypto.SHA256, "no token"},
		{"no signature", "nothing", rsaKey.Public(), crypto.SHA256, "no signature"},
		{"no JSON", "noise", rsaKey.Public(), crypto.SHA256, "invalid character"},
		{"no end", "endless", rsaKey.Public(), crypto.SHA256, "signing program"},
		{"a crash", "crash", rsaKey.Public(), crypto.SHA256, "library not found"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Setenv("OUTSIDE_TEST", row.how)
			got, err := Key{Command: []string{os.Args[0]}, PublicKey: row.public}.Sign(rand.Reader, digest[:], row.options)
			said := string(got)
			if err != nil {
				said = err.Error()
			}
			if !strings.Contains(said, row.want) || (err == nil) != strings.HasSuffix(row.want, ":") {
				t.Errorf("%q, %v; want %q", got, err, row.want)
			}
		})
	}
	if _, err := (Key{PublicKey: rsaKey.Public()}).Sign(rand.Reader, digest[:], crypto.SHA256); err == nil {
		t.Error("signed without a program")
	}
}
