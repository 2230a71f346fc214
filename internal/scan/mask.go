package scan

import "strings"

// masked returns the characters from i to j with their middle starred out. There
// is no national rule for masking; of a long number the first three and the last
// two stay, which shows neither a birthday nor enough to call (rulebook §13).
func (p *pass) masked(i, j int) string {
	return mask([]rune(p.written(i, j)))
}

func mask(r []rune) string {
	head, tail := 3, 2
	switch n := len(r); {
	case n < 4:
		return strings.Repeat("*", n)
	case n < 8:
		head, tail = 1, 1
	case n < 11:
		head, tail = 2, 2
	}
	stars := min(len(r)-head-tail, 24)
	return string(r[:head]) + strings.Repeat("*", stars) + string(r[len(r)-tail:])
}
