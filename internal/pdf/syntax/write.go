package syntax

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Append writes o in PDF syntax. Dictionary keys are sorted, so equal objects
// give equal bytes.
func Append(b []byte, o Object) []byte {
	switch x := o.(type) {
	case Literal:
		return append(b, x...)
	case Name:
		return appendName(b, x)
	case Ref:
		b = strconv.AppendInt(b, int64(x.Num), 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(x.Gen), 10)
		return append(b, " R"...)
	case String:
		return append(append(append(b, '<'), strings.ToUpper(hex.EncodeToString(x))...), '>')
	case Array:
		return appendArray(b, x)
	case Dict:
		return appendDict(b, x)
	case *Stream:
		d := x.Dict.Clone()
		d["Length"] = Int(len(x.Data))
		b = append(appendDict(b, d), "\nstream\n"...)
		return append(append(b, x.Data...), "\nendstream"...)
	}
	return append(b, "null"...)
}

func appendName(b []byte, n Name) []byte {
	const digits = "0123456789ABCDEF"
	b = append(b, '/')
	for i := range len(n) {
		c := n[i]
		if c <= ' ' || c > '~' || isDelimiter(c) || c == '#' {
			b = append(b, '#', digits[c>>4], digits[c&15])
			continue
		}
		b = append(b, c)
	}
	return b
}

func appendArray(b []byte, a Array) []byte {
	b = append(b, '[')
	for i, o := range a {
		if i > 0 {
			b = append(b, ' ')
		}
		b = Append(b, o)
	}
	return append(b, ']')
}

func appendDict(b []byte, d Dict) []byte {
	b = append(b, "<<"...)
	for _, k := range slices.Sorted(maps.Keys(d)) {
		b = append(appendName(b, k), ' ')
		b = Append(b, d[k])
	}
	return append(b, ">>"...)
}

// Equal reports whether two objects are written alike.
func Equal(a, b Object) bool {
	return bytes.Equal(Append(nil, a), Append(nil, b))
}

// Flate returns a stream with its data compressed.
func Flate(d Dict, data []byte) *Stream {
	var z bytes.Buffer
	w, _ := zlib.NewWriterLevel(&z, zlib.BestCompression) // the level is valid
	_, _ = w.Write(data)                                  // a Buffer does not fail
	_ = w.Close()
	out := d.Clone()
	out["Filter"] = Name("FlateDecode")
	return &Stream{Dict: out, Data: z.Bytes()}
}

// Sink takes new objects: a file being built, or an update to one.
type Sink interface {
	// Alloc reserves an object number.
	Alloc() Ref
	// Set gives a reserved number its object.
	Set(Ref, Object)
}

// Add puts o into s under a new number.
func Add(s Sink, o Object) Ref {
	r := s.Alloc()
	s.Set(r, o)
	return r
}
