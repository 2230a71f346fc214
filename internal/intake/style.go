package intake

import (
	"bytes"
	"strconv"
	"strings"

	"mingfa/internal/ooxml"
)

// style is what a paragraph inherits.
type style struct {
	base     string
	title    bool
	contents bool // a line of the table of contents
	heading  int
	jc       string
	size     int
	number   string // numId
	level    int    // of the number
}

// readStyles reads the styles and resolves what each is based on.
func (w *word) readStyles(b []byte) error {
	w.styles = map[string]*style{}
	if b == nil {
		return nil
	}
	var err error
	if w.hiding, err = ooxml.HidingStyles(b); err != nil {
		return err
	}
	standard := ""
	err = ooxml.Each(bytes.NewReader(b), "styles", func(n *ooxml.Node) error {
		switch n.Name {
		case "docDefaults":
			w.normal.size = number(n.Child("rPrDefault", "rPr", "sz").Attr("val"))
		case "style":
			w.styles[n.Attr("styleId")] = readStyle(n)
			if d := n.Attr("default"); n.Attr("type") == "paragraph" && (d == "1" || d == "true") {
				standard = n.Attr("styleId")
			}
		}
		return nil
	})
	resolved := map[string]*style{}
	for id := range w.styles {
		s := w.inherited(id, 0)
		resolved[id] = &s
	}
	w.styles = resolved
	if s := w.styles[standard]; s != nil {
		w.normal = *s
	}
	return err
}

func readStyle(n *ooxml.Node) *style {
	name := strings.ToLower(n.Child("name").Attr("val"))
	s := &style{
		base: n.Child("basedOn").Attr("val"), title: name == "title" || name == "标题",
		contents: strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "目录 "),
	}
	s.take(n.Child("pPr"), n.Child("rPr"))
	if rest, ok := strings.CutPrefix(name, "heading "); ok && s.heading == 0 {
		s.heading = number(rest)
	}
	return s
}

// take lets the properties of a paragraph and of its characters override.
func (s *style) take(p, r *ooxml.Node) {
	if v := p.Child("outlineLvl").Attr("val"); v != "" {
		s.heading = 0
		if level := number(v); level < 9 { // 9 is text
			s.heading = level + 1
		}
	}
	if v := p.Child("jc").Attr("val"); v != "" {
		s.jc = v
	}
	if v := p.Child("numPr", "numId").Attr("val"); v != "" {
		s.number, s.level = v, 0
	}
	if v := p.Child("numPr", "ilvl").Attr("val"); v != "" {
		s.level = number(v)
	}
	if v := r.Child("sz").Attr("val"); v != "" {
		s.size = number(v)
	}
}

// maxChain bounds how far a style is followed: a chain in a circle ends there.
const maxChain = 20

func (w *word) inherited(id string, depth int) style {
	s := w.styles[id]
	if s == nil || depth > maxChain {
		return style{size: w.normal.size}
	}
	out := w.inherited(s.base, depth+1)
	out.title, out.contents = out.title || s.title, out.contents || s.contents
	if s.heading > 0 {
		out.heading = s.heading
	}
	if s.jc != "" {
		out.jc = s.jc
	}
	if s.size > 0 {
		out.size = s.size
	}
	if s.number != "" {
		out.number, out.level = s.number, s.level
	}
	return out
}

// number reads a small decimal number, 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}
