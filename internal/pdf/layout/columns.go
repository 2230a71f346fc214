package layout

import "slices"

// Bounds of what a column is not narrowed below, in ems: two characters, and no more
// than a word of twelve letters.
const leastColumn, longestWord = 2.0, 7.0

// padding is what a column takes beyond its text, in points.
const padding = 2*tablePad + 0.5

// needs returns the least width of each column in points: its longest piece that is
// not broken stands on one line.
func needs(cells [][]text) []float64 {
	out := make([]float64, len(cells[0]))
	for k := range out {
		ems := leastColumn
		for _, row := range cells {
			for _, unit := range units(row[k]) {
				ems = max(ems, min(unit.width(), longestWord))
			}
		}
		out[k] = ems*tableSize + padding
	}
	return out
}

// parts shares columns of these least widths among parts that go across the page. Each
// begins with the first column; all have about the same number of columns.
func parts(needs []float64) [][]int {
	fill := func(most int) (out [][]int) {
		part, total := []int{0}, needs[0]
		for k := 1; k < len(needs); k++ {
			if len(part) > 1 && (total+needs[k] > areaWidth || len(part) == most) {
				out, part, total = append(out, part), []int{0}, needs[0]
			}
			part, total = append(part, k), total+needs[k]
		}
		return append(out, part)
	}
	greedy := fill(len(needs))
	even := 1 + (len(needs)-2+len(greedy))/len(greedy) // the first, and a fair share of the others
	if shared := fill(even); len(shared) == len(greedy) {
		return shared
	}
	return greedy
}

// pick returns the columns of a part.
func pick(cells [][]text, part []int) [][]text {
	out := make([][]text, len(cells))
	for i, row := range cells {
		out[i] = pickOne(row, part)
	}
	return out
}

func pickOne[T any](row []T, part []int) []T {
	out := make([]T, len(part))
	for i, k := range part {
		out[i] = row[k]
	}
	return out
}

// columnWidths shares the type area among the columns by their longest cells, none below
// its least.
func columnWidths(cells [][]text) []float64 {
	least := needs(cells)
	wants := make([]float64, len(cells[0]))
	total := 0.0
	for k := range wants {
		ems := 3.0
		for _, row := range cells {
			ems = max(ems, row[k].width())
		}
		wants[k] = max(ems*tableSize+padding, least[k])
		total += wants[k]
	}
	if total <= areaWidth {
		for k := range wants {
			wants[k] *= areaWidth / total
		}
		return wants
	}
	return share(cells, least)
}

// share gives out the width of the page, beginning with the least of each column: always
// to the column whose text gets lower by it the most, so that no cell stands as a tower
// beside empty ones.
func share(cells [][]text, least []float64) []float64 {
	const step = tableSize / 2
	widths := headed(cells, least)
	free := areaWidth
	gains := make([]float64, len(widths))
	for k := range widths {
		free -= widths[k]
		gains[k] = gain(cells, k, widths[k], step)
	}
	for free > 0 {
		best := 0
		for k := range gains {
			if gains[k] > gains[best] {
				best = k
			}
		}
		if gains[best] <= 0 { // every cell is on one line
			break
		}
		widths[best] += min(step, free)
		free -= step
		gains[best] = gain(cells, best, widths[best], step)
	}
	for k := range widths {
		widths[k] += max(free, 0) / float64(len(widths))
	}
	even(cells, widths)
	return widths
}

// headed widens the least columns to their heads, which are broken before a bracket and
// nowhere else, if the page has the width.
func headed(cells [][]text, least []float64) []float64 {
	out, total := slices.Clone(least), 0.0
	for k, t := range cells[0] {
		part := 0.0
		for _, g := range t {
			if g.char == '（' {
				part = 0
			}
			part += g.width
			out[k] = max(out[k], part*tableSize+padding+1)
		}
		total += out[k]
	}
	if total > areaWidth {
		return slices.Clone(least)
	}
	return out
}

// even gives columns whose longest cells are alike, and their heads too, the same width.
func even(cells [][]text, widths []float64) {
	alike := map[[2]int][]int{}
	for k := range widths {
		longest := 0.0
		for _, row := range cells[1:] {
			longest = max(longest, row[k].width())
		}
		key := [2]int{int(longest + 0.5), int(cells[0][k].width() + 0.5)}
		alike[key] = append(alike[key], k)
	}
	for _, group := range alike {
		sum := 0.0
		for _, k := range group {
			sum += widths[k]
		}
		for _, k := range group {
			widths[k] = sum / float64(len(group))
		}
	}
}

// gain is by how much the cells of a column get lower if it gets wider by a step. Lines
// count by their square: one more below ten is worse than one below one. The head counts
// as much as a quarter of the rows.
func gain(cells [][]text, k int, width, step float64) float64 {
	total := 0.0
	for i, row := range cells {
		em := row[k].width() * tableSize
		now, then := max(em/(width-padding), 1), max(em/(width+step-padding), 1)
		weight := 1.0
		if i == 0 {
			weight = max(float64(len(cells))/4, 1)
		}
		total += weight * (now*now - then*then)
	}
	return total
}
