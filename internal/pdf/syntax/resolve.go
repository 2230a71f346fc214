package syntax

import (
	"bytes"
	"fmt"
)

// parsed is an indirect object with the place where it stands in the file.
type parsed struct {
	num, gen   int
	object     Object
	start, end int
}

// parseIndirect reads "num gen obj … endobj" at an offset.
func (f *File) parseIndirect(at int) (parsed, error) {
	if at < 0 || at >= len(f.Data) {
		return parsed{}, errSyntax
	}
	if f.read++; f.read%readBetween == 0 && f.onRead != nil {
		f.onRead()
	}
	l := f.lexer(at)
	p := parsed{start: at}
	var ok1, ok2 bool
	p.num, ok1 = l.integer()
	p.gen, ok2 = l.integer()
	if !ok1 || !ok2 || !l.keyword("obj") {
		return parsed{}, fmt.Errorf("no object at %d", at)
	}
	o, err := l.object()
	if err != nil {
		return parsed{}, err
	}
	p.object = o
	if d, ok := o.(Dict); ok && l.keyword("stream") {
		data, err := f.streamData(&l, d)
		if err != nil {
			return parsed{}, err
		}
		p.object = &Stream{Dict: d, Data: data}
	}
	p.end = l.pos
	return p, nil
}

// streamData returns the bytes between "stream" and "endstream" and moves l
// behind them. The stated length must be right.
func (f *File) streamData(l *lexer, d Dict) ([]byte, error) {
	if l.pos < len(l.data) && l.data[l.pos] == '\r' {
		l.pos++
	}
	if l.pos < len(l.data) && l.data[l.pos] == '\n' {
		l.pos++
	}
	n, ok := AsInt(f.Resolve(d["Length"]))
	if !ok || n < 0 || n > len(l.data)-l.pos {
		return nil, fmt.Errorf("bad stream length")
	}
	start := l.pos
	l.pos += n
	l.skipSpace()
	if !bytes.HasPrefix(l.data[l.pos:], []byte("endstream")) {
		return nil, fmt.Errorf("bad stream length")
	}
	l.pos += len("endstream")
	return l.data[start : start+n], nil
}

// Resolve follows references until it reaches an object. What cannot be read
// is the null object, as the standard says of missing objects.
func (f *File) Resolve(o Object) Object {
	for range 32 {
		r, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.Get(r.Num)
	}
	return nil
}

// Get returns the object of a number, null if there is none.
func (f *File) Get(num int) Object {
	if o, ok := f.cache[num]; ok {
		return o
	}
	e, ok := f.xref[num]
	if !ok || e.kind == free || f.resolving[num] || len(f.resolving) > maxNesting {
		return nil
	}
	f.resolving[num] = true
	o, ok := f.fetch(num, e)
	delete(f.resolving, num)
	f.cache[num] = o
	if !ok {
		f.unread[num] = true
	}
	return o
}

// Unread reports whether there is something under a number that cannot be read here,
// and that another reader might be able to read.
func (f *File) Unread(num int) bool { return f.Get(num) == nil && f.unread[num] }

// Forget drops what is kept of an object whose bytes were filled in since it was
// read.
func (f *File) Forget(num int) {
	delete(f.cache, num)
	f.reach = nil
}

func (f *File) fetch(num int, e entry) (Object, bool) {
	if e.kind == compressed {
		return f.fromStream(num, e)
	}
	p, err := f.parseIndirect(e.at)
	if err != nil || p.num != num || p.gen != e.gen {
		return nil, false
	}
	return p.object, true
}

// Dict returns the dictionary that o is or refers to, nil if it is none.
func (f *File) Dict(o Object) Dict {
	d, _ := f.Resolve(o).(Dict)
	return d
}

// Array returns the array that o is or refers to, nil if it is none.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Start returns where an object begins that stands in the file by itself and can be read.
func (f *File) Start(num int) (int, bool) {
	e := f.xref[num]
	return e.at, e.kind == plain && f.Get(num) != nil
}

// Span returns the place of an object that stands in the file by itself.
func (f *File) Span(num int) (start, end int, ok bool) {
	e, ok := f.xref[num]
	if !ok || e.kind != plain {
		return 0, 0, false
	}
	p, err := f.parseIndirect(e.at)
	if err != nil || p.num != num {
		return 0, 0, false
	}
	return p.start, p.end, true
}
