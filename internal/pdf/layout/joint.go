package layout

import "mingfa/internal/pdf/canvas"

// sealPitch is the distance of rows of seals, which don't touch.
const sealPitch = 4.5 * rowHeight

// signedJointly sets the issuers in rows, so that each has the room of its seal around its
// name; the date stands below the last (clause 7.3.5.1).
func (c *composer) signedJointly(names []signed, date signed) []item {
	across := besides(names)
	var items []item
	for begin := 0; begin < len(names); begin += across {
		row := names[begin:min(begin+across, len(names))]
		last := begin+across >= len(names)
		for i := range row {
			c.elements(&row[i])
		}
		gap, height := sealPitch-rowHeight, sealPitch
		if begin == 0 {
			gap, height = above, above+rowHeight
		}
		if last {
			c.elements(&date)
			height += rowHeight
		}
		items = append(items, item{height: height, draw: func(p *canvas.Content, depth float64) {
			c.sealRow(p, depth+gap, row, across)
			if last {
				date.at(p, column(across-1, across)-date.width()/2, depth+gap+rowHeight)
			}
		}})
	}
	return items
}

// sealRow sets names at the right ones of so many columns, each under its seal.
func (c *composer) sealRow(p *canvas.Content, depth float64, row []signed, across int) {
	for i, n := range row {
		middle := column(across-len(row)+i, across)
		n.at(p, middle-n.width()/2, depth)
		c.sealed(middle, depth+sealHigher)
	}
}

// column is the middle of a column.
func column(i, across int) float64 {
	if across == 1 {
		return left + areaWidth*2/3
	}
	return left + areaWidth*(float64(i)+0.5)/float64(across)
}

// besides is how many names stand side by side, a character apart: three seals are as
// wide as the type area.
func besides(names []signed) int {
	widest := 0.0
	for _, n := range names {
		widest = max(widest, n.width())
	}
	for across := min(3, len(names)); across > 1; across-- {
		if widest+cell <= areaWidth/float64(across) {
			return across
		}
	}
	return 1
}
