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
	dir := shots(t)
	s := newSystem(t)
	s.start()
	if screen, err := play(t, s, "", "", nil); err != nil {
		t.Fatalf("%v\n%s", err, screen)
	}
	base, repealed := s.Running.Portal, ""
	for _, d := range listing(t, base, "validity=repealed") {
		repealed = d.Document
	}
	valid := ""
	for _, d := range listing(t, base, "validity=in_force") {
		valid = d.Document
	}
	b := tab{t, browser(t, chromedp.Flag("lang", "zh-CN"))}
	for _, shown := range []struct {
		name, path string
		in         look
	}{
		{"list", "/", wide},
		{"list", "/", night},
		{"list", "/", small},
		{"search", "/?q=" + url.QueryEscape("停车"), wide},
		{"search-nothing", "/?q=" + url.QueryEscape("退税"), wide},
		{"repealed", "/d/" + repealed, wide},
		{"repealed", "/d/" + repealed, night},
		{"repealed", "/d/" + repealed, small},
		{"document", "/d/" + valid, look{"", 1440, 1500, false}},
		{"interpretation", "/d/" + valid + "/jiedu", wide},
		{"guide", "/guide", wide},
		{"rules", "/rules", wide},
		{"reports", "/reports", wide},
		{"catalogue", "/catalogue", wide},
		{"not-found", "/d/none", wide},
		{"verify", "/verify", wide},
	} {
		b.as(shown.in)
		b.open(base + shown.path)
		b.keep(dir, "portal-"+shown.name+shown.in.suffix)
	}
	b.as(wide)
	b.open(base + "/d/" + repealed)
	b.paper(dir, "portal-print")
	whole := fetch(t, base+"/d/"+valid+"/file.pdf")
	changed := append([]byte{}, whole...)
	changed[len(changed)/3] ^= 1
	for name, content := range map[string][]byte{"verified": fetch(t, base+"/d/"+repealed+"/file.pdf"), "verified-valid": whole, "verified-changed": changed} {
		file := filepath.Join(t.TempDir(), name+".pdf")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		b.do(chromedp.EmulateViewport(1440, 1200))
		b.open(base + "/verify")
		b.do(chromedp.SetUploadFiles(`input[type="file"]`, []string{file}))
		if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`form[enctype] button`)); err != nil {
			t.Fatal(err)
		}
		b.do(chromedp.WaitVisible("#today"))
		b.keep(dir, "portal-"+name)
	}
}
