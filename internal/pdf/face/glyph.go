package face

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"mingfa/internal/pdf/cff"
)

// cell is what a face has for a character.
type cell struct {
	gid   font.GID
	width int // advance in 1/1000 em
	known bool
	// readable: not known, but a glyph is there that will do if no face has another
	readable bool
}

// drawing is a glyph as it is embedded.
type drawing struct {
	program []byte
	box     cff.Box
}

// drawingKey: a glyph that stands for two characters may have two widths.
type drawingKey struct {
	gid   font.GID
	width int
}

// cell returns what the face has for a character. All documents share what was
// found: a few thousand characters make up nearly all that is ever set.
func (f *Face) cell(r rune) cell {
	if c, ok := f.cells.Load(r); ok {
		return c.(cell) //nolint:forcetypeassert // nothing else is stored
	}
	c := cell{width: 1000}
	f.use(func(x *font.Face) {
		c.gid, c.known = x.NominalGlyph(r)
		if m, wrong := drawnBy(f.name, r); wrong {
			c.known, c.readable = false, c.known && m.readable
		}
		c.width = int(math.Round(float64(x.HorizontalAdvance(c.gid)) * 1000 / float64(x.Upem())))
	})
	f.cells.Store(r, c)
	return c
}

// drawn returns a glyph as it is embedded, shared like cells.
func (f *Face) drawn(gid font.GID, width int) drawing {
	key := drawingKey{gid, width}
	if d, ok := f.drawings.Load(key); ok {
		return d.(drawing) //nolint:forcetypeassert // nothing else is stored
	}
	g := cff.Glyph{Width: width}
	var d drawing
	f.use(func(x *font.Face) {
		if outline, ok := x.GlyphData(gid).(font.GlyphOutline); ok {
			g.Segments = segments(outline.Segments, 1000/float64(x.Upem()), &d.box)
		}
	})
	d.program = cff.Program(g)
	f.drawings.Store(key, d)
	return d
}

// use hands out the parsed font, which keeps what it computes and is not safe for
// concurrent use, to one at a time. A file that cannot be read is not used.
func (f *Face) use(do func(*font.Face)) {
	loaded, err := f.load()
	if err != nil {
		return
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.parsed == nil {
		f.parsed = font.NewFace(loaded)
	}
	do(f.parsed)
}

// segments converts an outline to 1/1000 em and widens box to hold it.
func segments(in []opentype.Segment, scale float64, box *cff.Box) []cff.Segment {
	out := make([]cff.Segment, len(in))
	for i, s := range in {
		out[i].Op = opOf(s.Op)
		for j, a := range s.Args {
			p := cff.Point{X: float64(a.X) * scale, Y: float64(a.Y) * scale}
			out[i].Points[j] = p
			box[0], box[1] = min(box[0], int(p.X)-1), min(box[1], int(p.Y)-1)
			box[2], box[3] = max(box[2], int(p.X)+1), max(box[3], int(p.Y)+1)
		}
	}
	return out
}

func opOf(op opentype.SegmentOp) cff.Op {
	switch op {
	case opentype.SegmentOpLineTo:
		return cff.Line
	case opentype.SegmentOpQuadTo:
		return cff.Quad
	case opentype.SegmentOpCubeTo:
		return cff.Cubic
	case opentype.SegmentOpMoveTo:
	}
	return cff.Move
}
