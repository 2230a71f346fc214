package layout

import (
	"strings"

	"mingfa/internal/pdf/canvas"
)

// Characters that may not begin or end a line (避头尾).
const (
	notFirst = "，。、；：？！）》」』〕】”’…—·％℃,.;:?!)]}%"
	notLast  = "（《「『〔【“‘([{"
	// halfBlank have an empty right half, which may stand outside the line.
	halfBlank = "，。、；：）》」』〕】”’"
)

// grid is a measure to set lines in.
type grid struct {
	x       float64 // left edge in points
	cell    float64 // width of a full-width character in points
	size    float64 // type size in points
	columns float64 // full-width characters in a line
	framed  bool    // nothing may stand beyond the measure: what is too long for a line is cut
}

// bodyGrid is the grid of the type area.
func bodyGrid() grid { return grid{x: left, cell: cell, size: size3, columns: columns} }

// advance is the width of a glyph in cells: full-width characters fill a cell,
// others keep their natural width.
func (g grid) advance(x glyph) float64 {
	if x.width > 0.99 {
		return x.width
	}
	return x.width * g.size / g.cell
}

func (g grid) measure(t text) float64 {
	w := 0.0
	for _, x := range t {
		w += g.advance(x)
	}
	return w
}

// line is one line of a paragraph.
type line struct {
	text   text
	indent float64 // cells
	last   bool
}

// breaker fills lines greedily.
type breaker struct {
	grid  grid
	rest  float64 // indent of the lines after the first, in cells
	cur   line
	width float64
	lines []line
}

// lines breaks t into lines; first and rest are indents in cells.
func (g grid) lines(t text, first, rest float64) []line {
	b := &breaker{grid: g, rest: rest, cur: line{indent: first}}
	for _, unit := range units(t) {
		for _, piece := range g.cut(unit) {
			b.add(piece)
		}
	}
	if len(b.cur.text) > 0 || len(b.lines) == 0 {
		b.flush()
	}
	b.lines[len(b.lines)-1].last = true
	return b.lines
}

func (b *breaker) add(unit text) {
	if unit[0].char == ' ' && len(b.cur.text) == 0 {
		return
	}
	w := b.grid.measure(unit)
	if len(b.cur.text) > 0 && b.width+w > b.room(unit)+1e-6 {
		b.flush()
		if unit[0].char == ' ' {
			return
		}
	}
	b.cur.text = append(b.cur.text, unit...)
	b.width += w
}

// room is the width in cells that the current line may have if unit ends it:
// a mark with an empty right half may hang, and another half cell is gained
// by closing up the whole line.
func (b *breaker) room(unit text) float64 {
	room := b.grid.columns - b.cur.indent
	if !b.grid.framed && strings.ContainsRune(halfBlank, unit[len(unit)-1].char) {
		return room + 1
	}
	return room
}

// cut divides what is longer than a line of a frame, at any character.
func (g grid) cut(unit text) []text {
	if !g.framed || g.measure(unit) <= g.columns {
		return []text{unit}
	}
	var out []text
	start := 0
	for i := 1; i <= len(unit); i++ {
		if i == len(unit) || g.measure(unit[start:i+1]) > g.columns {
			out = append(out, unit[start:i])
			start = i
		}
	}
	return out
}

func (b *breaker) flush() {
	for n := len(b.cur.text); n > 0 && b.cur.text[n-1].char == ' '; n-- {
		b.cur.text = b.cur.text[:n-1]
	}
	b.lines = append(b.lines, b.cur)
	b.cur, b.width = line{indent: b.rest}, 0
}

// units splits text where a line may be broken. Marks that may not begin a
// line stay with what is before them, opening marks with what follows.
func units(t text) []text {
	var out []text
	start := 0
	for i := 1; i <= len(t); i++ {
		if i < len(t) && !mayBreak(t, i) && i-start < columns-4 {
			continue
		}
		out = append(out, t[start:i])
		start = i
	}
	return out
}

// mayBreak reports whether a line may end before t[i].
func mayBreak(t text, i int) bool {
	before, after := t[i-1].char, t[i].char
	switch {
	case strings.ContainsRune(notFirst, after) && !isWord(before):
		return false
	case strings.ContainsRune(notLast, before):
		return false
	case before == ' ' || after == ' ':
		return true
	case isWord(before) && isWord(after):
		return breaksWord(t, i)
	case strings.ContainsRune(notFirst, after):
		return false
	}
	return true
}

// isWord reports whether r belongs to a run that is not broken, as Latin words
// and numbers.
func isWord(r rune) bool { return r > ' ' && r < 0x250 }

// breaksWord allows a break inside a long run, as an address on the web: after
// its punctuation, or anywhere in a stretch that has none.
func breaksWord(t text, i int) bool {
	const long, stretch = 12, 16
	start, end, plain := i, i, 0
	for start > 0 && isWord(t[start-1].char) && i-start < stretch {
		start--
		if plain == i-start-1 && isAlnum(t[start].char) {
			plain++
		}
	}
	for end < len(t) && isWord(t[end].char) && end-start <= long {
		end++
	}
	if end-start <= long || !isAlnum(t[i].char) {
		return false
	}
	return plain == stretch || strings.ContainsRune("/?&=_-.@#", t[i-1].char)
}

func isAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// draw sets a line on a baseline.
func (g grid) draw(p *canvas.Content, l line, y float64) {
	out, end := g.glyphs(l)
	p.Glyphs(g.size, y, out)
	links(p, g.size, y, l.text, out, end)
}

// glyphs places the characters of a line, and says where it ends. All lines of a
// paragraph but the last are spread, or closed up, to fill the measure.
func (g grid) glyphs(l line) ([]canvas.Glyph, float64) {
	extra := g.justify(l)
	x := g.x + l.indent*g.cell
	out := make([]canvas.Glyph, len(l.text))
	for i, gl := range l.text {
		out[i] = canvas.Glyph{Char: gl.char, Chain: gl.chain, X: x}
		x += g.advance(gl) * g.cell
		if i+1 < len(l.text) && opens(l.text, i+1) {
			x += extra
		}
	}
	return out, x
}

// opens reports whether space may be added before t[i].
func opens(t text, i int) bool { return !isWord(t[i-1].char) || !isWord(t[i].char) }

// justify returns the points to add at each place that opens.
func (g grid) justify(l line) float64 {
	if len(l.text) == 0 {
		return 0
	}
	over := g.measure(l.text) - (g.columns - l.indent)
	if over > 0 && strings.ContainsRune(halfBlank, l.text[len(l.text)-1].char) {
		over = max(0, over-0.5)
	}
	places := 0
	for i := 1; i < len(l.text); i++ {
		if opens(l.text, i) {
			places++
		}
	}
	if places == 0 || l.last && over <= 0 {
		return 0
	}
	extra := -over * g.cell / float64(places)
	if extra > g.cell/4 { // a line this loose looks worse than a short one
		return 0
	}
	return extra
}
