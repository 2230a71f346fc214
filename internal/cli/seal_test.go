package cli

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/pdf"
	"mingfa/internal/pdf/outside"
)

// softHSM is where Debian's package softhsm2 has the library.
const softHSM = "/usr/lib/softhsm/libsofthsm2.so"

// token makes a token in software with a key in it, and returns the signing program
// with its arguments.
func token(t *testing.T, keyFile string) string {
	t.Helper()
	if _, err := os.Stat(softHSM); err != nil {
		t.Fatalf("SoftHSM is missing; make test-deps installs it: %v", err)
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "mingfa-hsm")
	tool(t, []string{"CGO_ENABLED=1"}, "go", "build", "-C", filepath.Join("..", "..", "hsm"), "-buildvcs=false", "-o", program, ".")
	config := filepath.Join(dir, "softhsm2.conf")
	store := filepath.Join(dir, "tokens")
	if err := os.Mkdir(store, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte("directories.tokendir = "+store+"\nobjectstore.backend = file\nlog.level = ERROR\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOFTHSM2_CONF", config)
	tool(t, nil, "softhsm2-util", "--init-token", "--free", "--label", "office", "--pin", "135790", "--so-pin", "24680")
	tool(t, nil, "softhsm2-util", "--import", keyFile, "--token", "office", "--label", "seal", "--id", "01", "--pin", "135790")
	return program + " -module " + softHSM + " -token office -key seal"
}

func tool(t *testing.T, env []string, name string, args ...string) {
	t.Helper()
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), env...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// A seal whose key never leaves its token signs as one from a file does.
func TestSealWithToken(t *testing.T) {
	data, file := office(t)
	key, chain := sealFiles(houseConfig{data: data})
	c := sealFlags{SealCert: chain, SealSigner: token(t, key), MarkSubtype: "Watermark"}
	t.Setenv("HSM_PIN", "135790")
	id, err := c.identity(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	marked := filepath.Join(data, "marked.pdf")
	notice := pdf.Notice{Status: "repealed", Diagonal: "已废止", Banner: "本文件已废止。", Level: pdf.Void, Time: testNow()}
	if err := pdf.MarkFile(file, marked, fonts, id, notice); err != nil {
		t.Fatalf("%v: %v", err, errors.Unwrap(err))
	}
	trust, err := loadTrust(data, "")
	if err != nil {
		t.Fatal(err)
	}
	report, err := pdf.VerifyFile(marked, trust)
	if err != nil || report.Verdict != pdf.Intact || len(report.Marks) != 1 {
		t.Errorf("verdict %s, %v", report.Verdict, err)
	}
	t.Run("a wrong PIN leaves nothing behind", func(t *testing.T) {
		t.Setenv("HSM_PIN", "000000")
		refused := filepath.Join(data, "refused.pdf")
		if err := pdf.MarkFile(file, refused, fonts, id, notice); err == nil {
			t.Error("marked without the PIN")
		}
		if _, err := os.Stat(refused); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file is there: %v", err)
		}
	})
}

// ECDSA signatures come from a token in halves.
func TestTokenSignsECDSA(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, pin := filepath.Join(dir, "key.pem"), filepath.Join(dir, "pin")
	if err := errors.Join(
		os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600),
		os.WriteFile(pin, []byte("135790\n"), 0o600),
	); err != nil {
		t.Fatal(err)
	}
	held := outside.Key{Command: strings.Fields(token(t, file)), PublicKey: key.Public()}
	t.Setenv("HSM_PIN_FILE", pin)
	digest := sha256.Sum256([]byte("正文"))
	signature, err := held.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil || !ecdsa.VerifyASN1(&key.PublicKey, digest[:], signature) {
		t.Errorf("signature %x, %v", signature, err)
	}
	held.Command[len(held.Command)-1] = "another"
	if _, err := held.Sign(rand.Reader, digest[:], crypto.SHA256); err == nil || !strings.Contains(err.Error(), "no key") {
		t.Errorf("a key that is not there: %v", err)
	}
}

func TestSealSettings(t *testing.T) {
	data, _ := office(t)
	key, chain := sealFiles(houseConfig{data: data})
	for name, row := range map[string]struct {
		flags sealFlags
		want  string // part of the error, "" for none
	}{
		"of the data folder":       {sealFlags{}, ""},
		"key and chain":            {sealFlags{SealKey: key, SealCert: chain}, ""},
		"program and chain":        {sealFlags{SealSigner: "mingfa-hsm", SealCert: chain}, ""},
		"key without chain":        {sealFlags{SealKey: key}, "MINGFA_SEAL_CERT"},
		"program without chain":    {sealFlags{SealSigner: "mingfa-hsm"}, "MINGFA_SEAL_CERT"},
		"chain alone":              {sealFlags{SealCert: chain}, "MINGFA_SEAL_KEY"},
		"key and program":          {sealFlags{SealKey: key, SealSigner: "x", SealCert: chain}, "只能配置一项"},
		"key that is not there":    {sealFlags{SealKey: key + ".no", SealCert: chain}, "无法读取"},
		"a form that no file has":  {sealFlags{MarkSubtype: "Widget"}, "注释类型"},
		"an SM2 form without part": {sealFlags{SM2Format: "GM.SM2"}, "SM2"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := row.flags.identity(data)
			if (err == nil) != (row.want == "") || err != nil && !strings.Contains(sentence(err), row.want) {
				t.Errorf("%v; want %q", err, row.want)
			}
		})
	}
	if _, err := (sealFlags{}).identity(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
}
