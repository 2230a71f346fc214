package portal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

// GI-11: what offices write as 组配分类 falls under the item of the regulation.
func TestCategories(t *testing.T) {
	for article, want := range map[string]string{
		"行政规范性文件": "rules", "行政法规、规章和规范性文件": "rules", "《条例》第二十条第一项": "rules", "（十五）法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息": "other", "第二十条第十一项": "welfare", "第二十条第十项": "projects",
		"机关职能": "office", "财政预算": "budget", "行政处罚决定": "penalties", "应急预案": "emergency", "": "other", "别的": "other",
	} {
		if got := categoryFor(article).Code; got != want {
			t.Errorf("%q: %s, want %s", article, got, want)
		}
	}
	seen := map[string]bool{}
	for _, c := range categories {
		if seen[c.Code] || c.Label == "" {
			t.Errorf("category %+v", c)
		}
		seen[c.Code] = true
	}
	if len(seen) != 15 {
		t.Errorf("%d categories, the regulation has 15 items", len(seen))
	}
}

func TestFilters(t *testing.T) {
	b := setup(t)
	for target, want := range map[string]int{
		"/": 3, "/?topic=民政、乡村振兴、救灾": 2, "/?unit=明州市人民政府": 1, "/?year=2021": 1, "/?genre=意见": 1, "/?validity=repealed": 1,
		"/?category=rules": 3, "/?category=fees": 0, "/?q=停车&validity=not_yet": 1,
	} {
		if got := max(0, len(b.page(target).all("tr"))-1); got != want {
			t.Errorf("%s: %d documents, want %d", target, got, want)
		}
	}
	p := b.page("/?year=2021&q=助餐")
	chosen := ""
	for _, o := range p.all("option") {
		for _, a := range o.Attr {
			if a.Key == "selected" {
				chosen += o.text()
			}
		}
	}
	if chosen != "2021年（1）" || len(p.all("details")) == 0 {
		t.Errorf("chosen %q", chosen)
	}
	if got := b.get("/?year=2021"); !strings.Contains(got, `href="/feed.atom?year=2021"`) {
		t.Error("a narrowed list has no feed of its own")
	}
	if got := b.get("/feed.atom?year=2021"); strings.Contains(got, inForce) && strings.Contains(got, notYet) || !strings.Contains(got, repealed) {
		t.Error("the feed of a narrowed list is not narrowed")
	}
}

func TestHighlight(t *testing.T) {
	for _, row := range []struct {
		text, words string
		want        string
	}{
		{"公共停车设施", "停车", "公共[停车]设施"},
		{"明政办发〔2026〕9号", "(2026)9", "明政办发[〔2026〕9]号"},
		{"ＡＢc", "abC", "[ＡＢc]"},
		{"停车停车场", "停车 车场", "[停车停车场]"},
		{"没有", "停车", "没有"},
	} {
		var b strings.Builder
		for _, p := range pieces(row.text, strings.Fields(folded(row.words))) {
			if p.Hit {
				b.WriteString("[" + p.Text + "]")
			} else {
				b.WriteString(p.Text)
			}
		}
		if b.String() != row.want {
			t.Errorf("%q in %q: %s, want %s", row.words, row.text, b.String(), row.want)
		}
	}
	s := snippet(strings.Repeat("前", 500)+"停车"+strings.Repeat("后", 500), []string{"停车"})
	if len(s) != 5 || s[0].Text != "……" || !s[2].Hit || s[4].Text != "……" {
		t.Errorf("snippet %+v", s)
	}
}

func TestSearchPointsAtHits(t *testing.T) {
	p := setup(t).page("/?q=停车")
	var got []string
	for _, m := range p.all("mark") {
		got = append(got, m.text())
	}
	if diff := cmp.Diff([]string{"停车", "停车"}, got[:min(2, len(got))]); diff != "" {
		t.Error(diff)
	}
}

// Dates read as the house writes them; programs find the form of ISO 8601.
func TestListDates(t *testing.T) {
	b := setup(t)
	for _, target := range []string{"/", "/?q=停车", "/?category=rules"} {
		page := b.page(target)
		for _, d := range page.all("time") {
			if day := document.Date(attr(d.Node, "datetime")); d.text() != day.Chinese() || day.Chinese() == string(day) {
				t.Errorf("%s: %q for %s", target, d.text(), day)
			}
		}
		if len(page.all("time")) == 0 {
			t.Errorf("%s: no dates", target)
		}
	}
}

// A filter that can't be is refused by the name of its field, on page, API and feed.
func TestWrongFilter(t *testing.T) {
	b := setup(t)
	for query, field := range map[string]string{"category=zzz": "category", "year=abc": "year", "year=99": "year", "validity=zzz": "validity"} {
		for _, path := range []string{"/", "/api/documents", "/feed.atom"} {
			w := b.do("GET", path+"?"+query)
			if got := w.Body.String(); w.Code != 400 || !strings.Contains(got, wrongFilters[field]) || strings.Contains(got, "zzz") || strings.Contains(got, "社区食堂") {
				t.Errorf("%s?%s: status %d: %s", path, query, w.Code, got)
			}
		}
	}
}
