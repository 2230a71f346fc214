package portal

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

// said is what one surface says of a document's validity.
type said struct{ Heading, Label, Banner string }

func (b *bench) saidByList(id string) said {
	for _, tr := range b.page("/").all("tr") {
		if links := tr.all("a[href=/d/" + id + "]"); len(links) > 0 {
			return said{Heading: links[0].text(), Label: tr.first("span.badge")}
		}
	}
	return said{}
}

func metadata(p tree, name string) string {
	for _, div := range p.all("dl.meta")[0].all("div") {
		if div.first("dt") == name {
			return div.first("dd")
		}
	}
	return ""
}

func (b *bench) saidByPage(target string) said {
	p := b.page(target)
	banner, _, _ := strings.Cut(p.first("div.banner"), "查看依据文件")
	heading := p.first("h1")
	if strings.HasSuffix(target, "/jiedu") {
		heading = metadata(p, "名称")
	}
	return said{Heading: heading, Label: metadata(p, "有效性"), Banner: banner}
}

func (b *bench) saidByVerify(digest string) said {
	p := b.page("/verify?digest=" + digest)
	out := said{Heading: metadata(p, "名称"), Label: strings.TrimSuffix(metadata(p, "有效性"), "（截至"+document.DateOf(b.now).Chinese()+"）")}
	if banners := p.all("div.banner"); len(banners) == 2 {
		out.Banner = banners[1].text()
	}
	return out
}

func (b *bench) saidByFeed(id string) said {
	var f atomFeed
	if err := xml.Unmarshal([]byte(b.get("/feed.atom")), &f); err != nil {
		b.t.Fatal(err)
	}
	for _, e := range f.Entries {
		if strings.HasSuffix(e.ID, id) {
			return said{e.Title, e.Category.Label, strings.TrimSuffix(e.Summary, b.shelf.docs[id].Summary)}
		}
	}
	return said{}
}

func (b *bench) saidByAPIVerify(id string) said {
	var d entry
	if err := json.Unmarshal([]byte(b.get("/api/verify?digest="+b.shelf.docs[id].SealedDigest)), &d); err != nil {
		b.t.Fatal(err)
	}
	return said{d.Heading, d.Validity.Label, d.Validity.Banner}
}

func (b *bench) saidByAPI(id string) (one, listed said) {
	var d entry
	var l struct{ Items []entry }
	if err := json.Unmarshal([]byte(b.get("/api/documents/"+id)), &d); err != nil {
		b.t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(b.get("/api/documents")), &l); err != nil {
		b.t.Fatal(err)
	}
	for _, e := range l.Items {
		if e.Document == id {
			listed = said{e.Heading, e.Validity.Label, e.Validity.Banner}
		}
	}
	return said{d.Heading, d.Validity.Label, d.Validity.Banner}, listed
}

// Invariant 6: all surfaces say the same, in the words of Life.Words, on each day.
func TestEverySurfaceSaysTheSame(t *testing.T) {
	decided := document.Life{EndedOn: "2026-09-20", ByNumber: "明政发〔2026〕20号", ByTitle: "关于公布清理结果的决定"}
	ended := func(v document.Validity) document.Life { l := decided; l.Ended = v; return l }
	lives := map[string]document.Life{
		"ND-18 in force": {}, "ND-18 not yet": {EffectiveOn: "2026-09-21"}, "ND-13 lapsed": {ExpiresOn: "2026-09-19"},
		"ND-21 repealed": ended(document.Repealed), "ND-21 amended": ended(document.Amended), "ND-21 revoked": ended(document.Revoked),
	}
	for name, life := range lives {
		t.Run(name, func(t *testing.T) {
			b := setup(t)
			d := b.shelf.docs[repealed]
			d.Life = life
			d = b.shelf.put(d)
			for _, day := range []document.Date{"2026-09-19", "2026-09-20", "2026-09-21"} {
				b.now = day.Midnight()
				w := life.Words(day)
				want := said{w.Prefix + d.Title, w.Label, w.Banner}
				one, listed := b.saidByAPI(repealed)
				for surface, got := range map[string]said{
					"api verify": b.saidByAPIVerify(repealed),
					"page":       b.saidByPage("/d/" + repealed), "jiedu": b.saidByPage("/d/" + repealed + "/jiedu"), "feed": b.saidByFeed(repealed),
					"verify": b.saidByVerify(d.File.Digest), "verify sealed": b.saidByVerify(d.SealedDigest), "api": one, "api list": listed,
				} {
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%s on %s (-want +got):\n%s", surface, day, diff)
					}
				}
				if diff := cmp.Diff(said{Heading: want.Heading, Label: want.Label}, b.saidByList(repealed)); diff != "" {
					t.Errorf("list on %s (-want +got):\n%s", day, diff)
				}
				for _, target := range []string{"/d/" + repealed, "/d/" + repealed + "/jiedu"} {
					p := b.page(target)
					for _, place := range []string{p.first("h1"), p.first("title"), p.meta("ArticleTitle")} {
						if !strings.HasPrefix(place, w.Prefix) || w.Prefix == "" && strings.HasPrefix(place, "【") {
							t.Errorf("%s on %s: %q doesn't begin with %q", target, day, place, w.Prefix)
						}
					}
				}
			}
		})
	}
}

// A repeal shows at the first request of its day: what a browser kept is out of date.
func TestRepealShowsAtOnce(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[repealed]
	eve := d.Life.EndedOn.Midnight().Add(-time.Second)
	for _, target := range []string{"/", "/d/" + repealed, "/d/" + repealed + "/jiedu", "/feed.atom", "/sitemap.xml", "/api/documents", "/api/documents/" + repealed} {
		b.now = eve
		before := b.do("GET", target)
		if strings.Contains(body(t, before), "【已废止】"+d.Title) {
			t.Errorf("%s says so a second early", target)
		}
		tag := before.Header().Get("ETag")
		if got := b.do("GET", target, "If-None-Match", tag).Code; got != 304 {
			t.Errorf("%s unchanged: status %d", target, got)
		}
		b.now = eve.Add(time.Second)
		if got := b.do("GET", target, "If-None-Match", tag).Code; got != 200 {
			t.Errorf("%s on the day of repeal: status %d", target, got)
		}
	}
}

// Who scans the code of a printed document is told at once whether it is in force, and can
// go on to its wording or hand in a file.
func TestVerifyDocument(t *testing.T) {
	b := setup(t)
	for id, want := range map[string]string{inForce: "有效性为：有效", repealed: "有效性为：废止"} {
		p := b.page("/d/" + id + "/verify")
		if text := p.first("main"); !strings.Contains(text, want) || !strings.Contains(text, "手中是纸质文件的") || strings.Contains(text, "经核验") {
			t.Errorf("%s: %s", id, text)
		}
		html := b.get("/d/" + id + "/verify")
		for _, part := range []string{`href="/d/` + id + `"`, `type="file"`, `action="/verify"`} {
			if !strings.Contains(html, part) {
				t.Errorf("%s: no %s", id, part)
			}
		}
	}
}
