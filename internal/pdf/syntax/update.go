package syntax

import (
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
	id      Array // of the file
}

// NewUpdate begins an incremental update to f, whose bytes stay as they are. Numbers that
// the file uses or declares are not given out again.
func NewUpdate(f *File) *Update {
	// Most updates touch every page and add an object to it.
	u := &Update{file: f, objects: make(map[int]Object, 2*len(f.pages)), gens: map[int]int{}, id: f.Array(f.Trailer["ID"])}
	for n := range f.xref {
		u.next = max(u.next, n+1)
	}
	if size, ok := AsInt(f.Trailer["Size"]); ok && size < 1<<23 {
		u.next = max(u.next, size)
	}
	return u
}

// Alloc reserves an object number that the file does not use.
func (u *Update) Alloc() Ref {
	u.next++
	return Ref{Num: u.next - 1}
}

// Set gives a new object to a number, reserved or already in the file.
func (u *Update) Set(r Ref, o Object) {
	u.objects[r.Num] = o
	if r.Gen > 0 {
		u.gens[r.Num] = r.Gen
	}
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
// begins. It only reads the update, and parses nothing of the file.
func (u *Update) Tail() ([]byte, map[int]int) { return u.onto(nil) }

// Whole is Tail appended to the file: it shares the memory of the file if there is room.
func (u *Update) Whole() ([]byte, map[int]int) { return u.onto(u.file.Data) }

// onto appends the tail to what stands there already.
func (u *Update) onto(out []byte) ([]byte, map[int]int) {
	base, before := len(u.file.Data), len(out)
	nums := slices.Sorted(maps.Keys(u.objects))
	out = slices.Grow(out, usualObject*len(nums))
	if base > 0 && u.file.Data[base-1] != '\n' {
		out = append(out, '\n')
	}
	offsets := make(map[int]int, len(nums))
	for _, n := range nums {
		offsets[n] = len(out) - before
		out = append(strconv.AppendInt(out, int64(n), 10), ' ')
		out = append(strconv.AppendInt(out, int64(u.gens[n]), 10), " obj\n"...)
		out = append(Append(out, u.objects[n]), "\nendobj\n"...)
	}
	start := base + len(out) - before
	if u.file.inStream {
		out = u.streamSection(out, before, offsets)
	} else {
		out = u.tableSection(out, before, nums, offsets)
	}
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start), offsets
}

// usualObject is about what an object of an update takes, in bytes.
const usualObject = 320

// trailer carries on the entries of the trailer before it.
func (u *Update) trailer(body []byte) Dict {
	d := Dict{"Prev": Int(u.file.start), "Size": Int(u.next)}
	for _, k := range []Name{"Root", "Info"} {
		if v := u.file.Trailer[k]; v != nil {
			d[k] = v
		}
	}
	if len(u.id) == 2 {
		h := sha256.New()
		fmt.Fprintf(h, "%d ", u.file.start)
		h.Write(body)
		d["ID"] = Array{u.id[0], String(h.Sum(nil)[:16])}
	}
	return d
}

// tableSection writes a classic table, because the file ends with one. The tail begins
// behind so many bytes that stood there before.
func (u *Update) tableSection(out []byte, before int, nums []int, offsets map[int]int) []byte {
	base, trailer := len(u.file.Data), u.trailer(out[before:])
	out = append(out, "xref\n"...)
	for _, run := range runs(nums) {
		out = fmt.Appendf(out, "%d %d\n", run[0], len(run))
		for _, n := range run {
			out = append(padded(out, base+offsets[n], 10), ' ')
			out = append(padded(out, u.gens[n], 5), " n \n"...)
		}
	}
	return append(Append(append(out, "trailer\n"...), trailer), '\n')
}

// padded appends a number with zeros before it, in a field of a width.
func padded(b []byte, n, width int) []byte {
	start := len(b)
	for range width {
		b = append(b, '0')
	}
	for i := len(b) - 1; i >= start && n > 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return b
}

// streamSection writes a cross-reference stream, because the file ends with
// one and readers do not expect both kinds.
func (u *Update) streamSection(out []byte, before int, offsets map[int]int) []byte {
	d := u.trailer(out[before:])
	base, self := len(u.file.Data), u.next
	rows := maps.Clone(offsets)
	rows[self] = len(out) - before
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
	return fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", self, Append(nil, Flate(d, data)))
}

// runs splits sorted numbers into consecutive runs, which share their memory.
func runs(nums []int) [][]int {
	var out [][]int
	for first := 0; first < len(nums); {
		next := first + 1
		for next < len(nums) && nums[next] == nums[next-1]+1 {
			next++
		}
		out = append(out, nums[first:next])
		first = next
	}
	return out
}
