package intake

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/pdf"
	"mingfa/internal/scan"
)

// Original is a finished PDF that is to be the document, with all that is read from it.
type Original struct {
	Title, Addressee, CopyTo string
	Urgency                  document.Urgency
	Body                     string // Mingfa's Markdown, the annexes among it
	Around                   string // what stands on the pages besides, a line each
	Pages                    int
	Unread                   []int    // pages, from 1, whose words could not be read
	Remarks                  []string // what reviewers have to look at besides the pages
	Seal                     Spot
	SealFound                bool // the seal stands over signature and date, not where it stands for want of them
}

// Spot is the middle of a seal: the page from 1, and whole millimetres from the left and
// the lower edge of what is seen of it.
type Spot struct{ Page, Left, Bottom int }

// Placer tells where the lines of a page are. It is *extract.Worker.
type Placer interface {
	Lines(ctx context.Context, pdf []byte, page int) ([]extract.Line, error)
}

// WithPlaces returns a reader that finds where the seal goes on a finished PDF.
func (r *Reader) WithPlaces(p Placer) *Reader {
	with := *r
	with.placer = p
	return &with
}

// Original reads a finished PDF that is to be sealed as it is. It takes less than Read:
// what people could still write into the file, remarks on its pages, and anything that
// follows its end are refused, too.
func (r *Reader) Original(ctx context.Context, name string, data []byte) (Original, error) {
	kind, err := KindOf(name, data)
	if err != nil {
		return Original{}, err
	}
	if kind != PDF {
		return Original{}, refuse("not-pdf", "作为公文原件的只能是 PDF 文件。其他文件请导入为文稿，由系统排版。")
	}
	p, err := r.looked(ctx, name, data)
	if err != nil {
		return Original{}, err
	}
	if err := finished(p.file); err != nil {
		return Original{}, err
	}
	if err := pdf.Rehearse(data); err != nil {
		e := refuse("pdf-unmarkable", "PDF 的结构特殊，盖章或者日后标注效力（修改、废止、失效）时会失败，不能作为公文原件。请用“打印为 PDF”重新生成。")
		e.Err = err
		return Original{}, e
	}
	l := recognise(paragraphs(p.pages))
	o := Original{
		Title: l.title, Addressee: l.addressee, CopyTo: l.copyTo, Urgency: l.urgency(), Body: l.whole(), Around: l.around(),
		Pages: len(p.pages), Remarks: remarksOn(p),
	}
	for i, page := range p.pages {
		if page.Pictured() || page.Garbled() {
			o.Unread = append(o.Unread, i+1)
		}
	}
	if strings.TrimSpace(o.Body) == "" {
		return Original{}, noPDFWords(p.pages)
	}
	o.Seal, o.SealFound, err = r.sealSpot(ctx, data, p.pages)
	return o, err
}

// finished refuses what would not stay as it is under a seal, or shows what is no part of
// the document.
func finished(f pdf.Foreign) error {
	switch {
	case f.Fillable:
		return refuse("pdf-form", "PDF 含有可以填写的表单，盖章以后仍能填写，不能作为公文原件。请用“打印为 PDF”重新生成。")
	case f.Notes > 0:
		return refuse("pdf-notes", fmt.Sprintf("PDF 页面上有批注、图章等标记%d处，不能作为公文原件。请删去标记后重新导出。", f.Notes))
	case f.Trailing:
		return refuse("damaged-file", "PDF 文件末尾之后还有多余的内容，不能作为公文原件。请重新导出。")
	}
	return nil
}

