package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/pdf"
	"mingfa/internal/scan"
)

// Extractor reads the words of a PDF, page by page. It is *extract.Worker.
type Extractor interface {
	Text(ctx context.Context, pdf []byte) ([]extract.Page, error)
}

// WithPDF returns a reader that takes the words of PDF files, too.
func (r *Reader) WithPDF(e Extractor) *Reader {
	with := *r
	with.extractor = e
	return &with
}

// pdf takes the words of a PDF that is sound, open and still: nothing in it runs,
// nothing is hidden in it, and nobody has signed it.
func (r *Reader) pdf(ctx context.Context, name string, data []byte) (Text, error) {
	p, err := r.looked(ctx, name, data)
	if err != nil {
		return Text{}, err
	}
	l := recognise(paragraphs(p.pages))
	t := Text{Kind: PDF, Title: l.title, Addressee: l.addressee, CopyTo: l.copyTo, Urgency: l.urgency(), Body: markdown(l.body)}
	for _, a := range l.annexes {
		t.Annexes = append(t.Annexes, Annex{Title: a.title, Body: markdown(a.body)})
	}
	t.Findings = append(aboutPages(p.pages), aboutFile(p.report)...)
	if p.file.Fillable {
		t.Findings = append(t.Findings, document.Finding{Severity: document.Warn, Place: "file", Message: "文件含有可以填写的表单，填写的内容不一定在页面文字之中。", Remedy: "请对照原件核对表单各栏。"})
	}
	if t.Title == "" && t.Body == "" && len(t.Annexes) == 0 {
		return Text{}, noPDFWords(p.pages)
	}
	t.Findings = append(t.Findings, l.findings()...)
	return t, nil
}

func noPDFWords(pages []extract.Page) *document.Error {
	return refuse("no-text", fmt.Sprintf("PDF 共%d页，没有可以读取的文字，可能是扫描件。请导入文字原件。", len(pages)))
}

// looked is a PDF that may be taken, with its words.
type looked struct {
	file   pdf.Foreign
	pages  []extract.Page
	report scan.Report
}

// looked opens a PDF, refuses what may not come in, and reads its words.
func (r *Reader) looked(ctx context.Context, name string, data []byte) (looked, error) {
	f, err := pdf.Examine(data)
	if err != nil {
		return looked{}, unreadable(err)
	}
	if r.scanner.Passages(passages(name, f, nil)).Secret() { // before any other answer: a sealed file may carry the mark, too
		return looked{}, SecrecyMark("file")
	}
	if err := acceptable(f); err != nil {
		return looked{}, err
	}
	if r.extractor == nil {
		return looked{}, refuse("pdf-file", "本系统没有启用 PDF 读取。请导入它的 Word 原件（.docx）。")
	}
	pages, err := r.extractor.Text(ctx, data)
	if err != nil {
		return looked{}, unread(err)
	}
	report := r.scanner.Passages(passages(name, f, pages))
	if report.Secret() {
		return looked{}, SecrecyMark("file")
	}
	return looked{f, pages, report}, nil
}

// unreadable is the answer to a PDF that can't be opened.
func unreadable(err error) error {
	switch {
	case errors.Is(err, pdf.ErrEncrypted):
		return encrypted()
	case errors.Is(err, pdf.ErrTooLarge):
		return tooLarge(MaxFile)
	case errors.Is(err, pdf.ErrOffset): // as verifying and marking say it
		e := refuse(pdf.ErrOffset.Code, pdf.ErrOffset.Message+"。")
		e.Err = err
		return e
	}
	if e, ok := errors.AsType[*pdf.Error](err); ok {
		return pdfDamaged(e)
	}
	return err
}

func pdfDamaged(err error) *document.Error {
	e := refuse("damaged-file", "PDF 文件已损坏或者结构异常，没有导入。请用生成它的软件重新导出，或者导入 Word 原件。")
	e.Err = err
	return e
}

// unread is the answer to a PDF whose words could not be read.
func unread(err error) error {
	switch {
	case errors.Is(err, extract.ErrPassword):
		return encrypted()
	case errors.Is(err, extract.ErrTooLarge):
		return oversized(err)
	case errors.Is(err, extract.ErrDamaged):
		return pdfDamaged(err)
	case errors.Is(err, extract.ErrBroken):
		e := refuse("pdf-too-much", "PDF 文件过于复杂或者结构异常，没有在规定的时间和内存内读完。请重新导出后再试，或者导入 Word 原件。")
		e.Err = err
		return e
	}
	return err
}

// acceptable refuses a file that does more than show pages, each with its own answer.
func acceptable(f pdf.Foreign) error {
	for _, x := range []struct {
		count         int
		code, message string
	}{
		{f.Signatures, "pdf-signed", "PDF 已有电子签名或者电子印章%d个。带有他人签章的文件不能再作为本机关的文稿。请导入签章之前的原件；需要转发的，请在“相关文件”中登记该文件。"},
		{f.Scripts, "pdf-scripts", "PDF 含有脚本程序%d处，打开时会自动运行，不予导入。请用“打印为 PDF”重新生成后再导入。"},
		{f.Launches, "pdf-launch", "PDF 含有启动程序或者传送数据的动作%d处，不予导入。请用“打印为 PDF”重新生成后再导入。"},
		{f.Attachments, "pdf-attachments", "PDF 内嵌其他文件%d个，其内容无法审查，不予导入。请先取出内嵌的文件另行提交，再用“打印为 PDF”重新生成。"},
		{f.Media, "pdf-media", "PDF 含有音视频、三维等动态内容%d处，不予导入。请删去后重新生成。"},
	} {
		if x.count > 0 {
			return refuse(x.code, fmt.Sprintf(x.message, x.count))
		}
	}
	if f.Replaced > 0 {
		return history()
	}
	return nil
}

