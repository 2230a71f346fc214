package cff

import (
	"math"
	"testing"
)

// halves divides a curve at a parameter.
func halves(from Point, c [3]Point, t float64) (a, b Segment) {
	mix := func(p, q Point) Point { return Point{p.X + t*(q.X-p.X), p.Y + t*(q.Y-p.Y)} }
	p01, p12, p23 := mix(from, c[0]), mix(c[0], c[1]), mix(c[1], c[2])
	p012, p123 := mix(p01, p12), mix(p12, p23)
	mid := mix(p012, p123)
	return Segment{Op: Cubic, Points: [3]Point{p01, p012, mid}}, Segment{Op: Cubic, Points: [3]Point{p123, p23, c[2]}}
}

func TestSimplify(t *testing.T) {
	move := Segment{Op: Move, Points: [3]Point{point(0, 0)}}
	line := func(x, y float64) Segment { return Segment{Op: Line, Points: [3]Point{point(x, y)}} }
	a, b := halves(point(0, 0), [3]Point{point(0, 200), point(300, 400), point(500, 400)}, 0.4)
	c, d := halves(a.end(), b.Points, 0.7)
	for _, row := range []struct {
		name string
		in   []Segment
		want int
	}{
		{"a divided curve is whole again", []Segment{move, a, b}, 2},
		{"one divided twice too", []Segment{move, a, c, d}, 2},
		{"a straight curve is a line", []Segment{move, {Op: Cubic, Points: [3]Point{point(100, 0.5), point(200, -0.5), point(300, 0)}}}, 2},
		{"lines in a row are one", []Segment{move, line(100, 0.4), line(200, 0), line(300, 0.2)}, 2},
		{"a corner stays", []Segment{move, line(100, 0), line(100, 100), line(0, 100)}, 4},
		{"a line that turns back stays", []Segment{move, line(300, 0), line(200, 0)}, 3},
		{"many small bends do not add up to a straight line", arc(40), 3},
		{"quadratic outlines are left alone", []Segment{move, {Op: Quad, Points: [3]Point{point(10, 0), point(20, 0)}}, line(30, 0)}, 3},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := simplify(row.in)
			if row.name == "many small bends do not add up to a straight line" {
				if len(got) < row.want {
					t.Errorf("%d segments left: the arc is lost", len(got))
				}
			} else if len(got) != row.want {
				t.Errorf("%d segments, want %d: %v", len(got), row.want, got)
			}
			stays(t, row.in, got)
		})
	}
}

// arc is a quarter of a circle in straight pieces.
func arc(pieces int) []Segment {
	out := []Segment{{Op: Move, Points: [3]Point{point(500, 0)}}}
	for i := 1; i <= pieces; i++ {
		sin, cos := math.Sincos(float64(i) / float64(pieces) * math.Pi / 2)
		out = append(out, Segment{Op: Line, Points: [3]Point{point(500*cos, 500*sin)}})
	}
	return out
}

// stays checks that no point of the outline given is farther than tolerance from the
// simplified one, but for what sampling leaves.
func stays(t *testing.T, given, simplified []Segment) {
	t.Helper()
	line := polyline(simplified)
	for _, p := range polyline(given) {
		nearest := math.Inf(1)
		for i := 1; i < len(line); i++ {
			nearest = min(nearest, toStretch(line[i-1], line[i], p))
		}
		if nearest > tolerance+0.3 {
			t.Fatalf("%v is %.2f from the simplified outline", p, nearest)
		}
	}
}

func polyline(segments []Segment) []Point {
	var out []Point
	var pen Point
	for _, s := range segments {
		for i := 1; i <= 20; i++ {
			u := float64(i) / 20
			switch s.Op {
			case Cubic:
				out = append(out, at(pen, s.Points, u))
			case Line:
				out = append(out, Point{pen.X + u*(s.Points[0].X-pen.X), pen.Y + u*(s.Points[0].Y-pen.Y)})
			case Move, Quad:
			}
		}
		pen = s.end()
		out = append(out, pen)
	}
	return out
}
