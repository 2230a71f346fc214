package official

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// figure is a line that is nothing but a picture: its caption, and the name of a file
	// without folders. PNG and JPEG are all that a document shows.
	figure = regexp.MustCompile(`^!\[([^\[\]]*[^\[\]\s][^\[\]]*)\]\(([^\s()\[\]/\\:]+\.(?i:png|jpe?g))\)$`)
	// pictured is whatever is written like a picture.
	pictured = regexp.MustCompile(`!\[([^\[\]]*)\]\(([^()]*)\)`)
	// labelled is a caption that brings its number along.
	labelled = regexp.MustCompile(`^图\s*[0-9０-９一二三四五六七八九十]`)
)

// figure adds a picture.
func (r *reader) figure(s string) {
	r.figures++
	r.out = append(r.out, figureOf(s, r.figures))
}

// figureOf reads a line that is a picture.
func figureOf(s string, number int) Block {
	m := figure.FindStringSubmatch(s)
	return Block{Kind: Figure, Text: Line{{Text: strings.TrimSpace(m[1])}}, Picture: m[2], Number: number}
}

// Caption is what stands below a Figure: its number and its text. A caption that brings
// its number along keeps it.
func (b Block) Caption() string {
	s := b.Text.String()
	if labelled.MatchString(s) {
		return s
	}
	return "图" + strconv.Itoa(b.Number) + "\u3000" + s
}

// Source is a Figure as it is written, which is shown where the picture is missing.
func (b Block) Source() string { return "![" + b.Text.String() + "](" + b.Picture + ")" }

// Figures returns the figures of a text in their order.
func Figures(text string) []Block {
	var out []Block
	for _, b := range Parse(text) {
		if b.Kind == Figure {
			out = append(out, b)
		}
	}
	return out
}

// Stray is what is written like a picture and is none: it stands within a line, has no
// caption, or names what is no file of the document.
type Stray struct {
	Line            int // from 1
	Caption, Target string
	Alone           bool // it has the line for itself
}

// Strays returns them in their order.
func Strays(text string) []Stray {
	var out []Stray
	for i, l := range linesOf(text) {
		line := l.text
		if l.fenced || figure.MatchString(line) {
			continue
		}
		for _, m := range pictured.FindAllStringSubmatch(line, -1) {
			out = append(out, Stray{Line: i + 1, Caption: strings.TrimSpace(m[1]), Target: strings.TrimSpace(m[2]), Alone: m[0] == line})
		}
	}
	return out
}
