package stamp_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"mingfa/internal/pdf/cms"
	"mingfa/internal/pdf/stamp"
)

var stampedAt = time.Date(2026, 11, 21, 1, 2, 3, 0, time.UTC)

func authority(t *testing.T) cms.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(3), NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0),
		KeyUsage: x509.KeyUsageDigitalSignature,
		// RFC 3161, clause 2.3: this purpose alone, and critical.
		ExtraExtensions: []pkix.Extension{{
			Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: []byte("\x30\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x08"),
		}},
	}
	der, err := smx509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cms.Signer{Key: key, Chain: []*smx509.Certificate{c}}
}

// serve runs an authority in process; edit may spoil its answers.
func serve(t *testing.T, a cms.Signer, edit func([]byte) []byte) stamp.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
		answer, err := a.Respond(request, 5, stampedAt)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_, _ = w.Write(edit(answer))
	}))
	t.Cleanup(s.Close)
	return stamp.Client{URL: s.URL, HTTP: s.Client()}
}

func TestStamp(t *testing.T) {
	a := authority(t)
	token, err := serve(t, a, func(b []byte) []byte { return b }).Stamp([]byte("甲"))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := cms.ParseToken(token)
	if err != nil {
		t.Fatal(err)
	}
	roots := smx509.NewCertPool()
	roots.AddCert(a.Chain[0])
	if !parsed.Time.Equal(stampedAt) || !parsed.Trusted(roots) || parsed.Stamps([]byte("甲")) != nil || parsed.Stamps([]byte("乙")) == nil {
		t.Errorf("token %+v", parsed)
	}
	// A token is a signature, but not over a document.
	s, err := cms.Parse(token)
	if err != nil || s.Verify([]byte("甲")) == nil {
		t.Errorf("a token passes for a signature: %v", err)
	}
}

func TestStampRefuses(t *testing.T) {
	a := authority(t)
	var earlier []byte
	if _, err := serve(t, a, func(b []byte) []byte { earlier = b; return b }).Stamp([]byte("甲")); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func([]byte) []byte{
		"nothing":            func([]byte) []byte { return nil },
		"an earlier answer":  func([]byte) []byte { return earlier },
		"a refusal":          func([]byte) []byte { return []byte{0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02} },
		"a broken signature": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"endless":            func([]byte) []byte { return bytes.Repeat([]byte{0x30}, 2<<20) },
	} {
		if _, err := serve(t, a, edit).Stamp([]byte("甲")); err == nil {
			t.Errorf("%s is taken for a token", name)
		}
	}
	if _, err := (stamp.Client{URL: "http://127.0.0.1:1/", HTTP: http.DefaultClient}).Stamp([]byte("甲")); err == nil {
		t.Error("no authority, and yet a token")
	}
}

// The authority of OpenSSL answers our requests, and OpenSSL accepts our answers.
func TestOpenSSLAgrees(t *testing.T) {
	dir := t.TempDir()
	a := authority(t)
	request := cms.Request([]byte("甲"), big.NewInt(77))
	answer, err := a.Respond(request, 5, stampedAt)
	if err != nil {
		t.Fatal(err)
	}
	der := a.Chain[0].Raw
	for name, data := range map[string][]byte{"q": request, "r": answer, "c.der": der} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		c := exec.CommandContext(t.Context(), "openssl", args...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("openssl %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("x509", "-inform", "DER", "-in", "c.der", "-out", "c.pem")
	if out := run("ts", "-verify", "-queryfile", "q", "-in", "r", "-CAfile", "c.pem", "-partial_chain"); !bytes.Contains([]byte(out), []byte("OK")) {
		t.Errorf("openssl ts: %s", out)
	}
	run("ts", "-query", "-in", "q", "-text")
}
