package syntax

import "slices"

// Difference is an object that a later state of a file gives another value.
type Difference struct {
	Num      int
	Old, New Object // null if absent
	// Unread: the later state has another object there, which cannot be read here.
	Unread bool
}

// Differences compares two states of a file object by object and returns, in
// order of number, those that differ. What matters is the value that a reader
// will see, not where it stands: an entry that is turned back to an older copy
// counts as a change too. An object of another generation is another object: what
// referred to the old one finds nothing.
func Differences(older, newer *File) []Difference {
	nums := touched(older, newer)
	out := make([]Difference, 0, len(nums))
	for _, n := range nums {
		o, e := older.xref[n], newer.xref[n]
		d := Difference{Num: n, Old: older.Get(n), New: newer.Get(n), Unread: o != e && newer.Unread(n)}
		if o.kind != free && e.kind != free && o.generation() != e.generation() {
			d.New = nil
		}
		if d.Unread || !Equal(d.Old, d.New) {
			out = append(out, d)
		}
	}
	return out
}

// touched lists the numbers whose objects may differ, in order.
func touched(older, newer *File) []int {
	var nums []int
	for n, e := range newer.xref {
		if o, ok := older.xref[n]; !ok || o != e || e.kind == compressed {
			nums = append(nums, n)
		}
	}
	for n := range older.xref {
		if _, ok := newer.xref[n]; !ok {
			nums = append(nums, n)
		}
	}
	slices.Sort(nums)
	return nums
}

// generation is that of the object at an entry; in object streams all have the first.
func (e entry) generation() int {
	if e.kind == compressed {
		return 0
	}
	return e.gen
}
