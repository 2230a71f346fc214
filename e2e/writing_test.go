package e2e

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// call sends a command of the browser's own protocol.
func call[P, R any](b tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.t.Fatal(err)
	}
}

// connection sets what the network is like; the zero value is as usual.
func (b tab) connection(c network.Conditions) {
	b.t.Helper()
	if c.DownloadThroughput == 0 {
		c.DownloadThroughput, c.UploadThroughput = -1, -1
	}
	call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{&c}})
}

// another opens a further tab; with its own cookies it is another person's browser.
func (b tab) another(opts ...chromedp.ContextOption) tab {
	b.t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx, opts...)
	b.t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		b.t.Fatal(err)
	}
	return tab{b.t, ctx}
}

// bothLooks is accessible, light and dark.
func (b tab) bothLooks(name, script string) {
	b.t.Helper()
	for _, look := range []string{"light", "dark"} {
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: look}, {Name: "prefers-reduced-motion", Value: "reduce"}, // colours change at once
		}})
		b.accessible(name+", "+look, script)
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	b.shot("state-" + strings.ReplaceAll(name, " ", "-"))
}

// until waits for an expression to become true.
func (b tab) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepLimit)
	defer cancel()
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		if err != nil {
			b.t.Fatalf("waiting for %s: %v\n%s", expression, err, b.text())
		}
		if ok {
			return
		}
		b.do(chromedp.Sleep(100 * time.Millisecond))
	}
}

const bodyOf = `document.getElementById('f-text-body').value`

// draftOf makes a new draft with a title of its own.
func (d desks) draftOf(matter string) string {
	c := notice()
	c.Text.Title = "明州市人民政府办公室关于" + matter + "的通知"
	return d.bring(c, 0)
}

