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
	out, err := io.ReadAll(io.LimitReader(z, int64(f.budget.decoded)+1))
	if err != nil {
		return nil, fmt.Errorf("inflate: %w", err)
	}
	if f.budget.decoded -= len(out); f.budget.decoded < 0 {
		f.budget.decoded = 0
		return nil, ErrTooDeep
	}
	return out, nil
}

// unpredict reverses a PNG predictor of one byte a pixel, which is what
// cross-reference and object streams use.
func (f *File) unpredict(data []byte, params Dict) ([]byte, error) {
	predictor, _ := AsInt(f.Resolve(params["Predictor"]))
	if predictor <= 1 {
		return data, nil
	}
	columns, ok := AsInt(f.Resolve(params["Columns"]))
	if !ok {
		columns = 1
	}
	if predictor < 10 || columns < 1 || columns > 1<<16 {
		return nil, fmt.Errorf("predictor %d is not supported", predictor)
	}
	out := make([]byte, 0, len(data))
	prior := make([]byte, columns)
	for ; len(data) > columns; data = data[columns+1:] {
		row := append([]byte(nil), data[1:columns+1]...)
		unfilter(data[0], row, prior)
		out = append(out, row...)
		prior = row
	}
	return out, nil
}

// unfilter reverses one PNG row filter in place.
func unfilter(kind byte, row, prior []byte) {
	for i := range row {
		var left, corner byte
		if i > 0 {
			left, corner = row[i-1], prior[i-1]
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
func (f *File) fromStream(num int, e entry) Object {
	s := f.objectStream(e.at)
	if s == nil || e.gen >= len(s.nums) || s.nums[e.gen] != num {
		return nil
	}
	l := lexer{data: s.data, pos: s.at[e.gen], budget: &f.budget}
	o, err := l.object()
	if err != nil {
		return nil
	}
	return o
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
	for range min(count, maxEntries) {
		n, ok1 := l.integer()
		at, ok2 := l.integer()
		if !ok1 || !ok2 || first < 0 || first+at > len(data) {
			break
		}
		s.nums, s.at = append(s.nums, n), append(s.at, first+at)
	}
	f.streams[num] = s
	return s
}
