package demo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingfa/internal/document"
)

// inspect looks at all three documents as an anonymous visitor and inside the PDFs.
func (p *play) inspect(ctx context.Context, a, b, c view, file *File) error {
	p.chapter("核对：以公众身份访问公开栏目，打开文件")
	sealed, marked, err := p.files(ctx, a.ID)
	if err != nil {
		return err
	}
	p.visitRepealed(ctx, a, c)
	p.visitClosed(ctx, b)
	p.visitDecision(ctx, c)
	p.open(sealed, marked)
	return p.leave(file.Stem(), sealed, marked)
}

func (p *play) files(ctx context.Context, id string) (sealed, marked []byte, err error) {
	h := p.hands[document.Drafter]
	if sealed, err = h.file(ctx, id, "sealed"); err != nil {
		return nil, nil, fmt.Errorf("取用印原件: %w", err)
	}
	if marked, err = h.file(ctx, id, "marked"); err != nil {
		return nil, nil, fmt.Errorf("取效力标注件: %w", err)
	}
	return sealed, marked, nil
}

// visitRepealed checks that page, interpretation, list and file of (a) all say
// that it is repealed, and by what.
func (p *play) visitRepealed(ctx context.Context, a, c view) {
	banner := "本文件自" + document.DateOf(p.Today).Chinese() + "起废止"
	page := p.get(ctx, "/d/"+a.ID)
	p.expect(page.status == http.StatusOK, "（一）页面可以访问")
	p.expect(page.has(string(a.Number)), "（一）页面载明发文字号%s", a.Number)
	p.expect(page.has(banner) && page.has("【已废止】"), "（一）页面提示“%s”", banner)
	p.expect(page.has(string(c.Number)) && page.has("/d/"+c.ID), "（一）页面指明废止依据%s并可点击", c.Number)
	p.expect(page.has("/d/"+a.ID+"/jiedu"), "（一）页面有政策解读入口")
	reading := p.get(ctx, "/d/"+a.ID+"/jiedu")
	p.expect(reading.status == http.StatusOK && reading.has(`/d/`+a.ID), "（一）解读页面可以访问并链接回文件")
	p.expect(reading.has(banner), "（一）解读页面同样提示废止")
	list := p.get(ctx, "/")
	p.expect(list.has("【已废止】"+a.Title), "（一）列表标题带【已废止】")
	pdf := p.get(ctx, "/d/"+a.ID+"/file.pdf")
	p.expect(pdf.status == http.StatusOK && bytes.HasPrefix(pdf.body, []byte("%PDF-")), "（一）公开栏目提供的是PDF")
	if o, err := p.Verify(pdf.body); err != nil {
		p.expect(false, "（一）公开栏目的PDF可以核验：%v", err)
	} else {
		p.expect(o.Mark == string(document.Repealed), "（一）公开栏目的PDF带废止标注")
	}
}

// visitClosed checks that nothing of (b) can be reached, and that its absence
// looks like that of a document that never was.
func (p *play) visitClosed(ctx context.Context, b view) {
	never := p.get(ctx, "/d/00000000-0000-7000-8000-000000000000")
	for _, path := range []string{"/d/" + b.ID, "/d/" + b.ID + "/jiedu", "/d/" + b.ID + "/file.pdf", "/api/documents/" + b.ID} {
		got := p.get(ctx, path)
		p.expect(got.status == http.StatusNotFound && !got.has(b.Title), "（二）%s 不可访问", strings.ReplaceAll(path, b.ID, "…"))
	}
	p.expect(bytes.Equal(p.get(ctx, "/d/"+b.ID).body, never.body), "（二）与从未有过的文件答复完全相同")
	for path, name := range map[string]string{"/": "列表", "/?q=" + url.QueryEscape("办公用房"): "检索结果", "/feed.atom": "订阅源", "/sitemap.xml": "网站地图"} {
		got := p.get(ctx, path)
		p.expect(got.status == http.StatusOK && !got.has(b.Title) && !got.has(b.ID), "（二）%s中没有它", name)
	}
}

func (p *play) visitDecision(ctx context.Context, c view) {
	page := p.get(ctx, "/d/"+c.ID)
	p.expect(page.status == http.StatusOK && page.has(string(c.Number)), "（三）废止决定已公开，字号%s", c.Number)
	p.expect(!page.has("【已废止】"+c.Title), "（三）废止决定本身有效")
}

// open looks inside the sealed original and the marked copy.
func (p *play) open(sealed, marked []byte) {
	s, err := p.Verify(sealed)
	p.expect(err == nil && s.Intact && s.Mark == "", "用印原件：印章完整，没有标注")
	m, err := p.Verify(marked)
	p.expect(err == nil && m.Intact && m.Mark == string(document.Repealed), "标注件：印章仍然完整，带废止标注")
	p.expect(m.Pages > 0 && m.MarkedPages == m.Pages, "标注件：%d页，页页有标注", m.Pages)
	p.expect(bytes.HasPrefix(marked, sealed), "标注件以用印原件为前缀，原件一个字节都没有变")
	p.expect(s.SealedDigest != "" && s.SealedDigest == m.SealedDigest, "两件的原件指纹相同")
}

// leave writes the PDFs to the folder of --out.
func (p *play) leave(stem string, sealed, marked []byte) error {
	if p.Out == "" {
		return nil
	}
	if err := os.MkdirAll(p.Out, 0o755); err != nil { //nolint:gosec // the folder is the caller's own and holds public files
		return err
	}
	for name, b := range map[string][]byte{stem + "-sealed.pdf": sealed, stem + "-marked.pdf": marked} {
		path := filepath.Join(p.Out, name)
		if err := os.WriteFile(path, b, 0o644); err != nil { //nolint:gosec // a released file
			return err
		}
		fmt.Fprintf(p.Screen, "  已保存 %s\n", path)
	}
	return nil
}

// answer is what the portal said.
type answer struct {
	status int
	body   []byte
}

func (a answer) has(s string) bool { return bytes.Contains(a.body, []byte(s)) }

// get asks the portal as anybody may: no cookie, no token. A failed request
// counts as status 0, so that each expectation on it fails.
func (p *play) get(ctx context.Context, path string) answer {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(p.Portal, "/")+path, http.NoBody)
	if err != nil {
		return answer{}
	}
	client := &http.Client{Timeout: 30 * time.Second}
	res, err := client.Do(req)
	if err != nil {
		return answer{}
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return answer{}
	}
	return answer{res.StatusCode, b}
}
