package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/pdf"
)

// child plays the child process: each operation ends in a way of its own.
const child = `#!/bin/sh
case "$3 $(basename "$4")" in
"verify a.pdf") exit 0 ;;
"text a.pdf") echo "refused pdf-damaged"; exit 1 ;;
"words a.pdf") echo "crash the worker was lost"; exit 1 ;;
"picture a.pdf") exec sleep 60 ;;
"intake a.pdf") echo "error no sentence"; exit 1 ;;
"seal a.pdf") kill -9 $$ ;;
"mark a.pdf" | "remark mark.pdf") exit 0 ;;
"verify-mark mark.pdf") echo "damaged tampered"; exit 1 ;;
"verify-remark remark.pdf") exit 0 ;;
*) echo "error $3 of $4"; exit 1 ;;
esac
`

// Each operation runs on the file or on the result that it is about, and every way in
// which a child ends has its column; what has no result is not gone on with.
func TestTortureTellsOutcomesApart(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "child")
	if err := os.WriteFile(program, []byte(child), 0o700); err != nil {
		t.Fatal(err)
	}
	var notes, table bytes.Buffer
	x := &torture{tortureCmd: &tortureCmd{Timeout: 3 * time.Second, Memory: 64}, program: program, dir: dir, counts: tally{}, notes: &notes}
	if err := x.operations(t.Context(), "a.pdf", "a.pdf"); err != nil {
		t.Fatal(err)
	}
	want := tally{
		"verify": {"ok": 1}, "text": {"refused": 1}, "words": {"crash": 1}, "picture": {"hang": 1}, "intake": {"error": 1}, "seal": {"crash": 1},
		"mark": {"ok": 1}, "verify-mark": {"damaged": 1}, "remark": {"ok": 1}, "verify-remark": {"ok": 1},
	}
	if diff := cmp.Diff(want, x.counts); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, notes.String())
	}
	x.print(&table)
	for _, op := range operations {
		if !strings.Contains(table.String(), " "+op.name+" ") {
			t.Errorf("no row for %s:\n%s", op.name, table.String())
		}
	}
	if strings.Contains(notes.String(), "pdf-damaged") || strings.Count(notes.String(), "\n") != 5 {
		t.Errorf("notes: %s", notes.String())
	}
}

// What is sealed, marked and marked again is held against what the verifier says of it.
func TestTryWritesAndVerifies(t *testing.T) {
	dir := t.TempDir()
	id, err := pdf.NewIdentity("压力测试", testNow().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	key, chain, err := id.MarshalPEM()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"key.pem": key, "chain.pem": chain, "plain.pdf": foreignPDF(nil, nil)} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	try := func(op, file string) string {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		c := tryCmd{Operation: op, File: file, Dir: dir}
		said, _, _ := strings.Cut(outcomeOf(c.try(t.Context(), &app{now: testNow}, data)), " ")
		return said
	}
	for _, row := range []struct{ op, file, want string }{
		{"verify", "plain.pdf", ""},
		{"seal", "plain.pdf", ""},
		{"verify-seal", "seal.pdf", ""},
		{"mark", "plain.pdf", ""},
		{"verify-mark", "mark.pdf", ""},
		{"remark", "mark.pdf", ""},
		{"verify-remark", "remark.pdf", ""},
		{"verify-seal", "plain.pdf", "damaged:"},
		{"verify-mark", "seal.pdf", "damaged:"},
		{"verify-mark", "remark.pdf", "damaged:"},
		{"verify-remark", "mark.pdf", "damaged:"},
		{"verify-mark", "key.pem", "damaged:"},
		{"mark", "key.pem", "refused"},
	} {
		if got := try(row.op, row.file); got != row.want {
			t.Errorf("%s of %s: %q, want %q", row.op, row.file, got, row.want)
		}
	}
}

func TestOutcomeOf(t *testing.T) {
	lost := document.Refuse(document.Unfit, "pdf-too-much", "过于复杂。")
	lost.Err = fmt.Errorf("%w: killed", extract.ErrBroken)
	for want, err := range map[string]error{
		"":                                      nil,
		"refused no-text":                       document.Refuse(document.Unfit, "no-text", "没有文字。"),
		"refused pdf-encrypted":                 fmt.Errorf("open: %w", pdf.ErrEncrypted),
		"refused " + extract.ErrDamaged.Error(): fmt.Errorf("%w: page 1", extract.ErrDamaged),
		"crash " + lost.Error():                 lost,
		"damaged: tampered":                     fmt.Errorf("%w: tampered", errDamaged),
		"error unexpected":                      errors.New("unexpected"),
	} {
		if got := outcomeOf(err); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}
