package syntax

import (
	"fmt"
	"math"
)

const maxPages = 100_000

// Page is a leaf of the page tree with what it inherits.
type Page struct {
	Ref    Ref
	Dict   Dict
	Box    [4]float64 // visible box in points: left, bottom, right, top
	Rotate int        // 0, 90, 180 or 270
	// Resources is the effective resource dictionary, not yet resolved.
	Resources Object
	// SharedAnnots: the list of annotations is that of another page, too.
	SharedAnnots bool
}

// A4 reports whether the visible part is an A4 sheet, upright or lying, to 2 mm.
func (p Page) A4() bool {
	const mm, slack = 72 / 25.4, 2 * 72 / 25.4
	w, h := p.Box[2]-p.Box[0], p.Box[3]-p.Box[1]
	return math.Abs(min(w, h)-210*mm) <= slack && math.Abs(max(w, h)-297*mm) <= slack
}

// inherited are the page attributes that a node hands down.
type inherited struct{ media, crop, rotate, resources Object }

// Pages returns the pages in reading order. They are found once; the list is not
// to be changed.
func (f *File) Pages() ([]Page, error) {
	if f.pages != nil {
		return f.pages, nil
	}
	root, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	count, _ := AsInt(f.Resolve(f.Dict(root["Pages"])["Count"]))
	w := &pageWalk{pages: make([]Page, 0, max(0, min(count, len(f.xref)))), file: f, seen: make(map[int]bool, min(len(f.xref)/4, maxPages))}
	if err := w.visit(root["Pages"], inherited{}, 0); err != nil {
		return nil, err
	}
	if len(w.pages) == 0 {
		return nil, ErrDamaged.Because(fmt.Errorf("no pages"))
	}
	shareAnnots(w.pages)
	f.pages = w.pages
	return w.pages, nil
}

// shareAnnots notes which pages have one list of annotations in common.
func shareAnnots(pages []Page) {
	first := map[Ref]int{}
	for i := range pages {
		r, ok := pages[i].Dict["Annots"].(Ref)
		if !ok {
			continue
		}
		if at, shared := first[r]; shared {
			pages[at].SharedAnnots, pages[i].SharedAnnots = true, true
		} else {
			first[r] = i
		}
	}
}

type pageWalk struct {
	file  *File
	seen  map[int]bool
	pages []Page
}

func (w *pageWalk) visit(o Object, in inherited, depth int) error {
	r, ok := o.(Ref)
	if !ok || w.seen[r.Num] || depth > maxNesting || len(w.pages) >= maxPages {
		return ErrDamaged.Because(fmt.Errorf("bad page tree"))
	}
	w.seen[r.Num] = true
	d := w.file.Dict(r)
	if d == nil {
		return ErrDamaged.Because(fmt.Errorf("page tree node %d is missing", r.Num))
	}
	in = in.merge(d)
	if d["Kids"] == nil {
		w.pages = append(w.pages, w.leaf(r, d, in))
		return nil
	}
	for _, kid := range w.file.Array(d["Kids"]) {
		if err := w.visit(kid, in, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (in inherited) merge(d Dict) inherited {
	pick := func(key Name, from Object) Object {
		if d[key] != nil {
			return d[key]
		}
		return from
	}
	return inherited{
		media:     pick("MediaBox", in.media),
		crop:      pick("CropBox", in.crop),
		rotate:    pick("Rotate", in.rotate),
		resources: pick("Resources", in.resources),
	}
}

func (w *pageWalk) leaf(r Ref, d Dict, in inherited) Page {
	p := Page{Ref: r, Dict: d, Resources: in.resources}
	box, ok := w.file.rectangle(in.crop)
	if !ok {
		box, ok = w.file.rectangle(in.media)
	}
	if !ok {
		box = [4]float64{0, 0, 595.28, 841.89} // A4
	}
	p.Box = box
	if n, ok := AsInt(w.file.Resolve(in.rotate)); ok && n%90 == 0 {
		p.Rotate = (n%360 + 360) % 360
	}
	return p
}

// rectangle reads a box of a sensible size with its corners in order.
func (f *File) rectangle(o Object) (box [4]float64, ok bool) {
	box, ok = f.Rectangle(o)
	return box, ok && box[2]-box[0] >= 10 && box[3]-box[1] >= 10
}

// Rectangle reads a rectangle, left, bottom, right and top, whatever corners it names.
// It reports false for what is none, or is none that fits on paper.
func (f *File) Rectangle(o Object) (box [4]float64, ok bool) {
	a := f.Array(o)
	if len(a) != 4 {
		return box, false
	}
	for i := range box {
		if box[i], ok = AsFloat(f.Resolve(a[i])); !ok || math.Abs(box[i]) > 20000 {
			return box, false
		}
	}
	box[0], box[2] = min(box[0], box[2]), max(box[0], box[2])
	box[1], box[3] = min(box[1], box[3]), max(box[1], box[3])
	return box, true
}
