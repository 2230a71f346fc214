package syntax

import (
	"bytes"
	"compress/zlib"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
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
		return appendString(b, x)
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

const digits = "0123456789ABCDEF"

// appendString writes plain words as they are and everything else in hexadecimal.
func appendString(b []byte, s String) []byte {
	if len(s) > 0 && allIn(&literal, s) {
		return append(append(append(b, '('), s...), ')')
	}
	b = append(slices.Grow(b, 2*len(s)+2), '<')
	for _, c := range s {
		b = append(b, digits[c>>4], digits[c&15])
	}
	return append(b, '>')
}

// literal are the characters that can stand in a literal string by themselves, and inName
// those that can in a name.
var (
	literal = table(func(c byte) bool { return c >= ' ' && c <= '~' && c != '(' && c != ')' && c != '\\' })
	inName  = table(func(c byte) bool { return c > ' ' && c <= '~' && !isDelimiter(c) && c != '#' })
)

func table(in func(byte) bool) (out [256]bool) {
	for c := range out {
		out[c] = in(byte(c))
	}
	return out
}

func allIn[S ~string | ~[]byte](t *[256]bool, s S) bool {
	for i := range len(s) {
		if !t[s[i]] {
			return false
		}
	}
	return true
}

func appendName(b []byte, n Name) []byte {
	b = append(b, '/')
	if allIn(&inName, n) {
		return append(b, n...)
	}
	for i := range len(n) {
		c := n[i]
		if !inName[c] {
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

// pair is an entry of a dictionary.
type pair struct {
	key   Name
	value Object
}

func appendDict(b []byte, d Dict) []byte {
	b = append(b, "<<"...)
	var few [24]pair // nearly all have no more
	for _, p := range sorted(few[:0], d) {
		b = append(appendName(b, p.key), ' ')
		b = Append(b, p.value)
	}
	return append(b, ">>"...)
}

// sorted puts the entries of a dictionary into the room that is given, in order of key.
func sorted(room []pair, d Dict) []pair {
	if len(d) > cap(room) {
		for k, v := range d {
			room = append(room, pair{k, v})
		}
		slices.SortFunc(room, func(x, y pair) int { return strings.Compare(string(x.key), string(y.key)) })
		return room
	}
	for k, v := range d {
		i := len(room)
		for room = room[:i+1]; i > 0 && k < room[i-1].key; i-- {
			room[i] = room[i-1]
		}
		room[i] = pair{k, v}
	}
	return room
}

// Equal reports whether two objects have the same value. Numbers have, however they are
// spelled: other programs write 595.0 for 595.
func Equal(a, b Object) bool {
	switch x := a.(type) {
	case Literal:
		y, ok := b.(Literal)
		return ok && (x == y || sameNumber(x, y))
	case Name, Ref, nil:
		return a == b
	case String:
		y, ok := b.(String)
		return ok && bytes.Equal(x, y)
	case Array:
		y, ok := b.(Array)
		return ok && slices.EqualFunc(x, y, Equal)
	case Dict:
		y, ok := b.(Dict)
		return ok && maps.EqualFunc(x, y, Equal)
	case *Stream:
		y, ok := b.(*Stream)
		return ok && bytes.Equal(x.Data, y.Data) && Equal(x.header(), y.header())
	}
	return false
}

// sameNumber compares numbers of plain digits, no more of them than a float holds: about
// others readers may disagree.
func sameNumber(a, b Literal) bool {
	if !decimal(a) || !decimal(b) {
		return false
	}
	x, ok1 := AsFloat(a)
	y, ok2 := AsFloat(b)
	return ok1 && ok2 && x == y
}

func decimal(l Literal) bool {
	digits, points := 0, 0
	for i, c := range []byte(l) {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case c == '-' && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && digits <= 15 && points <= 1
}

// header is the dictionary without what the data say themselves.
func (s *Stream) header() Dict {
	d := s.Dict.Clone()
	delete(d, "Length")
	return d
}

// compressors are kept: one takes more memory than most of what it compresses.
var compressors = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestCompression) // the level is valid
	return w
}}

// Flate returns a stream with its data compressed.
func Flate(d Dict, data []byte) *Stream {
	var z bytes.Buffer
	w := compressors.Get().(*zlib.Writer) //nolint:forcetypeassert // nothing else is kept
	w.Reset(&z)
	_, _ = w.Write(data) // a Buffer does not fail
	_ = w.Close()
	compressors.Put(w)
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
