package cff

import "math"

// Op is the kind of an outline segment.
type Op uint8

// The outline operations. A quadratic curve is raised to a cubic one.
const (
	Move Op = iota
	Line
	Quad
	Cubic
)

// Point is a position in 1/1000 em.
type Point struct{ X, Y float64 }

// Segment is one step of an outline: Move and Line use the first point, Quad
// two, Cubic all three; the last one used is the end point.
type Segment struct {
	Op     Op
	Points [3]Point
}

// Type 2 charstring operators used here.
const (
	opLineTo  = 5
	opCurveTo = 8
	opEnd     = 14
	opMoveTo  = 21
	// maxStack is the operand stack limit of Type 2 charstrings (48), less two.
	maxStack = 46
)

// program is a charstring being written.
type program struct {
	out   []byte
	run   []int // operands of a pending line or curve run
	runOp byte
	pen   Point // exact position, for raising quadratics
	x, y  int   // rounded position, as a reader will compute it
}

// Program encodes one glyph as a Type 2 charstring.
func Program(g Glyph) []byte {
	p := &program{}
	if g.Width != DefaultWidth {
		p.out = number(p.out, g.Width) // nominalWidthX is 0
	}
	for _, s := range simplify(g.Segments) {
		p.segment(s)
	}
	p.flush()
	return append(p.out, opEnd)
}

func (p *program) segment(s Segment) {
	switch s.Op {
	case Move:
		p.moveTo(s.Points[0])
	case Line:
		p.lineTo(s.Points[0])
	case Quad:
		c1, c2 := raise(p.pen, s.Points[0], s.Points[1])
		p.curveTo(c1, c2, s.Points[1])
	case Cubic:
		p.curveTo(s.Points[0], s.Points[1], s.Points[2])
	}
}

// raise returns the cubic control points of a quadratic curve.
func raise(from, control, to Point) (Point, Point) {
	third := func(a, b Point) Point {
		return Point{a.X + 2*(b.X-a.X)/3, a.Y + 2*(b.Y-a.Y)/3}
	}
	return third(from, control), third(to, control)
}

// step moves the rounded position to q and returns the difference.
func (p *program) step(q Point) (dx, dy int) {
	x, y := int(math.Round(q.X)), int(math.Round(q.Y))
	dx, dy = x-p.x, y-p.y
	p.x, p.y, p.pen = x, y, q
	return dx, dy
}

func (p *program) moveTo(q Point) {
	p.flush()
	dx, dy := p.step(q)
	p.out = append(number(number(p.out, dx), dy), opMoveTo)
}

func (p *program) lineTo(q Point) {
	if dx, dy := p.step(q); dx != 0 || dy != 0 {
		p.push(opLineTo, dx, dy)
	}
}

func (p *program) curveTo(c1, c2, to Point) {
	dx1, dy1 := p.step(c1)
	dx2, dy2 := p.step(c2)
	dx3, dy3 := p.step(to)
	p.push(opCurveTo, dx1, dy1, dx2, dy2, dx3, dy3)
}

// push adds operands to the run, starting a new one when the operator changes
// or the operand stack would overflow.
func (p *program) push(op byte, operands ...int) {
	if p.runOp != op || len(p.run)+len(operands) > maxStack {
		p.flush()
	}
	p.runOp = op
	p.run = append(p.run, operands...)
}

func (p *program) flush() {
	if len(p.run) == 0 {
		return
	}
	for _, v := range p.run {
		p.out = number(p.out, v)
	}
	p.out = append(p.out, p.runOp)
	p.run = p.run[:0]
}
