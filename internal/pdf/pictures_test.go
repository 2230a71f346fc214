//go:build pictures

package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
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
	page := func(s Sheet, pages ...int) (out []sample) {
		pdf := typeset(t, s).PDF
		for _, p := range pages {
			out = append(out, sample{pdf, p})
		}
		return out
	}
	stamped := func(s Sheet, pages ...int) (out []sample) {
		pdf := sealedByAll(t, s)
		for _, p := range pages {
			out = append(out, sample{pdf, p})
		}
		return out
	}
	var marks []sample
	for _, v := range []document.Validity{document.NotYet, document.Amended, document.Partly, document.Corrected, document.Repealed, document.Lapsed, document.Revoked} {
		marks = append(marks, sample{marked(t, sealed(t, notice()), stateNotice(v)), 1})
	}
	return map[string][]sample{
		"pdf-heads":      slices.Concat(page(notice(), 1), page(urgent(upward("王喆"), "加急"), 1), page(jointly(3), 1), page(upward("王喆、李赟、孙芃"), 1), page(jointly(2), 1), page(jointly(8), 1)),
		"pdf-special":    slices.Concat(stamped(letter(), 1), stamped(order(), 1, 2), page(minutes(), 1)),
		"pdf-body":       slices.Concat(page(levels(), 1, 2), page(normative(), 1, 2, 4, 5)),
		"pdf-tables":     slices.Concat(page(tabled(7, 24), 1, 2), page(tabled(17, 8), 1), page(tabled(40, 6), 1)),
		"pdf-seals":      slices.Concat(stamped(notice(), 1, 2), stamped(jointly(3), 2), stamped(jointly(8), 2)),
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
				pages = append(pages, pageImage(t, s, 54))
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
	out := image.NewPaletted(image.Rect(0, 0, wide*(size.X+gap)+gap, rows*(size.Y+gap)+gap), shades(grey))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.Gray{Y: 0xB0}), image.Point{}, draw.Src)
	for i, p := range pages {
		at := image.Pt(gap+i%across*(size.X+gap), gap+i/across*(size.Y+gap))
		var from image.Image = p
		if grey {
			g := image.NewGray(p.Bounds())
			draw.Draw(g, g.Bounds(), p, p.Bounds().Min, draw.Src)
			from = g
		}
		draw.Draw(out, image.Rectangle{Min: at, Max: at.Add(size)}, from, p.Bounds().Min, draw.Src)
	}
	return out
}

// shades are sixteen greys, or those and a few steps of colour.
func shades(grey bool) color.Palette {
	var out color.Palette
	for i := range 16 {
		out = append(out, color.Gray{Y: uint8(17 * i)})
	}
	if grey {
		return out
	}
	for r := range 6 {
		for g := range 6 {
			for b := range 6 {
				out = append(out, color.RGBA{uint8(51 * r), uint8(51 * g), uint8(51 * b), 255})
			}
		}
	}
	return out
}
