package syntax

// Missing returns the numbers of the objects that the file refers to and does not
// have. A later update that defines one of them changes what the file shows
// without changing a single object of it.
func (f *File) Missing() map[int]bool {
	w := &missingWalk{file: f, seen: map[int]bool{}, missing: map[int]bool{}}
	w.pending = append(w.pending, f.Trailer["Root"], f.Trailer["Info"])
	for len(w.pending) > 0 {
		o := w.pending[len(w.pending)-1]
		w.pending = w.pending[:len(w.pending)-1]
		w.visit(o)
	}
	return w.missing
}

type missingWalk struct {
	file          *File
	pending       []Object
	seen, missing map[int]bool
}

func (w *missingWalk) visit(o Object) {
	switch x := o.(type) {
	case Ref:
		if w.seen[x.Num] {
			return
		}
		w.seen[x.Num] = true
		target := w.file.Get(x.Num)
		if target == nil {
			w.missing[x.Num] = true
			return
		}
		w.pending = append(w.pending, target)
	case Array:
		w.pending = append(w.pending, x...)
	case Dict:
		w.dict(x)
	case *Stream:
		w.dict(x.Dict)
	}
}

func (w *missingWalk) dict(d Dict) {
	for _, o := range d {
		switch o.(type) {
		case Ref, Array, Dict:
			w.pending = append(w.pending, o)
		}
	}
}
