package intake_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
)

// placer says where PDFium would have found the lines.
type placer []extract.Line

func (p placer) Lines(context.Context, []byte, int) ([]extract.Line, error) { return p, nil }

// finished is what PDFium reads from a notice with an annex.
var finished = extractor{pages: []extract.Page{
	{Text: "明州市人民政府办公室文件\n明政办发〔2026〕9号\n明州市人民政府办公室关于停车的通知\n各县人民政府：\n为规范城市公共停车场的规划建设和使用管理，方便人民群众出\n行，现通知如下。\n一、加强管理。\n附件：名录\n明州市人民政府办公室\n2026年11月20日\n（此件主动公开）\n— 1 —"},
	{Text: "附件\n名录\n一、市民中心停车场\n2026年10月1日\n— 2 —"},
	{Images: 1},
}}

func original(t *testing.T, data []byte, e extractor, p placer) (intake.Original, error) {
	t.Helper()
	return reader(t).WithPDF(e).WithPlaces(p).Original(t.Context(), "通知.pdf", data)
}

// TestOriginal: all words are kept, in the text or around it, and the seal goes over the
// date below the signature, not over any other.
func TestOriginal(t *testing.T) {
	date := extract.Line{Text: "2026年11月 20日", Left: 380, Right: 480, Bottom: 300, Top: 316}
	got, err := original(t, foreign("", "", ""), finished, placer{{Text: "明州市人民政府办公室"}, date})
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "明州市人民政府办公室关于停车的通知" || got.Addressee != "各县人民政府" || got.Pages != 3 {
		t.Errorf("%+v", got)
	}
	if want := "为规范城市公共停车场的规划建设和使用管理，方便人民群众出行，现通知如下。\n一、加强管理。\n\n附件\n\n# 名录\n\n一、市民中心停车场\n2026年10月1日"; got.Body != want {
		t.Error(cmp.Diff(want, got.Body))
	}
	for _, want := range []string{"明政办发〔2026〕9号", "明州市人民政府办公室文件", "2026年11月20日", "（此件主动公开）", got.Title, got.Addressee} {
		if !strings.Contains("\n"+got.Around+"\n", "\n"+want+"\n") {
			t.Errorf("%s is lost: %s", want, got.Around)
		}
	}
	if diff := cmp.Diff([]int{3}, got.Unread); diff != "" {
		t.Error("SR-01: ", diff)
	}
	if diff := cmp.Diff(intake.Spot{Page: 1, Left: 152, Bottom: 118}, got.Seal); diff != "" || !got.SealFound {
		t.Error("LY-19: ", diff, got.SealFound)
	}
	if err := intake.SealFits(foreign("", "", ""), got.Seal); err != nil {
		t.Errorf("the seal does not fit where it was found: %v", err)
	}
}

// TestOriginalWithoutSignature: the seal stands on the last page until somebody says where.
func TestOriginalWithoutSignature(t *testing.T) {
	e := extractor{pages: []extract.Page{{Text: "会议纪要\n会议听取了汇报。"}}}
	got, err := original(t, foreign("", "", ""), e, nil)
	if err != nil || got.SealFound || got.Seal != (intake.Spot{Page: 1, Left: 144, Bottom: 60}) {
		t.Errorf("%+v %v", got, err)
	}
}

// TestOriginalRemarks: what goes out with the file and nobody sees is told of.
func TestOriginalRemarks(t *testing.T) {
	e := extractor{pages: []extract.Page{{Text: "会议纪要\n会议听取了汇报。", Hidden: 2}}}
	file := foreign("", "", "/Info 4 0 R", "<< /Author (Zhang San) /Subject (call 13800138000) >>")
	got, err := original(t, bytes.Replace(file, []byte("0 0 595 842"), []byte("0 0 500 700"), 1), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(got.Remarks, "\n")
	for _, want := range []string{"不是A4幅面", "看不见的文字2处", "文件属性中留有作者", "手机号码"} {
		if !strings.Contains(all, want) {
			t.Errorf("not said: %s in %s", want, all)
		}
	}
	if strings.Contains(all, "Zhang") || strings.Contains(all, "13800138000") {
		t.Errorf("repeats the value: %s", all)
	}
}

// TestOriginalIsRefused: what would not stay as it is under a seal, each with its answer.
func TestOriginalIsRefused(t *testing.T) {
	secret := extractor{pages: []extract.Page{{Text: "机密★10年\n通知"}}}
	for _, row := range []struct {
		code string
		file []byte
		read extractor
	}{
		{"pdf-history", updated(""), finished},
		{"pdf-form", foreign("/AcroForm << /Fields [4 0 R] >>", "", "", "<< /FT /Tx /T (a) >>"), finished},
		{"pdf-notes", foreign("", "/Annots [4 0 R]", "", "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>"), finished},
		{"pdf-notes", foreign("", "/Annots [4 0 R]", "", "<< /Subtype /Stamp /Rect [0 0 9 9] >>"), finished},
		{"pdf-scripts", foreign("/OpenAction << /S /JavaScript /JS (x) >>", "", ""), finished},
		{"pdf-attachments", foreign("/Names << /EmbeddedFiles << /Names [(a) << /EF << >> >>] >> >>", "", ""), finished},
		{"damaged-file", append(foreign("", "", ""), "more"...), finished},
		{"damaged-file", []byte("%PDF-1.7\nnothing"), finished},
		{"pdf-unmarkable", foreign("/Metadata 4 0 R", "/Thumb 4 0 R", "", "<< /Type /Metadata /Length 1 >> stream\nx\nendstream"), finished},
		{"pdf-turned", foreign("", "/Rotate 90", ""), extractor{pages: []extract.Page{{Text: "通知\n一、文字。"}}}},
		{"no-text", foreign("", "", ""), extractor{pages: []extract.Page{{Images: 1}}}},
		{"secrecy-mark", foreign("", "", ""), secret},
		{"not-pdf", []byte("{\\rtf1 x}"), finished},
	} {
		_, err := original(t, row.file, row.read, nil)
		if e, ok := errors.AsType[*document.Error](err); !ok || e.Code != row.code {
			t.Errorf("%s: %v", row.code, err)
		}
	}
}

// TestSealFits: a seal stands whole on an upright page.
func TestSealFits(t *testing.T) {
	for _, row := range []struct {
		at   intake.Spot
		page string
		fits bool
	}{
		{intake.Spot{Page: 1, Left: 100, Bottom: 100}, "", true},
		{intake.Spot{Page: 2, Left: 100, Bottom: 100}, "", false},
		{intake.Spot{Page: 1, Left: 20, Bottom: 100}, "", false},
		{intake.Spot{Page: 1, Left: 100, Bottom: 290}, "", false},
		{intake.Spot{Page: 1, Left: 100, Bottom: 100}, "/Rotate 180", false},
	} {
		if err := intake.SealFits(foreign("", row.page, ""), row.at); (err == nil) != row.fits {
			t.Errorf("%+v %s: %v", row.at, row.page, err)
		}
	}
}
