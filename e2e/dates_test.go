package e2e

import (
	"strings"

	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
)

// dates: a date is typed in any usual form and then stands as the office writes it; the
// calendar beside it fills it in; what is no date is said at once, and the server refuses it.
func (d desks) dates(b tab) {
	id := d.draftOf("填写日期")
	d.enter(b, document.Drafter, "/documents/"+id+"/edit")
	const field = "#f-text-effective_on"
	value := func() string { return b.value(`document.querySelector('` + field + `').value`) }
	clear := chromedp.Evaluate[chromedp.Void](`document.querySelector('` + field + `').value = ''`)
	for typed, want := range map[string]string{"20260509": "2026年5月9日", "2026.12.1": "2026年12月1日", "２０２６年１月２日": "2026年1月2日"} {
		b.do(clear, chromedp.SendKeys(field, typed+"\t"))
		if got := value(); got != want {
			b.t.Errorf("%s became %q", typed, got)
		}
	}
	b.do(chromedp.Evaluate[chromedp.Void](`(() => {
		const picker = document.querySelector('` + field + `').parentNode.querySelector('input[type=date]');
		picker.value = '2026-12-31';
		picker.dispatchEvent(new Event('change'));
	})()`))
	if got := value(); got != "2026年12月31日" {
		b.t.Errorf("the calendar gave %q", got)
	}
	b.do(clear, chromedp.SendKeys(field, "2026年2月30日\t"))
	if got := b.value(`String(document.querySelector('` + field + `').matches(':invalid'))`); got != "true" {
		b.t.Error("30 February is taken for a date")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const f = document.getElementById('draft'); f.noValidate = true; f.querySelector('.actions.save button').click(); })()`), chromedp.WaitVisible("#refused"))
	b.sees([]string{"施行日期“2026年2月30日”不是有效的日期。", "请写明年月日"})
	if got := value(); got != "2026年2月30日" {
		b.t.Errorf("what was typed is gone: %q", got)
	}
	if got := d.as(b.t, document.Drafter).look(id).Content.Text; got.EffectiveOn != "" || !strings.Contains(got.Title, "填写日期") {
		b.t.Errorf("saved: %+v", got)
	}
}
