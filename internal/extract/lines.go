package extract

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/klippa-app/go-pdfium/requests"

	"mingfa/internal/extract/reply"
)

// Line is a line of a page with its place.
type Line = reply.Line

// Lines returns the lines of one page, counted from 1, from the top down.
func (w *Worker) Lines(ctx context.Context, pdf []byte, page int) ([]Line, error) {
	a, err := w.ask(ctx, pdf, "lines", strconv.Itoa(page))
	return a.Lines, err
}

// lines reads the lines of a page.
func (e *engine) lines(page int) ([]Line, error) {
	if page < 1 || page > e.pages {
		return nil, ErrNoPage
	}
	found, err := e.pdfium.GetPageTextStructured(&requests.GetPageTextStructured{Page: e.page(page - 1), Mode: requests.GetPageTextStructuredModeRects})
	if err != nil {
		return nil, fmt.Errorf("%w: page %d: %w", ErrDamaged, page, err)
	}
	runs := make([]Line, 0, len(found.Rects))
	for _, r := range found.Rects {
		p := r.PointPosition
		runs = append(runs, Line{
			Text: r.Text, Left: min(p.Left, p.Right), Right: max(p.Left, p.Right), Bottom: min(p.Bottom, p.Top), Top: max(p.Bottom, p.Top),
		})
	}
	return joined(runs), nil
}

// joined puts runs of one line together: those whose middles stand at one height, with
// no more than two characters between them.
func joined(runs []Line) []Line {
	middle := func(l Line) float64 { return (l.Bottom + l.Top) / 2 }
	slices.SortStableFunc(runs, func(a, b Line) int { return cmp.Compare(middle(b), middle(a)) })
	var out []Line
	for len(runs) > 0 {
		n := 1
		for n < len(runs) && middle(runs[0])-middle(runs[n]) < 0.4*max(runs[0].Top-runs[0].Bottom, runs[n].Top-runs[n].Bottom) {
			n++
		}
		row := runs[:n]
		slices.SortStableFunc(row, func(a, b Line) int { return cmp.Compare(a.Left, b.Left) })
		start := len(out)
		for _, r := range row {
			if k := len(out); k > start && r.Left-out[k-1].Right < 2*max(r.Top-r.Bottom, 1) {
				l := &out[k-1]
				l.Text += r.Text
				l.Right, l.Top, l.Bottom = max(l.Right, r.Right), math.Max(l.Top, r.Top), math.Min(l.Bottom, r.Bottom)
				continue
			}
			out = append(out, r)
		}
		runs = runs[n:]
	}
	return out
}
