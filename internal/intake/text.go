package intake

import (
	"context"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/scan"
)

// Limits of what is read, in bytes.
const (
	MaxText = 2 << 20  // of a plain text or Markdown file, and of the text of any other
	MaxFile = 20 << 20 // of an office file
)

// Text is what a file says, as the fields of a draft.
type Text struct {
	Kind      Kind             // what the file was
	Title     string           // "" where none was recognised
	Addressee string           // 主送机关, without the colon
	CopyTo    string           // 抄送机关
	Urgency   document.Urgency // 特急 or 加急, "" where neither stood above the title (DH-03)
	Body      string           // Mingfa's Markdown, UTF-8, LF
	Annexes   []Annex
	Front     *Front    // what the front matter says besides, nil where the file has none
	Pictures  []Picture // those that body and annexes show, in their order
	// Findings say what the file held besides: revisions, comments, hidden words,
	// properties (SC-14, SC-19), pictures and what was lifted off. None blocks: the
	// file itself goes no further.
	Findings []document.Finding
}

// Annex is an 附件 within the file.
type Annex struct{ Title, Body string }

// Reader reads files. It is safe for concurrent use.
type Reader struct {
	scanner   *scan.Scanner
	converter Converter
	extractor Extractor
	placer    Placer
}

// New returns a reader. The converter turns older and open formats into DOCX; nil
// means that there is none, and such files are refused with what to do instead.
func New(c Converter) (*Reader, error) {
	s, err := scan.New(scan.Options{Typeset: true})
	if err != nil {
		return nil, err
	}
	return &Reader{scanner: s, converter: c}, nil
}

// Read reads a file. All errors that concern the file are *document.Error with one
// of the codes of this package. A mark of a state secret anywhere in the file,
// comments, deleted and hidden words included, is SecrecyMark (SR-09): the caller
// records that it was refused, and keeps nothing.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (Text, error) {
	kind, err := KindOf(name, data)
	if err != nil {
		return Text{}, err
	}
	if kind == Plain {
		return r.plain(name, data)
	}
	if kind == PDF {
		t, err := r.pdf(ctx, name, data)
		t.Findings = append(t.Findings, disguised(name, kind)...)
		return t, err
	}
	docx := data
	if kind != DOCX {
		if docx, err = r.convert(ctx, kind, data); err != nil {
			return Text{}, err
		}
	}
	t, err := r.word(name, docx)
	t.Kind = kind
	t.Findings = append(t.Findings, disguised(name, kind)...)
	return t, err
}

// plain reads a text or Markdown file.
func (r *Reader) plain(name string, data []byte) (Text, error) {
	if len(scan.File(name, data)) > 0 {
		return Text{}, SecrecyMark("file")
	}
	whole := newlines.Replace(strings.TrimPrefix(string(data), "\ufeff"))
	text := strings.TrimSpace(whole)
	if text == "" {
		return Text{}, refuse("empty-file", "文件没有内容。")
	}
	front, rest, is, err := cutFront(text)
	if err != nil {
		return Text{}, err
	}
	t := Text{Kind: Plain}
	if !is {
		t.Title, t.Body = splitTitle(text)
		t.Findings = t.pictureFindings()
		return t, nil
	}
	above, _, _ := strings.Cut(whole, "---")
	f, unknown, err := readFront(front, 2+strings.Count(above, "\n"))
	if err != nil {
		return Text{}, err
	}
	if t, err = fronted(f, strings.TrimSpace(rest)); err != nil {
		return Text{}, err
	}
	t.Findings = append(append(unknown, t.Findings...), t.pictureFindings()...)
	return t, nil
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// splitTitle takes the first line as the title when it reads like one: short,
// and not a sentence.
func splitTitle(text string) (title, body string) {
	first, rest, _ := strings.Cut(text, "\n")
	line := strings.TrimSpace(strings.TrimLeft(first, "# "))
	if !likeTitle(line) || strings.TrimSpace(rest) == "" {
		return "", text
	}
	return line, strings.TrimSpace(rest)
}
