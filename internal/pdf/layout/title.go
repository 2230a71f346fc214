package layout

import (
	"math"
	"strings"
)

// titleWidth is the widest title line in ems of 二号 (LY-15): two characters
// less than the type area, so that the shape shows.
const titleWidth = areaWidth/size2 - 1

// titleLines breaks a title into lines at phrases, in a shape that is neither
// ragged nor an hourglass. A line feed forces a break.
func titleLines(title string, width func(string) float64) []string {
	var out []string
	for _, part := range strings.Split(title, "\n") {
		if part = plain(part); part != "" {
			out = append(out, shape(part, width)...)
		}
	}
	return out
}

// shaper searches the best breaks for one number of lines.
type shaper struct {
	chars  []rune
	widths []float64 // width of the characters before a position
	costs  []float64 // cost of a break before a position
	ideal  float64
	best   []int
	cost   float64
	steps  int // places tried
}

// maxSteps bounds the search. Titles of up to five lines need fewer; of longer
// ones the best shape found so far is taken.
const maxSteps = 200_000

func shape(title string, width func(string) float64) []string {
	total := width(title)
	if total <= titleWidth {
		return []string{title}
	}
	s := &shaper{chars: []rune(title), costs: breakCosts([]rune(title)), cost: math.Inf(1)}
	s.widths = make([]float64, len(s.chars)+1)
	for i, r := range s.chars {
		s.widths[i+1] = s.widths[i] + width(string(r))
	}
	fewest := int(math.Ceil(total / titleWidth))
	for n := fewest; n <= fewest+1; n++ {
		s.ideal, s.steps = total/float64(n), 0
		s.search(n, []int{0}, float64(n-fewest)*18)
	}
	if s.best == nil { // a title without a place to break
		return chop(s.chars, int(math.Floor(titleWidth)))
	}
	var lines []string
	for i := 1; i < len(s.best); i++ {
		lines = append(lines, strings.TrimSpace(string(s.chars[s.best[i-1]:s.best[i]])))
	}
	return lines
}

// search tries every sensible place for the next break.
func (s *shaper) search(lines int, breaks []int, cost float64) {
	if cost >= s.cost {
		return
	}
	start := breaks[len(breaks)-1]
	remaining := s.widths[len(s.chars)] - s.widths[start]
	if lines == 1 {
		if remaining <= titleWidth {
			s.consider(append(breaks, len(s.chars)), cost)
		}
		return
	}
	for end := start + 1; end < len(s.chars) && s.steps < maxSteps; end++ {
		w := s.widths[end] - s.widths[start]
		if w > titleWidth {
			break
		}
		tooMuchLeft := remaining-w > float64(lines-1)*titleWidth
		if w < s.ideal*0.45 || tooMuchLeft || s.costs[end] >= forbidden {
			continue
		}
		s.steps++
		s.search(lines-1, append(breaks[:len(breaks):len(breaks)], end), cost+s.costs[end])
	}
}

// consider weighs the shape of a finished set of breaks.
func (s *shaper) consider(breaks []int, cost float64) {
	var w []float64
	for i := 1; i < len(breaks); i++ {
		w = append(w, s.widths[breaks[i]]-s.widths[breaks[i-1]])
	}
	for i, x := range w {
		d := (x - s.ideal) / s.ideal
		cost += 30 * d * d
		// A middle line shorter than both of its neighbours makes an hourglass.
		if i > 0 && i+1 < len(w) && x < w[i-1]-0.5 && x < w[i+1]-0.5 {
			cost += 15
		}
	}
	if last := w[len(w)-1]; last < s.ideal*0.4 {
		cost += 10
	}
	if cost < s.cost {
		s.cost, s.best = cost, append([]int(nil), breaks...)
	}
}

func chop(chars []rune, n int) []string {
	var out []string
	for ; len(chars) > n; chars = chars[n:] {
		out = append(out, string(chars[:n]))
	}
	return append(out, string(chars))
}
