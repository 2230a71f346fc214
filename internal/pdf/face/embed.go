package face

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"

	"mingfa/internal/pdf/cff"
	"mingfa/internal/pdf/syntax"
)

// embed writes the five objects of a composite font and returns the first.
func (x *Subset) embed(to syntax.Sink) syntax.Ref {
	name := syntax.Name(x.taggedName())
	program, box := x.program(string(name))
	file := syntax.Add(to, syntax.Flate(syntax.Dict{"Subtype": syntax.Name("CIDFontType0C")}, program))
	descriptor := syntax.Add(to, syntax.Dict{
		"Type": syntax.Name("FontDescriptor"), "FontName": name, "Flags": syntax.Int(4),
		"FontBBox":    syntax.Array{syntax.Int(box[0]), syntax.Int(box[1]), syntax.Int(box[2]), syntax.Int(box[3])},
		"ItalicAngle": syntax.Int(0), "Ascent": syntax.Int(880), "Descent": syntax.Int(-120),
		"CapHeight": syntax.Int(750), "StemV": syntax.Int(80), "FontFile3": file,
	})
	descendant := syntax.Add(to, syntax.Dict{
		"Type": syntax.Name("Font"), "Subtype": syntax.Name("CIDFontType0"), "BaseFont": name,
		"CIDSystemInfo": syntax.Dict{
			"Registry": syntax.String("Adobe"), "Ordering": syntax.String("Identity"), "Supplement": syntax.Int(0),
		},
		"FontDescriptor": descriptor, "DW": syntax.Int(cff.DefaultWidth), "W": x.widthArray(),
	})
	unicode := syntax.Add(to, syntax.Flate(nil, x.toUnicode()))
	return syntax.Add(to, syntax.Dict{
		"Type": syntax.Name("Font"), "Subtype": syntax.Name("Type0"), "BaseFont": name + "-Identity-H",
		"Encoding": syntax.Name("Identity-H"), "DescendantFonts": syntax.Array{descendant}, "ToUnicode": unicode,
	})
}

// taggedName is the PostScript name behind the six-letter tag of a subset,
// made from the characters in it.
func (x *Subset) taggedName() string {
	sum := sha256.Sum256([]byte(string(x.chars)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag) + "+" + x.face.name
}

// widthArray lists the widths that differ from the default.
func (x *Subset) widthArray() syntax.Array {
	out := syntax.Array{}
	for cid, w := range x.widths {
		if w != cff.DefaultWidth {
			out = append(out, syntax.Int(cid), syntax.Array{syntax.Int(w)})
		}
	}
	return out
}

// program builds the font program and its bounding box.
func (x *Subset) program(name string) ([]byte, cff.Box) {
	box := cff.Box{0, -200, 1000, 900}
	programs := make([][]byte, len(x.gids))
	programs[0] = cff.Program(cff.Glyph{Width: x.widths[0]})
	for cid, gid := range x.gids[1:] {
		d := x.face.drawn(gid, x.widths[cid+1])
		programs[cid+1] = d.program
		for k := range 2 {
			box[k], box[k+2] = min(box[k], d.box[k]), max(box[k+2], d.box[k+2])
		}
	}
	return cff.Build(name, programs, box), box
}

// toUnicode maps CIDs back to characters, for copying and searching.
func (x *Subset) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // entries in one block, by the CMap specification
	for first := 1; first < len(x.chars); first += most {
		block := x.chars[first:min(first+most, len(x.chars))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for i, char := range block {
			fmt.Fprintf(&b, "<%04X> <", first+i)
			for _, u := range utf16.Encode([]rune{char}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\n" + "end\n")
	return b.Bytes()
}
