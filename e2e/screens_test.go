package e2e

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
)

// look is a way in which a place is shown.
type look struct {
	suffix string
	width  int64
	height int64
	dark   bool
}

var (
	wide  = look{"", 1440, 900, false}
	night = look{"-dark", 1440, 900, true}
	small = look{"-360", 360, 780, false}
)

// unpictured are places that look much like another one.
var unpictured = []string{"inbox-zh", "edit-en", "edit-original", "ledger-en", "system-en", "search-en", "person-refused"}

// looks are the ways in which a place of the workbench is pictured: all wide, and some
// dark or on a telephone.
func looks(name string) []look {
	switch name {
	case "inbox", "document-signing":
		return []look{wide, night, small}
	case "edit":
		return []look{{"", 1440, 1200, false}}
	default:
		return []look{wide}
	}
}

// Pictures for people to look at: make screens leaves them in docs/screens. What
// the pages promise is tested by the others, which visit the same places.
func TestWorkbenchScreens(t *testing.T) {
	dir := shots(t)
	d := openDesks(t)
	b := tab{t, browser(t, chromedp.Flag("lang", "zh-CN"))}
	for _, p := range d.places() {
		for _, l := range looks(p.name) {
			b.as(l)
			d.enter(b, p.role, p.path)
			b.settle(p)
			if p.name == "document-original" {
				b.until(`(() => { const i = document.querySelector('.leaves img'); i.closest('details').scrollIntoView(); return i.complete && i.naturalWidth > 0; })()`)
			}
			b.do(chromedp.Sleep(time.Second)) // the typeset page draws itself in a viewer that tells nobody when it is done
			if !slices.Contains(unpictured, p.name) {
				b.keep(dir, "bench-"+p.name+l.suffix)
			}
		}
	}
	b.as(wide)
	d.enter(b, document.OfficeChecker, "/documents/"+d.ids[document.Signing])
	b.paper(dir, "bench-print")
	d.enter(b, document.UnitHead, "/inbox")
	b.do(chromedp.Click("[data-all]"), chromedp.Click(".bulk button"), chromedp.WaitVisible(`//h1[text()="批量办理结果"]`))
	b.keep(dir, "bench-bulk")
	for _, name := range []string{"gone", "awaited", "pictures"} {
		b.open(d.Running.Portal + d.publicPlace(name))
		b.keep(dir, "portal-"+name)
	}
}

// shots is the folder for pictures; without one the test has nothing to do.
func shots(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("E2E_SHOTS")
	if dir == "" {
		t.Skip("pictures are made on request: make screens")
	}
	return dir
}

// as shows the pages from here on in a look.
func (b tab) as(l look) {
	b.t.Helper()
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	b.do(chromedp.EmulateViewport(l.width, l.height))
}

// keep leaves a picture of what the window shows.
func (b tab) keep(dir, name string) {
	b.t.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	b.store(dir, name, shot)
}

// paper leaves a picture of the first page of what the browser prints.
func (b tab) paper(dir, name string) {
	b.t.Helper()
	sheet, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		b.t.Fatal(err)
	}
	path := filepath.Join(b.t.TempDir(), "page.pdf")
	if err := os.WriteFile(path, sheet, 0o600); err != nil {
		b.t.Fatal(err)
	}
	drawn, err := exec.CommandContext(b.t.Context(), "pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-png", path).Output()
	if err != nil {
		b.t.Fatal(err)
	}
	b.store(dir, name, drawn)
}

func (b tab) store(dir, name string, shot []byte) {
	b.t.Helper()
	if len(shot) < 5000 {
		b.t.Errorf("%s: a picture of %d bytes shows nothing", name, len(shot))
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), smaller(b.t, shot), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// smaller keeps the 255 colours that a picture has most of: pages have few.
func smaller(t *testing.T, shot []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	counts, area := map[color.Color]int{}, img.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			counts[img.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.Color) int { return counts[b] - counts[a] })
	few := image.NewPaletted(area, colours[:min(len(colours), 255)])
	draw.Draw(few, area, img, area.Min, draw.Src)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, few); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
