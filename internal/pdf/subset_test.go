package pdf

import (
	"testing"

	"mingfa/internal/pdf/syntax"
)

// fontPrograms returns the sizes of the font programs in a file, by their names.
func fontPrograms(t testing.TB, pdf []byte) map[string]int {
	t.Helper()
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	size, _ := syntax.AsInt(f.Trailer["Size"])
	out := map[string]int{}
	for n := range size {
		d := f.Dict(syntax.Ref{Num: n})
		if program, ok := f.Resolve(d["FontFile3"]).(*syntax.Stream); ok {
			name, _ := d["FontName"].(syntax.Name)
			out[string(name)] = len(program.Data)
		}
	}
	return out
}

// embedded is the size of all font programs in a file, in bytes.
func embedded(t testing.TB, pdf []byte) int {
	t.Helper()
	total := 0
	for _, n := range fontPrograms(t, pdf) {
		total += n
	}
	return total
}

// maxFonts is what the fonts of a document of three pages may take, in bytes.
const maxFonts = 60_000

func TestFontsOfThreePagesAreSmall(t *testing.T) {
	s := normative()
	s.Annexes = nil
	set := typeset(t, s)
	programs := fontPrograms(t, set.PDF)
	if n := embedded(t, set.PDF); set.Pages != 4 || // three of text, and the back with the imprint
		n > maxFonts || len(programs) > 5 {
		t.Errorf("%d pages, %d bytes of fonts: %v", set.Pages, n, programs)
	}
}
