package syntax

// Reach is what can be reached in a file, by the numbers of the objects.
type Reach struct {
	// Shown can be reached from the catalog, not counting its entries DSS and Metadata.
	Shown map[int]bool
	// Validation can be reached from the entry DSS of the catalog.
	Validation map[int]bool
	// Missing is referred to, and there is nothing that can be read. A later update
	// that supplies one of them changes what the file shows without changing a single
	// object of it.
	Missing map[int]bool
}

// Reach walks through the file from its catalog and its information dictionary. It does so
// once; the sets are not to be changed.
func (f *File) Reach() Reach {
	if f.reach == nil {
		r := f.walked()
		f.reach = &r
	}
	return *f.reach
}

func (f *File) walked() Reach {
	r := Reach{Shown: make(map[int]bool, len(f.xref)), Validation: map[int]bool{}, Missing: map[int]bool{}}
	root, _ := f.Trailer["Root"].(Ref)
	whole := f.Dict(root)
	catalog := whole.Clone()
	delete(catalog, "DSS")
	delete(catalog, "Metadata")
	r.Shown[root.Num] = true
	r.walk(f, r.Shown, catalog)
	r.walk(f, r.Validation, whole["DSS"])
	r.walk(f, map[int]bool{}, whole["Metadata"], f.Trailer["Info"])
	return r
}

// walk records what can be reached from objects and was not before.
func (r Reach) walk(f *File, seen map[int]bool, pending ...Object) {
	for len(pending) > 0 {
		o := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if ref, ok := o.(Ref); ok {
			if seen[ref.Num] || r.Missing[ref.Num] {
				continue
			}
			seen[ref.Num] = true
			if o = f.Get(ref.Num); o == nil {
				r.Missing[ref.Num] = true
			}
		}
		pending = within(pending, o)
	}
}

// within appends what an object holds and is worth a look.
func within(list []Object, o Object) []Object {
	if s, ok := o.(*Stream); ok {
		o = s.Dict
	}
	switch x := o.(type) {
	case Array:
		return append(list, x...)
	case Dict:
		for _, o := range x {
			switch o.(type) {
			case Ref, Array, Dict:
				list = append(list, o)
			}
		}
	}
	return list
}
