package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// tool runs a program of poppler-utils on a file, as a second opinion.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestPopplerReadsTheText(t *testing.T) {
	pdf := marked(t, sealed(t, normative()), repealed())
	text := tool(t, pdf, "pdftotext", "-layout", "FILE", "-")
	for _, want := range []string{"明政办发〔2026〕19号", "第七条", "（此件主动公开）", "公共停车场分类和收费标准", "2026年11月21日印发"} {
		if !strings.Contains(text, want) {
			t.Errorf("pdftotext does not find %q", want)
		}
	}
	if strings.Contains(text, "Syntax Error") || strings.Contains(text, "Warning") {
		t.Errorf("poppler complains: %.300s", text)
	}
	info := tool(t, pdf, "pdfinfo", "FILE")
	for _, want := range []string{"Pages:           6", "A4", "Mingfa"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
}

func TestPopplerVerifiesTheSignatures(t *testing.T) {
	for name, id := range map[string]*Identity{
		"RSA": identity(t, officeIdentity), "ECDSA": identity(t, ecdsaIdentity),
	} {
		t.Run(name, func(t *testing.T) {
			set := typeset(t, notice())
			pdf, err := Seal(set.PDF, fonts(t), id, SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Time: day(2026, 11, 21)})
			if err != nil {
				t.Fatal(err)
			}
			pdf = marked(t, marked(t, pdf, amended()), repealed())
			out := tool(t, pdf, "pdfsig", "FILE")
			if n := strings.Count(out, "Signature is Valid"); n != 3 {
				t.Errorf("pdfsig calls %d of 3 signatures valid:\n%s", n, out)
			}
			if !strings.Contains(out, "Nov 21 2026 01:00:00") {
				t.Errorf("pdfsig does not show the time of signing:\n%s", out)
			}
		})
	}
}

// A second opinion on the syntax of every state of a file, and on its sheets: none gets
// lost, none changes its size.
func TestQPDFFindsNothingDamaged(t *testing.T) {
	plain := typeset(t, normative()).PDF
	for name, base := range map[string][]byte{
		"as it was set": plain, "linearized": rewritten(t, plain, "--linearize"),
		"object streams":  rewritten(t, plain, "--object-streams=generate"),
		"another maker's": foreign(), "hybrid": hybridFile(), "scans": scanned(3),
	} {
		t.Run(name, func(t *testing.T) {
			pages := tool(t, base, "qpdf", "--show-npages", "FILE")
			once := sealedAs(t, base)
			for i, pdf := range [][]byte{once, marked(t, once, amended()), marked(t, marked(t, once, amended()), repealed())} {
				if said := tool(t, pdf, "qpdf", "--check", "FILE"); !strings.Contains(said, "No syntax or stream encoding errors found") {
					t.Errorf("state %d: %s", i, said)
				}
				if n := tool(t, pdf, "qpdf", "--show-npages", "FILE"); n != pages {
					t.Errorf("state %d has %s pages instead of %s", i, n, pages)
				}
			}
		})
	}
}

// What PDF/A-3b asks of the catalog and the file survives sealing and marking
// (ISO 19005-3): the conformance in the metadata, the output intent, the files' relation,
// printed annotations with an appearance, no encryption.
func TestStructureOfPDFASurvivesMarks(t *testing.T) {
	f := opened(t, marked(t, marked(t, sealed(t, normative()), amended()), repealed()))
	root, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	stream, ok := f.Resolve(root["Metadata"]).(*syntax.Stream)
	if !ok || stream.Dict["Filter"] != nil || !bytes.Contains(stream.Data, []byte("<pdfaid:part>3</pdfaid:part>")) ||
		!bytes.Contains(stream.Data, []byte("<pdfaid:conformance>B</pdfaid:conformance>")) {
		t.Error("the metadata no longer say PDF/A-3b, or can't be read as they are")
	}
	if root["OutputIntents"] == nil || root["AF"] == nil || root["MarkInfo"] == nil || root["Lang"] == nil || f.Trailer["ID"] == nil || f.Trailer["Encrypt"] != nil {
		t.Errorf("catalog %v", root)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pages {
		for _, o := range f.Array(p.Dict["Annots"]) {
			flags, _ := syntax.AsInt(f.Dict(o)["F"])
			r, _ := f.Rectangle(f.Dict(o)["Rect"])
			shown := r[2] > r[0] && r[3] > r[1]
			if flags&4 == 0 || flags&(1|2|32) != 0 || shown && f.Dict(f.Dict(o)["AP"])["N"] == nil && f.Dict(o)["Subtype"] != syntax.Name("Link") {
				t.Errorf("page %d: annotation %v", i+1, f.Dict(o))
			}
		}
	}
}

func TestEmbeddedFontsAreSubsets(t *testing.T) {
	set := typeset(t, notice())
	for _, line := range strings.Split(strings.TrimSpace(tool(t, set.PDF, "pdffonts", "FILE")), "\n")[2:] {
		if !strings.Contains(line, "+") || !strings.Contains(line, "CID Type 0C       Identity-H       "+"yes "+"yes "+"yes") {
			t.Errorf("not an embedded subset with Unicode: %s", line)
		}
	}
	if len(set.PDF) > 80_000 {
		t.Errorf("a short notice takes %d bytes", len(set.PDF))
	}
}
