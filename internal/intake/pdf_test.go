package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/pdf"
)

// foreign is a small PDF of one page; more stands in the catalog, page in the page,
// trailer in the trailer.
func foreign(more, page, trailer string, objects ...string) []byte {
	all := append([]string{
		"<< /Type /Catalog /Pages 2 0 R " + more + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + page + " >>",
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, 0, len(all))
	for i, o := range all {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, trailer, start)
	return b.Bytes()
}

// updated is a PDF whose third object was replaced by an update.
func updated(trailer string) []byte {
	old := foreign("", "", trailer)
	var b bytes.Buffer
	b.Write(old)
	at := b.Len()
	b.WriteString("3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n")
	section := b.Len()
	fmt.Fprintf(&b, "xref\n3 1\n%010d 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n",
		at, bytes.Index(old, []byte("xref\n0")), section)
	return b.Bytes()
}

// states says what PDFium would have read from each state of a file, by its length.
type states map[int]string

func (s states) Text(_ context.Context, data []byte) ([]extract.Page, error) {
	return []extract.Page{{Text: s[len(data)]}}, nil
}

// extractor says what PDFium would have read.
type extractor struct {
	pages []extract.Page
	err   error
}

func (e extractor) Text(context.Context, []byte) ([]extract.Page, error) { return e.pages, e.err }

func readPDF(t *testing.T, data []byte, e extractor) (intake.Text, error) {
	t.Helper()
	return reader(t).WithPDF(e).Read(t.Context(), "文稿.pdf", data)
}

// The words of a PDF come in as paragraphs, and what a person must look at is said.
func TestPDFWords(t *testing.T) {
	full := "为规范城市公共停车场的规划建设和使用管理，方便人民群众出"
	got, err := readPDF(t, foreign("", "", ""), extractor{pages: []extract.Page{
		{Text: "关于停车的通知\n各县人民政府：\n" + full + "\n行，现就有关事项通知如下。\n一、总体要求\n— 1 —\n"},
		{Text: full + "\n（一）压实责任。\n5\n个。\n- 2 -"},
		{Images: 1},
		{Text: "\ue001\ue002\ue003", Images: 0},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := full + "行，现就有关事项通知如下。\n一、总体要求\n" + full + "\n（一）压实责任。\n5\n个。\n\ue001\ue002\ue003"
	if got.Kind != intake.PDF || got.Title != "关于停车的通知" || got.Addressee != "各县人民政府" || got.Body != want {
		t.Errorf("%+v", got)
	}
	all := fmt.Sprint(got.Findings)
	for _, said := range []string{"file.page.3", "第3页是图片", "file.page.4", "没有可用的编码", "接续成段"} {
		if !strings.Contains(all, said) {
			t.Errorf("not said: %s in %s", said, all)
		}
	}
	if strings.Contains(all, "第1页") || strings.Contains(all, "第2页") {
		t.Errorf("flagged: %s", all)
	}
}

func sealed(t *testing.T) []byte {
	t.Helper()
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)
	id, err := pdf.NewIdentity("他人", at)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pdf.Seal(foreign("", "", ""), fonts, id, pdf.SealRequest{At: pdf.Place{X: 300, Y: 100, W: 119, H: 119}, Organ: "他人", Time: at.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Each file that is not taken gets its own answer.
func TestPDFRefusals(t *testing.T) {
	words := extractor{pages: []extract.Page{{Text: "正文写在这里，足够让人读出来。\n第二行。"}}}
	for _, r := range []struct {
		name string
		data []byte
		with extractor
		code string
	}{
		{"encrypted", foreign("", "", "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >>"), words, "encrypted-file"},
		{"password, says the worker", foreign("", "", ""), extractor{err: extract.ErrPassword}, "encrypted-file"},
		{"cut off", foreign("", "", "")[:200], words, "damaged-file"},
		{"no PDF behind the header", []byte("%PDF-1.7\nnothing"), words, "damaged-file"},
		{"no pages", foreign("/Pages 9 0 R", "", "/Root 9 0 R"), words, "damaged-file"},
		{"damaged, says the worker", foreign("", "", ""), extractor{err: extract.ErrDamaged}, "damaged-file"},
		{"a script when it is opened", foreign("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "", ""), words, "pdf-scripts"},
		{"a script by its name", foreign("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", "", "", "<< /S /JavaScript /JS 5 0 R >>", "<< /Length 1 >> stream\nx\nendstream"), words, "pdf-scripts"},
		{"a program", foreign("", "/Annots [<< /Subtype /Link /A << /S /Launch /F (cmd.exe) >> >>]", ""), words, "pdf-launch"},
		{"a form that is sent", foreign("", "/AA << /O << /S /SubmitForm /F (http://x) >> >>", ""), words, "pdf-launch"},
		{"a file within", foreign("/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>", "", "", "<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>", "<< /Type /EmbeddedFile /Length 1 >> stream\nx\nendstream"), words, "pdf-attachments"},
		{"a film", foreign("", "/Annots [<< /Subtype /RichMedia >>]", ""), words, "pdf-media"},
		{"sealed by others", sealed(t), words, "pdf-signed"},
		{"SC-18 earlier states within", updated(""), words, "pdf-history"},
		{"hostile", foreign("", "", ""), extractor{err: fmt.Errorf("%w: killed", extract.ErrBroken)}, "pdf-too-much"},
		{"only pictures", foreign("", "", ""), extractor{pages: []extract.Page{{Images: 1}}}, "no-text"},
		{"SR-09 on a page", foreign("", "", ""), extractor{pages: []extract.Page{{Text: "机密★10年\n正文"}}}, "secrecy-mark"},
		{"SR-09 in a note", foreign("", "/Annots [<< /Subtype /Text /Contents <FEFF673A5BC626050031003000305E74> >>]", ""), words, "secrecy-mark"},
		{"SR-09 in a property", foreign("", "", "/Info << /Title <FEFF7EDD5BC62605> >>"), words, "secrecy-mark"},
	} {
		t.Run(r.name, func(t *testing.T) {
			got, err := readPDF(t, r.data, r.with)
			e, _ := errors.AsType[*document.Error](err)
			if e == nil || e.Code != r.code || !strings.HasSuffix(e.Message, "。") || got.Body != "" {
				t.Errorf("got %v, body %q", err, got.Body)
			}
		})
	}
	if _, err := reader(t).Read(t.Context(), "a.pdf", foreign("", "", "")); err == nil || !strings.Contains(err.Error(), "pdf-file") {
		t.Errorf("without a worker: %v", err)
	}
}

// Forms that can be filled in are taken, and said.
func TestPDFForm(t *testing.T) {
	got, err := readPDF(t, foreign("/AcroForm << /Fields [<< /FT /Tx /T (a) /V (13800138000) >>] >>", "", ""), extractor{pages: []extract.Page{{Text: "正文写在这里。\n第二行。"}}})
	if err != nil {
		t.Fatal(err)
	}
	if all := fmt.Sprint(got.Findings); !strings.Contains(all, "可以填写的表单") || !strings.Contains(all, "SC-03") || strings.Contains(all, "13800138000") {
		t.Error(all)
	}
}

// A line is full when what the next one begins with would not fit, however much of it are
// figures; the first line of a paragraph is set in.
func TestPDFLinesWithFigures(t *testing.T) {
	const full = "为规范城市公共停车场的规划建设和使用管理，方便群众办理"
	for _, row := range []struct {
		name, text, want string
	}{
		{"a number that did not fit", full + "\n事项。\n为方便企业和群众在冬季办事，经市政府同意，决定自\n2026年12月1日起执行。", full + "事项。\n为方便企业和群众在冬季办事，经市政府同意，决定自2026年12月1日起执行。"},
		{"figures within a full line", full + "\n事项。\n二、联系电话（0555）12345678、（0555）12345679，各部\n门应当有人接听。", full + "事项。\n二、联系电话（0555）12345678、（0555）12345679，各部门应当有人接听。"},
		{"a short line is a paragraph", full + "\n事项。\n请遵照执行\n2026年的安排另行通知。", full + "事项。\n请遵照执行\n2026年的安排另行通知。"},
	} {
		got, err := readPDF(t, foreign("", "", ""), extractor{pages: []extract.Page{{Text: "关于停车的通知\n" + row.text}}})
		if err != nil || got.Body != row.want {
			t.Errorf("%s: %v\n%s", row.name, err, got.Body)
		}
	}
}
