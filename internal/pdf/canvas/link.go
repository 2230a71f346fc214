package canvas

import "mingfa/internal/pdf/syntax"

// link is a rectangle of a page that leads to an address.
type link struct {
	address string
	rect    [4]float64
}

// Link makes a rectangle lead to an address on the web, in ASCII. Nothing is fetched, by
// this program or by a reader that was not asked to.
func (c *Content) Link(address string, x0, y0, x1, y1 float64) {
	c.links = append(c.links, link{address, [4]float64{x0, y0, x1, y1}})
}

// annotations writes the links of a page (ISO 32000-2, 12.5.6.5), nil if it has none.
func (c *Content) annotations(b *syntax.Builder) syntax.Array {
	var out syntax.Array
	for _, l := range c.links {
		out = append(out, syntax.Add(b, syntax.Dict{
			"Type": syntax.Name("Annot"), "Subtype": syntax.Name("Link"), "Rect": syntax.Numbers(l.rect[:]...),
			"F":      syntax.Int(4), // print, as PDF/A wants of all annotations
			"Border": syntax.Numbers(0, 0, 0), "Contents": syntax.Text(l.address),
			"A": syntax.Dict{"S": syntax.Name("URI"), "URI": syntax.String(l.address)},
		}))
	}
	return out
}
