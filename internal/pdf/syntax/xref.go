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
	if trailer["XRefStm"] == nil {
		return f.recordAll(rows)
	}
	at, ok := AsInt(trailer["XRefStm"])
	if !ok {
		return errSyntax
	}
	_, hidden, err := f.streamRows(at)
	if err != nil {
		return err
	}
	if err := f.recordAll(hidden); err != nil {
		return err
	}
	used := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.kind == free })
	if err := agree(append(hidden, used...)); err != nil {
		return err
	}
	return f.recordAll(rows)
}

// recordAll records the rows of one section.
func (f *File) recordAll(rows []row) error {
	if err := agree(rows); err != nil {
		return err
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

// agree refuses a section that says of one object that it stands in two places: of two
// readers each might take another.
func agree(rows []row) error {
	ascending := func(a, b row) int { return a.num - b.num }
	if !slices.IsSortedFunc(rows, ascending) {
		rows = slices.Clone(rows)
		slices.SortStableFunc(rows, ascending)
	}
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if a.num == b.num && a.entry != b.entry && (a.kind != free || b.kind != free) {
			return fmt.Errorf("object %d has two entries in one section", a.num)
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
	d, rows, err := f.streamRows(at)
	if err != nil {
		return nil, err
	}
	return d, f.recordAll(rows)
}

// streamRows reads a cross-reference stream.
func (f *File) streamRows(at int) (Dict, []row, error) {
	p, err := f.parseIndirect(at)
	if err != nil {
		return nil, nil, err
	}
	s, ok := p.object.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, nil, fmt.Errorf("no cross-reference stream")
	}
	data, err := f.Decode(s)
	if err != nil {
		return nil, nil, err
	}
	widths, err := fieldWidths(s.Dict)
	if err != nil {
		return nil, nil, err
	}
	index, ok := s.Dict["Index"].(Array)
	if !ok {
		index = Array{Int(0), s.Dict["Size"]}
	}
	rows, err := unpackRows(data, widths, index)
	return s.Dict, rows, err
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

// unpackRows reads the rows of a cross-reference stream.
func unpackRows(data []byte, w [3]int, index Array) ([]row, error) {
	out := make([]row, 0, min(len(data)/(w[0]+w[1]+w[2]), maxEntries))
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
			return nil, errSyntax
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
			if len(out) >= maxEntries {
				return nil, ErrTooDeep
			}
			out = append(out, row{first + i, e})
		}
	}
	return out, nil
}
