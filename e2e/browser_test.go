package e2e

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"mingfa/internal/demo"
)

// browser opens a real Chromium, with further flags if the page asks for them.
// Pictures of the pages are left in the folder named by E2E_SHOTS, for people to look at.
func browser(t *testing.T, flags ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 1400),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("accept-lang", "zh-CN"), // as the browsers of the office ask; headless it would be en-US
	)
	alloc, stopAlloc := chromedp.NewExecAllocator(t.Context(), append(opts, flags...)...)
	t.Cleanup(stopAlloc)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // starts the browser, which no time limit of a step may end
		t.Fatal(err)
	}
	return ctx
}

// stepLimit ends a step that waits for what does not come.
const stepLimit = 90 * time.Second

// tab is a page of the browser.
type tab struct {
	t   *testing.T
	ctx context.Context
}

func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepLimit)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// text returns what a reader sees of the main part of the page.
func (b tab) text() string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Text("main"))
	if err != nil {
		b.t.Fatal(err)
	}
	return text
}

func (b tab) shot(name string) {
	b.t.Helper()
	dir := os.Getenv("E2E_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func (b tab) open(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(address), chromedp.WaitVisible("main h1"))
}

// follow clicks the first link that contains the words.
func (b tab) follow(words string) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(`//main//a[contains(., "`+words+`")]`)); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.WaitVisible("main h1"))
}

func (b tab) signIn(base string, p demo.Person) {
	b.t.Helper()
	b.open(base + "/sign-in")
	b.do(
		chromedp.SetValue(`input[name="login"]`, p.Login), chromedp.SetValue(`input[name="password"]`, demo.Password),
		chromedp.Click(`main form button[type="submit"]`), chromedp.WaitVisible(`form[action="/sign-out"]`),
	)
}

// sees fails unless the page has all the words and none of the others.
func (b tab) sees(words []string, not ...string) {
	b.t.Helper()
	text := b.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.t.Errorf("the page lacks %q:\n%s", w, text)
		}
	}
	for _, w := range not {
		if strings.Contains(text, w) {
			b.t.Errorf("the page shows %q", w)
		}
	}
}

// An official's and a citizen's look at the system, in a real browser.
func TestPagesInBrowser(t *testing.T) {
	s := newSystem(t)
	s.start()
	if screen, err := play(t, s, "", "", nil); err != nil {
		t.Fatalf("%v\n%s", err, screen)
	}
	b := tab{t, browser(t)}

	b.open(s.Running.Portal)
	b.sees([]string{"【已废止】", "废止停车泊位错时共享管理文件的决定"}, "办公用房")
	b.shot("portal-list")
	b.follow("错时共享管理办法")
	b.sees([]string{"起废止", "有效性", "索引号", "政策解读"})
	b.shot("portal-document")
	b.follow("政策问答")
	b.sees([]string{"起废止", "谁可以申请"})
	b.shot("portal-interpretation")

	people := demo.People()
	b.open(s.Running.Workbench + "/sign-in")
	b.shot("bench-sign-in")
	b.signIn(s.Running.Workbench, people[0])
	b.shot("bench-inbox")
	b.open(s.Running.Workbench + "/documents")
	b.sees([]string{"错时共享", "办公用房"})
	b.shot("bench-documents")
	b.follow("错时共享管理办法")
	b.sees([]string{"沈若溪", "严守正", "签发", "废止"})
	b.shot("bench-document")
	b.open(s.Running.Workbench + "/documents/new")
	b.sees([]string{"公开属性", "政策解读"})
	b.shot("bench-new")
}
