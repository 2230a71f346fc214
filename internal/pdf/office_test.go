//go:build office

package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/pdf/syntax"
)

// TestOfficeVerdict: LibreOffice, which knows what a certification permits, calls every
// signature valid on what was sealed, marked and marked again, and the seal invalid where
// a page was changed, a mark is of a kind that it does not permit, or somebody wrote on it.
func TestOfficeVerdict(t *testing.T) {
	dir := t.TempDir()
	stamped, err := identity(t, systemIdentity).With(Convention{MarkSubtype: "Stamp"})
	if err != nil {
		t.Fatal(err)
	}
	pdf := sealed(t, notice())
	ecdsa := sealedBy(t, identity(t, ecdsaIdentity), notice())
	want := map[string][]string{}
	put := func(name string, content []byte, valid ...string) {
		write := os.WriteFile(filepath.Join(dir, name), content, 0o600)
		if write != nil {
			t.Fatal(write)
		}
		want[name] = valid
	}
	put("1-sealed.pdf", pdf, "True")
	put("2-marked.pdf", marked(t, pdf, amended()), "True", "True")
	put("3-marked-again.pdf", marked(t, marked(t, pdf, amended()), repealed()), "True", "True", "True")
	put("4-ecdsa.pdf", mustMark(t, ecdsa, identity(t, ecdsaIdentity), repealed()), "True", "True")
	put("5-foreign-signer.pdf", countersigned(t, marked(t, pdf, repealed()), identity(t, officeIdentity), "Second"), "True", "True", "True")
	put("6-page-changed.pdf", attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		besides(t, f, u, syntax.Add(u, syntax.Flate(nil, []byte(covering))))
	}), "False")
	put("7-stamp.pdf", mustMark(t, pdf, stamped, repealed()), "False", "True")
	put("8-a-byte.pdf", flipped(pdf, len(pdf)/4), "False")
	names, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("/usr/bin/python3", append([]string{filepath.Join("..", "..", "scripts", "office-signatures.py")}, names...)...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		got[fields[0]] = append(got[fields[0]], fields[1])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
