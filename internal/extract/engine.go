package extract

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfium_errors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"mingfa/internal/extract/reply"
)

// pdfiumPages is the memory of PDFium, in pages of 64 KiB: 512 MiB.
const pdfiumPages = 512 << 20 >> 16

// Serve is the worker: it reads one PDF from in, does what the arguments behind Word
// say, and writes one answer. It is to run confined.
func Serve(args []string, in io.Reader, out io.Writer) error {
	if len(args) < 2 {
		return errors.New("pdf worker: a folder and a task are needed")
	}
	pdf, err := io.ReadAll(io.LimitReader(in, MaxFile+1))
	if err != nil {
		return err
	}
	e, err := openEngine(args[0])
	if err != nil {
		return err
	}
	a, err := e.do(args[1:], pdf)
	return reply.Write(out, a, err)
}

// engine is PDFium with one file.
type engine struct {
	pdfium pdfium.Pdfium
	doc    references.FPDF_DOCUMENT
	pages  int
}

// openEngine starts PDFium. Its file system is empty: by itself the library would
// give it the whole of the host's.
func openEngine(cache string) (*engine, error) {
	compiled, err := wazero.NewCompilationCacheWithDir(cache)
	if err != nil {
		return nil, err
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(pdfiumPages).WithCompilationCache(compiled),
	})
	if err != nil {
		return nil, err
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		return nil, err
	}
	return &engine{pdfium: instance}, nil
}

func (e *engine) do(args []string, pdf []byte) (reply.Answer, error) {
	if err := e.open(pdf); err != nil {
		return reply.Answer{}, err
	}
	if args[0] == "picture" && len(args) == 3 {
		page, pageErr := strconv.Atoi(args[1])
		dpi, dpiErr := strconv.Atoi(args[2])
		if err := errors.Join(pageErr, dpiErr); err != nil {
			return reply.Answer{}, err
		}
		image, err := e.picture(page, dpi)
		return reply.Answer{Image: image}, err
	}
	if args[0] == "lines" && len(args) == 2 {
		page, err := strconv.Atoi(args[1])
		if err != nil {
			return reply.Answer{}, err
		}
		lines, err := e.lines(page)
		return reply.Answer{Lines: lines}, err
	}
	if args[0] != "text" {
		return reply.Answer{}, fmt.Errorf("pdf worker: no task %q", args[0])
	}
	pages, err := e.text()
	return reply.Answer{Pages: pages}, err
}

func (e *engine) open(pdf []byte) error {
	if len(pdf) > MaxFile {
		return ErrTooLarge
	}
	doc, err := e.pdfium.OpenDocument(&requests.OpenDocument{File: &pdf})
	switch {
	case errors.Is(err, pdfium_errors.ErrPassword), errors.Is(err, pdfium_errors.ErrSecurity):
		return ErrPassword
	case err != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	count, err := e.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil || count.PageCount == 0 {
		return ErrDamaged
	}
	if count.PageCount > MaxPages {
		return ErrTooLarge
	}
	e.doc, e.pages = doc.Document, count.PageCount
	return nil
}

func (e *engine) page(i int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: e.doc, Index: i}}
}

func (e *engine) text() ([]Page, error) {
	out := make([]Page, 0, e.pages)
	total := 0
	for i := range e.pages {
		text, err := e.pdfium.GetPageText(&requests.GetPageText{Page: e.page(i)})
		if err != nil {
			return nil, fmt.Errorf("%w: page %d: %w", ErrDamaged, i+1, err)
		}
		p := Page{Text: strings.ReplaceAll(text.Text, "\r\n", "\n")}
		if total += len(p.Text); total > MaxText {
			return nil, ErrTooLarge
		}
		if err := e.count(i, &p); err != nil {
			return nil, fmt.Errorf("%w: page %d: %w", ErrDamaged, i+1, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// maxObjects is how many objects of a page are looked at, one by one.
const maxObjects = 10_000

// count counts what a page shows besides text.
func (e *engine) count(i int, p *Page) error {
	n, err := e.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: e.page(i)})
	if err != nil {
		return err
	}
	for k := range min(n.Count, maxObjects) {
		o, err := e.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: e.page(i), Index: k})
		if err != nil {
			return err
		}
		if err := e.object(o.PageObject, p, 0); err != nil {
			return err
		}
	}
	return nil
}

// maxNested is how deep groups of objects are followed.
const maxNested = 4

func (e *engine) object(o references.FPDF_PAGEOBJECT, p *Page, depth int) error {
	kind, err := e.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		p.Images++
	case enums.FPDF_PAGEOBJ_PATH, enums.FPDF_PAGEOBJ_SHADING:
		p.Shapes++
	case enums.FPDF_PAGEOBJ_FORM:
		return e.group(o, p, depth)
	case enums.FPDF_PAGEOBJ_TEXT:
		return e.drawn(o, p)
	case enums.FPDF_PAGEOBJ_UNKNOWN:
	}
	return nil
}

// drawn counts a stretch of text that is there and not drawn.
func (e *engine) drawn(o references.FPDF_PAGEOBJECT, p *Page) error {
	m, err := e.pdfium.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o})
	if err == nil && m.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE {
		p.Hidden++
	}
	return err
}

// group looks into a group; one too deep or too large counts as a picture.
func (e *engine) group(o references.FPDF_PAGEOBJECT, p *Page, depth int) error {
	n, err := e.pdfium.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	if err != nil {
		return err
	}
	if depth >= maxNested || n.Count > maxObjects {
		p.Images++
		return nil
	}
	for k := range n.Count {
		inner, err := e.pdfium.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(k)})
		if err != nil {
			return err
		}
		if err := e.object(inner.PageObject, p, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// maxPixels is the largest picture that is made.
const maxPixels = 24 << 20

func (e *engine) picture(page, dpi int) ([]byte, error) {
	if page < 1 || page > e.pages {
		return nil, ErrNoPage
	}
	size, err := e.pdfium.GetPageSizeInPixels(&requests.GetPageSizeInPixels{Page: e.page(page - 1), DPI: dpi})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if w, h := int64(size.Width), int64(size.Height); w <= 0 || h <= 0 || w > maxPixels/h {
		return nil, ErrTooLarge
	}
	r, err := e.pdfium.RenderPageInDPI(&requests.RenderPageInDPI{Page: e.page(page - 1), DPI: dpi, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer r.Cleanup()
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, r.Result.Image); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
