package pdf

import (
	"fmt"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/layout"
	"mingfa/internal/pdf/syntax"
)

// PlaceOn returns the square of a seal on a page of a file, counted from 1, whose middle
// is so many millimetres from the left and the lower edge of what is seen of the page. A
// seal that would not stand whole on an upright page is refused with ErrBadSeal.
func PlaceOn(data []byte, page, left, bottom int) (Place, error) {
	f, err := syntax.Open(data)
	if err != nil {
		return Place{}, err
	}
	pages, err := f.Pages()
	if err != nil {
		return Place{}, err
	}
	if page < 1 || page > len(pages) {
		return Place{}, ErrBadSeal.Because(fmt.Errorf("no page %d", page))
	}
	p := pages[page-1]
	at := Place{
		Page: page - 1, X: p.Box[0] + float64(left)*canvas.MM - layout.SealSize/2, Y: p.Box[1] + float64(bottom)*canvas.MM - layout.SealSize/2,
		W: layout.SealSize, H: layout.SealSize,
	}
	switch {
	case p.Rotate != 0:
		return Place{}, ErrBadSeal.Because(fmt.Errorf("page %d is turned", page))
	case at.X < p.Box[0] || at.Y < p.Box[1] || at.X+at.W > p.Box[2] || at.Y+at.H > p.Box[3]:
		return Place{}, ErrBadSeal.Because(fmt.Errorf("beyond page %d", page))
	}
	return at, nil
}

// PageBox returns the visible part of a page, counted from 1: left, bottom, right, top in
// points of its own space. ok is false where there is no such page, or it is shown turned.
func PageBox(data []byte, page int) (box [4]float64, ok bool) {
	f, err := syntax.Open(data)
	if err != nil {
		return box, false
	}
	pages, err := f.Pages()
	if err != nil || page < 1 || page > len(pages) {
		return box, false
	}
	return pages[page-1].Box, pages[page-1].Rotate == 0
}
