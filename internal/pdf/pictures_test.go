//go:build pictures

package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/document"
)

// sample is a page of a file to be shown, counted from 1, or its last one with 0.
type sample struct {
	pdf  []byte
	page int
}

// gallery are the pictures of docs/forms.md by their names.
func gallery(t *testing.T) map[string][]sample {
	page := func(pdf []byte, pages ...int) (out []sample) {
		for _, p := range pages {
			out = append(out, sample{pdf, p})
		}
		return out
	}
	set := func(s Sheet, pages ...int) []sample { return page(typeset(t, s).PDF, pages...) }
	stamped := func(s Sheet, pages ...int) []sample { return page(sealedByAll(t, s), pages...) }
	bare := notice()
	bare.Unsealed = true
	var marks []sample
	for _, v := range []document.Validity{document.NotYet, document.Amended, document.Partly, document.Corrected, document.Repealed, document.Lapsed, document.Revoked} {
		marks = append(marks, sample{marked(t, sealed(t, notice()), stateNotice(v)), 1})
	}
	marks = append(marks, sample{marked(t, marked(t, sealed(t, letter()), amended()), repealed()), 1})
	return map[string][]sample{
		"pdf-heads": slices.Concat(
			set(notice(), 1), set(urgent(upward("王喆"), "加急"), 1), set(upward("王喆、李赟、孙芃"), 1), set(jointly(2), 1),
			set(jointly(3), 1), set(jointly(8), 1), set(titled("明州市人民政府办公室转发市城市管理局市公安局市自然资源和规划局关于进一步加强中心城区停车秩序综合整治工作实施意见的通知"), 1),
			set(annexed(5), 2)),
		"pdf-special":    slices.Concat(stamped(letter(), 1), stamped(order(), 1, 2), set(minutes(), 1)),
		"pdf-body":       slices.Concat(set(levels(), 1, 2), set(normative(), 1, 2)),
		"pdf-tables":     slices.Concat(set(tabled(7, 24), 1, 2), set(tabled(17, 8), 1), set(tabled(40, 6), 2)),
		"pdf-seals":      slices.Concat(stamped(notice(), 2), set(bare, 2), stamped(jointly(3), 2), stamped(jointly(8), 2)),
		"pdf-marks":      marks,
		"pdf-marks-grey": marks,
	}
}

// TestPictures makes the pictures of docs/forms.md in the folder that FORMS_SHOTS names:
// "make screens" does.
func TestPictures(t *testing.T) {
	dir := os.Getenv("FORMS_SHOTS")
	if dir == "" {
		t.Fatal("FORMS_SHOTS names no folder")
	}
	for name, samples := range gallery(t) {
		t.Run(name, func(t *testing.T) {
			var pages []image.Image
			for _, s := range samples {
				pages = append(pages, pageImage(t, s, 56))
			}
			var b bytes.Buffer
			err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, contactSheet(pages, !strings.HasPrefix(name, "pdf-marks") || strings.HasSuffix(name, "grey")))
			if err != nil {
				t.Fatal(err)
			}
			if b.Len() > 150_000 {
				t.Errorf("%d bytes", b.Len())
			}
			if err := os.WriteFile(filepath.Join(dir, name+".png"), b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// pageImage draws a page with poppler.
func pageImage(t *testing.T, s sample, dpi int) image.Image {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "file.pdf")
	if err := os.WriteFile(file, s.pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(s.page)
	out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-r", fmt.Sprint(dpi), "-f", n, "-l", n, file, filepath.Join(dir, "page")).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Fatalf("pdftoppm: %v %s", err, out)
	}
	f, err := os.Open(filepath.Join(dir, "page.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// contactSheet puts pages side by side, at most four in a row, in few colours: a picture
// of text needs no more.
func contactSheet(pages []image.Image, grey bool) image.Image {
	const across, gap = 4, 6
	size := pages[0].Bounds().Size()
	rows := (len(pages) + across - 1) / across
	wide := min(across, len(pages))
	whole := image.NewRGBA(image.Rect(0, 0, wide*(size.X+gap)+gap, rows*(size.Y+gap)+gap))
	draw.Draw(whole, whole.Bounds(), image.NewUniform(color.Gray{Y: 0xBB}), image.Point{}, draw.Src)
	for i, p := range pages {
		at := image.Pt(gap+i%across*(size.X+gap), gap+i/across*(size.Y+gap))
		draw.Draw(whole, image.Rectangle{Min: at, Max: at.Add(size)}, p, p.Bounds().Min, draw.Src)
	}
	out := image.NewPaletted(whole.Bounds(), shades(whole, grey))
	var from image.Image = whole
	if grey {
		from = image.NewGray(whole.Bounds())
		draw.Draw(from.(*image.Gray), whole.Bounds(), whole, image.Point{}, draw.Src)
	}
	draw.Draw(out, out.Bounds(), from, image.Point{}, draw.Src)
	return out
}

// shades are sixteen greys, and for a coloured picture its most frequent colours.
func shades(whole *image.RGBA, grey bool) color.Palette {
	var out color.Palette
	for i := range 16 {
		out = append(out, color.Gray{Y: uint8(17 * i)})
	}
	if grey {
		return out
	}
	seen := map[color.RGBA]int{}
	for i := 0; i < len(whole.Pix); i += 4 {
		seen[color.RGBA{whole.Pix[i] &^ 15, whole.Pix[i+1] &^ 15, whole.Pix[i+2] &^ 15, 255}]++
	}
	often := slices.SortedFunc(maps.Keys(seen), func(a, b color.RGBA) int {
		return cmp.Or(seen[b]-seen[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	for _, k := range often[:min(len(often), 112)] {
		out = append(out, color.RGBA{k.R + k.R/16, k.G + k.G/16, k.B + k.B/16, 255})
	}
	return out
}

// sealedByAll is a document with the seals of all its issuers. The others of a joint
// document have a certificate each; here one stands for all.
func sealedByAll(t testing.TB, s Sheet) []byte {
	t.Helper()
	set := typeset(t, s)
	out := set.PDF
	for i, at := range set.Seals {
		r := SealRequest{At: at, Organ: s.SignOrgan, Reason: "印发", Location: "明州市", Time: day(2026, 11, 21), Digest: fmt.Sprint("3f5a0", i)}
		seal := Seal
		if i > 0 {
			r.Organ, seal = s.JointSign[i-1], JoinSeal
		}
		var err error
		if out, err = seal(out, fonts(t), identity(t, officeIdentity), r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// stateNotice is the mark of a state with the words of the register.
func stateNotice(v document.Validity) Notice {
	life := document.Life{Ended: v, EndedOn: "2026-12-01", ByNumber: "明政办发〔2026〕20号", ByTitle: "明州市人民政府办公室关于废止和修改部分行政规范性文件的决定"}
	switch v { //nolint:exhaustive // all others follow from a decision
	case document.NotYet:
		life = document.Life{EffectiveOn: "2027-01-01"}
	case document.Lapsed:
		life = document.Life{ExpiresOn: "2026-11-30"}
	}
	words := life.Words("2026-12-02")
	level := Caution
	if v.Dead() {
		level = Void
	}
	return Notice{Status: string(words.Validity), Diagonal: words.Diagonal, Banner: words.Banner, Level: level, Time: day(2026, 12, 1), Source: "doc-20"}
}
