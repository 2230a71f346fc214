package layout

import (
	"regexp"
	"strconv"
	"strings"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

func pageLabel(n int) string { return "— " + strconv.Itoa(n) + " —" }

// body returns the items of the main text.
func (c *composer) body() []item { return c.blocks(c.sheet.Body) }

// blocks sets Markdown or plain text.
func (c *composer) blocks(source string) []item {
	var items []item
	for i, b := range parseBody(source) {
		switch {
		case b.table != nil:
			items = append(items, c.table(b.table)...)
		case i == 0 && b.heading == 1 && samePhrase(string(b.text.chars), c.sheet.Title):
			// The title is set already.
		default:
			items = append(items, c.paragraph(b)...)
		}
	}
	return items
}

func samePhrase(a, b string) bool {
	strip := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isBlank(r) {
				return -1
			}
			return r
		}, s)
	}
	return strip(a) == strip(b)
}

// paragraph sets one paragraph with the face of its level (LY-17).
func (c *composer) paragraph(b block) []item {
	chars, styles := tidy(b.text)
	if len(chars) == 0 {
		return nil
	}
	if b.heading == 1 && levelOf(string(chars)) == levelNone {
		return c.innerTitle(string(chars))
	}
	role, heading := leading(chars, b.heading)
	t := c.spans(chars, styles, role, heading)
	g := bodyGrid()
	if levelOf(string(chars)) == levelChapter {
		return c.chapter(t)
	}
	items := linesOf(g, g.lines(t, 2, 0))
	if heading == len(chars) {
		for i := range items {
			items[i].keep = true // a heading does not end a page
		}
	}
	return items
}

// tidy cleans a paragraph character by character, keeping the styles aligned.
func tidy(s styled) ([]rune, []style) {
	var chars []rune
	var styles []style
	for i, r := range s.chars {
		if isBlank(r) {
			r = ' '
			if n := len(chars); n == 0 || chars[n-1] == ' ' {
				continue
			}
		} else if clean(string(r)) == "" {
			continue
		}
		chars, styles = append(chars, r), append(styles, s.styles[i])
	}
	for n := len(chars); n > 0 && chars[n-1] == ' '; n-- {
		chars, styles = chars[:n-1], styles[:n-1]
	}
	chars = fullWidth(chars)
	// The number of an article or chapter is set off by a full-width space.
	for _, numbered := range []*regexp.Regexp{article, chapter} {
		if n := len([]rune(numbered.FindString(string(chars)))); n > 0 && n < len(chars) && chars[n] == ' ' {
			chars[n] = '\u3000'
		}
	}
	return chars, styles
}

// leading returns the face of the heading that opens a paragraph, and how many
// characters it takes.
func leading(chars []rune, mark int) (face.Role, int) {
	s := string(chars)
	switch levelOf(s) {
	case levelFirst:
		return face.Hei, headingLength(chars)
	case levelSecond:
		return face.Kai, headingLength(chars)
	case levelArticle:
		return face.Hei, len([]rune(article.FindString(s)))
	case levelChapter:
		return face.Hei, len(chars)
	case levelThird, levelFourth:
		if mark > 0 {
			return face.FangSong, len(chars)
		}
		return face.FangSong, 0
	}
	switch mark {
	case 0:
		return face.FangSong, 0
	case 1:
		return face.Hei, len(chars)
	case 2:
		return face.Kai, len(chars)
	}
	return face.FangSong, len(chars)
}

// spans gives each character its face: that of the heading, or that of its
// emphasis, or the face of the text.
func (c *composer) spans(chars []rune, styles []style, role face.Role, heading int) text {
	roles := map[style]face.Role{normal: face.FangSong, emphasis: face.Kai, strong: face.Hei}
	var out text
	for i := 0; i < len(chars); {
		pick := func(k int) face.Role {
			if k < heading {
				return role
			}
			return roles[styles[k]]
		}
		j := i + 1
		for j < len(chars) && pick(j) == pick(i) {
			j++
		}
		out = append(out, c.run(pick(i), string(chars[i:j]))...)
		i = j
	}
	return out
}

// chapter sets a chapter title, centred, with space above it.
func (c *composer) chapter(t text) []item {
	return []item{blank(1), {height: rowHeight, keep: true, draw: func(p *canvas.Content, depth float64) {
		t.centre(p, size3, baseline(depth, rowHeight, size3))
	}}}
}

// annexNote sets the list of annexes below the text (LY-18).
func (c *composer) annexNote() []item {
	annexes := c.sheet.Annexes
	if len(annexes) == 0 {
		return nil
	}
	g := bodyGrid()
	items := []item{blank(1)}
	for i, a := range annexes {
		name := c.run(face.FangSong, annexName(a.Title))
		switch {
		case len(annexes) == 1:
			name = append(c.run(face.FangSong, "附件："), name...)
			items = append(items, linesOf(g, g.lines(name, 2, 5))...)
		case i == 0:
			label := c.run(face.FangSong, "附件：1. ")
			items = append(items, linesOf(g, g.lines(append(label, name...), 2, 2+g.measure(label)))...)
		default:
			label := c.run(face.FangSong, strconv.Itoa(i+1)+". ")
			items = append(items, linesOf(g, g.lines(append(label, name...), 5, 5+g.measure(label)))...)
		}
	}
	return items
}

// annexName is the name of an annex as the list gives it: no line breaks, no
// mark at the end.
func annexName(title string) string {
	return strings.TrimRight(plain(strings.ReplaceAll(title, "\n", "")), "。；，.;,")
}

// annex sets an annex on new pages: label on the first row, title centred from
// the third (LY-22).
func (c *composer) annex(i int) []item {
	a := c.sheet.Annexes[i]
	label := "附件"
	if len(c.sheet.Annexes) > 1 {
		label += strconv.Itoa(i + 1)
	}
	t := c.run(face.Hei, label)
	items := []item{{height: 2 * rowHeight, fresh: true, keep: true, draw: func(p *canvas.Content, depth float64) {
		t.draw(p, size3, left, baseline(depth, rowHeight, size3), 0)
	}}}
	return append(append(items, c.centred(a.Title)...), c.blocks(a.Body)...)
}

// innerTitle sets the title of a text within the text, such as that of the
// measures which a notice issues (印发、转发): centred, with space around it.
func (c *composer) innerTitle(title string) []item {
	return append([]item{blank(1)}, c.centred(title)...)
}

// centred sets a title in its lines, back on the grid below it.
func (c *composer) centred(title string) []item {
	var items []item
	for _, l := range c.titleLines(title) {
		items = append(items, item{height: titlePitch, keep: true, draw: func(p *canvas.Content, depth float64) {
			l.centre(p, size2, baseline(depth, titlePitch, size2))
		}})
	}
	return append(items, item{height: 0.6 * rowHeight, keep: true}, item{snap: true, keep: true})
}
