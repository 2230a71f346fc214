//go:build speed

package pdf

import (
	"bytes"
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
	id, small := identity(t, systemIdentity), identity(t, ecdsaIdentity) // RSA of 3072 bits, and P-256
	overlay := filepath.Join(dir, "overlay.pdf")
	write(t, overlay, typeset(t, Sheet{Title: "已废止", Body: "本文件已废止。"}).PDF)
	out := []contender{
		{"mark and seal", func(in, out string) error { return MarkFile(in, out, fonts(t), id, repealed()) }},
		{"mark, seal ECDSA", func(in, out string) error { return MarkFile(in, out, fonts(t), small, repealed()) }},
		{"mark, seal left out", func(in, out string) error { return markUnsealed(in, out, fonts(t), repealed()) }},
		{"read and write", func(in, out string) error {
			b, err := os.ReadFile(in)
			if err != nil {
				return err
			}
			return os.WriteFile(out, b, 0o600)
		}},
		{"copy by the system", copied},
		{"SHA-256", hashed},
		{"verify (marked)", func(in, _ string) error { return intact(in+".marked", TrustIn(id)) }},
		{"qpdf --overlay", process("qpdf", func(in, out string) []string {
			return []string{in, "--overlay", overlay, "--repeat=1", "--", out}
		})},
	}
	if path, err := exec.LookPath(filepath.Join("..", "..", "bin", "pdfcpu")); err == nil {
		out = append(out, contender{"pdfcpu stamp", process(path, func(in, out string) []string {
			return []string{"stamp", "add", "-m", "pdf", "-c", "disable", "-o", "-q", "--", overlay + ":1", "scale:1 abs, rot:0", in, out}
		})})
	}
	return append(out, commands(t, dir, id)...)
}

// commands are our own programs, each a process that loads its fonts first.
func commands(t *testing.T, dir string, id *Identity) []contender {
	path, err := exec.LookPath(filepath.Join("..", "..", "bin", "mingfa"))
	if err != nil {
		return nil
	}
	c := commandLines(t, dir, id)
	return []contender{
		{"mingfa mark", process(path, c.mark)},
		{"mingfa verify", process(path, func(in, _ string) []string { return c.verify(in + ".marked") })},
	}
}

// commandLine holds the files that the commands are told.
type commandLine struct{ key, chain string }

func commandLines(t *testing.T, dir string, id *Identity) commandLine {
	key, chain, err := id.MarshalPEM()
	if err != nil {
		t.Fatal(err)
	}
	c := commandLine{filepath.Join(dir, "key.pem"), filepath.Join(dir, "chain.pem")}
	write(t, c.key, key)
	write(t, c.chain, chain)
	return c
}

func (c commandLine) mark(in, out string) []string {
	return []string{"mark", in, "--seal-key", c.key, "--seal-cert", c.chain, "--status", "repealed", "--on", "2026-11-01", "--by", "明政发〔2026〕20号", "-o", out}
}

func (c commandLine) verify(in string) []string {
	return []string{"verify", in, "--seal-cert", c.chain}
}

func process(path string, args func(in, out string) []string) func(string, string) error {
	return func(in, out string) error {
		if said, err := exec.Command(path, args(in, out)...).CombinedOutput(); err != nil && !answered(said) {
			return fmt.Errorf("%w: %s", err, said)
		}
		return nil
	}
}

// markUnsealed does everything that MarkFile does but sign: what is left is drawing,
// checking and copying. No command offers it, since such a mark counts for nothing.
func markUnsealed(from, to string, f *Fonts, n Notice) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	before, err := in.Stat()
	if err != nil {
		return err
	}
	return replaceFile(to, func(out *os.File) error {
		return copyAnd(out, in, before, func(s *sums) ([]byte, error) {
			file, u, err := drawn(s, f, n, markSubtypes[0], nil)
			if err != nil {
				return nil, err
			}
			if err := markable(file, s); err != nil {
				return nil, err
			}
			pages, err := file.Pages()
			if err != nil {
				return nil, err
			}
			tail, _ := u.Tail()
			whole := append(file.Data, tail...)
			_, err = checkShown(file, whole, len(pages))
			return whole, err
		})
	})
}

func hashed(in, _ string) error {
	b, err := os.ReadFile(in)
	_ = sha256.Sum256(b)
	return err
}

// answered reports whether a verification came to its end: the files here are on no
// register, and some have no seal.
func answered(said []byte) bool {
	return bytes.Contains(said, []byte("未能查询登记簿")) || bytes.Contains(said, []byte("没有电子印章；只有效力标注"))
}

func intact(path string, trust Trust) error {
	r, err := VerifyFile(path, trust)
	if err == nil && r.Verdict != Intact && r.Verdict != Unsealed {
		err = fmt.Errorf("verdict %s", r.Verdict)
	}
	return err
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

// speedFiles are the files that are marked; BENCH_PDF names some of them.
var speedFiles = []struct {
	name string
	make func() []byte
}{
	{"text-10", func() []byte { return textFile(10) }},
	{"text-100", func() []byte { return textFile(100) }},
	{"text-1000", func() []byte { return textFile(1000) }},
	{"scan-1000", func() []byte { return scanFile(1000) }},
}

// TestSpeed prints the table. It judges nothing: a loaded machine is no mistake.
func TestSpeed(t *testing.T) {
	dir := t.TempDir()
	rows := contenders(t, dir)
	only := os.Getenv("BENCH_PDF")
	for _, f := range speedFiles {
		if only != "" && !strings.Contains(only, f.name) {
			continue
		}
		in := filepath.Join(dir, f.name+".pdf")
		data := f.make()
		write(t, in, data)
		if err := MarkFile(in, in+".marked", fonts(t), identity(t, systemIdentity), repealed()); err != nil {
			t.Fatal(err)
		}
		grown, err := os.Stat(in + ".marked")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("\n%s (%.2f MB, the mark adds %d kB)\n", f.name, float64(len(data))/1e6, (int(grown.Size())-len(data))/1000)
		data = nil
		debug.FreeOSMemory()
		measure(t, rows, in, filepath.Join(dir, "out.pdf"))
		_ = os.Remove(in)
		_ = os.Remove(in + ".marked")
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("\nload of the machine at the end: %s", load)
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
	base := median(times[0])
	for i, r := range rows {
		m := median(times[i])
		fmt.Printf("  %-20s %9.2f ms (%.2f–%.2f)  %6.2f × the first\n", r.name, milliseconds(m), milliseconds(times[i][0]),
			milliseconds(times[i][rounds-1]), m.Seconds()/base.Seconds())
	}
	ratios(rows, times)
}

// ratios says what is asked of marking: how many times faster it is than others, and what
// part it takes of reading and writing the file. The last can only be meant of a mark
// without its seal, which has to read every byte for a digest.
func ratios(rows []contender, times [][]time.Duration) {
	took := map[string]float64{}
	for i, r := range rows {
		took[r.name] = median(times[i]).Seconds()
	}
	fmt.Printf("  qpdf takes %.1f ×, pdfcpu %.1f × of mark and seal; of reading and writing the mark takes %.2f × with its seal, %.2f × without\n",
		took["qpdf --overlay"]/took["mark and seal"], took["pdfcpu stamp"]/took["mark and seal"],
		took["mark and seal"]/took["read and write"], took["mark, seal left out"]/took["read and write"])
}

// median sorts the times and returns the middle one.
func median(d []time.Duration) time.Duration { slices.Sort(d); return d[len(d)/2] }

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1e3 }
