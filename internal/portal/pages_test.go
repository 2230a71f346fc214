package portal

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func TestList(t *testing.T) {
	p := setup(t).page("/")
	var rows []string
	for _, tr := range p.all("tr") {
		rows = append(rows, tr.text())
	}
	want := []string{
		"名称 发文字号 成文日期 发布日期 有效性",
		"【尚未施行】明州市人民政府关于加强公共停车设施管理的意见 明政发〔2026〕15号 2026年9月8日 2026年9月12日 尚未施行",
		"明州市人民政府办公室关于印发《明州市社区食堂运营补助办法》的通知 〔解读〕 明政办发〔2026〕9号 2026年7月10日 2026年7月15日 有效",
		"【已废止】明州市人民政府办公室关于印发《明州市老年助餐服务点补贴办法》的通知 〔解读〕 明政办发〔2021〕27号 2021年5月18日 2021年5月21日 废止",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestSearch(t *testing.T) {
	b := setup(t)
	p := b.page("/?q=" + "%20停车%20")
	if got := len(p.all("tr")); got != 2 {
		t.Errorf("%d rows, want a head and one document", got)
	}
	if got := p.meta("robots"); got != "noindex, follow" {
		t.Errorf("robots %q", got)
	}
	if got := attr(p.all("input")[0].Node, "value"); got != "停车" {
		t.Errorf("search box holds %q", got)
	}
	b.get("/?q=" + strings.Repeat("长", 5000))
	if got := len([]rune(b.shelf.asked[len(b.shelf.asked)-1])); got != textLimit {
		t.Errorf("the shelf was asked for %d runes", got)
	}
	if got := b.page("/?q=没有的词").first("main"); !strings.Contains(got, "没有查询到包含“没有的词”的文件") {
		t.Errorf("empty result: %s", got)
	}
}

func TestPaging(t *testing.T) {
	b := setup(t)
	base := b.shelf.docs[inForce]
	for i := range 45 {
		d := base
		d.Document = strings.Repeat("a", i+1)
		b.shelf.put(d)
	}
	for target, want := range map[string]string{
		"/": "第1页，共3页 下一页", "/?page=2": "上一页 第2页，共3页 下一页", "/?page=3": "上一页 第3页，共3页",
	} {
		if got := b.page(target).first("nav.pager"); got != want {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
	if got := attr(b.page("/?page=2&q=社区").all("a[rel=next]")[0].Node, "href"); got != "/?page=3&q=%E7%A4%BE%E5%8C%BA" {
		t.Errorf("next page of a search: %s", got)
	}
	for _, target := range []string{"/?page=4", "/?page=0", "/?page=-1", "/?page=x", "/?page=99999999999999999999", "/?page=10001", "/api/documents?page=9223372036854775807"} {
		if got := b.do("GET", target).Code; got != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", target, got)
		}
	}
}

func TestDocumentHead(t *testing.T) {
	p := setup(t).page("/d/" + inForce)
	for name, want := range map[string]string{ // WP-03, WP-04
		"SiteName": "明州市人民政府　政府信息公开", "SiteDomain": "www.mingzhou.example", "SiteIDCode": "3302990001",
		"ArticleTitle": "明州市人民政府办公室关于印发《明州市社区食堂运营补助办法》的通知", "PubDate": "2026-07-15 09:30",
		"ContentSource": "明州市人民政府办公室", "Keywords": "民政、乡村振兴、救灾,通知,明政办发〔2026〕9号",
		"Url": "https://www.mingzhou.example/d/" + inForce, "mingfa-release": "41",
	} {
		if got := p.meta(name); got != want {
			t.Errorf("meta %s = %q, want %q", name, got, want)
		}
	}
	if got := attr(p.all("link[rel=canonical]")[0].Node, "href"); got != "https://www.mingzhou.example/d/"+inForce {
		t.Errorf("canonical %q", got)
	}
	if got := attr(p.all("html")[0].Node, "lang"); got != "zh-CN" {
		t.Errorf("lang %q", got)
	}
}

// IN-10: from the document to its interpretation and back.
func TestInterpretationIsLinkedBothWays(t *testing.T) {
	b := setup(t)
	if len(b.page("/d/"+inForce).all("a[href=/d/"+inForce+"/jiedu]")) == 0 {
		t.Error("the document doesn't link to its interpretation")
	}
	if len(b.page("/d/"+inForce+"/jiedu").all("a[href=/d/"+inForce+"]")) == 0 {
		t.Error("the interpretation doesn't link to its document")
	}
}

// ND-19: the banner names the deciding document, and links to it while it is released.
func TestDecidingDocument(t *testing.T) {
	b := setup(t)
	link := "a[href=/d/" + inForce + "]"
	if got := b.page("/d/" + repealed).all("div.banner")[0]; len(got.all(link)) != 1 || !strings.Contains(got.text(), "明政办发〔2026〕9号") {
		t.Errorf("banner %q", got.text())
	}
	b.shelf.closed[inForce] = true
	for _, target := range []string{"/d/" + repealed, "/d/" + repealed + "/jiedu", "/api/documents/" + repealed} {
		if strings.Contains(b.get(target), inForce) {
			t.Errorf("%s tells the id of a document that isn't released", target)
		}
	}
}

func TestRelations(t *testing.T) {
	b := setup(t)
	var got []string
	for _, li := range b.page("/d/" + inForce).all("ul.stack")[0].all("li") {
		got = append(got, li.text())
	}
	want := []string{
		"废止：【已废止】明州市人民政府办公室关于印发《明州市老年助餐服务点补贴办法》的通知（明政办发〔2021〕27号）",
		"依据：关于发展老年助餐服务的指导意见",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("relations (-want +got):\n%s", diff)
	}
	b.shelf.closed[repealed] = true
	if strings.Contains(b.get("/d/"+inForce), repealed) {
		t.Error("a relation links to a document that isn't released")
	}
}

// Every page: one h1, no level skipped, labels for all controls, a way past the head,
// no script, no inline style, no address of another host but links.
func TestPageForm(t *testing.T) {
	b := setup(t)
	for _, target := range []string{"/", "/?q=停车", "/d/" + inForce, "/d/" + notYet, "/d/" + repealed, "/d/" + repealed + "/jiedu", "/guide", "/rules", "/reports", "/verify", "/verify?digest=" + b.shelf.docs[repealed].SealedDigest} {
		t.Run(target, func(t *testing.T) {
			p := b.page(target)
			if len(p.all("h1")) != 1 || len(p.all("main")) != 1 || len(p.all("a.skip")) != 1 || p.first("title") == "" {
				t.Error("want one h1, main, skip link and a title")
			}
			if len(p.scripts())+len(p.all("style")) != 0 {
				t.Error("inline content")
			}
			last, labels := 0, map[string]bool{}
			for n := range p.Descendants() {
				if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
					level := int(n.Data[1] - '0')
					if level > last+1 {
						t.Errorf("h%d after h%d", level, last)
					}
					last = level
				}
				if n.Data == "label" {
					labels[attr(n, "for")] = true
				}
				if attr(n, "style") != "" {
					t.Errorf("<%s> has a style attribute", n.Data)
				}
			}
			for _, in := range append(p.all("input"), p.all("select")...) {
				if !labels[attr(in.Node, "id")] {
					t.Errorf("input %q has no label", attr(in.Node, "name"))
				}
			}
			for _, f := range p.all("iframe") {
				if attr(f.Node, "title") == "" {
					t.Error("iframe without a title")
				}
			}
		})
	}
}

// Whatever an official pasted into a field, the page stays ours.
func TestHostileContent(t *testing.T) {
	b := setup(t)
	bad := `"><script>alert(1)</script><img src=x onerror=alert(1)>[甲](javascript:alert(1))`
	d := b.shelf.docs[repealed]
	d.Title, d.Summary, d.Publisher, d.Topic, d.Addressee, d.Body, d.IndexNo, d.Article = bad, bad, bad, bad, bad, bad, bad, bad
	d.Number, d.File.Name, d.Life.ByTitle = document.Number(bad), bad, bad
	d.Annexes = []document.PublicAnnex{{Title: bad, Body: bad}}
	d.Interpretation = &document.PublicInterpretation{Title: bad, Form: bad, Body: bad}
	d.Relations = []document.PublicRelation{{Kind: document.Basis, Title: bad, Number: document.Number(bad)}}
	d = b.shelf.put(d)
	for _, target := range []string{"/", "/d/" + repealed, "/d/" + repealed + "/jiedu", "/verify?digest=" + d.File.Digest, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"} {
		p := b.page(target)
		if len(p.scripts())+len(p.all("img")) != 0 {
			t.Errorf("%s: active content got through", target)
		}
		for _, a := range p.all("a") {
			if strings.HasPrefix(strings.ToLower(attr(a.Node, "href")), "javascript:") {
				t.Errorf("%s: link %q", target, attr(a.Node, "href"))
			}
		}
	}
	if got := b.get("/feed.atom"); strings.Contains(got, "<script") {
		t.Error("feed: active content got through")
	}
	if got := b.do("GET", "/d/"+repealed+"/file.pdf").Header().Get("Content-Disposition"); strings.ContainsAny(got, "<>\n") {
		t.Errorf("Content-Disposition %q", got)
	}
}

// WP-03: the date of publication has its minute by the clock of the country, and none
// where the release on this site was on another day than the issue.
func TestPublished(t *testing.T) {
	for at, want := range map[time.Time]string{
		time.Date(2026, 11, 21, 16, 5, 9, 0, time.UTC): "2026-11-22 00:05", time.Date(2026, 11, 22, 15, 59, 0, 0, time.UTC): "2026-11-22 23:59",
		time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC): "2026-11-22", {}: "2026-11-22",
	} {
		if got := published("2026-11-22", at); got != want {
			t.Errorf("%v: %q, want %q", at, got, want)
		}
	}
}

// The plain name of the text is one of a text.
func TestTextName(t *testing.T) {
	b := setup(t)
	if got := b.do("GET", "/d/"+inForce+"/text.txt").Header().Get("Content-Disposition"); !strings.HasSuffix(got, `; filename="document.txt"`) {
		t.Error(got)
	}
}
