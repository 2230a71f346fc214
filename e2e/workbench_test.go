package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// desks is a system with documents at every stage, and a browser.
type desks struct {
	*system
	t     *testing.T
	ids   map[document.Stage]string
	hits  string // a document at the secrecy review in which the scanner found something
	back  string // a document that was sent back to its drafter
	since string // a document that changed after it was sent back, before who sent it back
	ends  ends
}

// wayOf is the order of an ordinary document's stages with their verbs.
var wayOf = []document.Stage{
	document.Drafting, document.UnitReview, document.AttributeReview, document.SecrecyReview, document.LockstepCheck,
	document.OfficeCheck, document.Signing, document.Registration, document.Publication,
}

func openDesks(t *testing.T) desks {
	t.Helper()
	s := newSystem(t)
	s.start()
	if screen, err := play(t, s, "", "", nil); err != nil {
		t.Fatalf("%v\n%s", err, screen)
	}
	d := desks{system: s, t: t, ids: map[document.Stage]string{}}
	for i, stage := range wayOf[:7] {
		c := notice()
		c.Text.Title = fmt.Sprintf("明州市人民政府办公室关于做好第%d批便民服务工作的通知", i+1)
		d.ids[stage] = d.bring(c, i)
	}
	c := notice()
	c.Text.Body += "\n\n三、夜间值守请拨打13800138000，材料报送zhiban@126.com，按照明政办发[2019]27号办理。"
	d.hits = d.bring(c, 3)
	d.back, d.since = d.sentBack("明州市人民政府办公室关于做好雨季防汛工作的通知"), d.sentBack("明州市人民政府办公室关于做好校园周边交通工作的通知")
	d.mend(d.since)
	for i := range 4 {
		c := notice()
		c.Text.Title = fmt.Sprintf("明州市人民政府办公室关于第%d期值班安排的通知", i+1)
		d.bring(c, 1)
	}
	d.ends = d.toEnds()
	return d
}

// bring takes a new document through the first n stages of its way.
func (d desks) bring(content dossier.Content, n int) string {
	d.t.Helper()
	v, r := d.as(d.t, document.Drafter).create(content)
	if r.Status >= 300 {
		d.t.Fatalf("create: %d %s", r.Status, r.Body)
	}
	for _, stage := range wayOf[:n] {
		row, _ := stage.Row()
		c := d.as(d.t, row.Who)
		seen := c.look(v.ID)
		fields := map[string]any{}
		if stage == document.SecrecyReview {
			answers := map[string]string{}
			for _, q := range seen.Checks {
				answers[q.ID] = "no"
			}
			fields = map[string]any{"checklist": answers, "result": "open"}
		}
		if r := c.act(seen, row.Forward, fields); r.Status >= 300 {
			d.t.Fatalf("%s: %d %s", stage, r.Status, r.Body)
		}
	}
	return v.ID
}

// sentBack brings a new document to the head of its unit, who returns it.
func (d desks) sentBack(title string) string {
	d.t.Helper()
	c := notice()
	c.Text.Title = title
	id := d.bring(c, 1)
	head := d.as(d.t, document.UnitHead)
	r := head.act(head.look(id), document.SendBack, map[string]any{
		"target": document.Drafting, "way": document.Direct, "reason_code": document.ReturnReasons()[2], "opinion": "请写明责任单位和完成时间。",
	})
	if r.Status >= 300 {
		d.t.Fatalf("return: %d %s", r.Status, r.Body)
	}
	return id
}

// mend changes a document that was sent back, and submits it again.
func (d desks) mend(id string) {
	d.t.Helper()
	drafter := d.as(d.t, document.Drafter)
	v := drafter.look(id)
	v.Content.Text.Body = strings.Replace(v.Content.Text.Body, "公布服务电话", "由市供热办公布服务电话", 1) + "\n\n四、以上工作在2026年12月底前完成。"
	r := drafter.send("PUT", "/documents/"+id+"/content", map[string]string{"If-Match": `"` + v.Digest + `"`}, map[string]any{"content": v.Content})
	if r.Status >= 300 {
		d.t.Fatalf("save: %d %s", r.Status, r.Body)
	}
	if r := drafter.act(drafter.look(id), document.Submit, nil); r.Status >= 300 {
		d.t.Fatalf("submit: %d %s", r.Status, r.Body)
	}
}

func (d desks) person(role document.Role) demo.Person {
	for _, p := range demo.People() {
		if p.Role == role {
			return p
		}
	}
	d.t.Fatalf("nobody is %s", role)
	return demo.Person{}
}

// enter opens a page as the holder of a role, or as nobody.
func (d desks) enter(b tab, role document.Role, path string) {
	b.t.Helper()
	if role == "" {
		call(b, network.ClearBrowserCookies, cdp.Empty{})
	} else {
		b.signIn(d.Running.Workbench, d.person(role))
	}
	b.open(d.Running.Workbench + path)
}

