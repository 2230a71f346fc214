package e2e

import (
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
)

// slow is the line of an office at the edge of the county: two seconds and 50 kB/s.
var slow = network.Conditions{Latency: 2000, DownloadThroughput: 50 << 10, UploadThroughput: 50 << 10}

// slowly: on a slow line nothing that is typed while the form is being saved is lost, an
// act that is sent twice is one act, and the inbox learns what came.
func (d desks) slowly(b tab) {
	id := d.draftOf("网络缓慢")
	d.enter(b, document.Drafter, "/documents/"+id+"/edit")
	b.connection(slow)
	drafter := d.as(b.t, document.Drafter)
	b.do(chromedp.SendKeys("#f-text-body", "头一句。"), chromedp.Evaluate[chromedp.Void](`dispatchEvent(new Event('online'))`), chromedp.SendKeys("#f-text-body", "保存途中写的一句。"))
	b.nudge(func() bool {
		return strings.Contains(drafter.look(id).Content.Text.Body, "保存途中写的一句。")
	})
	if got := drafter.look(id).Content.Text.Body; strings.Count(got, "头一句。") != 1 {
		b.t.Errorf("saved as %q", got)
	}
	b.open(d.Running.Workbench + "/documents/" + id)
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const s = document.querySelector('#act-submit button[type=submit]'); for (let i = 0; i < 3; i++) s.click(); })()`), chromedp.WaitVisible(".banner.done"))
	b.connection(network.Conditions{})
	b.open(d.Running.Workbench + "/documents/" + id)
	if got := b.value(`String(Array.from(document.querySelectorAll('.timeline li')).filter((li) => li.innerText.includes('送审')).length)`); got != "1" {
		b.t.Errorf("sent three times on a slow line, it stands in the timeline %s times", got)
	}
	d.enter(b, document.UnitHead, "/inbox")
	b.connection(slow)
	d.bring(notice(), 1)
	b.until(`document.getElementById('news').innerText.trim() !== ''`)
	b.connection(network.Conditions{})
}

// otherClock opens a tab whose clock is wrong by that many hours.
func (d desks) otherClock(b tab, hours int) tab {
	b.t.Helper()
	other := b.another()
	call(other, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(`(() => {
		const Real = Date, off = %d * 3600e3;
		globalThis.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(Real.now() + off); } static now() { return Real.now() + off; } };
	})()`, hours)})
	return other
}

// wrongClock: a computer whose clock is a day wrong shows and sends the same dates and
// terms as any other, since all of them are the server's.
func (d desks) wrongClock(b tab) {
	d.enter(b, document.Signer, "/inbox")
	read := func(b tab, path string) string {
		b.open(d.Running.Workbench + path)
		return b.value(`document.querySelector('main').innerText + Array.from(document.querySelectorAll('input.date')).map((i) => i.value).join()`)
	}
	for _, hours := range []int{-25, 25} {
		other := d.otherClock(b, hours)
		for _, path := range []string{"/inbox", "/documents", "/documents/" + d.ids[document.Signing]} {
			if right, wrong := read(b, path), read(other, path); right != wrong {
				b.t.Errorf("%s with a clock wrong by %d hours:\n%s\ninstead of\n%s", path, hours, wrong, right)
			}
		}
		if got, today := other.value(`document.querySelector('[name=dated_on]').value`), document.DateOf(time.Now()).Chinese(); got != today {
			b.t.Errorf("the date of signature is filled in as %s on %s", got, today)
		}
	}
	d.keptByTheServersClock(b)
}

// keptByTheServersClock: the copy that a browser keeps says when by the clock of the server.
func (d desks) keptByTheServersClock(b tab) {
	id := d.draftOf("时钟有误")
	d.enter(b, document.Drafter, "/documents/"+id+"/edit")
	other := d.otherClock(b, 25)
	asked := `performance.getEntriesByType('resource').some((e) => e.name.endsWith('/healthz'))`
	other.open(d.Running.Workbench + "/documents/" + id + "/edit")
	other.until(asked)
	other.do(chromedp.SendKeys("#f-text-body", "时钟有误时写的话。"), chromedp.Sleep(700*time.Millisecond), chromedp.Reload(), chromedp.WaitVisible("#kept-here"))
	if got, today := other.value(`document.getElementById('copies').innerText`), document.DateOf(time.Now()).Chinese(); !strings.Contains(got, today) {
		b.t.Errorf("a copy kept on %s is shown as %s", today, got)
	}
}
