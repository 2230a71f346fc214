package layout

import (
	"math"

	"mingfa/internal/pdf/canvas"
)

// item is a piece of the text that is not divided between pages.
type item struct {
	height float64
	// draw sets the item with its upper edge at a depth below the top of the
	// type area; nil for white space.
	draw func(p *canvas.Content, depth float64)
	// element is what the item is a part of; nil if draw says so itself.
	element *canvas.Element
	// bookmark is the entry of the outline that points here.
	bookmark *canvas.Bookmark
	// keep holds the item on the page of the next one.
	keep bool
	// fresh begins a new page.
	fresh bool
	// white is dropped at the top of a page.
	white bool
	// snap rounds the depth up to the next row first.
	snap bool
	// repeat is set again above the item if it opens a page: a table header.
	repeat *item
}

// blank returns an empty row.
func blank() item { return item{height: rowHeight, white: true} }

// place sets items on pages, one after the other. Items that are kept
// together move to the next page together, unless a page cannot hold them.
func (c *composer) place(items []item) {
	for i := 0; i < len(items); {
		end := i + 1
		for end < len(items) && items[end-1].keep && !items[end].fresh {
			end++
		}
		group := items[i:end]
		if group[0].fresh || !c.fits(group) && c.depth > 0 {
			c.newPage()
			if r := group[0].repeat; r != nil {
				c.set(*r)
			}
		}
		for _, it := range group {
			c.set(it)
		}
		i = end
	}
}

// fits reports whether a group ends within the page.
func (c *composer) fits(group []item) bool {
	end := c.depth
	for _, it := range group {
		if it.snap {
			end = snapped(end)
		}
		end += it.height
	}
	return end <= areaHeight+slack || group[0].white && end-group[0].height <= areaHeight+slack && len(group) == 1
}

func (c *composer) set(it item) {
	if it.snap {
		c.depth = snapped(c.depth)
	}
	if it.white && c.depth < slack {
		return
	}
	if it.height > 0 && c.depth+it.height > areaHeight+slack && c.depth > 0 && !it.white {
		c.newPage()
	}
	if b := it.bookmark; b != nil {
		c.doc.Bookmarks = append(c.doc.Bookmarks, canvas.Bookmark{
			Title: b.Title, Depth: b.Depth, Page: len(c.pages) - 1, Y: canvas.PageHeight - top - c.depth,
		})
	}
	switch p := c.page(); {
	case it.draw != nil && it.element != nil:
		p.Marked(it.element, func() { it.draw(p, c.depth) })
	case it.draw != nil:
		it.draw(p, c.depth)
	}
	c.depth += it.height
}

// of makes items parts of an element.
func of(e *canvas.Element, items []item) []item {
	for i := range items {
		items[i].element = e
	}
	return items
}

// add begins an element at the top of the structure.
func (c *composer) add(role string) *canvas.Element { return c.doc.Root.Add(role) }

// snapped returns the depth of the next row of the grid.
func snapped(depth float64) float64 {
	return math.Ceil(depth/rowHeight-slack) * rowHeight
}

// linesOf makes one item of each line.
func linesOf(g grid, lines []line) []item {
	items := make([]item, len(lines))
	for i, l := range lines {
		items[i] = item{height: rowHeight, draw: func(p *canvas.Content, depth float64) {
			g.draw(p, l, baseline(depth, rowHeight, g.size))
		}}
	}
	return items
}