// The workbench in a real browser: every page in its main states, by each role.
func TestWorkbench(t *testing.T) {
	d := openDesks(t)
	ctx := browser(t)
	script := axe(t)
	t.Run("accessible", func(t *testing.T) { d.accessible(tab{t, ctx}, script, 1280, 640, 360) }) //nolint:contextcheck // the context of a tab is that of the browser
	t.Run("accessible in the dark", func(t *testing.T) { d.accessible(tab{t, dark(t)}, script, 1280) })
	t.Run("of the public", func(t *testing.T) { d.publicStates(t, script) })
	t.Run("keyboard", func(t *testing.T) { d.keyboard(tab{t, ctx}, script) }) //nolint:contextcheck // the context of a tab is that of the browser
	t.Run("without a script", func(t *testing.T) { d.withoutScript(t) })
	for name, step := range map[string]func(tab){
		"offline": d.offline, "on paper": d.onPaper, "pasted from Word": d.pastes, "pasted shapes": d.pastesShapes, "together": d.together, "by keyboard alone": d.keyboardAlone, "dates": d.dates, "slow line": d.slowly, "wrong clock": d.wrongClock,
		"two windows":     func(b tab) { d.twoTabs(b, script) },
		"expired session": func(b tab) { d.expired(b, script) },
		"odd content":     func(b tab) { d.odd(b, script) },
	} {
		t.Run(name, func(t *testing.T) { step(tab{t, ctx}) })
	}
	t.Run("right to left", func(t *testing.T) { d.rightToLeft(tab{t, ctx}) }) //nolint:contextcheck // the context of a tab is that of the browser
	t.Run("restarted", func(t *testing.T) { d.restarted(tab{t, ctx}) })       //nolint:contextcheck // the program that looks on is no part of the browser
	t.Run("words are kept", func(t *testing.T) { d.keepsWords(tab{t, ctx}) }) //nolint:contextcheck // the program that looks on is no part of the browser
}

// size sets the window in CSS pixels: 640 is a window of 1280 at 200 % zoom.
func (b tab) size(width int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, 900))
}

// value evaluates an expression that gives a string.
func (b tab) value(expression string) string {
	b.t.Helper()
	out, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// WCAG 2.2 AA on each page, at each width: 640 is 1280 at 200 % zoom.
func (d desks) accessible(b tab, script string, widths ...int64) {
	role := document.Role("")
	for _, p := range d.places() {
		b.size(1280)
		if p.role != role {
			d.enter(b, p.role, p.path)
			role = p.role
		} else {
			b.open(d.Running.Workbench + p.path)
		}
		b.settle(p)
		for _, width := range widths {
			b.size(width)
			b.accessible(fmt.Sprintf("%s at %d px", p.name, width), script)
		}
	}
	b.size(1280)
}

// The head of a unit works the inbox without touching the mouse.
func (d desks) keyboard(b tab, script string) {
	d.enter(b, document.UnitHead, "/inbox")
	focused := func() string { return b.value(`document.activeElement.textContent`) }
	b.do(chromedp.KeyEvent("j"))
	first := focused()
	b.do(chromedp.KeyEvent("j"))
	second := focused()
	b.do(chromedp.KeyEvent("k"))
	if first == second || focused() != first || !strings.Contains(first, "通知") {
		b.t.Errorf("j and k: %q, %q, %q", first, second, focused())
	}
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible("dialog[open]"))
	b.do(chromedp.KeyEvent("\u001b"), chromedp.WaitNotVisible("dialog.keys"))
	b.do(chromedp.KeyEvent("x"))
	if got := b.value(`String(document.querySelectorAll('input[name=pick]:checked').length)`); got != "1" {
		b.t.Errorf("x ticked %s rows", got)
	}
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("x"), chromedp.Click(".bulk button"), chromedp.WaitVisible(`//h1[text()="批量办理结果"]`))
	b.sees([]string{"共2件，办成2件", "公开属性认定"})
	b.bothLooks("bulk", script)

	b.open(d.Running.Workbench + "/inbox")
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("o"), chromedp.WaitVisible("#act-approve"))
	b.do(chromedp.KeyEvent("a"))
	if got := b.value(`document.activeElement.id`); got != "act-approve-opinion" {
		b.t.Errorf("a went to %q", got)
	}
	b.do(chromedp.KeyEvent("r")) // is typed: the focus is in a field
	if got := b.value(`document.activeElement.value || ''`); !strings.HasSuffix(got, "r") {
		b.t.Errorf("a letter in a field became a command: %q", got)
	}
	b.do(chromedp.Blur("#act-approve-opinion"), chromedp.KeyEvent("r"))
	if got := b.value(`document.activeElement.id`); got != "act-return-target" {
		b.t.Errorf("r went to %q", got)
	}
	b.do(chromedp.Blur("#act-return-target"), chromedp.KeyEvent("/"), chromedp.WaitVisible("#q"))
	b.do(chromedp.SendKeys("#q", "值班"), chromedp.WaitVisible("#results mark"))
	b.sees([]string{"值班安排"}, "便民服务")
}

