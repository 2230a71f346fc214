package cff

import (
	"testing"

	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/google/go-cmp/cmp"
)

func point(x, y float64) Point { return Point{X: x, Y: y} }

// What is built is read back by an independent parser.
func TestBuildIsReadBack(t *testing.T) {
	glyphs := []Glyph{
		{Width: 1000},
		{Width: 500, Segments: []Segment{
			{Op: Move, Points: [3]Point{point(0, 0)}},
			{Op: Line, Points: [3]Point{point(1200, -900)}},
			{Op: Cubic, Points: [3]Point{point(10, 20), point(30, 40), point(50, 60)}},
		}},
		{Width: 1000, Segments: []Segment{
			{Op: Move, Points: [3]Point{point(0, 0)}},
			{Op: Quad, Points: [3]Point{point(300, 300), point(600, 0)}},
		}},
	}
	programs := make([][]byte, len(glyphs))
	for i, g := range glyphs {
		programs[i] = Program(g)
	}
	font, err := cff.Parse(Build("ABCDEF+Test", programs, Box{0, -200, 1000, 900}))
	if err != nil {
		t.Fatal(err)
	}
	if len(font.Charstrings) != len(glyphs) {
		t.Fatalf("%d glyphs, want %d", len(font.Charstrings), len(glyphs))
	}
	want := [][]opentype.SegmentPoint{
		nil,
		{{X: 0, Y: 0}, {X: 1200, Y: -900}, {X: 10, Y: 20}, {X: 30, Y: 40}, {X: 50, Y: 60}},
		{{X: 0, Y: 0}, {X: 200, Y: 200}, {X: 400, Y: 200}, {X: 600, Y: 0}},
	}
	for i := range glyphs {
		segments, _, err := font.LoadGlyph(tables.GlyphID(i))
		if err != nil {
			t.Fatalf("glyph %d: %v", i, err)
		}
		var got []opentype.SegmentPoint
		for _, s := range segments {
			got = append(got, s.ArgsSlice()...)
		}
		// The reader closes the outline with a line to its start.
		if n := len(want[i]); n > 0 && len(got) > n {
			got = got[:n]
		}
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("glyph %d: %s", i, diff)
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[int][]byte{
		0: {139}, 107: {246}, -107: {32}, 108: {247, 0}, 1131: {250, 255}, -108: {251, 0}, -1131: {254, 255},
		1132: {28, 4, 108}, -32768: {28, 128, 0}, 99999: {28, 127, 255},
	} {
		if diff := cmp.Diff(want, number(nil, v)); diff != "" {
			t.Errorf("%d: %s", v, diff)
		}
	}
}

func TestIndex(t *testing.T) {
	if diff := cmp.Diff([]byte{0, 2, 1, 1, 3, 4, 'a', 'b', 'c'}, index([]byte("ab"), []byte("c"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]byte{0, 0}, index()); diff != "" {
		t.Error(diff)
	}
	if long := index(make([]byte, 300)); long[2] != 2 {
		t.Errorf("300 bytes with offsets of %d bytes", long[2])
	}
}
