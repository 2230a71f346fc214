package e2e

import (
	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
)

// rightToLeft: letters of another direction in a title turn nothing around beside it, and
// the characters that would do so by force are taken out of what is pasted.
func (d desks) rightToLeft(b tab) {
	d.enter(b, document.Drafter, "/documents/new")
	b.do(
		chromedp.SetValue("#f-text-title", "明州市人民政府办公室关于做好שלום\u202eمرحبا\u2067服务工作的通知"), chromedp.SetValue("#f-text-body", "一、按时办理。"),
		chromedp.Click(".actions.save button"), chromedp.WaitVisible("[data-saved]"),
	)
	b.sees([]string{"已去掉2个", "שלום", "مرحبا", "服务工作的通知"})
	b.open(d.Running.Workbench + "/documents?own=drafted")
	const link = `Array.from(document.querySelectorAll('#results td.named a')).find((a) => a.textContent.includes('مرحبا'))`
	if got := b.value(`getComputedStyle(` + link + `).unicodeBidi + ' ' + /[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText)`); got != "isolate false" {
		b.t.Errorf("a title of two directions: %q", got)
	}
	if got := b.value(`String(` + link + `.closest('tr').cells[1].getBoundingClientRect().left > ` + link + `.getBoundingClientRect().left)`); got != "true" {
		b.t.Error("the columns stand the other way round")
	}
}

// restarted: the server is restarted between a form and its sending; the act is taken once,
// with the words.
func (d desks) restarted(b tab) {
	id := d.bring(notice(), 1)
	d.enter(b, document.UnitHead, "/documents/"+id)
	b.do(chromedp.SendKeys("#act-approve-opinion", "停机以前写的意见。"))
	d.kill()
	d.start()
	b.do(chromedp.Click("#act-approve button[type=submit]"), chromedp.WaitVisible(".banner.done"))
	b.sees([]string{"已同意", "停机以前写的意见。"})
	if v := d.as(b.t, document.UnitHead).look(id); v.Stage != document.AttributeReview {
		b.t.Errorf("it stands at %s", v.Stage)
	}
	if got := b.value(`String(document.querySelector('.timeline').innerText.split('停机以前写的意见').length - 1)`); got != "1" {
		b.t.Errorf("the opinion stands in the timeline %s times", got)
	}
}
