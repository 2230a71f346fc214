package e2e

import (
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"mingfa/internal/document"
)

// The page of a document on paper is its 发文处理单 on a sheet of its own, with what each
// stage said; what is only for acting on a screen stays away.
func (d desks) onPaper(b tab) {
	d.enter(b, document.OfficeChecker, "/documents/"+d.ids[document.Signing])
	got := printed(b.t, b, "bench-document")
	for _, want := range []string{"明州市人民政府办公室发文处理单", "标题", "起草单位", "拟稿人", "沈若溪", "处室核稿", "陆建明", "公开属性认定", "保密审查", "同意。", "正文"} {
		if !strings.Contains(got, want) {
			b.t.Errorf("the paper lacks %q:\n%s", want, got)
		}
	}
	for _, not := range []string{"跳到正文", "退出", "快捷键", "版式预览", "不可办理", "查看各稿之间的改动", "办理栏"} {
		if strings.Contains(got, not) {
			b.t.Errorf("the paper has %q", not)
		}
	}
	d.onA4(b)
	if !strings.HasPrefix(got, "明州市人民政府办公室发文处理单") {
		b.t.Errorf("the paper begins with %.60s", got)
	}
}

// onA4 looks at the page as wide as A4 with a browser's own margins is: narrower than the
// layout of phones begins, which is not for paper.
func (d desks) onA4(b tab) {
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.do(chromedp.EmulateViewport(717, 1047))
	if got := b.value(`getComputedStyle(document.querySelector('.sheet')).display`); got != "table" {
		b.t.Errorf("on A4 the 发文处理单 is a %s, not a table", got)
	}
	if got := b.value(`String([...document.querySelectorAll('.sheet th')].filter((th) => th.nextElementSibling && th.getBoundingClientRect().right > th.nextElementSibling.getBoundingClientRect().left + 1).length)`); got != "0" {
		b.t.Errorf("on A4 %s heads of the 发文处理单 stand over their words", got)
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	b.do(chromedp.EmulateViewport(1280, 900))
}

// pastes lays a table of Word with forty columns on the real clipboard and presses Ctrl+V
// in the editor: it comes as a table, all columns of it, and the preview sets it.
func (d desks) pastes(b tab) {
	d.enter(b, document.Drafter, "/documents/new")
	b.do(chromedp.SetValue("#f-text-title", "明州市人民政府办公室关于核定泊位数的通知"))
	b.do(chromedp.Evaluate[chromedp.Void](`(() => {
		const cells = (word) => Array.from({length: 40}, (_, i) => '<td style="mso-yfti-irow:0"><p class=MsoNormal><span lang=EN-US>' + word + (i + 1) + '<o:p></o:p></span></p></td>').join('');
		const box = document.createElement('div');
		box.id = 'from-word';
		box.contentEditable = 'true';
		box.innerHTML = '<h1 class=MsoTitle>一、泊位</h1><table class=MsoTableGrid border=1><tr>' + cells('街道') + '</tr><tr>' + cells('数') + '</tr></table>';
		document.querySelector('main').append(box);
		box.focus();
	})()`))
	b.shortcut("a", "selectAll")
	b.shortcut("c", "copy")
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('from-word').remove()`), chromedp.Click("#f-text-body"))
	b.shortcut("v", "paste")
	b.until(`document.getElementById('f-text-body').value.includes('街道40')`)
	lines := strings.Split(strings.TrimSpace(b.value(`document.getElementById('f-text-body').value`)), "\n")
	if len(lines) != 5 || lines[0] != "# 一、泊位" {
		b.t.Fatalf("pasted %q", lines)
	}
	for _, i := range []int{2, 3, 4} {
		if n := strings.Count(lines[i], "|"); n != 41 {
			b.t.Errorf("line %d has %d borders: %s", i, n, lines[i])
		}
	}
	b.until(`Array.from(document.querySelectorAll('#preview-pane iframe')).some((f) => f.classList.contains('coming') === false && f.name !== 'preview-frame')`)
}

// shortcut presses a letter with Ctrl held down, which the editor takes as the command.
func (b tab) shortcut(letter, command string) {
	b.t.Helper()
	code := int64(strings.ToUpper(letter)[0])
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p := input.DispatchKeyEventParams{Type: kind, Modifiers: 2, Key: letter, Code: "Key" + strings.ToUpper(letter), WindowsVirtualKeyCode: code}
		if kind == input.DispatchKeyEventTypeRawKeyDown {
			p.Commands = []string{command}
		}
		call(b, input.DispatchKeyEvent, p)
	}
}