// history is the answer to a file that still holds what was changed or deleted in it.
func history() *document.Error {
	e := refuse("pdf-history", "PDF 是增量保存的，文件中仍留有此前版本的内容，被改动、删去的文字仍可以恢复，不予导入，内容没有保存。请在原软件中重新导出，或者用“打印为 PDF”重新生成后再导入。")
	e.Rule = "SC-18"
	return e
}

// passages are all words of the file for the scan, those that no page shows first.
func passages(name string, f pdf.Foreign, pages []extract.Page) []scan.Passage {
	all := []scan.Passage{{Part: scan.Name, Text: strings.TrimSuffix(name, ending(name))}}
	for _, w := range f.Words {
		all = append(all, scan.Passage{Part: scan.Other, Text: w})
	}
	for _, p := range pages {
		all = append(all, scan.Passage{Part: scan.Body, Text: p.Text})
	}
	return all
}

// aboutPages says what a person must look at, and how the lines were joined.
func aboutPages(pages []extract.Page) []document.Finding {
	var out []document.Finding
	for i, p := range pages {
		f := document.Finding{Rule: "SR-01", Severity: document.Warn, Place: fmt.Sprintf("file.page.%d", i+1)}
		switch {
		case p.Pictured():
			f.Message = fmt.Sprintf("第%d页是图片，没有可以读取的文字，未作扫描。", i+1)
			f.Remedy = "请逐字查看该页，需要的内容请录入正文。"
		case p.Garbled():
			f.Message = fmt.Sprintf("第%d页的文字没有可用的编码，读出的与显示的不一致。", i+1)
			f.Remedy = "请对照该页逐字核对，或者导入 Word 原件。"
		default:
			continue
		}
		out = append(out, f)
	}
	return append(out, document.Finding{
		Severity: document.Warn, Place: "text.body", Message: "PDF 没有段落信息，已按行宽和标点接续成段；表格、图片没有带入，页码已略去。",
		Remedy: "请对照原件逐段核对；有 Word 原件的，以导入 Word 原件为宜。",
	})
}

// paragraphs joins the lines of the pages. A line that fills the width and does not
// end a sentence goes on in the next one, unless that begins with a number.
func paragraphs(pages []extract.Page) []line {
	var all []string
	for _, p := range pages {
		all = append(all, linesOf(p)...)
	}
	full := width(all)
	var out []line
	begins := true // the line before begins a paragraph
	for i, s := range all {
		if i > 0 && goesOn(all[i-1], s, full, begins) && !inFront(all[i-1], i) && !numbered(s) && !annexHead.MatchString(s) && !dateLine.MatchString(unspaced(s)) {
			out[len(out)-1].text += s
			begins = false
			continue
		}
		out = append(out, line{text: s})
		begins = true
	}
	return out
}

// linesOf are the lines of a page without its page number, which is the first or
// the last of them: a number in between is text.
func linesOf(p extract.Page) []string {
	var out []string
	for s := range strings.SplitSeq(p.Text, "\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	if n := len(out); n > 0 && pageNumber.MatchString(unspaced(out[n-1])) {
		out = out[:n-1]
	}
	if len(out) > 0 && pageNumber.MatchString(unspaced(out[0])) {
		out = out[1:]
	}
	return out
}

// goesOn reports whether a line is in the middle of a sentence and has no room for what
// the next one begins with. The first line of a paragraph is set in by two characters.
func goesOn(s, next string, full int, begins bool) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	room := full - breadth(s)
	if begins {
		room -= 4
	}
	word := strings.IndexFunc(next, func(r rune) bool { return r >= 0x250 })
	if word <= 0 {
		_, word = utf8.DecodeRuneInString(next)
	}
	return room < breadth(next[:word])+1 && !strings.ContainsRune("。；：！？", last)
}

// breadth is how wide a line is: two for a Chinese character or mark, one for any other.
func breadth(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x250 {
			n++
		}
	}
	return n
}

// inFront reports whether a line so far down the first page is one of those above the
// text, which end where they end, however wide the others are.
func inFront(s string, down int) bool {
	s = unspaced(s)
	return down <= longestFront && (documentNo.MatchString(s) || strings.HasSuffix(s, "文件") && redHead.MatchString(s) || likeTitle(s) && kindAtEnd.MatchString(s))
}

// narrow is the least that counts as the breadth of a full line.
const narrow = 32

// width is the breadth of a full line: what the widest tenth of them have at least.
func width(lines []string) int {
	counts := map[int]int{}
	for _, s := range lines {
		counts[breadth(s)]++
	}
	rest := len(lines) / 10
	for n := 400; n > narrow; n-- {
		if rest -= counts[n]; rest < 0 {
			return n
		}
	}
	return narrow
}
