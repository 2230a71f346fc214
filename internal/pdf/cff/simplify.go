package cff

import "math"

// tolerance is how far a simplified outline may stray from the one given, in 1/1000
// em: up to 40 points that is no more than a dot of a printer with 1200 dots an inch.
const tolerance = 1.5

// simplify returns an outline with fewer segments. Curves that are as good as straight
// become lines, neighbours that one curve or line can stand for become one. Some fonts
// were traced with several curves where one would do.
func simplify(segments []Segment) []Segment {
	r := run{out: make([]Segment, 0, len(segments))}
	for _, s := range segments {
		if s.Op == Quad {
			return segments // drawn by hand, and few
		}
		r.add(s)
	}
	return r.out
}

// run is an outline being simplified.
type run struct {
	out  []Segment
	from Point   // where the last segment of out begins
	pen  Point   // where it ends
	seen []Point // on the segments given for which the last of out stands
}

func (r *run) add(s Segment) {
	samples := s.samples(r.pen)
	s = s.straightened(r.pen)
	if n := len(r.out) - 1; n >= 0 {
		both := append(r.seen, samples...) //nolint:gocritic // kept only if it stands for both
		if merged, ok := merge(r.from, r.out[n], s); ok && merged.passes(r.from, both) {
			r.out[n], r.seen, r.pen = merged, both, s.end()
			return
		}
	}
	r.out, r.seen = append(r.out, s), append(r.seen[:0], samples...)
	r.from, r.pen = r.pen, s.end()
}

// samples are points of a segment, its end among them.
func (s Segment) samples(from Point) []Point {
	if s.Op != Cubic {
		return []Point{s.end()}
	}
	return []Point{at(from, s.Points, 0.25), at(from, s.Points, 0.5), at(from, s.Points, 0.75), s.end()}
}

// passes reports whether a segment passes by all the points within tolerance.
func (s Segment) passes(from Point, points []Point) bool {
	const pieces = 16
	var line [pieces + 1]Point
	for i := range line {
		u := float64(i) / pieces
		if line[i] = at(from, s.Points, u); s.Op == Line {
			line[i] = Point{from.X + u*(s.Points[0].X-from.X), from.Y + u*(s.Points[0].Y-from.Y)}
		}
	}
	next := 0 // the points follow one another along the segment
	for _, p := range points {
		for next < pieces && toStretch(line[next], line[next+1], p) > tolerance {
			next++
		}
		if next == pieces {
			return false
		}
	}
	return true
}

// end is where a segment leads.
func (s Segment) end() Point {
	switch s.Op {
	case Quad:
		return s.Points[1]
	case Cubic:
		return s.Points[2]
	case Move, Line:
	}
	return s.Points[0]
}

// straightened turns a curve that is as good as straight into a line.
func (s Segment) straightened(from Point) Segment {
	if s.Op != Cubic {
		return s
	}
	c1, c2, to := s.Points[0], s.Points[1], s.Points[2]
	if between(from, to, c1) && between(from, to, c2) && distance(from, to, c1) <= tolerance && distance(from, to, c2) <= tolerance {
		return Segment{Op: Line, Points: [3]Point{to}}
	}
	return s
}

// merge proposes one segment for two neighbours, the first of which begins at from.
func merge(from Point, a, b Segment) (Segment, bool) {
	switch {
	case a.Op == Line && b.Op == Line:
		return b, between(from, b.Points[0], a.Points[0])
	case a.Op == Cubic && b.Op == Cubic:
		return mergeCurves(from, a.Points, b.Points)
	}
	return Segment{}, false
}

// mergeCurves undoes a division: were both halves of one curve, their handles at the
// joint would lie in one line, and their lengths tell where it was divided.
func mergeCurves(from Point, a, b [3]Point) (Segment, bool) {
	in, out := length(a[1], a[2]), length(a[2], b[0])
	if in == 0 || out == 0 || !between(a[1], b[0], a[2]) {
		return Segment{}, false
	}
	t := in / (in + out)
	c1 := Point{from.X + (a[0].X-from.X)/t, from.Y + (a[0].Y-from.Y)/t}
	c2 := Point{b[2].X + (b[1].X-b[2].X)/(1-t), b[2].Y + (b[1].Y-b[2].Y)/(1-t)}
	return Segment{Op: Cubic, Points: [3]Point{c1, c2, b[2]}}, true
}

// at returns the point of a curve at a parameter.
func at(from Point, c [3]Point, u float64) Point {
	v := 1 - u
	w0, w1, w2, w3 := v*v*v, 3*v*v*u, 3*v*u*u, u*u*u
	return Point{
		X: w0*from.X + w1*c[0].X + w2*c[1].X + w3*c[2].X,
		Y: w0*from.Y + w1*c[0].Y + w2*c[1].Y + w3*c[2].Y,
	}
}

func length(a, b Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// distance is that of p from the line through a and b.
func distance(a, b, p Point) float64 {
	l := length(a, b)
	if l == 0 {
		return length(a, p)
	}
	return math.Abs((b.X-a.X)*(p.Y-a.Y)-(b.Y-a.Y)*(p.X-a.X)) / l
}

// between reports whether p lies beside the stretch from a to b, not before or behind.
func between(a, b, p Point) bool {
	d := (b.X-a.X)*(p.X-a.X) + (b.Y-a.Y)*(p.Y-a.Y)
	return d >= 0 && d <= (b.X-a.X)*(b.X-a.X)+(b.Y-a.Y)*(b.Y-a.Y)
}

// toStretch is the distance of p from the stretch from a to b.
func toStretch(a, b, p Point) float64 {
	if between(a, b, p) {
		return distance(a, b, p)
	}
	return min(length(a, p), length(b, p))
}