// offline: ten minutes without a network, told by a clock that is set on, cost no word;
// and a clock that is a day wrong is never shown as the time of saving.
func (d desks) offline(b tab) {
	id := d.draftOf("断网十分钟")
	d.enter(b, document.Drafter, "/documents/"+id+"/edit")
	b.connection(network.Conditions{Offline: true})
	b.do(chromedp.SendKeys("#f-text-body", "断网时写的话。"), chromedp.Sleep(600*time.Millisecond))
	b.nudge(func() bool {
		return strings.Contains(b.value(`document.getElementById('save-state').textContent`), "网络不通")
	})
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const now = Date.now; Date.now = () => now() + 25 * 3600e3; })()`))
	b.do(chromedp.SendKeys("#f-text-body", "十分钟以后写的话。"), chromedp.Sleep(600*time.Millisecond))
	b.connection(network.Conditions{})
	drafter := d.as(b.t, document.Drafter)
	b.nudge(func() bool {
		return strings.Contains(drafter.look(id).Content.Text.Body, "十分钟以后写的话。")
	})
	if got := drafter.look(id).Content.Text.Body; !strings.Contains(got, "断网时写的话。") {
		b.t.Errorf("words written offline are lost: %q", got)
	}
}

// twoTabs: the second window is told, nothing is overwritten, and both texts can be compared.
func (d desks) twoTabs(b tab, script string) {
	id := d.draftOf("两个窗口")
	path := d.Running.Workbench + "/documents/" + id + "/edit"
	d.enter(b, document.Drafter, "/documents/"+id+"/edit")
	other := b.another()
	other.open(path)
	other.do(chromedp.WaitVisible("#presence .badge"))
	other.sees([]string{"另一窗口", "请只在一处修改"})
	other.do(chromedp.SendKeys("#f-text-body", "后一窗口的话。"), chromedp.Click(".actions.save button"), chromedp.WaitVisible("[data-saved]"))

	b.do(chromedp.SendKeys("#f-text-body", "前一窗口的话。"), chromedp.Sleep(600*time.Millisecond))
	b.nudge(func() bool { return b.value(`String(document.getElementById('compare-help').hidden)`) == "false" })
	drafter := d.as(b.t, document.Drafter)
	if got := drafter.look(id).Content.Text.Body; strings.Contains(got, "前一窗口") || !strings.Contains(got, "后一窗口的话。") {
		b.t.Errorf("one window wrote over the other: %q", got)
	}
	b.do(chromedp.Click("#compare-help button"), chromedp.WaitVisible("#changes-title"))
	b.sees([]string{"后一窗口的话。", "您填写的内容与新的一稿有何不同"})
	if got := b.value(bodyOf); !strings.Contains(got, "前一窗口的话。") {
		b.t.Errorf("the first window lost its words: %q", got)
	}
	b.bothLooks("conflict", script)
	b.do(chromedp.SendKeys("#f-text-body", "两处合并的话。"), chromedp.Sleep(600*time.Millisecond), chromedp.Evaluate[chromedp.Void](`dispatchEvent(new Event('online'))`), chromedp.Sleep(500*time.Millisecond))
	if got := drafter.look(id).Content.Text.Body; strings.Contains(got, "合并") {
		b.t.Error("it was saved by itself before the person decided")
	}
	b.do(chromedp.Click(".actions.save button"), chromedp.WaitVisible("[data-saved]"))
	if got := drafter.look(id).Content.Text.Body; !strings.Contains(got, "两处合并的话。") {
		b.t.Errorf("the decision was not kept: %q", got)
	}
}

// together: a colleague who opens the document is seen, and sees who writes.
func (d desks) together(b tab) {
	id := d.bring(func() dossier.Content {
		c := notice()
		c.Text.Title = "明州市人民政府办公室关于同时查看的通知"
		return c
	}(), 1)
	d.enter(b, document.UnitHead, "/documents/"+id)
	colleague := b.another(chromedp.WithNewBrowserContext())
	d.enter(colleague, document.Drafter, "/documents/"+id)
	colleague.do(chromedp.WaitVisible("#presence .badge"))
	colleague.sees([]string{"正在查看", d.person(document.UnitHead).Name})
}

// expired: a session that ends in the middle of an opinion takes nothing with it, and
// neither does a window that is closed.
func (d desks) expired(b tab, script string) {
	id := d.bring(notice(), 1)
	d.enter(b, document.UnitHead, "/documents/"+id)
	b.do(chromedp.SendKeys("#act-approve-opinion", "写到一半的意见。"))
	b.open(d.Running.Workbench + "/inbox")
	b.open(d.Running.Workbench + "/documents/" + id)
	if got := b.value(`document.getElementById('act-approve-opinion').value`); got != "写到一半的意见。" {
		b.t.Errorf("after leaving the page: %q", got)
	}
	b.do(chromedp.SendKeys("#act-approve-opinion", "又写一句。"))
	call(b, network.ClearBrowserCookies, cdp.Empty{})
	b.do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`), chromedp.Click("#act-approve button"), chromedp.WaitVisible("#password"))
	b.sees([]string{"登录已过期", "刚才的操作没有执行"})
	b.bothLooks("expired", script)
	p := d.person(document.UnitHead)
	b.do(chromedp.SendKeys("#login", p.Login), chromedp.SendKeys("#password", "demo-wrong"), chromedp.Click("main form button"), chromedp.WaitVisible("#signin-error"))
	b.do(chromedp.SetValue("#login", p.Login), chromedp.SetValue("#password", demo.Password), chromedp.Click("main form button"), chromedp.WaitVisible("#act-approve-opinion"))
	if got := b.value(`document.getElementById('act-approve-opinion').value`); got != "写到一半的意见。又写一句。" {
		b.t.Errorf("after signing in: %q", got)
	}
	if d.as(b.t, document.UnitHead).look(id).Stage != document.UnitReview {
		b.t.Error("signing in carried out the act")
	}
	b.bothLooks("given back", script)

	// A double click is one act, and the way back shows what is.
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const b = document.querySelector('#act-approve button'); for (let i = 0; i < 2; i++) b.click(); })()`), chromedp.WaitVisible(".banner.done"))
	b.sees([]string{"已同意"})
	b.do(chromedp.NavigateBack(), chromedp.WaitVisible("main h1"))
	b.until(`!document.getElementById('act-approve')`)
	v := d.as(b.t, document.UnitHead).look(id)
	if v.Stage != document.AttributeReview {
		b.t.Errorf("after a double click it stands at %s", v.Stage)
	}
	b.open(d.Running.Workbench + "/documents/" + id)
	if got := b.value(`String(document.body.innerText.split('又写一句').length - 1)`); got == "0" {
		b.t.Error("the opinion is not on record")
	}
}

// odd: what people paste and browsers get wrong.
func (d desks) odd(b tab, script string) {
	d.enter(b, document.Drafter, "/documents/new")
	title := "明州市人民政府办公室关于" + strings.Repeat("䶮", 280) + "👩‍💼玥"
	wide := "|" + strings.Repeat("列|", 40) + "\n|" + strings.Repeat("---|", 40) + "\n|" + strings.Repeat("值|", 40)
	b.do(chromedp.SetValue("#f-text-title", title), chromedp.SetValue("#f-text-body", "王玥、龚䶮\u202e办理。\n\n<script>document.title='x'</script>\n\n[网](javascript:alert(1))\n\n"+wide))
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-text-title').dispatchEvent(new Event('input', {bubbles: true}))`))
	b.sees([]string{"现有"})
	b.do(chromedp.Click("#f-attribute-WITHHELD"), chromedp.Click("#f-ground-R16A"))
	b.until(`document.querySelector('#lack .verdicts .void') !== null`)
	b.until(`document.getElementById('lack').innerText.includes('超过120字')`)
	if got := b.value(`getComputedStyle(document.querySelector('.items [data-ground=R15]')).display + ' ' + getComputedStyle(document.querySelector('.items [data-ground=R16A]')).display`); got != "none flex" {
		b.t.Errorf("entries of other grounds are %q", got)
	}
	b.bothLooks("writing with findings", script)
	b.connection(network.Conditions{Latency: 400, DownloadThroughput: 50 << 10, UploadThroughput: 50 << 10})
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const b = document.querySelector('.actions.save button'); for (let i = 0; i < 3; i++) b.click(); })()`), chromedp.WaitVisible("[data-saved]"))
	b.connection(network.Conditions{})
	b.sees([]string{"王玥、龚䶮办理。", "<script>document.title='x'</script>", "已去掉1个"})
	if got := b.value(`document.title + document.querySelectorAll('main a[href^=javascript]').length + document.querySelectorAll('main td').length`); strings.HasPrefix(got, "x") || !strings.Contains(got, "䶮") {
		b.t.Errorf("the title is %q", got)
	}
	for _, width := range []int64{1280, 360} {
		b.size(width)
		b.accessible(fmt.Sprintf("odd content at %d px", width), script)
	}
	b.size(1280)
	if got := b.value(`String(!document.getElementById('act-submit') && document.querySelector('.closed a[href="#findings-title"]').innerText.includes('项必须先改正'))`); got != "true" {
		b.t.Error("what the gate is sure to refuse is offered, or not said why it is closed")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const f = document.getElementById('act-cancel'); f.elements.verb.value = 'submit'; f.submit(); })()`), chromedp.WaitVisible("#refused"))
	b.bothLooks("refused", script)
	d.many(b)
}

