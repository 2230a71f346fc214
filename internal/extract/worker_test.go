package extract

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingfa/internal/confine"
	"mingfa/internal/pdf"
)

// folder holds the program of the worker and the compiled PDFium.
var folder string

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == confine.Word {
		fmt.Fprintln(os.Stderr, confine.Become(os.Args[2:]))
		os.Exit(3)
	}
	var err error
	if folder, err = os.MkdirTemp("", "mingfa-extract-*"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// built is the program of the worker.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(folder, "child")
	out, err := exec.Command("go", "build", "-o", path, "./testdata/child").CombinedOutput() //nolint:noctx // the build ends
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func worker(t *testing.T) *Worker {
	t.Helper()
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWorker(filepath.Join(folder, "cache"), 2)
	if err != nil {
		t.Fatal(err)
	}
	w.program = program
	return w
}

// file is a PDF of pages with these contents; an image named Im stands ready.
func file(image string, contents ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj %s endobj\n", len(offsets), body)
	}
	b.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range contents {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(contents)))
	object(image)
	for i, c := range contents {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /XObject << /Im 3 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>", 5+2*i))
		object(fmt.Sprintf("<< /Length %d >> stream\n%s\nendstream", len(c), c))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// picture is an image of so many black dots a side.
func picture(side int) string {
	var data bytes.Buffer
	z := zlib.NewWriter(&data)
	_, _ = z.Write(make([]byte, (side+7)/8*side))
	_ = z.Close()
	return fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode /Length %d >> stream\n%s\nendstream", side, side, data.Len(), data.String())
}

const (
	words = "BT /F 12 Tf 72 700 Td (This page has words enough to be read by a program.) Tj ET"
	shown = "q 400 0 0 600 72 72 cm /Im Do Q"
)

// The words of our own Chinese documents are read whole.
func TestChinese(t *testing.T) {
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := fonts.Typeset(pdf.Sheet{Title: "关于加强停车管理的通知", Body: "为规范停车秩序，现通知如下。\n一、加强管理\n玥喆堃珺瑄赟"})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := worker(t).Text(t.Context(), set.PDF)
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

// Pages that are pictures are told apart, also behind a page number.
func TestPictured(t *testing.T) {
	outlines := strings.Repeat("10 10 m 20 20 l S\n", 80)
	pages, err := worker(t).Text(t.Context(), file(picture(64), words, shown, shown+"\nBT /F 12 Tf 280 40 Td (- 3 -) Tj ET", words+"\n"+shown, outlines, "10 10 m 20 20 l S"))
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
	if !(Page{Text: "\ue001\ue002\ufffd正文"}).Garbled() || (Page{Text: "正文"}).Garbled() {
		t.Error("characters without meaning")
	}
}

func TestPicture(t *testing.T) {
	w := worker(t)
	b, err := w.Picture(t.Context(), file(picture(64), words), 1, 48)
	if err != nil {
		t.Fatal(err)
	}
	c, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width < 380 || c.Width > 410 || c.Height < 550 || c.Height > 575 {
		t.Errorf("%+v %v", c, err)
	}
	for _, page := range []int{0, 2, -1} {
		if _, err := w.Picture(t.Context(), file(picture(8), words), page, 48); !errors.Is(err, ErrNoPage) {
			t.Errorf("page %d: %v", page, err)
		}
	}
}

// However the worker ends, one request fails and the next is answered.
func TestMisfortunes(t *testing.T) {
	w := worker(t)
	w.time = 20 * time.Second
	for _, row := range []struct {
		name string
		data []byte
		want error
	}{
		{"hang", []byte("hang"), ErrBroken},
		{"memory", []byte("bomb"), ErrBroken},
		{"killed", []byte("kill -9"), ErrBroken},
		{"half an answer", []byte("nonsense"), ErrBroken},
		{"no PDF", []byte("text"), ErrDamaged},
		{"empty", nil, ErrDamaged},
		{"cut off in the middle", file(picture(64), words, words)[:400], ErrDamaged},
		{"too large", make([]byte, MaxFile+1), ErrTooLarge},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.name == "hang" {
				w.time = time.Second
				defer func() { w.time = 20 * time.Second }()
			}
			if _, err := w.Text(t.Context(), row.data); !errors.Is(err, row.want) {
				t.Errorf("got %v", err)
			}
		})
	}
	if pages, err := w.Text(t.Context(), file(picture(8), words)); err != nil || !strings.Contains(pages[0].Text, "words enough") {
		t.Errorf("the next one: %v %v", pages, err)
	}
}

// A picture that would fill gigabytes ends within the limits, whatever its outcome.
func TestPictureBomb(t *testing.T) {
	w := worker(t)
	if _, err := w.Text(t.Context(), file(picture(8), words)); err != nil { // compiled from here on
		t.Fatal(err)
	}
	w.time = 3 * time.Second
	_, err := w.Picture(t.Context(), file(picture(60000), shown), 1, 96)
	w.time = time.Minute
	if err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if _, err := w.Text(t.Context(), file(picture(8), words)); err != nil {
		t.Errorf("the next one: %v", err)
	}
}
