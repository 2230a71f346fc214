package reply

import "unicode"

// Page is what one page says.
type Page struct {
	Text   string `json:"text"`   // lines end with LF
	Images int    `json:"images"` // pictures on it
	Shapes int    `json:"shapes"` // drawn lines and areas, those of letters drawn as shapes among them
	Hidden int    `json:"hidden"` // stretches of text that are not drawn (ISO 32000-2, 9.3.6, mode 3)
}

// Numbers by which a page counts as one that shows more than it says.
const (
	fewWords   = 30 // visible characters; a page number and a seal are not more
	manyShapes = 60 // a frame and a table without text are less
)

// Pictured reports whether the page shows something that its words do not say: a
// scan, or letters drawn as shapes.
func (p Page) Pictured() bool {
	words, _ := p.count()
	return words < fewWords && (p.Images > 0 || p.Shapes >= manyShapes)
}

// Garbled reports whether the words of the page are not what it shows: one in ten
// characters has no meaning, because the file does not say which letter a shape is.
func (p Page) Garbled() bool {
	words, senseless := p.count()
	return senseless > 0 && senseless*10 >= words
}

// count returns how many characters leave ink, and how many of them have no meaning.
func (p Page) count() (words, senseless int) {
	for _, r := range p.Text {
		switch {
		case unicode.IsSpace(r):
			continue
		case r == unicode.ReplacementChar, r == 0xfffe, unicode.Is(unicode.Co, r), unicode.IsControl(r):
			senseless++
		}
		words++
	}
	return words, senseless
}
