package extract

import (
	"bytes"
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
	"mingfa/internal/extract/contract"
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
	out, err := exec.Command("go", "build", "-o", path, "./testdata/child").CombinedOutput()
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

// The native engine keeps the contract of all engines.
func TestContract(t *testing.T) { contract.Test(t, worker(t)) }

func TestPicture(t *testing.T) {
	w := worker(t)
	b, err := w.Picture(t.Context(), contract.File(contract.Picture(64), contract.Words), 1, 48)
	if err != nil {
		t.Fatal(err)
	}
	c, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width < 380 || c.Width > 410 || c.Height < 550 || c.Height > 575 {
		t.Errorf("%+v %v", c, err)
	}
	for _, page := range []int{0, 2, -1} {
		if _, err := w.Picture(t.Context(), contract.File(contract.Picture(8), contract.Words), page, 48); !errors.Is(err, ErrNoPage) {
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
		{"cut off in the middle", contract.File(contract.Picture(64), contract.Words, contract.Words)[:400], ErrDamaged},
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
	if pages, err := w.Text(t.Context(), contract.File(contract.Picture(8), contract.Words)); err != nil || !strings.Contains(pages[0].Text, "words enough") {
		t.Errorf("the next one: %v %v", pages, err)
	}
}

// A picture that would fill gigabytes ends within the limits, whatever its outcome.
func TestPictureBomb(t *testing.T) {
	w := worker(t)
	if _, err := w.Text(t.Context(), contract.File(contract.Picture(8), contract.Words)); err != nil { // compiled from here on
		t.Fatal(err)
	}
	w.time = 3 * time.Second
	_, err := w.Picture(t.Context(), contract.File(contract.Picture(60000), contract.Shown), 1, 96)
	w.time = time.Minute
	if err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if _, err := w.Text(t.Context(), contract.File(contract.Picture(8), contract.Words)); err != nil {
		t.Errorf("the next one: %v", err)
	}
}

// Words that are there and not drawn are read, and the page says so.
func TestHiddenWords(t *testing.T) {
	hidden := contract.Words + "\nBT 3 Tr /F 12 Tf 72 600 Td (Nobody sees this.) Tj ET"
	pages, err := worker(t).Text(t.Context(), contract.File(contract.Picture(8), contract.Words, hidden))
	if err != nil {
		t.Fatal(err)
	}
	if pages[0].Hidden != 0 || pages[1].Hidden != 1 || !strings.Contains(pages[1].Text, "Nobody sees this.") {
		t.Errorf("%+v", pages)
	}
}

// TestLines: a line has its words and its place, by which the date below a signature is
// found where the typesetter has set it.
func TestLines(t *testing.T) {
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := fonts.Typeset(pdf.Sheet{
		Title: "关于停车的通知", Body: "为规范停车秩序，现通知如下。\n一、加强管理。", SignOrgan: "明州市人民政府办公室",
		DatedOn: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), Note: "此件主动公开",
	})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := worker(t).Lines(t.Context(), set.PDF, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		if strings.ReplaceAll(l.Text, " ", "") != "2026年11月21日" {
			continue
		}
		middle, low := (l.Left+l.Right)/2, (l.Bottom+l.Top)/2
		seal := set.Seal
		if dx := middle - (seal.X + seal.W/2); dx < -3 || dx > 3 {
			t.Errorf("the date is at %.1f, the seal at %.1f", middle, seal.X+seal.W/2)
		}
		if up := (seal.Y + seal.H/2 - low) * 25.4 / 72; up < 7 || up > 11 {
			t.Errorf("the seal is %.1f mm above the date", up)
		}
		if _, err := worker(t).Lines(t.Context(), set.PDF, 9); !errors.Is(err, ErrNoPage) {
			t.Errorf("a page that is not there: %v", err)
		}
		return
	}
	t.Errorf("no line is the date: %+v", lines)
}