// many: eighty annexes and ten thousand lines leave the page usable.
func (d desks) many(b tab) {
	c := notice()
	c.Text.Title = "明州市人民政府办公室关于八十个附件的通知"
	c.Text.Body = strings.Repeat("按时检修。\n", 10_000)
	for i := range 80 {
		c.Annexes = append(c.Annexes, dossier.Annex{Title: fmt.Sprintf("清单%d", i+1), Body: "内容。"})
	}
	id := d.bring(c, 0)
	b.open(d.Running.Workbench + "/documents/" + id + "/edit")
	b.do(chromedp.SetValue("#f-text-addressee", "各区、各县"), chromedp.Click(".actions.save button"), chromedp.WaitVisible("[data-saved]"))
	v := d.as(b.t, document.Drafter).look(id)
	if len(v.Content.Annexes) != 80 || v.Content.Text.Addressee != "各区、各县" || strings.Count(v.Content.Text.Body, "\n") != 9_999 {
		b.t.Errorf("%d annexes, %q, %d lines", len(v.Content.Annexes), v.Content.Text.Addressee, strings.Count(v.Content.Text.Body, "\n"))
	}
}

// tabTo presses the Tab key until the focus is where the selector says.
func (b tab) tabTo(selector string) {
	b.t.Helper()
	at := fmt.Sprintf("document.activeElement.matches(%q)", selector)
	for range 400 {
		b.do(chromedp.KeyEvent("\t"))
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](at))
		if err != nil {
			b.t.Fatal(err)
		}
		if ok {
			return
		}
	}
	b.t.Fatalf("the Tab key does not reach %s", selector)
}

