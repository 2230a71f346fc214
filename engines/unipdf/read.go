package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/unidoc/unipdf/v3/contentstream"
	"github.com/unidoc/unipdf/v3/core"
	"github.com/unidoc/unipdf/v3/extractor"
	"github.com/unidoc/unipdf/v3/model"

	"mingfa/internal/extract/reply"
)

// read returns the words of every page of the PDF. The errors are those of reply.
func read(in io.Reader) ([]reply.Page, error) {
	data, err := io.ReadAll(io.LimitReader(in, reply.MaxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > reply.MaxFile {
		return nil, reply.ErrTooLarge
	}
	pdf, err := model.NewPdfReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", reply.ErrDamaged, err)
	}
	if locked, err := pdf.IsEncrypted(); err != nil || locked {
		return nil, reply.ErrPassword
	}
	n, err := pdf.GetNumPages()
	switch {
	case err != nil || n == 0:
		return nil, reply.ErrDamaged
	case n > reply.MaxPages:
		return nil, reply.ErrTooLarge
	}
	out := make([]reply.Page, 0, n)
	total := 0
	for i := range n {
		p, err := readPage(pdf, i+1)
		if err != nil {
			return nil, fmt.Errorf("%w: page %d: %w", reply.ErrDamaged, i+1, err)
		}
		if total += len(p.Text); total > reply.MaxText {
			return nil, reply.ErrTooLarge
		}
		out = append(out, p)
	}
	return out, nil
}

func readPage(pdf *model.PdfReader, i int) (reply.Page, error) {
	page, err := pdf.GetPage(i)
	if err != nil {
		return reply.Page{}, err
	}
	e, err := extractor.New(page)
	if err != nil {
		return reply.Page{}, err
	}
	var out reply.Page
	if out.Text, err = e.ExtractText(); err != nil {
		return reply.Page{}, err
	}
	return out, count(page, &out)
}

// count counts the pictures and the drawn lines and areas of a page. A form counts
// as a picture: it may hold one.
func count(page *model.PdfPage, out *reply.Page) error {
	content, err := page.GetAllContentStreams()
	if err != nil {
		return err
	}
	operations, err := contentstream.NewContentStreamParser(content).Parse()
	if err != nil {
		return err
	}
	for _, op := range *operations {
		switch op.Operand {
		case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh":
			out.Shapes++
		case "BI":
			out.Images++
		case "Do":
			if name, ok := named(op); ok && page.Resources != nil {
				if _, kind := page.Resources.GetXObjectByName(name); kind == model.XObjectTypeImage || kind == model.XObjectTypeForm {
					out.Images++
				}
			}
		}
	}
	return nil
}

func named(op *contentstream.ContentStreamOperation) (core.PdfObjectName, bool) {
	if len(op.Params) != 1 {
		return "", false
	}
	name, ok := core.GetName(op.Params[0])
	if !ok {
		return "", false
	}
	return *name, true
}
