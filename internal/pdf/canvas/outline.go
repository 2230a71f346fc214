package canvas

import "mingfa/internal/pdf/syntax"

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	// Depth is 1 at the top, and at most one more than that of the entry before.
	Depth int
	Page  int     // from 0
	Y     float64 // upper edge in points
}

// outlineNode is a bookmark with its place in the tree.
type outlineNode struct {
	Bookmark
	ref  syntax.Ref
	kids []*outlineNode
}

// outline writes the bookmarks and returns the root; it reports false if there are
// none.
func (d *Doc) outline(b *syntax.Builder, pages []syntax.Ref) (syntax.Ref, bool) {
	if len(d.Bookmarks) == 0 {
		return syntax.Ref{}, false
	}
	root := &outlineNode{ref: b.Alloc()}
	path := []*outlineNode{root}
	for _, m := range d.Bookmarks {
		path = path[:min(max(m.Depth, 1), len(path))]
		n := &outlineNode{Bookmark: m, ref: b.Alloc()}
		parent := path[len(path)-1]
		parent.kids = append(parent.kids, n)
		path = append(path, n)
	}
	dict := root.entries()
	dict["Type"] = syntax.Name("Outlines")
	b.Set(root.ref, dict)
	root.write(b, pages)
	return root.ref, true
}

// entries are the links of a node to its children; all of them are shown.
func (n *outlineNode) entries() syntax.Dict {
	if len(n.kids) == 0 {
		return syntax.Dict{}
	}
	return syntax.Dict{"First": n.kids[0].ref, "Last": n.kids[len(n.kids)-1].ref, "Count": syntax.Int(n.shown())}
}

func (n *outlineNode) shown() int {
	count := len(n.kids)
	for _, k := range n.kids {
		count += k.shown()
	}
	return count
}

func (n *outlineNode) write(b *syntax.Builder, pages []syntax.Ref) {
	for i, k := range n.kids {
		d := k.entries()
		d["Title"], d["Parent"] = syntax.Text(k.Title), n.ref
		d["Dest"] = syntax.Array{pages[k.Page], syntax.Name("XYZ"), syntax.Literal("null"), syntax.Num(k.Y), syntax.Literal("null")}
		if i > 0 {
			d["Prev"] = n.kids[i-1].ref
		}
		if i+1 < len(n.kids) {
			d["Next"] = n.kids[i+1].ref
		}
		b.Set(k.ref, d)
		k.write(b, pages)
	}
}
