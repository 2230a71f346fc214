package portal

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func (b *bench) history(id string) []string {
	b.t.Helper()
	out := []string{}
	for _, ol := range b.page("/d/" + id).all("ol.timeline") {
		for _, li := range ol.all("li") {
			line := li.text()
			if attr(li.Node, "aria-current") != "" {
				line += "*"
			}
			out = append(out, line)
		}
	}
	return out
}

func TestHistory(t *testing.T) {
	b := setup(t)
	for id, want := range map[string][]string{
		inForce: {"2026年7月10日 成文", "2026年7月15日 公开发布", "2026年8月1日 施行*", "2031年8月1日 有效期届满，失效（日期未到）"},
		notYet:  {"2026年9月8日 成文", "2026年9月12日 公开发布*", "2026年11月1日 施行（日期未到）", "2031年11月1日 有效期届满，失效（日期未到）"},
	} {
		if diff := cmp.Diff(want, b.history(id)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	d := b.shelf.docs[repealed]
	d.Life = document.Life{EffectiveOn: "2026-10-01", Ended: document.Revoked, EndedOn: "2026-09-01"}
	b.shelf.put(d)
	for _, line := range b.history(repealed) {
		if strings.Contains(line, "施行") {
			t.Errorf("DH-24: a document that was revoked before it took effect: %s", line)
		}
	}
}

// The data block says of validity what the page says, and can't be left for markup.
func TestLegislation(t *testing.T) {
	b := setup(t)
	for id, want := range map[string]string{inForce: "InForce", notYet: "NotInForce", repealed: "NotInForce"} {
		blocks := b.page("/d/" + id).all("script[type=application/ld+json]")
		if len(blocks) != 1 {
			t.Fatalf("%s: %d blocks", id, len(blocks))
		}
		var l legislation
		if err := json.Unmarshal([]byte(blocks[0].FirstChild.Data), &l); err != nil {
			t.Fatal(err)
		}
		if l.Type != "Legislation" || l.Force != "https://schema.org/"+want || l.Name != b.page("/d/"+id).first("h1") || len(l.Encoding) != 3 {
			t.Errorf("%s: %+v", id, l)
		}
		for _, e := range l.Encoding {
			w := b.do("GET", strings.TrimPrefix(e.URL, config.BaseURL))
			if kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";"); w.Code != 200 || kind != e.Format {
				t.Errorf("%s: %s is %s, status %d", id, e.URL, kind, w.Code)
			}
		}
	}
	d := b.shelf.docs[inForce]
	d.Title = `</script><script>alert(1)</script>`
	b.shelf.put(d)
	if len(b.page("/d/"+inForce).scripts()) != 0 {
		t.Error("a title left the data block")
	}
}

func TestPlainText(t *testing.T) {
	b := setup(t)
	w := b.do("GET", "/d/"+repealed+"/text.txt")
	got := body(t, w)
	if !strings.HasPrefix(got, "【已废止】") || !strings.Contains(got, "本文件自2026年8月1日起废止") || !strings.Contains(got, "索引号：") || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("headers %v\n%s", w.Header(), got)
	}
}

// Both sides of a relation are shown, and only while both can be seen.
func TestReferredBy(t *testing.T) {
	b := setup(t)
	if got := b.get("/d/" + repealed); !strings.Contains(got, "废止本文件：") {
		t.Error("the repealed document doesn't tell of the one that repealed it")
	}
	var d full
	if err := json.Unmarshal([]byte(b.get("/api/documents/"+repealed)), &d); err != nil || len(d.ReferredBy) != 1 || d.ReferredBy[0].Kind != "repeals" {
		t.Errorf("%+v, %v", d.ReferredBy, err)
	}
	b.shelf.closed[inForce] = true
	if strings.Contains(b.get("/d/"+repealed), inForce) {
		t.Error("a document that isn't released is told of")
	}
}

// TestRolls: page, text and data of minutes say who was there (LY-29), those of other
// documents say nothing of it.
func TestRolls(t *testing.T) {
	b := setup(t)
	for _, path := range []string{"", "/text.txt"} {
		if body := b.get("/d/" + inForce + path); strings.Contains(body, "列席：") {
			t.Errorf("people on %q", path)
		}
	}
	d := b.shelf.docs[inForce]
	d.Present, d.Attending = "王喆、李赟", "孙芃"
	b.shelf.put(d)
	for path, want := range map[string]string{"/d/" + inForce: "<p><strong>列席：</strong>孙芃</p>", "/d/" + inForce + "/text.txt": "出席：王喆、李赟\n列席：孙芃\n", "/api/documents/" + inForce: `"attending":"孙芃"`} {
		if body := b.get(path); !strings.Contains(body, want) || strings.Contains(body, "请假：") {
			t.Errorf("%s: no %q, or a list of nobody", path, want)
		}
	}
}
