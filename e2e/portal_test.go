package e2e

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe is the accessibility checker, as published; SHA256SUMS pins it.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile("testdata/axe/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(script)
	if want, _, _ := strings.Cut(string(sums), " "); want != hex.EncodeToString(sum[:]) {
		t.Fatalf("axe.min.js: SHA-256 %x, want %s", sum, want)
	}
	return string(script)
}

const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
	.then(r => r.violations.map(v => v.id + ": " + v.help + " — " + v.nodes.map(n => n.html.slice(0, 160)).join(" | ")))`

// accessible fails for each success criterion of WCAG 2.2 AA that the page misses as
// far as a program can tell, and for a page that is wider than its window.
func (b tab) accessible(name, script string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](script))
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](runAxe, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	for _, v := range found {
		b.t.Errorf("%s: %s", name, v)
	}
	wide, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - window.innerWidth`))
	if err != nil {
		b.t.Fatal(err)
	}
	if wide > 0 {
		b.t.Errorf("%s: %d pixels wider than the window", name, wide)
	}
}

// dark opens a browser whose owner likes dark pages.
func dark(t *testing.T) context.Context {
	t.Helper()
	return browser(t, chromedp.Flag("blink-settings", "preferredColorScheme=0"))
}

// published is what the portal's API says of a document of the demonstration.
type published struct {
	Document string `json:"document"`
	Number   string `json:"number"`
	FileURL  string `json:"file_url"`
	Validity struct {
		Validity string `json:"validity"`
	} `json:"validity"`
}

func fetch(t *testing.T, address string) []byte {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, res.Status, err)
	}
	return b
}

func listing(t *testing.T, base, query string) []published {
	t.Helper()
	var out struct{ Items []published }
	if err := json.Unmarshal(fetch(t, base+"/api/documents?"+query), &out); err != nil {
		t.Fatal(err)
	}
	return out.Items
}

// The portal as citizens meet it: searched, read, verified; on a wide and a narrow
// screen, light and dark.
func TestPortalInBrowser(t *testing.T) {
	s := newSystem(t)
	s.start()
	if screen, err := play(t, s, "", "", nil); err != nil {
		t.Fatalf("%v\n%s", err, screen)
	}
	base := s.Running.Portal
	docs := listing(t, base, "")
	if len(docs) < 2 {
		t.Fatalf("%d documents", len(docs))
	}
	repealed := ""
	for _, d := range docs {
		if d.Validity.Validity == "repealed" {
			repealed = d.Document
		}
	}
	t.Run("search", func(t *testing.T) { searched(t, base) })
	t.Run("accessible", func(t *testing.T) {
		pages := publicPlaces(repealed, docs[0].Document, "", "")
		for name := range pages {
			if strings.HasPrefix(name, "gone") || name == "awaited" { // need another house: publicStates
				delete(pages, name)
			}
		}
		everyPage(t, base, pages)
		enlarged(t, base, pages)
	})
	t.Run("printed", func(t *testing.T) { printedPages(t, base, repealed) })
	t.Run("keyboard", func(t *testing.T) { keyboardOnly(t, base) })
	t.Run("without script", func(t *testing.T) { withoutScript(t, base) })
	t.Run("surveyed", func(t *testing.T) { surveyed(t, base, []string{"办公用房"}) })
	t.Run("verify", func(t *testing.T) { verifiedInBrowser(t, base, docs) })
}

func everyPage(t *testing.T, base string, pages map[string]string) {
	script := axe(t)
	light, night := tab{t, browser(t)}, tab{t, dark(t)}
	for name, path := range pages {
		light.do(chromedp.EmulateViewport(1280, 1000))
		light.open(base + path)
		light.accessible(name, script)
		light.shot("portal-" + name)
		light.do(chromedp.EmulateViewport(360, 800))
		light.open(base + path)
		light.accessible(name+" at 360 px", script)
		light.shot("portal-" + name + "-360")
		night.open(base + path)
		night.accessible(name+" in the dark", script)
		night.shot("portal-" + name + "-dark")
	}
}

// searched types words as people do, and narrows with the form.
func searched(t *testing.T, base string) {
	b := tab{t, browser(t)}
	b.open(base)
	b.do(chromedp.SetValue(`input[name="q"]`, "停车"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`form.search > button`)); err != nil {
		t.Fatal(err)
	}
	b.sees([]string{"的查询结果", "【已废止】", "停车"}, "办公用房")
	hits, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.querySelectorAll("mark").length`))
	if err != nil || hits == 0 {
		t.Errorf("%d words are pointed at, %v", hits, err)
	}
	b.do(chromedp.Click(".narrow > summary"), chromedp.SetValue(`select[name="validity"]`, "in_force"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`.narrow button`)); err != nil {
		t.Fatal(err)
	}
	b.sees([]string{"已按所选条件筛选"}, "【已废止】")
}

// verifiedInBrowser uploads a released file, and one that somebody changed.
func verifiedInBrowser(t *testing.T, base string, docs []published) {
	dir, script := t.TempDir(), axe(t)
	b := tab{t, browser(t)}
	for i, d := range docs {
		file := fetch(t, base+"/d/"+d.Document+"/file.pdf")
		changed := append([]byte{}, file...)
		changed[len(changed)/3] ^= 1
		for name, content := range map[string][]byte{"whole": file, "changed": changed} {
			path := filepath.Join(dir, fmt.Sprintf("%s%d.pdf", name, i))
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			b.open(base + "/verify")
			b.do(chromedp.SetUploadFiles(`input[type="file"]`, []string{path}))
			if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`form[enctype] button`)); err != nil {
				t.Fatal(err)
			}
			b.do(chromedp.WaitVisible("main h1"))
			if name == "whole" {
				b.sees([]string{"一、印章是否完整", "二、盖章以后增加了什么", "三、今天是否有效", "电子印章", d.Number, "与本网站登记的"}, "现在没有公开该文件")
			} else {
				b.sees([]string{"现在没有公开该文件"}, "与本网站登记的现行")
			}
			b.bothLooks("verification of a "+name+" file", script)
			b.as(small)
			b.accessible("verification of a "+name+" file at 360 px", script)
			b.do(chromedp.EmulateViewport(640, 512, chromedp.EmulateScale(2)))
			b.accessible("verification of a "+name+" file at 200 %", script)
			b.as(wide)
			b.shot(fmt.Sprintf("portal-verify-%s%d", name, i))
		}
	}
}
