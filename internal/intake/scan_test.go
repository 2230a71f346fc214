package intake_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
)

func hex(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, r := range text {
		fmt.Fprintf(&b, "%04X", r)
	}
	return b.String() + ">"
}

// Everything that a PDF holds is scanned: its pages, and what no page shows.
func TestScanPDF(t *testing.T) {
	page := []extract.Page{{Text: "关于停车的通知\n一、停车场应当开放，便利群众出行，任何人不得占用消防通道。"}}
	const file = "/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>"
	for _, row := range []struct {
		name  string
		data  []byte
		pages []extract.Page
		want  []string
	}{
		{"nothing", foreign("", "", ""), page, nil},
		{"SC-03 on the second page", foreign("", "", ""), append(slices.Clone(page), extract.Page{Text: "手机13800138000"}), []string{"SC-03 block 第2页第1行第3字"}},
		{"SC-14 words that are not drawn", foreign("", "", ""), []extract.Page{{Text: page[0].Text, Hidden: 1}}, []string{"SC-14 block 第1页"}},
		{"SR-01 a page that is a picture", foreign("", "", ""), []extract.Page{{Images: 1}}, []string{"SR-01 block 第1页", "SC-18 info 整个文件"}},
		{"SR-01 words without meaning", foreign("", "", ""), []extract.Page{{Text: strings.Repeat("\ue001", 40)}}, []string{"SR-01 block 第1页"}},
		{"SC-03 in a note", foreign("", "/Annots [<< /Subtype /Text /Contents "+hex("手机13800138000")+" >>]", ""), page, []string{"SC-03 block 其他部件第1行第3字"}},
		{"SC-19 author", foreign("", "", "/Info << /Author "+hex("赵小明")+" >>"), page, []string{"SC-19 warn 文档属性"}},
		{"SC-07 in an entry of one's own", foreign("", "", "/Info << /Note "+hex("微信号：abc12345")+" >>"), page, []string{"SC-07 warn 其他部件第1行第5字"}},
		{"SC-19 author in XMP", foreign("/Metadata 4 0 R", "", "", xmp("<x xmlns:d='d'><d:creator><d:li>Zhao</d:li></d:creator></x>")), page, []string{"SC-19 warn 文档属性"}},
		{"SR-09 in XMP", foreign("/Metadata 4 0 R", "", "", xmp("<x>机密★10年</x>")), page, []string{"SC-12 block 其他部件第1行第1字"}},
		{"SC-03 in the name of a file within", foreign(file, "", "", "<< /Type /Filespec /UF "+hex("名单13800138000.xlsx")+" /EF << /F 5 0 R >> >>", "<< /Type /EmbeddedFile /Length 1 >> stream\nx\nendstream"), page, []string{"SC-03 block 其他部件第1行第3字", "SR-01 block 整个文件"}},
		{"SR-01 a script", foreign("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "", ""), page, []string{"SR-01 block 整个文件"}},
		{"SR-09 on a page", foreign("", "", ""), []extract.Page{{Text: "绝密★30年\n13800138000"}}, []string{"SC-12 block 第1页第1行第1字"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := scanned(t, row.data, extractor{pages: row.pages})
			var got []string
			for _, h := range r.Hits {
				got = append(got, fmt.Sprintf("%s %s %s", h.Rule, h.Severity, h.Place))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
			if all := fmt.Sprint(r.Hits); strings.Contains(all, "13800138000") || strings.Contains(all, "赵小明") {
				t.Errorf("a personal value is said: %s", all)
			}
		})
	}
}

// TestScanHistory: what a PDF was before it was saved once more is found, and said (SC-18).
func TestScanHistory(t *testing.T) {
	file := updated("")
	old := len(strings.TrimSpace(string(foreign("", "", ""))))
	r, err := intake.Scan(t.Context(), forScan(t), states{old: "身份证号110101199003070011", len(file): "正文。"}, "文稿.pdf", file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range r.Hits {
		got = append(got, fmt.Sprintf("%s %s %s", h.Rule, h.Severity, h.Place))
	}
	want := []string{"SC-01 block 此前第1个版本第1页第1行第5字", "SC-18 block 整个文件"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	r, err = intake.Scan(t.Context(), forScan(t), states{}, "文稿.pdf", sealed(t))
	if err != nil || strings.Contains(fmt.Sprint(r.Hits), "SC-18") {
		t.Errorf("a seal is no history: %v %v", r.Hits, err)
	}
}

func xmp(text string) string {
	return fmt.Sprintf("<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream", len(text), text)
}

func forScan(t *testing.T) *scan.Scanner {
	t.Helper()
	s, err := scan.New(scan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func scanned(t *testing.T, data []byte, e extractor) scan.Report {
	t.Helper()
	r, err := intake.Scan(t.Context(), forScan(t), e, "文稿.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A PDF that can't be read is an answer of its own, never a clean file.
func TestScanUnreadable(t *testing.T) {
	for code, row := range map[string]struct {
		data []byte
		err  error
	}{
		"damaged-file":   {[]byte("%PDF-1.7\nnothing"), nil},
		"encrypted-file": {foreign("", "", ""), extract.ErrPassword},
		"too-large":      {foreign("", "", ""), extract.ErrTooLarge},
		"pdf-too-much":   {foreign("", "", ""), fmt.Errorf("%w: killed", extract.ErrBroken)},
	} {
		_, err := intake.Scan(t.Context(), forScan(t), extractor{err: row.err}, "文稿.pdf", row.data)
		if e, _ := errors.AsType[*document.Error](err); e == nil || e.Code != code || !strings.HasSuffix(e.Message, "。") {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// A sealed file is looked at before it is refused.
func TestSealedFileWithMark(t *testing.T) {
	data := sealed(t)
	if _, err := intake.Scan(t.Context(), forScan(t), extractor{pages: []extract.Page{{Text: "正文"}}}, "文稿.pdf", data); err != nil {
		t.Fatal(err)
	}
	_, err := reader(t).WithPDF(extractor{}).Read(t.Context(), "机密★10年 通知.pdf", data)
	if e, _ := errors.AsType[*document.Error](err); e == nil || e.Code != "secrecy-mark" {
		t.Errorf("%v", err)
	}
}
