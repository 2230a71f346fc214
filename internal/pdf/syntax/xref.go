package syntax

import (
	"fmt"
	"slices"
)

// row is one entry of a classic table with its object number.
type row struct {
	num int
	entry
}

// section reads the cross-reference section at an offset, of either kind, and
// returns its trailer dictionary.
func (f *File) section(at int) (Dict, bool, error) {
	l := f.lexer(at)
	if !l.keyword("xref") {
		d, err := f.streamSection(at)
		return d, true, err
	}
	var rows []row
	for !l.keyword("trailer") {
		var err error
		if rows, err = subsection(&l, rows); err != nil {
			return nil, false, err
		}
	}
	o, err := l.object()
	if err != nil {
		return nil, false, err
	}
	trailer, ok := o.(Dict)
	if !ok {
		return nil, false, errSyntax
	}
	return trailer, false, f.table(trailer, rows)
}

// table records a classic table. In a hybrid file the stream that the trailer
// names goes first: the table marks the objects it holds as free.
func (f *File) table(trailer Dict, rows []row) error {
	if trailer["XRefStm"] != nil {
		at, ok := AsInt(trailer["XRefStm"])
		if !ok {
			return errSyntax
		}
		if _, err := f.streamSection(at); err != nil {
			return err
		}
	}
	if len(f.xref) == 0 {
		f.xref = make(map[int]entry, len(rows))
	}
	for _, r := range rows {
		if err := f.record(r.num, r.entry); err != nil {
			return err
		}
	}
	return nil
}

// minRow is the least that a row of a table takes, in bytes.
const minRow = 6

// subsection reads "first count" and that many rows.
func subsection(l *lexer, rows []row) ([]row, error) {
	first, ok1 := l.integer()
	count, ok2 := l.integer()
	if !ok1 || !ok2 || count > maxEntries || len(rows) > maxEntries {
		return nil, errSyntax
	}
	rows = slices.Grow(rows, min(count, (len(l.data)-l.pos)/minRow))
	for i := range count {
		at, ok1 := l.integer()
		gen, ok2 := l.integer()
		if !ok1 || !ok2 {
			return nil, errSyntax
		}
		e := entry{kind: plain, at: at, gen: gen}
		switch {
		case l.keyword("f"):
			e.kind = free
		case !l.keyword("n"):
			return nil, errSyntax
		}
		rows = append(rows, row{first + i, e})
	}
	return rows, nil
}

func (f *File) streamSection(at int) (Dict, error) {
	p, err := f.parseIndirect(at)
	if err != nil {
		return nil, err
	}
	s, ok := p.object.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, fmt.Errorf("no cross-reference stream")
	}
	data, err := f.Decode(s)
	if err != nil {
		return nil, err
	}
	widths, err := fieldWidths(s.Dict)
	if err != nil {
		return nil, err
	}
	index, ok := s.Dict["Index"].(Array)
	if !ok {
		index = Array{Int(0), s.Dict["Size"]}
	}
	return s.Dict, f.rows(data, widths, index)
}

func fieldWidths(d Dict) (w [3]int, err error) {
	a, _ := d["W"].(Array)
	if len(a) != 3 {
		return w, errSyntax
	}
	for i := range w {
		n, ok := AsInt(a[i])
		if !ok || n < 0 || n > 7 {
			return w, errSyntax
		}
		w[i] = n
	}
	if w[1] == 0 {
		return w, errSyntax
	}
	return w, nil
}

// rows reads the rows of a cross-reference stream.
func (f *File) rows(data []byte, w [3]int, index Array) error {
	field := func(n int) (v int) {
		for _, c := range data[:n] {
			v = v<<8 | int(c)
		}
		data = data[n:]
		return v
	}
	for ; len(index) >= 2; index = index[2:] {
		first, ok1 := AsInt(index[0])
		count, ok2 := AsInt(index[1])
		if !ok1 || !ok2 || first < 0 || count < 0 {
			return errSyntax
		}
		for i := 0; i < count && len(data) >= w[0]+w[1]+w[2]; i++ {
			kind := 1
			if w[0] > 0 {
				kind = field(w[0])
			}
			e := entry{at: field(w[1]), gen: field(w[2])}
			switch kind {
			case 1:
				e.kind = plain
			case 2:
				e.kind = compressed
			}
			if err := f.record(first+i, e); err != nil {
				return err
			}
		}
	}
	return nil
}
