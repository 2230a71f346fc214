package pdf

import (
	"fmt"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
	"mingfa/internal/pdf/syntax"
)

// newForm returns an empty drawing with a set of its own, for an appearance.
func newForm() (*canvas.Content, *face.Set) {
	set := face.NewSet()
	return canvas.NewContent(set), set
}

// markForms draws the appearance of a mark, once for each page size.
type markForms struct {
	update    *syntax.Update
	notice    Notice
	chain     face.Chain
	set       *face.Set
	resources syntax.Ref
	shared    map[[2]float64]syntax.Ref
	upright   map[[2]float64]syntax.Ref // appearance dictionaries
}

func newMarkForms(u *syntax.Update, f *Fonts, n Notice) *markForms {
	return &markForms{
		update: u, notice: n, chain: f.faces.Chain(RoleHei), set: face.NewSet(),
		resources: u.Alloc(), shared: map[[2]float64]syntax.Ref{}, upright: map[[2]float64]syntax.Ref{},
	}
}

// finish writes the resources, when all glyphs are known.
func (m *markForms) finish() {
	m.update.Set(m.resources, syntax.Dict{
		"Font": m.set.Embed(m.update),
		"ExtGState": syntax.Dict{
			"Ground": syntax.Dict{"Type": syntax.Name("ExtGState"), "ca": syntax.Num(0.8)},
			"Pale":   syntax.Dict{"Type": syntax.Name("ExtGState"), "ca": syntax.Num(0.16), "CA": syntax.Num(0.45)},
		},
	})
}

// appearance returns the appearance dictionary of a page. A page that is shown rotated
// gets a form that turns the shared one back.
func (m *markForms) appearance(p syntax.Page) syntax.Ref {
	w, h := p.Box[2]-p.Box[0], p.Box[3]-p.Box[1]
	if p.Rotate%180 != 0 {
		w, h = h, w
	}
	shared := m.form(w, h)
	matrix := [6]float64{1, 0, 0, 1, p.Box[0], p.Box[1]}
	switch p.Rotate {
	case 90:
		matrix = [6]float64{0, 1, -1, 0, p.Box[2], p.Box[1]}
	case 180:
		matrix = [6]float64{-1, 0, 0, -1, p.Box[2], p.Box[3]}
	case 270:
		matrix = [6]float64{0, -1, 1, 0, p.Box[0], p.Box[3]}
	}
	if matrix == [6]float64{1, 0, 0, 1, 0, 0} {
		key := [2]float64{w, h}
		if _, ok := m.upright[key]; !ok {
			m.upright[key] = syntax.Add(m.update, syntax.Dict{"N": shared})
		}
		return m.upright[key]
	}
	content := fmt.Sprintf("q %s cm /Mark Do Q", joinNumbers(matrix[:]))
	turned := syntax.Add(m.update, &syntax.Stream{Dict: syntax.Dict{
		"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Form"), "BBox": syntax.Numbers(p.Box[:]...),
		"Resources": syntax.Dict{"XObject": syntax.Dict{"Mark": shared}},
	}, Data: []byte(content)})
	return syntax.Add(m.update, syntax.Dict{"N": turned})
}

func joinNumbers(v []float64) string {
	b := syntax.Append(nil, syntax.Numbers(v...))
	return string(b[1 : len(b)-1])
}

// form returns the shared drawing for a page of a size, upright.
func (m *markForms) form(w, h float64) syntax.Ref {
	key := [2]float64{w, h}
	if r, ok := m.shared[key]; ok {
		return r
	}
	c := canvas.NewContent(m.set)
	m.diagonal(c, w, h)
	m.banner(c, w, h)
	r := syntax.Add(m.update, syntax.Flate(syntax.Dict{
		"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Form"), "BBox": syntax.Numbers(0, 0, w, h),
		"Resources": m.resources,
	}, c.Bytes()))
	m.shared[key] = r
	return r
}

