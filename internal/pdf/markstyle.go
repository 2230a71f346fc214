package pdf

import (
	"strings"

	"mingfa/internal/pdf/canvas"
)

// style is how a mark looks. Each state has a colour, a frame and a sign of its own,
// so that it is told apart in black and white, and by those who see few colours.
// No standard says how such a mark looks (LY-31); all colours have a contrast of
// more than 4.5 to 1 on white.
type style struct {
	color canvas.Color
	// dash is the dash array of the frame, "" for a solid line.
	dash string
	// double adds a second, thin frame outside.
	double bool
	width  float64
	// sign draws the sign of the state in a square around the origin, from -1 to 1.
	sign func(c *canvas.Content)
}

// styles are by the states that document.Validity names, and announced for all that a
// decision will make of a document on a day to come.
var styles = map[string]style{
	"repealed":  {color: canvas.Color{R: 0.78, G: 0.04, B: 0.06}, width: 1.6, sign: cross},
	"revoked":   {color: canvas.Color{R: 0.55, G: 0, B: 0.14}, width: 1.6, double: true, sign: boxedCross},
	"lapsed":    {color: canvas.Color{R: 0.36, G: 0.16, B: 0.48}, width: 1, double: true, sign: barredRing},
	"partly":    {color: canvas.Color{R: 0.65, G: 0.28, B: 0}, width: 1.4, dash: "[9 3 2 3]", sign: halfDisc},
	"amended":   {color: canvas.Color{R: 0.58, G: 0.34, B: 0}, width: 1.4, dash: "[6 3]", sign: triangle},
	"not_yet":   {color: canvas.Color{R: 0.05, G: 0.28, B: 0.62}, width: 1.4, dash: "[1.5 2.5]", sign: clock},
	"corrected": {color: canvas.Color{R: 0.05, G: 0.4, B: 0.2}, width: 1.4, dash: "[14 4]", sign: tick},
	"announced": {color: canvas.Color{R: 0, G: 0.34, B: 0.42}, width: 1.2, dash: "[11 2.5]", double: true, sign: hourglass},
}

// style returns that of the state, or for another state that of its level.
func (n Notice) style() style {
	if s, ok := styles[n.Status]; ok {
		return s
	}
	if strings.HasSuffix(n.Status, announcing) {
		return styles["announced"]
	}
	if n.Level == Void {
		return styles["repealed"]
	}
	return styles["amended"]
}

func stroke(c *canvas.Content, points ...float64) {
	op := "m"
	for i := 1; i < len(points); i += 2 {
		c.Op(op, points[i-1], points[i])
		op = "l"
	}
	c.Raw("S")
}

func cross(c *canvas.Content) {
	c.Op("w", 0.35)
	stroke(c, -0.8, -0.8, 0.8, 0.8)
	stroke(c, -0.8, 0.8, 0.8, -0.8)
}

func boxedCross(c *canvas.Content) {
	c.Op("re", -1, -1, 2, 2)
	c.Raw("f 1 1 1 RG")
	c.Op("w", 0.3)
	stroke(c, -0.6, -0.6, 0.6, 0.6)
	stroke(c, -0.6, 0.6, 0.6, -0.6)
}

func barredRing(c *canvas.Content) {
	c.Op("w", 0.28)
	c.Circle(0, 0, 0.85)
	stroke(c, -0.6, -0.6, 0.6, 0.6)
}

func halfDisc(c *canvas.Content) {
	c.Op("w", 0.2)
	c.Circle(0, 0, 0.88)
	c.Within(func() {
		c.Op("re", -1, -1, 1, 2)
		c.Raw("W n")
		c.Op("w", 0.9)
		c.Circle(0, 0, 0.44)
	})
}

func triangle(c *canvas.Content) {
	c.Op("w", 0.25)
	c.Raw("1 j")
	stroke(c, -0.9, -0.75, 0.9, -0.75, 0, 0.85, -0.9, -0.75, 0.9, -0.75)
}

func clock(c *canvas.Content) {
	c.Op("w", 0.22)
	c.Circle(0, 0, 0.88)
	stroke(c, 0, 0.6, 0, 0, 0.45, 0)
}

func tick(c *canvas.Content) {
	c.Op("w", 0.35)
	stroke(c, -0.8, 0, -0.2, -0.65, 0.85, 0.7)
}

func hourglass(c *canvas.Content) {
	c.Op("w", 0.22)
	c.Raw("1 j")
	stroke(c, -0.7, 0.85, 0.7, 0.85, -0.7, -0.85, 0.7, -0.85, -0.7, 0.85, 0.7, 0.85)
}
