package portal

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

// WP-09: the catalogue has every class of the regulation with its basis, and a way to
// what is published under it.
func TestCatalogue(t *testing.T) {
	b := setup(t)
	p := b.page("/catalogue")
	rows := p.all("tr")
	if len(rows) != len(categories)+1 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, want := range []string{"1．行政法规、规章和规范性文件 《中华人民共和国政府信息公开条例》第二十条第一项 3件", "7．财政预算、决算 《中华人民共和国政府信息公开条例》第二十条第七项 0件", "15．其他应当主动公开的信息 《中华人民共和国政府信息公开条例》第二十条第十五项 0件"} {
		if !strings.Contains(p.first("table"), want) {
			t.Errorf("no row %q in %s", want, p.first("table"))
		}
	}
	ways := p.all("table")[0].all("a")
	if len(ways) != 1 || attr(ways[0].Node, "href") != "/?category=rules" {
		t.Errorf("ways %v", ways)
	}
	for _, want := range []string{"公开主体：明州市人民政府办公室", "20个工作日", "公开渠道", "全社会", "主动公开"} {
		if !strings.Contains(p.first("main"), want) {
			t.Errorf("the catalogue lacks %q", want)
		}
	}
	own := config
	own.Texts.Catalogue = "{机关名称}的目录。"
	b.site = New(b.shelf, own, func() time.Time { return b.now }, slog.New(slog.DiscardHandler))
	if got := b.page("/catalogue").first("main"); !strings.Contains(got, "明州市人民政府办公室的目录。") || strings.Contains(got, "公开依据") {
		t.Errorf("the office's own: %s", got)
	}
}
