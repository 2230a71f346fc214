// Package syntax reads and writes the syntax of PDF files (ISO 32000): objects,
// cross-reference sections, streams, whole new files and incremental updates.
//
// Reading is strict: a file whose cross-reference data is broken is refused
// rather than repaired, because two readers may repair it in two ways and then
// disagree about what was signed. It is bounded as well: the size of a file,
// the work spent on it and the memory its streams unpack to all have limits.
package syntax

import (
	"maps"
	"math"
	"strconv"
)

// Object is one of Literal, Name, String, Ref, Array, Dict, *Stream or nil
// (the null object).
type Object any

type (
	// Literal is a number, true, false, null or any other bare token.
	Literal string
	// Name is a name without its slash, with #xx escapes resolved.
	Name string
	// String is a literal or hexadecimal string, decoded.
	String []byte
	// Array is an array of objects.
	Array []Object
	// Dict is a dictionary.
	Dict map[Name]Object
	// Ref is a reference to an indirect object.
	Ref struct{ Num, Gen int }
	// Stream is a dictionary with data, still encoded by its filters.
	Stream struct {
		Dict Dict
		Data []byte
	}
)

// Clone returns a shallow copy of d; the copy of a nil dictionary is empty.
func (d Dict) Clone() Dict {
	if len(d) > 0 && len(d) < 7 { // with room for more where it stands
		return maps.Clone(d)
	}
	out := make(Dict, len(d)+2)
	maps.Copy(out, d)
	return out
}

// Int returns a Literal holding n.
func Int(n int) Literal { return Literal(strconv.Itoa(n)) }

// Num returns a Literal holding v with at most two decimals, which is finer
// than any device for lengths in points.
func Num(v float64) Literal { return Literal(FormatNumber(v)) }

// FormatNumber writes v with at most two decimals and no exponent.
func FormatNumber(v float64) string {
	r := math.Round(v*100) / 100
	if r == 0 { // no negative zero
		r = 0
	}
	return strconv.FormatFloat(r, 'f', -1, 64)
}

// Numbers returns an Array of numbers.
func Numbers(vs ...float64) Array {
	out := make(Array, len(vs))
	for i, v := range vs {
		out[i] = Num(v)
	}
	return out
}

// AsInt returns the integer that o holds.
func AsInt(o Object) (int, bool) {
	v, ok := AsFloat(o)
	if !ok || v != math.Trunc(v) || math.Abs(v) > 1e15 {
		return 0, false
	}
	return int(v), true
}

// AsFloat returns the number that o holds.
func AsFloat(o Object) (float64, bool) {
	l, ok := o.(Literal)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(l), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}