// diagonal sets the word across the page: pale inside, with an outline that
// stays visible in black and white.
func (m *markForms) diagonal(c *canvas.Content, w, h float64) {
	const slant = 0.70710678
	natural := m.set.Width(m.chain, 1, m.notice.Diagonal)
	size := min(min(w, h)/4.2, 0.85*min(w, h)/slant/max(natural, 0.1)*0.8)
	c.Within(func() {
		c.Raw("/Pale gs 2 Tr 0.8 w")
		c.Fill(m.notice.style().color)
		c.Stroke(m.notice.style().color)
		c.Transform(slant, slant, -slant, slant, w/2, h/2)
		c.Text(m.chain, size, -natural*size/2, -size*0.36, m.notice.Diagonal)
	})
}

// banner sets the sentences in a frame near the upper edge, where our own pages
// are empty, with the sign of the state at both ends. Its ground is white, so that
// it can be read on any page, but lets through what a foreign page has there.
func (m *markForms) banner(c *canvas.Content, w, h float64) {
	scale := min(min(w, h)/595, 1.6)
	size, pad, margin := 11.5*scale, 7*scale, 82*scale
	lines := m.wrap(m.notice.Banner, (w-2*margin)/size)
	if len(lines) > 3 { // four lines would reach the mark of a letter (LY-27)
		size, pad, margin = 9*scale, 5*scale, 56*scale
		lines = m.wrap(m.notice.Banner, (w-2*margin)/size)
	}
	width := 0.0
	for _, l := range lines {
		width = max(width, m.set.Width(m.chain, size, l))
	}
	pitch := 1.5 * size
	height := pitch*float64(len(lines)) + 2*pad - 0.4*size
	side := 3.4 * pad // room for a sign
	y := h - 20*scale - height
	look := m.notice.style()
	c.Within(func() {
		m.frame(c, look, scale, (w-width)/2-side, y, width+2*side, height)
		for _, x := range []float64{(w-width)/2 - side/2, (w+width)/2 + side/2} {
			c.Within(func() {
				c.Fill(look.color)
				c.Stroke(look.color)
				c.Transform(0.5*size, 0, 0, 0.5*size, x, y+height/2)
				look.sign(c)
			})
		}
		c.Fill(look.color)
		for i, l := range lines {
			x := (w - m.set.Width(m.chain, size, l)) / 2
			c.Text(m.chain, size, x, y+height-pad-0.88*size-float64(i)*pitch, l)
		}
	})
}

// frame draws ground and frame of the banner.
func (m *markForms) frame(c *canvas.Content, look style, scale, x, y, width, height float64) {
	c.Within(func() {
		c.Raw("/Ground gs 1 1 1 rg")
		c.Op("re", x, y, width, height)
		c.Raw("f")
	})
	c.Within(func() {
		c.Stroke(look.color)
		if look.double {
			out := 2.6 * scale
			c.Op("w", 0.6*scale)
			c.Op("re", x-out, y-out, width+2*out, height+2*out)
			c.Raw("S")
		}
		if look.dash != "" {
			c.Raw(look.dash + " 0 d")
		}
		c.Op("w", look.width*scale)
		c.Op("re", x, y, width, height)
		c.Raw("S")
	})
}

// wrap breaks text into lines of at most so many ems, evenly filled.
func (m *markForms) wrap(text string, ems float64) []string {
	total := m.set.Width(m.chain, 1, text)
	count := int(total/ems) + 1
	target := min(ems, total/float64(count)+1)
	var lines []string
	var line []rune
	width := 0.0
	for _, r := range text {
		w := m.set.Width(m.chain, 1, string(r))
		if width+w > target && len(line) > 0 && !closes(r) {
			lines = append(lines, string(line))
			line, width = line[:0], 0
		}
		line = append(line, r)
		width += w
	}
	return append(lines, string(line))
}

// closes reports whether a mark must not begin a line.
func closes(r rune) bool {
	switch r {
	case '，', '。', '、', '；', '：', '）', '》', '〕', '”', '！', '？':
		return true
	}
	return false
}
