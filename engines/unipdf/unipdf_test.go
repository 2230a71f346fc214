package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/extract/contract"
	"mingfa/internal/extract/reply"
)

type engine struct{}

func (engine) Text(_ context.Context, pdf []byte) ([]reply.Page, error) {
	return read(bytes.NewReader(pdf))
}

// With a licence the engine keeps the contract of all engines. Without one it gives
// an error for every file, never an empty text that would pass a scan.
func TestContract(t *testing.T) {
	if licensed(os.Getenv) == nil {
		contract.Test(t, engine{})
		return
	}
	pages, err := engine{}.Text(t.Context(), contract.File(contract.Picture(8), contract.Words))
	if err == nil || pages != nil {
		t.Errorf("without a licence: %v, %v", pages, err)
	}
}

func TestLicenceIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte("-----BEGIN UNIDOC LICENSE KEY-----\nno key\n-----END UNIDOC LICENSE KEY-----\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, path, customer, want string }{
		{"nothing", "", "", keyFile},
		{"no customer", path, "", customer},
		{"no file", path + "x", "某某办公室", "不能读取"},
		{"no key in the file", path, "某某办公室", "许可无效"},
	} {
		err := licensed(func(name string) string { return map[string]string{keyFile: row.path, customer: row.customer}[name] })
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v", row.name, err)
		}
	}
}

// The program says on its standard error why it refuses, and nothing on its output.
func TestProgramRefuses(t *testing.T) {
	program := filepath.Join(t.TempDir(), "mingfa-unipdf")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, args := range [][]string{{"check"}, {"pdf-worker", t.TempDir(), "text"}} {
		cmd := exec.CommandContext(t.Context(), program, args...)
		cmd.Env = []string{"PATH=/usr/bin:/bin", "HOME=" + t.TempDir()}
		cmd.Stdin = bytes.NewReader(contract.File(contract.Picture(8), contract.Words))
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || len(out) > 0 || !strings.Contains(said.String(), "没有 UniPDF 离线许可") {
			t.Errorf("%v: %v, %q, %q", args, err, out, said.String())
		}
	}
}
