//go:build speed

package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingfa/internal/pdf/syntax"
)

// rounds is how often every row is measured; all rows take turns, so that what else
// the machine does falls on all of them alike.
const rounds = 7

// textFile is a file of another maker with pages of text.
func textFile(pages int) []byte {
	b := &syntax.Builder{}
	font := syntax.Add(b, syntax.Dict{"Type": syntax.Name("Font"), "Subtype": syntax.Name("Type1"), "BaseFont": syntax.Name("Helvetica")})
	return pagesOf(b, pages, func(i int) syntax.Dict {
		var text strings.Builder
		r := rand.New(rand.NewPCG(uint64(i), 7))
		fmt.Fprintf(&text, "BT /F 11 Tf 14 TL 60 780 Td\n")
		for range 50 {
			text.WriteString("(")
			for range 12 {
				fmt.Fprintf(&text, "%x ", r.IntN(1<<24))
			}
			text.WriteString(") Tj T*\n")
		}
		text.WriteString("ET")
		return syntax.Dict{
			"Contents":  syntax.Add(b, syntax.Flate(nil, []byte(text.String()))),
			"Resources": syntax.Dict{"Font": syntax.Dict{"F": font}},
		}
	})
}

// scanFile is a file of scanned pages of 160 kB each.
func scanFile(pages int) []byte {
	b := &syntax.Builder{}
	return pagesOf(b, pages, func(i int) syntax.Dict {
		r := rand.New(rand.NewPCG(uint64(i), 9))
		pixels := make([]byte, 400*400)
		for k := 0; k < len(pixels); k += 8 {
			binary.LittleEndian.PutUint64(pixels[k:], r.Uint64())
		}
		image := syntax.Add(b, &syntax.Stream{Dict: syntax.Dict{
			"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Image"), "Width": syntax.Int(400), "Height": syntax.Int(400),
			"ColorSpace": syntax.Name("DeviceGray"), "BitsPerComponent": syntax.Int(8),
		}, Data: pixels})
		return syntax.Dict{
			"Contents":  syntax.Add(b, &syntax.Stream{Dict: syntax.Dict{}, Data: []byte("q 595 0 0 842 0 0 cm /I Do Q")}),
			"Resources": syntax.Dict{"XObject": syntax.Dict{"I": image}},
		}
	})
}

func pagesOf(b *syntax.Builder, pages int, page func(int) syntax.Dict) []byte {
	tree := b.Alloc()
	kids := syntax.Array{}
	for i := range pages {
		d := page(i)
		d["Type"], d["Parent"], d["MediaBox"] = syntax.Name("Page"), tree, syntax.Numbers(0, 0, 595, 842)
		kids = append(kids, syntax.Add(b, d))
	}
	b.Set(tree, syntax.Dict{"Type": syntax.Name("Pages"), "Count": syntax.Int(pages), "Kids": kids})
	root := syntax.Add(b, syntax.Dict{"Type": syntax.Name("Catalog"), "Pages": tree})
	return b.File(root, syntax.Add(b, syntax.Dict{}))
}

// contender is one row of the table.
type contender struct {
	name string
	run  func(in, out string) error
}

func contenders(t *testing.T, dir string) []contender {
	id := identity(t, systemIdentity)
	overlay := filepath.Join(dir, "overlay.pdf")
	write(t, overlay, typeset(t, Sheet{Title: "已废止", Body: "本文件已废止。"}).PDF)
	trust := TrustIn(id)
	out := []contender{
		{"mark", func(in, out string) error { return MarkFile(in, out, fonts(t), id, repealed()) }},
		{"read and write", func(in, out string) error {
			b, err := os.ReadFile(in)
			if err != nil {
				return err
			}
			return os.WriteFile(out, b, 0o600)
		}},
		{"copy by the system", func(in, out string) error { return copied(in, out) }},
		{"SHA-256", func(in, _ string) error {
			b, err := os.ReadFile(in)
			_ = sha256.Sum256(b)
			return err
		}},
		{"verify (marked)", func(in, _ string) error {
			b, err := os.ReadFile(in + ".marked")
			if err != nil {
				return err
			}
			r, err := Verify(b, trust)
			if err == nil && r.Verdict != Intact {
				err = fmt.Errorf("verdict %s", r.Verdict)
			}
			return err
		}},
		{"qpdf --overlay", func(in, out string) error {
			return exec.Command("qpdf", in, "--overlay", overlay, "--repeat=1", "--", out).Run()
		}},
	}
	if path, err := exec.LookPath(filepath.Join("..", "..", "bin", "pdfcpu")); err == nil {
		out = append(out, contender{"pdfcpu stamp", func(in, out string) error {
			return exec.Command(path, "stamp", "add", "-m", "pdf", "-c", "disable", "-o", "-q", "--", overlay+":1", "scale:1 abs, rot:0", in, out).Run()
		}})
	}
	return out
}

func copied(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, in)
	return err
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSpeed prints the table. It judges nothing: a loaded machine is no mistake.
func TestSpeed(t *testing.T) {
	dir := t.TempDir()
	rows := contenders(t, dir)
	for name, make := range map[string]func() []byte{
		"text-10": func() []byte { return textFile(10) }, "text-100": func() []byte { return textFile(100) },
		"text-1000": func() []byte { return textFile(1000) }, "scan-1000": func() []byte { return scanFile(1000) },
	} {
		in := filepath.Join(dir, name+".pdf")
		data := make()
		write(t, in, data)
		if err := MarkFile(in, in+".marked", fonts(t), identity(t, systemIdentity), repealed()); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("\n%s (%.2f MB)\n", name, float64(len(data))/1e6)
		data = nil
		debug.FreeOSMemory()
		measure(t, rows, in, filepath.Join(dir, "out.pdf"))
		_ = os.Remove(in)
		_ = os.Remove(in + ".marked")
	}
	typesetSpeed(t)
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	fmt.Printf("\npeak memory of this process, which also made the files: %d MB\n", usage.Maxrss/1024)
}

func measure(t *testing.T, rows []contender, in, out string) {
	times := make([][]time.Duration, len(rows))
	for range rounds {
		for i, r := range rows {
			_ = os.Remove(out)
			begin := time.Now()
			if err := r.run(in, out); err != nil {
				t.Fatalf("%s: %v", r.name, err)
			}
			times[i] = append(times[i], time.Since(begin))
		}
	}
	median := func(d []time.Duration) time.Duration { slices.Sort(d); return d[len(d)/2] }
	base := median(times[0])
	for i, r := range rows {
		m := median(times[i])
		fmt.Printf("  %-20s %9.2f ms  %6.2f × mark\n", r.name, m.Seconds()*1e3, m.Seconds()/base.Seconds())
	}
}

// typesetSpeed measures documents of three pages, with fonts loaded.
func typesetSpeed(t *testing.T) {
	s := normative()
	s.Annexes = nil
	begin, n, pages, size := time.Now(), 0, 0, 0
	for ; time.Since(begin) < 3*time.Second; n++ {
		set := typeset(t, s)
		pages, size = set.Pages, len(set.PDF)
	}
	fmt.Printf("\ntypeset: %.0f documents of %d pages a second on one core, %d kB each\n", float64(n)/time.Since(begin).Seconds(), pages, size/1000)
}
