package portal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/document"
)

// WP-01: the columns have texts from the first day on, and an office replaces them.
func TestTexts(t *testing.T) {
	own, err := LoadTexts("")
	if err != nil || !strings.Contains(own.Guide, "{机关名称}") || own.Rules == "" || own.Reports == "" {
		t.Fatalf("%v %+v", err, own)
	}
	dir := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "guide.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("本机关自己的指南。")
	got, err := LoadTexts(dir)
	if err != nil || got.Guide != "本机关自己的指南。" || got.Rules != own.Rules {
		t.Errorf("%v %+v", err, got)
	}
	write("\xc3\x28")
	for _, bad := range []string{dir, filepath.Join(dir, "none")} {
		if _, err := LoadTexts(bad); document.KindOf(err) != document.Invalid {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestColumns(t *testing.T) {
	b := setup(t)
	for path, want := range map[string]string{"/guide": "明州市人民政府办公室编制本指南。", "/rules": "制度。", "/reports": "本栏目尚未发布年度报告"} {
		p := b.page(path)
		if got := p.first("main"); !strings.Contains(got, want) {
			t.Errorf("%s: %s", path, got)
		}
		if p.meta("ColumnName") == "" || p.meta("ColumnType") == "" {
			t.Errorf("WP-03 %s has no column tags", path)
		}
		if here := p.all("a[aria-current=page]"); len(here) != 1 || attr(here[0].Node, "href") != path {
			t.Errorf("%s isn't marked in the navigation", path)
		}
	}
	d := b.shelf.docs[inForce]
	d.Document, d.Title = "report-2025", "明州市人民政府办公室2025年政府信息公开工作年度报告"
	b.shelf.put(d)
	if len(b.page("/reports").all("a[href=/d/report-2025]")) != 1 || !strings.Contains(b.get("/reports.atom"), "report-2025") {
		t.Error("a released annual report is not in its column")
	}
}
