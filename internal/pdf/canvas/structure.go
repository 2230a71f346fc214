package canvas

import "mingfa/internal/pdf/syntax"

// Element is a node of the logical structure, by which a screen reader reads the
// file: a paragraph, a heading, a cell (ISO 32000-1, 14.7 and 14.8).
type Element struct {
	role syntax.Name
	alt  string
	// box is where a figure stands on its page; nil for what has no such place.
	box  []float64
	kids []*Element
	// pieces are the marked contents of the element, by page and number.
	pieces []piece
	ref    syntax.Ref
}

type piece struct{ page, id int }

// Add appends a child of a standard structure type: P, H1 … H6, L, LI, Lbl, LBody,
// Table, TR, TH, TD, Figure, Sect.
func (e *Element) Add(role string) *Element {
	kid := &Element{role: syntax.Name(role)}
	e.kids = append(e.kids, kid)
	return kid
}

// Describe gives an element a text that stands for it.
func (e *Element) Describe(alt string) *Element {
	e.alt = alt
	return e
}

// At says where on its page a figure stands, by its left, lower, right and upper edge.
func (e *Element) At(x0, y0, x1, y1 float64) *Element {
	e.box = []float64{x0, y0, x1, y1}
	return e
}

// Marked draws what belongs to an element. Pieces of one element that follow one
// another on a page are one. Without an element, what is drawn is decoration.
func (c *Content) Marked(e *Element, draw func()) {
	if e == nil {
		c.Artifact(draw)
		return
	}
	if c.open != e {
		c.close()
		c.Raw("/" + string(e.role) + " <</MCID " + string(syntax.Int(len(c.owners))) + ">> BDC")
		e.pieces = append(e.pieces, piece{c.page, len(c.owners)})
		c.owners = append(c.owners, e)
		c.open = e
	}
	draw()
}

// Artifact draws what is no part of the text: rules, frames, marks behind it.
func (c *Content) Artifact(draw func()) { c.artifact("BMC", draw) }

// Pagination draws page numbers, which readers may tell from other decoration.
func (c *Content) Pagination(draw func()) { c.artifact("<</Type /Pagination>> BDC", draw) }

func (c *Content) artifact(begin string, draw func()) {
	c.close()
	c.Raw("/Artifact " + begin)
	draw()
	c.Raw("EMC")
}

// close ends the marked content that is open.
func (c *Content) close() {
	if c.open != nil {
		c.Raw("EMC")
		c.open = nil
	}
}

// structure writes the tree of elements and returns its root.
func (d *Doc) structure(b *syntax.Builder, pages []syntax.Ref) syntax.Ref {
	root := b.Alloc()
	w := &structureWriter{b: b, pages: pages}
	w.alloc(d.Root)
	top := w.element(d.Root, root)
	numbers := syntax.Array{}
	for i, p := range d.pages {
		owners := syntax.Array{}
		for _, e := range p.owners {
			owners = append(owners, e.ref)
		}
		numbers = append(numbers, syntax.Int(i), syntax.Add(b, owners))
	}
	b.Set(root, syntax.Dict{
		"Type": syntax.Name("StructTreeRoot"), "K": top,
		"ParentTree":        syntax.Add(b, syntax.Dict{"Nums": numbers}),
		"ParentTreeNextKey": syntax.Int(len(d.pages)),
	})
	return root
}

type structureWriter struct {
	b     *syntax.Builder
	pages []syntax.Ref
}

func (w *structureWriter) alloc(e *Element) {
	e.ref = w.b.Alloc()
	for _, kid := range e.kids {
		w.alloc(kid)
	}
}

func (w *structureWriter) element(e *Element, parent syntax.Ref) syntax.Ref {
	d := syntax.Dict{"Type": syntax.Name("StructElem"), "S": e.role, "P": parent}
	kids := syntax.Array{}
	for i, p := range e.pieces {
		if i == 0 {
			d["Pg"] = w.pages[p.page]
		}
		if p.page == e.pieces[0].page {
			kids = append(kids, syntax.Int(p.id))
			continue
		}
		kids = append(kids, syntax.Dict{"Type": syntax.Name("MCR"), "Pg": w.pages[p.page], "MCID": syntax.Int(p.id)})
	}
	for _, kid := range e.kids {
		kids = append(kids, w.element(kid, e.ref))
	}
	d["K"] = kids
	if e.alt != "" {
		d["Alt"] = syntax.Text(e.alt)
	}
	if e.box != nil {
		d["A"] = syntax.Dict{"O": syntax.Name("Layout"), "Placement": syntax.Name("Block"), "BBox": syntax.Numbers(e.box...)}
	}
	switch e.role {
	case "TH":
		d["A"] = syntax.Dict{"O": syntax.Name("Table"), "Scope": syntax.Name("Column")}
	case "L":
		d["A"] = syntax.Dict{"O": syntax.Name("List"), "ListNumbering": syntax.Name("Disc")} // as a label that is no number
	}
	w.b.Set(e.ref, d)
	return e.ref
}
