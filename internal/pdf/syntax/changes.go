package syntax

import "slices"

// Difference is an object that a later state of a file gives another value.
type Difference struct {
	Num      int
	Old, New Object // null if absent
}

// Differences compares two states of a file object by object and returns, in
// order of number, those that differ. What matters is the value that a reader
// will see, not where it stands: an entry that is turned back to an older copy
// counts as a change too.
func Differences(older, newer *File) []Difference {
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
	out := make([]Difference, 0, len(nums))
	for _, n := range nums {
		was, is := older.Get(n), newer.Get(n)
		if !Equal(was, is) {
			out = append(out, Difference{Num: n, Old: was, New: is})
		}
	}
	return out
}
