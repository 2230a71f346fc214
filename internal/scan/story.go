package scan

import (
	"encoding/xml"
	"strconv"
	"strings"

	"mingfa/internal/ooxml"
)

// views are the ways in which a stretch of a document may be read: as it is shown,
// as it was before its revision, and with its hidden words.
type views struct {
	shown, before, whole strings.Builder
	revised, hiding      bool
}

func (v *views) add(w *views, separator string) {
	join(&v.shown, separator, &w.shown)
	join(&v.before, separator, &w.before)
	join(&v.whole, separator, &w.whole)
	v.revised, v.hiding = v.revised || w.revised, v.hiding || w.hiding
}

func join(to *strings.Builder, separator string, from *strings.Builder) {
	if to.Len() > 0 {
		to.WriteString(separator)
	}
	to.WriteString(from.String())
}

// story reads one part of a document: body, header, notes, comments.
type story struct {
	*docx
	part       Part
	paragraphs []*views // one within another, as text boxes are
	rows       []*views
	cells      []*views
	hidden     []bool // by paragraph style, a level for each paragraph
	run        bool   // the run is hidden
	inRun      bool
	inserted   int
	deleted    int
	fallback   int    // inside what is kept for older programs
	collect    string // element whose text is being read
}

func (d *docx) story(part Part, b []byte) error {
	s := &story{docx: d, part: part}
	return ooxml.Walk(b, s.token)
}

func (s *story) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		s.begin(t)
	case xml.EndElement:
		s.end(t.Name.Local)
	case xml.CharData:
		switch s.collect {
		case "t", "delText":
			s.text(string(t))
		case "instrText", "delInstrText":
			s.line(FieldCode, string(t))
		}
	}
}

func (s *story) begin(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		s.paragraphs, s.hidden = append(s.paragraphs, &views{}), append(s.hidden, false)
	case "tr":
		s.rows = append(s.rows, &views{})
	case "tc":
		s.cells = append(s.cells, &views{})
	case "r":
		s.inRun, s.run = true, false
	case "vanish", "specVanish":
		s.run = s.inRun && ooxml.On(e)
	case "rStyle":
		s.run = s.run || s.hiding[ooxml.Attr(e, "val")]
	case "pStyle":
		if n := len(s.hidden); n > 0 {
			s.hidden[n-1] = s.hiding[ooxml.Attr(e, "val")]
		}
	case "comment":
		s.comments = true
	case "Fallback":
		s.fallback++
	case "docPr", "cNvPr":
		s.alternative(e)
	default:
		s.change(e.Name.Local, 1)
		s.character(e)
	}
}

// change counts the elements that revisions are wrapped in.
func (s *story) change(element string, by int) {
	switch element {
	case "ins", "moveTo":
		s.inserted += by
	case "del", "moveFrom":
		s.deleted += by
	case "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange":
	default:
		return
	}
	s.revised = true
}

// character deals with elements that stand for characters.
func (s *story) character(e xml.StartElement) {
	switch e.Name.Local {
	case "t", "delText", "instrText", "delInstrText":
		s.collect = e.Name.Local
	case "tab":
		if s.inRun {
			s.text("\t")
		}
	case "br", "cr":
		s.text(" ")
	case "noBreakHyphen":
		s.text("-")
	case "sym":
		if c, err := strconv.ParseUint(ooxml.Attr(e, "char"), 16, 16); err == nil {
			s.text(string(rune(c)))
		}
	}
}

func (s *story) end(element string) {
	switch element {
	case "p":
		s.paragraph()
	case "tc":
		s.cell()
	case "tr":
		s.row()
	case "r":
		s.inRun, s.run = false, false
	case "Fallback":
		s.fallback--
	case s.collect:
		s.collect = ""
	default:
		s.change(element, -1)
	}
}

func (s *story) text(text string) {
	n := len(s.paragraphs)
	if n == 0 {
		return
	}
	p := s.paragraphs[n-1]
	hidden := s.run || s.hidden[n-1]
	p.revised, p.hiding = p.revised || s.deleted > 0, p.hiding || hidden
	if s.deleted == 0 {
		p.whole.WriteString(text)
	}
	if s.deleted == 0 && !hidden {
		p.shown.WriteString(text)
	}
	if s.inserted == 0 || s.deleted > 0 {
		p.before.WriteString(text)
	}
}

func (s *story) paragraph() {
	n := len(s.paragraphs)
	if n == 0 {
		return
	}
	p := s.paragraphs[n-1]
	s.paragraphs, s.hidden = s.paragraphs[:n-1], s.hidden[:n-1]
	if len(s.cells) > 0 {
		s.cells[len(s.cells)-1].add(p, " ")
		return
	}
	s.out(s.part, p)
}

func (s *story) cell() {
	if n := len(s.cells); n > 0 {
		c := s.cells[n-1]
		s.cells = s.cells[:n-1]
		if len(s.rows) > 0 {
			s.rows[len(s.rows)-1].add(c, "\t")
		}
	}
}

func (s *story) row() {
	n := len(s.rows)
	if n == 0 {
		return
	}
	r := s.rows[n-1]
	s.rows = s.rows[:n-1]
	if s.part == Body {
		s.out(Table, r)
		return
	}
	s.out(s.part, r)
}

// out hands on a paragraph or a row in each of its views.
func (s *story) out(part Part, v *views) {
	if s.fallback > 0 {
		part = Other
	}
	s.line(part, v.shown.String())
	if v.revised {
		s.line(Deleted, v.before.String())
	}
	if v.hiding {
		s.line(Hidden, v.whole.String())
	}
}

// alternative reads the words that stand for a picture.
func (s *story) alternative(e xml.StartElement) {
	for _, name := range []string{"descr", "title"} {
		if v := ooxml.Attr(e, name); v != "" {
			s.line(AltText, v)
		}
	}
}
