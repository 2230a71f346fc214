package layout

import (
	"unicode"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// glyph is a character to be set, with its face and its width in ems.
type glyph struct {
	char  rune
	chain face.Chain
	width float64
	// address is where the character leads, mostly "".
	address string
}

// text is a piece of running text.
type text []glyph

// run returns s in the face of a role.
func (c *composer) run(role face.Role, s string) text {
	chain := c.fonts.Chain(role)
	out := make(text, 0, len(s)/2)
	for _, r := range s {
		if unicode.Is(unicode.Variation_Selector, r) {
			continue // no font in use has the variants
		}
		out = append(out, glyph{char: r, chain: chain, width: float64(c.doc.Set.Glyph(chain, r).Width) / 1000})
	}
	return out
}

// width is the natural width in ems.
func (t text) width() float64 {
	w := 0.0
	for _, g := range t {
		w += g.width
	}
	return w
}

// draw sets t from x with its natural widths, and extra points after each
// glyph.
func (t text) draw(p *canvas.Content, size, x, y, extra float64) {
	out := make([]canvas.Glyph, len(t))
	for i, g := range t {
		out[i] = canvas.Glyph{Char: g.char, Chain: g.chain, X: x}
		x += g.width*size + extra
	}
	p.Glyphs(size, y, out)
}

// centre sets t in the middle of the type area.
func (t text) centre(p *canvas.Content, size, y float64) {
	t.draw(p, size, left+(areaWidth-t.width()*size)/2, y, 0)
}
