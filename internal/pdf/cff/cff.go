// Package cff writes CID-keyed CFF font programs (Adobe technical note 5176)
// with the identity ordering, where CID equals glyph index.
//
// Glyphs are given as outlines, so a source font of any format (glyf, CFF,
// CID-keyed CFF, in a collection or not) is embedded in one and the same way.
package cff

import "encoding/binary"

// DefaultWidth is the advance, in 1/1000 em, that a glyph has when its
// charstring states none.
const DefaultWidth = 1000

// Box is a font bounding box in 1/1000 em: left, bottom, right, top.
type Box [4]int

// Glyph is one outline with its advance width, both in 1/1000 em.
type Glyph struct {
	Width    int
	Segments []Segment
}

// Build returns the CFF table of a font called name (its PostScript name) from the
// programs of its glyphs, as Program returns them. The first glyph is .notdef;
// there must be between 1 and 65535 glyphs.
func Build(name string, programs [][]byte, box Box) []byte {
	p := newParts(name, programs, box)
	return p.assemble()
}

// parts are the sections of the table whose offsets the top dictionary states.
type parts struct {
	count       int
	box         Box
	name        []byte
	strings     []byte
	subrs       []byte
	charset     []byte
	fdSelect    []byte
	charStrings []byte
	private     []byte
}

func newParts(name string, programs [][]byte, box Box) parts {
	n := len(programs)
	return parts{
		count:       n,
		box:         box,
		name:        index([]byte(name)),
		strings:     index([]byte("Adobe"), []byte("Identity")),
		subrs:       index(),
		charset:     charset(n),
		fdSelect:    []byte{3, 0, 1, 0, 0, 0, byte(n >> 8), byte(n)},
		charStrings: index(programs...),
		private:     private(),
	}
}

// charset gives glyph i the CID i (format 2, one range).
func charset(n int) []byte {
	out := []byte{2}
	if n > 1 {
		out = binary.BigEndian.AppendUint16(out, 1)
		out = binary.BigEndian.AppendUint16(out, uint16(n-2))
	}
	return out
}

func private() []byte {
	out := append(number(nil, DefaultWidth), 20) // defaultWidthX
	return append(number(out, 0), 21)            // nominalWidthX
}

// offsets are the absolute positions of the sections after the fixed ones.
type offsets struct{ charset, fdSelect, charStrings, fdArray, private int }

func (p parts) assemble() []byte {
	header := []byte{1, 0, 4, 4}
	// Offsets are written with a fixed width, so the dictionaries have their
	// final size before the offsets are known.
	base := len(header) + len(p.name) + len(p.top(offsets{})) + len(p.strings) + len(p.subrs)
	var at offsets
	at.charset = base
	at.fdSelect = at.charset + len(p.charset)
	at.charStrings = at.fdSelect + len(p.fdSelect)
	at.fdArray = at.charStrings + len(p.charStrings)
	at.private = at.fdArray + len(p.fdArray(0))
	var out []byte
	for _, s := range [][]byte{
		header, p.name, p.top(at), p.strings, p.subrs,
		p.charset, p.fdSelect, p.charStrings, p.fdArray(at.private), p.private,
	} {
		out = append(out, s...)
	}
	return out
}

func (p parts) top(at offsets) []byte {
	const registry, ordering = 391, 392 // the first two custom strings
	d := append(fixed(fixed(fixed(nil, registry), ordering), 0), 12, 30)
	for _, v := range p.box {
		d = fixed(d, v)
	}
	d = append(d, 5)
	d = append(fixed(d, p.count), 12, 34)
	d = append(fixed(d, at.charset), 15)
	d = append(fixed(d, at.fdSelect), 12, 37)
	d = append(fixed(d, at.charStrings), 17)
	d = append(fixed(d, at.fdArray), 12, 36)
	return index(d)
}

func (p parts) fdArray(private int) []byte {
	d := fixed(nil, len(p.private))
	return index(append(fixed(d, private), 18))
}
