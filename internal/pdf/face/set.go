package face

import (
	"fmt"
	"slices"

	"github.com/go-text/typesetting/font"

	"mingfa/internal/pdf/syntax"
)

// Geta is set in place of a character for which no face has a glyph; printers
// have used it so since metal type.
const Geta = '〓'

// Set is the use that one document makes of faces: it numbers the glyphs used
// and embeds those and no others. It is not safe for concurrent use.
type Set struct {
	subsets []*Subset
	byFace  map[*Face]*Subset
	glyphs  map[glyphKey]Glyph
	missing []rune
}

type glyphKey struct {
	first *Face // of the chain
	char  rune
}

// Glyph is a character as a subset shows it.
type Glyph struct {
	Subset *Subset
	CID    uint16
	Width  int // advance in 1/1000 em
}

// NewSet returns a set that holds no glyph yet; those that are asked for enter it.
func NewSet() *Set {
	return &Set{byFace: map[*Face]*Subset{}, glyphs: map[glyphKey]Glyph{}}
}

// Missing returns the characters for which no face had a glyph.
func (s *Set) Missing() []rune { return slices.Clone(s.missing) }

// Glyph returns the glyph of a character from the first face of the chain that
// has it.
func (s *Set) Glyph(c Chain, char rune) Glyph {
	key := glyphKey{c[0], char}
	if g, ok := s.glyphs[key]; ok {
		return g
	}
	g := s.find(c, char)
	s.glyphs[key] = g
	return g
}

func (s *Set) find(c Chain, char rune) Glyph {
	if f := c.first(func(f *Face) bool { return f.has(char) }); f != nil {
		return s.subset(f).add(char, char)
	}
	if other, ok := standIns[char]; ok {
		if f := c.first(func(f *Face) bool { return f.has(other) }); f != nil {
			return s.subset(f).add(char, other)
		}
	}
	if f := c.first(func(f *Face) bool { return f.cell(char).readable }); f != nil {
		return s.subset(f).add(char, char)
	}
	s.missing = append(s.missing, char)
	if f := c.first(func(f *Face) bool { return f.has(Geta) }); f != nil {
		return s.subset(f).add(char, Geta)
	}
	return s.subset(c[0]).add(char, '?')
}

// Width returns the natural width of text, in points, at a size.
func (s *Set) Width(c Chain, size float64, text string) float64 {
	total := 0
	for _, r := range text {
		total += s.Glyph(c, r).Width
	}
	return float64(total) * size / 1000
}

func (s *Set) subset(f *Face) *Subset {
	if x, ok := s.byFace[f]; ok {
		return x
	}
	x := &Subset{
		Resource: syntax.Name(fmt.Sprintf("F%d", len(s.subsets)+1)),
		face:     f,
		cids:     map[rune]uint16{},
		chars:    []rune{0},
		gids:     []font.GID{0},
		widths:   []int{1000},
	}
	s.byFace[f] = x
	s.subsets = append(s.subsets, x)
	return x
}

// Embed puts the fonts into a file and returns a font resource dictionary for
// all of them.
func (s *Set) Embed(to syntax.Sink) syntax.Dict {
	d := syntax.Dict{}
	for _, x := range s.subsets {
		d[x.Resource] = x.embed(to)
	}
	return d
}

// Subset is the part of a face that a document uses.
type Subset struct {
	// Resource is the name by which content refers to the font.
	Resource syntax.Name

	face   *Face
	cids   map[rune]uint16
	chars  []rune // by CID: the character that it stands for
	gids   []font.GID
	widths []int
}

// add numbers the glyph that shown has in the face, for the character char.
func (x *Subset) add(char, shown rune) Glyph {
	if cid, ok := x.cids[char]; ok {
		return Glyph{x, cid, x.widths[cid]}
	}
	c := x.face.cell(shown)
	cid := uint16(len(x.chars))
	x.cids[char] = cid
	x.chars, x.gids, x.widths = append(x.chars, char), append(x.gids, c.gid), append(x.widths, c.width)
	return Glyph{x, cid, c.width}
}
