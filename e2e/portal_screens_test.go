package e2e

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPortalScreens makes the pictures of the portal for docs/screens.
func TestPortalScreens(t *testing.T) {
	dir := os.Getenv("E2E_SHOTS")
	if dir == "" {
		t.Skip("pictures are made on request: make screens")
	}
	s := newSystem(t)
	s.start()
	if screen, err := play(t, s, "", "", nil); err != nil {
		t.Fatalf("%v\n%s", err, screen)
	}
	base, repealed := s.Running.Portal, ""
	for _, d := range listing(t, base, "validity=repealed") {
		repealed = d.Document
	}
	b := tab{t, browser(t)}
	b.do(chromedp.EmulateViewport(1440, 900))
	for name, path := range map[string]string{
		"list": "/", "search": "/?q=" + url.QueryEscape("停车"), "repealed": "/d/" + repealed, "not-found": "/d/none", "verify": "/verify",
	} {
		b.open(base + path)
		b.keep(dir, "portal-"+name)
	}
	file := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(file, fetch(t, base+"/d/"+repealed+"/file.pdf"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(1440, 1200))
	b.open(base + "/verify")
	b.do(chromedp.SetUploadFiles(`input[type="file"]`, []string{file}))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`form[enctype] button`)); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.WaitVisible("#today"))
	b.keep(dir, "portal-verified")
}

func (b tab) keep(dir, name string) {
	b.t.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if len(shot) < 5000 {
		b.t.Errorf("%s: a picture of %d bytes shows nothing", name, len(shot))
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), smaller(b.t, shot), 0o644); err != nil {
		b.t.Fatal(err)
	}
}
