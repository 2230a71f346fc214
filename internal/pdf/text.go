package pdf

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"mingfa/internal/pdf/syntax"
)

// Text returns the text of each page of a document typeset by this package,
// one line of the page a line. It reads no other files well: it is not for
// scanning foreign documents.
func Text(pdf []byte) ([]string, error) {
	pages, err := placedText(pdf)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(pages))
	for i, runs := range pages {
		var lines []string
		for _, l := range joinLines(runs) {
			lines = append(lines, l.text)
		}
		out[i] = strings.Join(lines, "\n")
	}
	return out, nil
}

// placed is a run of text with the place and size at which it is shown.
type placed struct {
	x, y, size float64
	text       string
}

// joinLines puts runs on one baseline together, from the top of the page down.
func joinLines(runs []placed) []placed {
	slices.SortStableFunc(runs, func(a, b placed) int {
		if math.Abs(a.y-b.y) > 0.5 {
			return cmp.Compare(b.y, a.y)
		}
		return cmp.Compare(a.x, b.x)
	})
	var out []placed
	for _, r := range runs {
		if n := len(out); n > 0 && math.Abs(out[n-1].y-r.y) <= 0.5 {
			out[n-1].text += r.text
			continue
		}
		out = append(out, r)
	}
	return out
}

// placedText reads the pages of a file.
func placedText(pdf []byte) ([][]placed, error) {
	f, err := syntax.Open(pdf)
	if err != nil {
		return nil, err
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	fonts := map[syntax.Ref]map[uint16]string{}
	out := make([][]placed, len(pages))
	for i, p := range pages {
		stream, ok := f.Resolve(p.Dict["Contents"]).(*syntax.Stream)
		if !ok {
			return nil, ErrDamaged.Because(fmt.Errorf("page %d has no single content stream", i+1))
		}
		content, err := f.Decode(stream)
		if err != nil {
			return nil, ErrDamaged.Because(err)
		}
		r := &pageReader{file: f, fonts: f.Dict(f.Dict(p.Resources)["Font"]), known: fonts, a: 1, d: 1}
		if err := f.Operators(content, r.operator); err != nil {
			return nil, ErrDamaged.Because(err)
		}
		out[i] = r.runs
	}
	return out, nil
}

// pageReader follows the text operators that canvas writes.
type pageReader struct {
	file  *syntax.File
	fonts syntax.Dict
	known map[syntax.Ref]map[uint16]string

	unicode    map[uint16]string
	size, x, y float64
	a, d, e, f float64 // scale and offset of the current matrix
	stack      [][4]float64
	runs       []placed
}

func (r *pageReader) operator(op string, args syntax.Array) {
	number := func(i int) float64 {
		if i >= len(args) {
			return 0
		}
		v, _ := syntax.AsFloat(args[i])
		return v
	}
	switch op {
	case "q":
		r.stack = append(r.stack, [4]float64{r.a, r.d, r.e, r.f})
	case "Q":
		if n := len(r.stack); n > 0 {
			top := r.stack[n-1]
			r.a, r.d, r.e, r.f = top[0], top[1], top[2], top[3]
			r.stack = r.stack[:n-1]
		}
	case "cm":
		r.e, r.f = r.e+r.a*number(4), r.f+r.d*number(5)
		r.a, r.d = r.a*number(0), r.d*number(3)
	case "Tf":
		if len(args) == 2 {
			name, _ := args[0].(syntax.Name)
			r.unicode, r.size = r.mapOf(name), number(1)
		}
	case "Tm":
		r.x, r.y = number(4), number(5)
	case "TJ":
		if len(args) == 1 {
			r.show(args[0])
		}
	}
}

func (r *pageReader) show(o syntax.Object) {
	a, _ := o.(syntax.Array)
	var b strings.Builder
	for _, part := range a {
		s, _ := part.(syntax.String)
		for i := 0; i+1 < len(s); i += 2 {
			b.WriteString(r.unicode[uint16(s[i])<<8|uint16(s[i+1])])
		}
	}
	r.runs = append(r.runs, placed{r.a*r.x + r.e, r.d*r.y + r.f, r.size, b.String()})
}

// mapOf returns the characters of a font by CID.
func (r *pageReader) mapOf(name syntax.Name) map[uint16]string {
	ref, ok := r.fonts[name].(syntax.Ref)
	if !ok {
		return nil
	}
	if m, ok := r.known[ref]; ok {
		return m
	}
	m := map[uint16]string{}
	r.known[ref] = m
	stream, ok := r.file.Resolve(r.file.Dict(ref)["ToUnicode"]).(*syntax.Stream)
	if !ok {
		return m
	}
	data, err := r.file.Decode(stream)
	if err != nil {
		return m
	}
	for _, line := range strings.Split(string(data), "\n") {
		addMapping(m, line)
	}
	return m
}

// addMapping reads one "<cid> <utf-16>" line of a character map.
func addMapping(m map[uint16]string, line string) {
	left, right, ok := strings.Cut(strings.TrimSpace(line), " ")
	if !ok || !strings.HasPrefix(left, "<") || !strings.HasPrefix(right, "<") {
		return
	}
	left, right = strings.Trim(left, "<>"), strings.Trim(right, "<>")
	cid, err := strconv.ParseUint(left, 16, 16)
	if err != nil || len(right)%4 != 0 {
		return
	}
	var units []uint16
	for i := 0; i < len(right); i += 4 {
		u, err := strconv.ParseUint(right[i:i+4], 16, 16)
		if err != nil {
			return
		}
		units = append(units, uint16(u))
	}
	m[uint16(cid)] = string(utf16.Decode(units))
}