// nudge lets the page save at once instead of after its pause, until it is done.
func (b tab) nudge(done func() bool) {
	b.t.Helper()
	for deadline := time.Now().Add(stepLimit); ; {
		b.do(chromedp.Evaluate[chromedp.Void](`dispatchEvent(new Event('online'))`), chromedp.Sleep(300*time.Millisecond))
		if done() {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("not saved; the page says %q", b.value(`document.getElementById('save-state').textContent`))
		}
	}
}

// What is typed comes back after a reload, after the server was killed, and in
// another tab; and it is saved while nobody presses the button.
func (d desks) keepsWords(b tab) {
	path := "/documents/" + d.ids[document.Drafting] + "/edit"
	d.enter(b, document.Drafter, path)
	call(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "America/New_York"})
	b.do(chromedp.SendKeys("#f-text-body", "头一段新写的话。"), chromedp.Sleep(700*time.Millisecond))
	kept := time.Now().In(document.Shanghai)
	b.do(chromedp.Reload(), chromedp.WaitVisible("#kept-here"))
	b.sees([]string{"本机留存的内容", "恢复"})
	if got := b.value(`document.getElementById('copies').innerText`); !strings.Contains(got, kept.Format("15:04")) && !strings.Contains(got, kept.Add(-time.Minute).Format("15:04")) {
		b.t.Errorf("a copy kept at %s in Shanghai is shown as %s", kept.Format("15:04"), got)
	}
	call(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{})
	b.do(chromedp.Click(`//ul[@id="copies"]//button[text()="恢复"]`), chromedp.WaitVisible("#draft"), chromedp.WaitNotVisible("#kept-here"))
	if got := b.value(`document.getElementById('f-text-body').value`); !strings.Contains(got, "头一段新写的话。") {
		b.t.Fatalf("the words did not come back: %q", got)
	}

	b.do(chromedp.SendKeys("#f-text-body", "自动保存的话。"), chromedp.Sleep(700*time.Millisecond))
	drafter := d.as(b.t, document.Drafter)
	b.nudge(func() bool {
		return strings.Contains(drafter.look(d.ids[document.Drafting]).Content.Text.Body, "自动保存的话。")
	})

	b.do(chromedp.SendKeys("#f-text-body", "停机时写的话。"))
	d.kill()
	b.nudge(func() bool {
		return strings.Contains(b.value(`document.getElementById('save-state').textContent`), "本机")
	})
	d.start()
	d.enter(b, document.Drafter, path)
	b.do(chromedp.WaitVisible("#kept-here"), chromedp.Click(`//ul[@id="copies"]//button[text()="恢复"]`), chromedp.WaitVisible("#draft"), chromedp.WaitNotVisible("#kept-here"))
	b.do(chromedp.Click(`.actions.save button`), chromedp.WaitVisible(`[data-saved]`))
	if got := d.as(b.t, document.Drafter).look(d.ids[document.Drafting]).Content.Text.Body; !strings.Contains(got, "停机时写的话。") {
		b.t.Errorf("words written while the server was away are lost: %q", got)
	}
	b.open(d.Running.Workbench + path)
	if got := b.value(`String(document.getElementById('copies').children.length)`); got != "0" {
		b.t.Errorf("%s copies are offered after all was saved", got)
	}
}

// takenWords reports whether a page says that the way forward from a stage was taken. A
// release is over when the public page was read back.
func takenWords(stage document.Stage, text string) bool {
	if stage == document.Publication {
		return strings.Contains(text, "已开始发布。") || strings.Contains(text, "已发布，公众可以查看。")
	}
	row, _ := stage.Row()
	return strings.Contains(text, "已"+row.Forward.Label()+"。")
}

// withoutScript takes a document its whole way by plain forms.
func (d desks) withoutScript(t *testing.T) {
	c := notice()
	c.Text.Title = "明州市人民政府办公室关于不用脚本办理的通知"
	id := d.bring(c, 0)
	for _, stage := range wayOf {
		row, _ := stage.Row()
		p := newPaper(t, d.Running.Workbench)
		p.signIn(d.person(row.Who).Login)
		if stage == document.Publication {
			d.sealed(t, id)
		}
		page := p.get("/documents/" + id)
		form := page.form("act-" + string(row.Forward))
		if form == nil {
			t.Fatalf("%s: no form for %s", stage, row.Forward)
		}
		for _, name := range page.names("act-" + string(row.Forward)) {
			if strings.HasPrefix(name, "check.") {
				form.Set(name, "no")
			}
		}
		if stage == document.SecrecyReview {
			form.Set("result", "open")
		}
		if stage == document.Signing {
			form.Set("dated_on", string(document.DateOf(time.Now())))
		}
		form.Set("opinion", "同意。")
		if after := p.post("/documents/"+id+"/acts", form); !takenWords(stage, after.text) {
			t.Fatalf("%s: %d %.600s", stage, after.status, after.text)
		}
	}
}

func (d desks) sealed(t *testing.T, id string) {
	t.Helper()
	for range 100 {
		if d.as(t, document.Drafter).look(id).Files.Sealed != "" {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatal("the document was not sealed")
}
