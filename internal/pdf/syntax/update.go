package syntax

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Update collects the objects of one incremental update to a file.
type Update struct {
	file    *File
	next    int
	objects map[int]Object
	gens    map[int]int
}

// NewUpdate begins an update to f.
func NewUpdate(f *File) *Update {
	u := &Update{file: f, objects: map[int]Object{}, gens: map[int]int{}}
	for n := range f.xref {
		u.next = max(u.next, n+1)
	}
	if size, ok := AsInt(f.Trailer["Size"]); ok && size < 1<<23 {
		u.next = max(u.next, size)
	}
	return u
}

// Alloc reserves a new object number.
func (u *Update) Alloc() Ref {
	u.next++
	return Ref{Num: u.next - 1}
}

// Set gives a new object to a number, reserved or already in the file.
func (u *Update) Set(r Ref, o Object) {
	u.objects[r.Num], u.gens[r.Num] = o, r.Gen
}

// Current returns the object of a reference as this update leaves it.
func (u *Update) Current(o Object) Object {
	if r, ok := o.(Ref); ok {
		if changed, ok := u.objects[r.Num]; ok {
			return changed
		}
	}
	return u.file.Resolve(o)
}

// Tail returns the bytes to append to the file, and where in them each object
// begins.
func (u *Update) Tail() ([]byte, map[int]int) {
	var out bytes.Buffer
	base := len(u.file.Data)
	if base > 0 && u.file.Data[base-1] != '\n' {
		out.WriteByte('\n')
	}
	offsets := map[int]int{}
	var b []byte
	for _, n := range slices.Sorted(maps.Keys(u.objects)) {
		offsets[n] = out.Len()
		b = strconv.AppendInt(b[:0], int64(n), 10)
		b = append(strconv.AppendInt(append(b, ' '), int64(u.gens[n]), 10), " obj\n"...)
		out.Write(append(Append(b, u.objects[n]), "\nendobj\n"...))
	}
	start := base + out.Len()
	if u.file.inStream {
		u.streamSection(&out, offsets, base)
	} else {
		u.tableSection(&out, offsets, base)
	}
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", start)
	return out.Bytes(), offsets
}

// trailer carries on the entries of the trailer before it.
func (u *Update) trailer(body []byte) Dict {
	d := Dict{"Prev": Int(u.file.start), "Size": Int(u.next)}
	for _, k := range []Name{"Root", "Info"} {
		if v := u.file.Trailer[k]; v != nil {
			d[k] = v
		}
	}
	if id := u.file.Array(u.file.Trailer["ID"]); len(id) == 2 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", u.file.start, body))
		d["ID"] = Array{id[0], String(sum[:16])}
	}
	return d
}

// tableSection writes a classic table, because the file ends with one.
func (u *Update) tableSection(out *bytes.Buffer, offsets map[int]int, base int) {
	trailer := u.trailer(out.Bytes())
	out.WriteString("xref\n")
	for _, run := range runs(slices.Sorted(maps.Keys(offsets))) {
		fmt.Fprintf(out, "%d %d\n", run[0], len(run))
		for _, n := range run {
			fmt.Fprintf(out, "%010d %05d n \n", base+offsets[n], u.gens[n])
		}
	}
	fmt.Fprintf(out, "trailer\n%s\n", Append(nil, trailer))
}

// streamSection writes a cross-reference stream, because the file ends with
// one and readers do not expect both kinds.
func (u *Update) streamSection(out *bytes.Buffer, offsets map[int]int, base int) {
	d := u.trailer(out.Bytes())
	self := u.next
	rows := maps.Clone(offsets)
	rows[self] = out.Len()
	d["Size"], d["Type"], d["W"] = Int(self+1), Name("XRef"), Numbers(1, 5, 2)
	var index Array
	var data []byte
	for _, run := range runs(slices.Sorted(maps.Keys(rows))) {
		index = append(index, Int(run[0]), Int(len(run)))
		for _, n := range run {
			at, gen := base+rows[n], u.gens[n]
			data = append(data, 1, byte(at>>32), byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(gen>>8), byte(gen))
		}
	}
	d["Index"] = index
	fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", self, Append(nil, Flate(d, data)))
}

// runs splits sorted numbers into consecutive runs.
func runs(nums []int) [][]int {
	var out [][]int
	for _, n := range nums {
		if k := len(out) - 1; k >= 0 && out[k][len(out[k])-1]+1 == n {
			out[k] = append(out[k], n)
			continue
		}
		out = append(out, []int{n})
	}
	return out
}
