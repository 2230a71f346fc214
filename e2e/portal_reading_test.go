package e2e

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"mingfa/internal/release"
)

// printed returns the words on the paper when the page is printed.
func printed(t *testing.T, b tab, name string) string {
	t.Helper()
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name+".pdf")
	if dir := os.Getenv("E2E_SHOTS"); dir != "" {
		path = filepath.Join(dir, name+".pdf")
	}
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(text)), "")
}

// printedPages look at the paper: whoever holds it must know whether the document
// binds, where it comes from and how to make sure.
func printedPages(t *testing.T, base, repealed string) {
	b := tab{t, browser(t)}
	for name, path := range map[string]string{"document": "/d/" + repealed, "jiedu": "/d/" + repealed + "/jiedu"} {
		b.open(base + path)
		got := printed(t, b, "portal-print-"+name)
		for _, want := range []string{"【已废止】", "起废止。", "来源：http", "/d/" + repealed, "核验：http", "/verify", "有效性：废止（截至", "SHA-256指纹："} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the paper lacks %q:\n%s", name, want, got)
			}
		}
		for _, not := range []string{"跳到正文", "工作人员登录", "下载PDF", "查看依据文件", "法定主动公开内容"} {
			if strings.Contains(got, not) {
				t.Errorf("%s: the paper has %q", name, not)
			}
		}
	}
}

// keyboardOnly goes from the first page to a document and its text without a mouse.
func keyboardOnly(t *testing.T, base string) {
	b := tab{t, browser(t)}
	b.open(base)
	b.do(chromedp.KeyEvent("\t"))
	if got := b.focused(); got != "跳到正文" {
		t.Errorf("the first stop is %q", got)
	}
	b.do(chromedp.KeyEvent("\r"))
	b.reach("q", 20)
	b.do(chromedp.KeyEvent("停车"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	b.sees([]string{"的查询结果"})
	b.reach("/d/", 60)
	if outline := eval[string](b, `getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow`); outline == "nonenone" {
		t.Error("nobody sees where the focus is")
	}
	if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.WaitVisible("main h1"))
	b.sees([]string{"索引号", "正文"})
	b.reach("/file.pdf", 40)
}

func (b tab) focused() string {
	b.t.Helper()
	return eval[string](b, `(e => e.name || e.getAttribute("href") || e.innerText || "")(document.activeElement).replace(/^#main$/, "跳到正文")`)
}

func eval[T any](b tab, script string) T {
	b.t.Helper()
	out, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// reach presses the tabulator until the focus is on what has the words in its name or address.
func (b tab) reach(words string, most int) {
	b.t.Helper()
	var way []string
	for range most {
		b.do(chromedp.KeyEvent("\t"))
		at := b.focused()
		if strings.Contains(at, words) {
			return
		}
		way = append(way, at)
	}
	b.t.Fatalf("%d stops and no %q: %v", most, words, way)
}

// withoutScript reads, searches, narrows and turns to a file in a browser that runs
// no script at all.
func withoutScript(t *testing.T, base string) {
	b := tab{t, browser(t, chromedp.Flag("blink-settings", "scriptEnabled=false"))}
	b.open(base)
	b.do(chromedp.SendKeys(`input[name="q"]`, "停车"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`form.search > button`)); err != nil {
		t.Fatal(err)
	}
	b.sees([]string{"的查询结果", "【已废止】"})
	b.do(chromedp.Click(".narrow > summary"), chromedp.WaitVisible(`.narrow button`))
	b.follow("停车")
	b.sees([]string{"索引号", "正文", "效力沿革"})
}

// enlarged is a window at 200 %: half as wide in the units of the page, and nothing
// is cut off or lies over something else.
func enlarged(t *testing.T, base string, paths map[string]string) {
	script := axe(t)
	b := tab{t, browser(t)}
	b.do(chromedp.EmulateViewport(640, 512, chromedp.EmulateScale(2)))
	for name, path := range paths {
		b.open(base + path)
		b.accessible(name+" at 200 %", script)
	}
}

// Invariant 7 and WP-11: a stranger who follows every way finds nothing broken, and
// never a word of what is not released.
func surveyed(t *testing.T, base string, secrets []string) {
	p, err := release.NewPortal(http.DefaultClient, base)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var told []string
	found, err := p.Survey(t.Context(), release.Survey{Seen: func(path string, body []byte) {
		for _, secret := range secrets {
			if strings.Contains(string(body), secret) {
				mu.Lock()
				told = append(told, path+" tells "+secret)
				mu.Unlock()
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found.Flaws {
		t.Errorf("%+v", f)
	}
	slices.Sort(told)
	for _, what := range told {
		t.Error(what)
	}
	if found.Documents < 2 || found.Addresses < 25 {
		t.Errorf("%d addresses, %d documents", found.Addresses, found.Documents)
	}
}
