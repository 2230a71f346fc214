package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/pdf"
	"mingfa/internal/scan"
)

// Scan looks through a file as it is, without making a draft of it: what package scan
// opens itself, and PDF, whose words the extractor reads. The errors are *document.Error;
// a file that can't be read is one, so that nobody takes it for clean.
func Scan(ctx context.Context, s *scan.Scanner, e Extractor, name string, data []byte) (scan.Report, error) {
	if bytes.HasPrefix(data, []byte("PK")) || !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return s.File(name, data)
	}
	f, err := pdf.Examine(data)
	if err != nil {
		return scan.Report{}, unscanned(err)
	}
	pages, err := e.Text(ctx, data)
	if err != nil {
		return scan.Report{}, unscanned(err)
	}
	all, notes := wholePDF(name, f, pages), caveats(f, pages)
	if f.Signatures == 0 && f.Replaced > 0 { // a seal is an update, too, and is verified as one
		all = append(all, before(ctx, e, f.Earlier)...)
		notes = append(notes, scan.Replaced())
	}
	return s.Document(all, notes), nil
}

// before are the words of the states that a file had before. One that can't be read
// adds none: that there are such states is a finding in any case.
func before(ctx context.Context, e Extractor, states [][]byte) []scan.Passage {
	var all []scan.Passage
	for i, data := range states {
		pages, err := e.Text(ctx, data)
		if err != nil {
			continue
		}
		part := scan.Part(fmt.Sprintf("此前第%d个版本", i+1))
		for k, p := range pages {
			all = append(all, scan.Passage{Part: part + pageOf(k), Text: p.Text})
		}
	}
	return all
}

// unscanned is the answer to a PDF that can't be read for a scan.
func unscanned(err error) error {
	code, message := "damaged-file", "PDF 文件已损坏或者结构异常，没有扫描。请用生成它的软件重新导出后再扫描。"
	switch {
	case errors.Is(err, pdf.ErrEncrypted), errors.Is(err, extract.ErrPassword):
		code, message = "encrypted-file", "PDF 文件设有密码，没有扫描。请去掉密码后再扫描。"
	case errors.Is(err, pdf.ErrOffset):
		code, message = pdf.ErrOffset.Code, pdf.ErrOffset.Message+"。"
	case errors.Is(err, pdf.ErrTooLarge), errors.Is(err, extract.ErrTooLarge):
		code, message = "too-large", "PDF 文件的页数或者文字过多，没有扫描。请拆分后再扫描。"
	case errors.Is(err, extract.ErrBroken):
		code, message = "pdf-too-much", "PDF 文件过于复杂或者结构异常，没有在规定的时间和内存内读完。请重新导出后再扫描。"
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	e := document.Refuse(document.Invalid, code, message)
	e.Err = err
	return e
}

func pageOf(i int) scan.Part { return scan.Part(fmt.Sprintf("第%d页", i+1)) }

// wholePDF are all words of the file, under the parts they stand in.
func wholePDF(name string, f pdf.Foreign, pages []extract.Page) []scan.Passage {
	all := []scan.Passage{{Part: scan.Name, Text: strings.TrimSuffix(name, ending(name))}}
	for i, p := range pages {
		all = append(all, scan.Passage{Part: pageOf(i), Text: p.Text})
	}
	for _, w := range f.Words {
		all = append(all, scan.Passage{Part: scan.Other, Text: w})
	}
	return all
}

// personal are the entries of the information dictionary that say who made a file,
// and where.
var personal = map[string]string{"Author": "作者", "Company": "单位", "Manager": "主管", "SourceModified": "源文件", "LastModifiedBy": "最后修改者"}

// caveats are what a person must know besides the words.
func caveats(f pdf.Foreign, pages []extract.Page) []scan.Caveat {
	var out []scan.Caveat
	drawn := false
	for i, p := range pages {
		switch {
		case p.Pictured():
			out = append(out, scan.Pictured(pageOf(i)))
		case p.Garbled():
			out = append(out, scan.Garbled(pageOf(i)))
		}
		if p.Hidden > 0 {
			out = append(out, scan.Concealed(pageOf(i)))
		}
		drawn = drawn || p.Images+p.Shapes > 0
	}
	for _, p := range f.Properties {
		if label := personal[p.Name]; label != "" {
			out = append(out, scan.Property(label, p.Value))
		}
	}
	if n := max(len(f.Files), min(f.Attachments, 1)); n > 0 {
		out = append(out, scan.Attached(n))
	}
	if f.Scripts+f.Launches+f.Media > 0 {
		out = append(out, scan.Running())
	}
	if drawn {
		out = append(out, scan.Covered())
	}
	return out
}
