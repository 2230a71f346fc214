// Package canvas makes the pages of a new PDF/A-3b file: text, lines and
// rectangles at exact places, embedded fonts, metadata and attachments.
package canvas

import (
	"bytes"
	"fmt"
	"math"

	"mingfa/internal/pdf/face"
	"mingfa/internal/pdf/syntax"
)

// Content is a content stream being written. Lengths are points, the origin is
// the lower left corner.
type Content struct {
	set *face.Set
	buf bytes.Buffer

	page   int        // from 0
	owners []*Element // of the marked contents, by their numbers
	open   *Element   // of the marked content that is being written
	links  []link
	images map[*Image]syntax.Name // by the names that the stream has for them
}

// NewContent returns an empty content stream that takes its glyphs from set.
func NewContent(set *face.Set) *Content { return &Content{set: set} }

// Bytes returns the finished stream.
func (c *Content) Bytes() []byte {
	c.close()
	return c.buf.Bytes()
}

// Raw writes operators. Numbers must be formatted with syntax.FormatNumber.
func (c *Content) Raw(operators string) {
	c.buf.WriteString(operators)
	c.buf.WriteByte('\n')
}

// Op writes numbers followed by an operator.
func (c *Content) Op(operator string, numbers ...float64) {
	for _, v := range numbers {
		c.buf.WriteString(syntax.FormatNumber(v))
		c.buf.WriteByte(' ')
	}
	c.Raw(operator)
}

// Color is a colour in the sRGB space, each part from 0 to 1.
type Color struct{ R, G, B float64 }

// Fill sets the colour of text and areas.
func (c *Content) Fill(k Color) { c.Op("rg", k.R, k.G, k.B) }

// Stroke sets the colour of lines.
func (c *Content) Stroke(k Color) { c.Op("RG", k.R, k.G, k.B) }

// Within runs draw between a saved and a restored graphics state.
func (c *Content) Within(draw func()) {
	c.Raw("q")
	draw()
	c.Raw("Q")
}

// Transform multiplies the current matrix.
func (c *Content) Transform(a, b, d, e, x, y float64) {
	fmt.Fprintf(&c.buf, "%.5f %.5f %.5f %.5f %s %s cm\n", a, b, d, e, syntax.FormatNumber(x), syntax.FormatNumber(y))
}

// Line draws a line of a width.
func (c *Content) Line(width, x1, y1, x2, y2 float64) {
	c.Op("w", width)
	c.Op("m", x1, y1)
	c.Op("l", x2, y2)
	c.Raw("S")
}

// Glyph is a character at a place on a baseline.
type Glyph struct {
	Char  rune
	Chain face.Chain
	X     float64
}

// Glyphs draws characters on the baseline y, each at its own place. Characters
// of one subset that follow one another make one showing operator.
func (c *Content) Glyphs(size, y float64, glyphs []Glyph) {
	if len(glyphs) == 0 {
		return
	}
	c.Raw("BT")
	var run []Glyph
	var font syntax.Name
	for _, g := range glyphs {
		name := c.set.Glyph(g.Chain, g.Char).Subset.Resource
		if name != font && len(run) > 0 {
			c.show(font, size, y, run)
			run = run[:0]
		}
		font = name
		run = append(run, g)
	}
	c.show(font, size, y, run)
	c.Raw("ET")
}

// show writes one run with its adjustments in thousandths of the size.
func (c *Content) show(font syntax.Name, size, y float64, run []Glyph) {
	fmt.Fprintf(&c.buf, "/%s %s Tf 1 0 0 1 %s %s Tm [", font, syntax.FormatNumber(size),
		syntax.FormatNumber(run[0].X), syntax.FormatNumber(y))
	pen := math.Round(run[0].X*100) / 100
	open := false
	for _, g := range run {
		if by := math.Round((pen - g.X) * 1000 / size); by != 0 {
			if open {
				c.buf.WriteByte('>')
			}
			fmt.Fprintf(&c.buf, "%d", int(by))
			open = false
			pen -= by * size / 1000
		}
		if !open {
			c.buf.WriteByte('<')
			open = true
		}
		glyph := c.set.Glyph(g.Chain, g.Char)
		fmt.Fprintf(&c.buf, "%04X", glyph.CID)
		pen += float64(glyph.Width) * size / 1000
	}
	c.buf.WriteString(">] TJ\n")
}

// Text draws text with its natural advances and returns where it ends.
func (c *Content) Text(chain face.Chain, size, x, y float64, text string) float64 {
	glyphs := make([]Glyph, 0, len(text))
	for _, r := range text {
		glyphs = append(glyphs, Glyph{r, chain, x})
		x += float64(c.set.Glyph(chain, r).Width) * size / 1000
	}
	c.Glyphs(size, y, glyphs)
	return x
}

// Width returns the natural width of text in points.
func (c *Content) Width(chain face.Chain, size float64, text string) float64 {
	return c.set.Width(chain, size, text)
}

// Circle strokes a circle in the current colour and line width.
func (c *Content) Circle(x, y, r float64) {
	const kappa = 0.5522847498
	k := kappa * r
	c.Op("m", x+r, y)
	c.Op("c", x+r, y+k, x+k, y+r, x, y+r)
	c.Op("c", x-k, y+r, x-r, y+k, x-r, y)
	c.Op("c", x-r, y-k, x-k, y-r, x, y-r)
	c.Op("c", x+k, y-r, x+r, y-k, x+r, y)
	c.Raw("s")
}

// Star fills a five-pointed star with one point upwards.
func (c *Content) Star(x, y, r float64) {
	for i := range 5 {
		angle := math.Pi/2 + float64(i)*4*math.Pi/5
		op := "l"
		if i == 0 {
			op = "m"
		}
		c.Op(op, x+r*math.Cos(angle), y+r*math.Sin(angle))
	}
	c.Raw("f")
}
