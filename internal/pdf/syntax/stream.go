package syntax

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// Decode returns the data of a stream with its filters removed. Only Flate,
// with or without a predictor, is supported: it is what structure needs.
func (f *File) Decode(s *Stream) ([]byte, error) {
	filters, params := f.filters(s.Dict)
	if len(filters) > 4 {
		return nil, ErrTooDeep
	}
	data := s.Data
	for i, name := range filters {
		if name != "FlateDecode" && name != "Fl" {
			return nil, fmt.Errorf("filter %q is not supported", name)
		}
		out, err := f.inflate(data)
		if err != nil {
			return nil, err
		}
		if data, err = f.unpredict(out, params[i]); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// filters returns the filters of a stream with the parameters of each.
func (f *File) filters(d Dict) ([]Name, []Dict) {
	var names []Name
	switch x := f.Resolve(d["Filter"]).(type) {
	case Name:
		return []Name{x}, []Dict{f.Dict(d["DecodeParms"])}
	case Array:
		for _, o := range x {
			n, _ := f.Resolve(o).(Name)
			names = append(names, n)
		}
	}
	params := make([]Dict, len(names))
	for i, o := range f.Array(d["DecodeParms"]) {
		if i < len(params) {
			params[i] = f.Dict(o)
		}
	}
	return names, params
}

func (f *File) inflate(data []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("inflate: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(max(0, min(f.budget.decoded, f.budget.all.decoded)))+1))
	if err != nil {
		return nil, fmt.Errorf("inflate: %w", err)
	}
	if err := f.budget.unpack(len(out)); err != nil {
		return nil, err
	}
	return out, nil
}

// predictor describes the rows of predicted data.
type predictor struct{ kind, row, pixel int }

// unpredict reverses the predictors of TIFF and PNG.
func (f *File) unpredict(data []byte, params Dict) ([]byte, error) {
	p, err := f.predictor(params)
	switch {
	case err != nil:
		return nil, err
	case p.kind <= 1:
		return data, nil
	case p.kind == 2:
		p.tiff(data)
		return data, nil
	}
	return p.png(data), nil
}

func (f *File) predictor(params Dict) (predictor, error) {
	value := func(key Name, otherwise int) int {
		if n, ok := AsInt(f.Resolve(params[key])); ok {
			return n
		}
		return otherwise
	}
	kind, columns := value("Predictor", 1), value("Columns", 1)
	colors, bits := value("Colors", 1), value("BitsPerComponent", 8)
	known := kind <= 1 || kind == 2 && bits == 8 || kind >= 10 && kind <= 15
	if !known || columns < 1 || columns > 1<<16 || colors < 1 || colors > 32 || bits < 1 || bits > 16 {
		return predictor{}, fmt.Errorf("predictor %d is not supported", kind)
	}
	return predictor{kind: kind, row: (columns*colors*bits + 7) / 8, pixel: max(1, colors*bits/8)}, nil
}

// tiff adds to each byte the one of the pixel before it, in place.
func (p predictor) tiff(data []byte) {
	for ; len(data) > 0; data = data[min(p.row, len(data)):] {
		row := data[:min(p.row, len(data))]
		for i := p.pixel; i < len(row); i++ {
			row[i] += row[i-p.pixel]
		}
	}
}

// png reverses the filter that the first byte of each row names.
func (p predictor) png(data []byte) []byte {
	out := make([]byte, 0, len(data))
	prior := make([]byte, p.row)
	for ; len(data) > p.row; data = data[p.row+1:] {
		row := append([]byte(nil), data[1:p.row+1]...)
		unfilter(data[0], row, prior, p.pixel)
		out = append(out, row...)
		prior = row
	}
	return out
}

// unfilter reverses one PNG row filter in place.
func unfilter(kind byte, row, prior []byte, pixel int) {
	for i := range row {
		var left, corner byte
		if i >= pixel {
			left, corner = row[i-pixel], prior[i-pixel]
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += prior[i]
		case 3:
			row[i] += byte((int(left) + int(prior[i])) / 2)
		case 4:
			row[i] += paeth(left, prior[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	distance := func(x, y int) int { return max(x-y, y-x) }
	p := int(a) + int(b) - int(c)
	da, db, dc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

// objectStream is a decoded object stream with the places of its objects.
type objectStream struct {
	data []byte
	nums []int
	at   []int
}

// fromStream returns an object that stands in an object stream.
func (f *File) fromStream(num int, e entry) (Object, bool) {
	s := f.objectStream(e.at)
	if s == nil || e.gen >= len(s.nums) || s.nums[e.gen] != num {
		return nil, false
	}
	l := lexer{data: s.data, pos: s.at[e.gen], budget: &f.budget, alike: &f.alike}
	o, err := l.object()
	if err != nil {
		return nil, false
	}
	return o, true
}

func (f *File) objectStream(num int) *objectStream {
	if s, ok := f.streams[num]; ok {
		return s
	}
	f.streams[num] = nil // while it is read, and if it cannot be
	if e := f.xref[num]; e.kind != plain {
		return nil
	}
	raw, ok := f.Get(num).(*Stream)
	if !ok || raw.Dict["Type"] != Name("ObjStm") {
		return nil
	}
	data, err := f.Decode(raw)
	if err != nil {
		return nil
	}
	s := &objectStream{data: data}
	count, _ := AsInt(f.Resolve(raw.Dict["N"]))
	first, _ := AsInt(f.Resolve(raw.Dict["First"]))
	l := lexer{data: data, budget: &f.budget}
	seen := map[int]bool{}
	for range min(count, maxEntries) {
		n, ok1 := l.integer()
		at, ok2 := l.integer()
		if !ok1 || !ok2 || first < 0 || first+at > len(data) {
			break
		}
		if seen[n] {
			return nil // some readers go by the number, others by the place
		}
		seen[n] = true
		s.nums, s.at = append(s.nums, n), append(s.at, first+at)
	}
	f.streams[num] = s
	return s
}
