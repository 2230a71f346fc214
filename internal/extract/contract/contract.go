// Package contract is what every engine that reads PDF files must do, as tests that
// each engine runs.
package contract

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"mingfa/internal/extract/reply"
	"mingfa/internal/pdf"
)

// Extractor is an engine that reads the words of a PDF.
type Extractor interface {
	// Text returns the words of each page in reading order. An error is one of those of
	// package reply.
	Text(ctx context.Context, pdf []byte) ([]reply.Page, error)
}

// Test holds an engine to the contract.
func Test(t *testing.T, e Extractor) {
	t.Run("Chinese words are read whole", func(t *testing.T) { testChinese(t, e) })
	t.Run("pages that are pictures are told apart", func(t *testing.T) { testPictured(t, e) })
	t.Run("files that can't be read", func(t *testing.T) { testUnreadable(t, e) })
}

func testChinese(t *testing.T, e Extractor) {
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := fonts.Typeset(pdf.Sheet{Title: "关于加强停车管理的通知", Body: "为规范停车秩序，现通知如下。\n一、加强管理\n玥喆堃珺瑄赟"})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := e.Text(t.Context(), set.PDF)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.NewReplacer("\n", "", " ", "").Replace(pages[0].Text)
	for _, want := range []string{"关于加强停车管理的通知", "为规范停车秩序，现通知如下。", "一、加强管理", "玥喆堃珺瑄赟"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not in %q", want, all)
		}
	}
	if pages[0].Garbled() || pages[0].Pictured() {
		t.Errorf("flagged: %+v", pages[0])
	}
}

// Also behind a page number.
func testPictured(t *testing.T, e Extractor) {
	outlines := strings.Repeat("10 10 m 20 20 l S\n", 80)
	pages, err := e.Text(t.Context(), File(Picture(64), Words, Shown, Shown+"\nBT /F 12 Tf 280 40 Td (- 3 -) Tj ET", Words+"\n"+Shown, outlines, "10 10 m 20 20 l S"))
	if err != nil {
		t.Fatal(err)
	}
	var got []bool
	for _, p := range pages {
		got = append(got, p.Pictured())
	}
	if want := []bool{false, true, true, false, true, false}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v: %+v", got, want, pages)
	}
	if !(reply.Page{Text: "\ue001\ue002\ufffd正文"}).Garbled() || (reply.Page{Text: "正文"}).Garbled() {
		t.Error("characters without meaning")
	}
}

func testUnreadable(t *testing.T, e Extractor) {
	t.Helper()
	locked := strings.Replace(string(File(Picture(8), Words)), "/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O ("+strings.Repeat("x", 32)+") /U ("+strings.Repeat("y", 32)+") /P -4 >> /ID [(a) (a)]", 1)
	for _, row := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, reply.ErrDamaged},
		{"no PDF", []byte("text"), reply.ErrDamaged},
		{"cut off", File(Picture(64), Words, Words)[:400], reply.ErrDamaged},
		{"locked", []byte(locked), reply.ErrPassword},
	} {
		if _, err := e.Text(t.Context(), row.data); !errors.Is(err, row.want) {
			t.Errorf("%s: %v", row.name, err)
		}
	}
}