// remarksOn says what goes out with the file and stands on no page, and what is unusual.
func remarksOn(p looked) []string {
	var out []string
	if p.file.Odd > 0 {
		out = append(out, fmt.Sprintf("共%d页不是A4幅面（GB/T 9704—2012 5.1）。", p.file.Odd))
	}
	for i, page := range p.pages {
		if page.Hidden > 0 {
			out = append(out, fmt.Sprintf("第%d页有看不见的文字%d处，已读入正文，与所见的可能不同。", i+1, page.Hidden))
		}
	}
	for _, x := range p.file.Properties {
		s := "文件属性中留有" + personal[x.Name] + "。"
		if personal[x.Name] != "" && !organ.MatchString(x.Value) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, h := range p.report.Hits {
		s := "文件属性、书签等处：" + h.Message + found(h.Snippet)
		if h.Place.Part == scan.Other && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// whole is the text with its annexes, each under its label and title.
func (l layout) whole() string {
	parts := []string{markdown(l.body)}
	for i, a := range l.annexes {
		label := "附件"
		if len(l.annexes) > 1 {
			label = fmt.Sprintf("附件%d", i+1)
		}
		parts = append(parts, label)
		if a.title != "" {
			parts = append(parts, "# "+a.title)
		}
		parts = append(parts, markdown(a.body))
	}
	return strings.TrimSpace(strings.Join(parts, "\n\n"))
}

// around is what was told apart from the text.
func (l layout) around() string {
	lines := append([]string{}, l.lifted...)
	for _, s := range []string{l.title, l.addressee, l.copyTo} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

var onlyDate = regexp.MustCompile(`^` + dateForm + `$`)

// aboveDate is how far above the middle of the date that of the seal stands, in
// millimetres: signature and date are a little below it (LY-19).
const aboveDate = 9

// sealSpot finds the date below a signature: the first line that is a date and follows
// the name of a body. Without one the seal stands low on the right of the last page.
func (r *Reader) sealSpot(ctx context.Context, data []byte, pages []extract.Page) (at Spot, found bool, err error) {
	page, date := signedOn(pages)
	if page > 0 && r.placer != nil {
		lines, err := r.placer.Lines(ctx, data, page)
		if err != nil {
			return Spot{}, false, unread(err)
		}
		box, upright := pdf.PageBox(data, page)
		for _, l := range lines {
			if upright && unspaced(strings.TrimSpace(l.Text)) == date {
				return within(box, Spot{page, mm((l.Left+l.Right)/2 - box[0]), mm((l.Bottom+l.Top)/2-box[1]) + aboveDate}), true, nil
			}
		}
	}
	box, upright := pdf.PageBox(data, len(pages))
	if !upright || min(mm(box[2]-box[0]), mm(box[3]-box[1])) < 4*sealRadius {
		return Spot{}, false, refuse("pdf-turned", "PDF 的盖章页有旋转或者幅面过小，不能确定印章的位置。请用“打印为 PDF”按A4幅面重新生成。")
	}
	return within(box, Spot{len(pages), mm(box[2]-box[0]) - 26 - 40, 60}), false, nil
}

// signedOn returns the page, from 1, and the words of the date below a signature; 0 where
// there is none.
func signedOn(pages []extract.Page) (page int, date string) {
	for i, p := range pages {
		before := ""
		for _, s := range linesOf(p) {
			s = unspaced(s)
			if onlyDate.MatchString(s) {
				if organ.MatchString(before) {
					return i + 1, s
				}
				if page == 0 {
					page, date = i+1, s
				}
			}
			before = s
		}
	}
	return page, date
}

// sealRadius is that of a round seal in millimetres.
const sealRadius = 21

func mm(points float64) int { return int(math.Round(points * 25.4 / 72)) }

// within moves a spot so far that the seal stands whole on the page.
func within(box [4]float64, s Spot) Spot {
	hold := func(v, size int) int { return min(max(v, sealRadius), max(size-sealRadius-1, sealRadius)) }
	s.Left, s.Bottom = hold(s.Left, mm(box[2]-box[0])), hold(s.Bottom, mm(box[3]-box[1]))
	return s
}

// SealFits reports whether a seal may stand there on the file. The error is an Unfit
// *document.Error.
func SealFits(data []byte, s Spot) error {
	if _, err := pdf.PlaceOn(data, s.Page, s.Left, s.Bottom); err != nil {
		e := refuse("seal-place", fmt.Sprintf("印章不能盖在第%d页距左%d毫米、距下%d毫米处：没有这一页，或者超出了页面。", s.Page, s.Left, s.Bottom))
		e.Err = err
		return e
	}
	return nil
}
