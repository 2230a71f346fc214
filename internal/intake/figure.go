package intake

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingfa/internal/ooxml"
)

// Picture is a picture that stands in a file, where the text refers to it.
type Picture struct {
	Name string // as the text refers to it
	Data []byte // PNG or JPEG, as it is in the file
	// Digest is set by who keeps the picture, and Data is gone then.
	Digest string
}

// figure is a picture in its place, with the words that the file has for it.
type figure struct{ name, caption string }

// mostPictures is how many pictures are taken from a file; the others are counted.
const mostPictures = 50

// figureOf takes the one picture of a drawing that stands in its line. What floats over
// the text, as a seal does, is left.
func (p *paragraph) figureOf(n *ooxml.Node) (figure, bool) {
	if n.Name == "object" || find(n, "anchor") != nil || find(n, "OLEObject") != nil {
		return figure{}, false
	}
	id := find(n, "blip").Attr("embed")
	if id == "" {
		if strings.Contains(find(n, "shape").Attr("style"), "position:absolute") {
			return figure{}, false
		}
		id = find(n, "imagedata").Attr("id")
	}
	name, ok := p.pick(p.media[id])
	return figure{name: name, caption: captionOf(n)}, ok
}

// pick reads a picture of the package, once.
func (w *word) pick(part string) (name string, ok bool) {
	if x, known := w.taken[part]; known {
		return x.Name, true
	}
	if part == "" || len(w.taken) >= mostPictures {
		return "", false
	}
	data, err := w.pack.Part(part)
	if err != nil || len(data) > MaxFile {
		return "", false
	}
	var ending string
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		ending = ".png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		ending = ".jpg"
	default:
		return "", false // a drawing of the office program, or no picture of a document
	}
	base := path.Base(part)
	name = unwritable.ReplaceAllString(strings.TrimSuffix(base, path.Ext(base)), "-") + ending
	w.taken[part] = Picture{Name: name, Data: data}
	return name, true
}

// unwritable is what the name of a picture may not have.
var unwritable = regexp.MustCompile(`[^\p{L}\p{N}_-]`)

// find returns the first node of that name at or below a node, nil for none.
func find(n *ooxml.Node, name string) *ooxml.Node {
	if n == nil || n.Name == name {
		return n
	}
	for _, c := range n.Nodes {
		if f := find(c, name); f != nil {
			return f
		}
	}
	return nil
}

// captionOf is what the file says of a picture to those who can't see it.
func captionOf(n *ooxml.Node) string {
	words := find(n, "docPr").Attr("descr")
	if words == "" {
		words = find(n, "shape").Attr("alt")
	}
	return caption(words)
}

// caption makes words fit between the brackets of a figure.
func caption(words string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("[", "（", "]", "）").Replace(words)), " ")
}

// illustrate puts pictures behind the last line that has words.
func (w *word) illustrate(figures []figure) {
	for i := len(w.lines) - 1; i >= 0 && len(figures) > 0; i-- {
		if l := &w.lines[i]; l.table != nil || strings.TrimSpace(l.shown()) != "" {
			l.figures = append(l.figures, figures...)
			return
		}
	}
	w.tally.pictures += len(figures)
}

// captioned is a line below a picture that says what it shows.
var captioned = regexp.MustCompile(`^图\s*[0-9０-９一二三四五六七八九十]`)

// longestCaption is how many characters a caption has at most.
const longestCaption = 40

// captionLine returns the caption that a line is, "" for any other line.
func captionLine(l line) string {
	s := said(l)
	if l.table != nil || !captioned.MatchString(s) || utf8.RuneCountInString(s) > longestCaption || strings.HasSuffix(s, "。") {
		return ""
	}
	return caption(s)
}

// pictures returns what was taken and has a place in the text, and how many have none.
func (w *word) pictures(t Text) (out []Picture, lost int) {
	texts := t.Body
	for _, a := range t.Annexes {
		texts += "\n" + a.Body
	}
	for _, x := range w.taken {
		if strings.Contains(texts, "]("+x.Name+")") {
			out = append(out, x)
		} else {
			lost++
		}
	}
	slices.SortFunc(out, func(a, b Picture) int {
		return strings.Index(texts, "]("+a.Name+")") - strings.Index(texts, "]("+b.Name+")")
	})
	return out, lost
}