// keyboardAlone takes a document from the first word to the public by keys.
func (d desks) keyboardAlone(b tab) {
	id := ""
	for _, stage := range wayOf {
		row, _ := stage.Row()
		p := d.person(row.Who)
		b.do(chromedp.Navigate(d.Running.Workbench + "/sign-in"))
		b.tabTo("#login")
		b.do(chromedp.KeyEvent(p.Login), chromedp.KeyEvent("\t"), chromedp.KeyEvent(demo.Password), chromedp.KeyEvent("\r"), chromedp.WaitVisible(`form[action="/sign-out"]`))
		if stage == document.Drafting {
			id = d.writtenByKeys(b)
		}
		if stage == document.Publication {
			d.sealed(b.t, id)
		}
		b.open(d.Running.Workbench + "/documents/" + id)
		form := "#act-" + string(row.Forward)
		d.opinionByKeys(b, stage, id)
		b.do(chromedp.KeyEvent("同意。"))
		if stage == document.Signing {
			b.tabTo(form + "-date")
			b.do(chromedp.KeyEvent(time.Now().In(document.Shanghai).Format("20060102")))
		}
		b.tabTo(form + " button[type=submit]")
		b.do(chromedp.KeyEvent("\r"), chromedp.WaitVisible(".banner.done, #refused"))
		if got := b.text(); !takenWords(stage, got) {
			b.t.Errorf("%s: the page does not say what was done:\n%.400s", stage, got)
		}
	}
}

// opinionByKeys goes to the field of the opinion, answering what stands before it.
func (d desks) opinionByKeys(b tab, stage document.Stage, id string) {
	row, _ := stage.Row()
	form := "act-" + string(row.Forward)
	if stage == document.SecrecyReview {
		for _, q := range d.as(b.t, row.Who).look(id).Checks {
			b.tabTo(fmt.Sprintf(`[name="check.%s"]`, q.ID))
			b.do(chromedp.KeyEvent("\u0301")) // arrow down: 否
		}
		b.tabTo("#" + form + "-result")
		b.do(chromedp.KeyEvent("\u0301"))
	}
	if stage == document.SecrecyReview || stage == document.AttributeReview {
		b.tabTo("#" + form + "-opinion")
		return
	}
	b.do(chromedp.KeyEvent("a"))
	if got := b.value(`document.activeElement.id`); got != form+"-opinion" {
		b.t.Errorf("%s: the key a leads to %q", stage, got)
	}
}

// writtenByKeys writes and saves a new document, and returns its id.
func (d desks) writtenByKeys(b tab) string {
	b.do(chromedp.KeyEvent("n"), chromedp.WaitVisible("#draft"))
	for _, field := range []struct{ selector, text string }{
		{"#f-text-title", "明州市人民政府办公室关于只用键盘办理的通知"}, {"#f-text-addressee", "各区人民政府"}, {"#f-text-body", "一、只用键盘。"},
	} {
		b.tabTo(field.selector)
		b.do(chromedp.KeyEvent(field.text))
	}
	b.tabTo("[name=attribute]")
	b.do(chromedp.KeyEvent(" "))
	b.tabTo("[name=interpretation_need]")
	b.do(chromedp.KeyEvent(" "), chromedp.KeyEvent("\u0301"), chromedp.KeyEvent("\u0301"), chromedp.KeyEvent("\u0301")) // down to 不属于解读范围
	b.tabTo("#f-interpretation-reason")
	b.do(chromedp.KeyEvent("一般性工作部署，不属于政策解读范围。"))
	b.tabTo("#f-catalogue-summary")
	b.do(chromedp.KeyEvent("只用键盘办理的要求。"))
	b.tabTo("#f-catalogue-topic")
	b.do(chromedp.KeyEvent("综合政务"))
	b.tabTo("#f-catalogue-article")
	b.do(chromedp.KeyEvent("\u0301")) // arrow down: the first category
	b.tabTo(".actions.save button")
	b.do(chromedp.KeyEvent("\r"), chromedp.WaitVisible("[data-saved]"))
	return b.value(`location.pathname.split('/')[2]`)
}
