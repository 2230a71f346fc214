package rulebook

import "unicode"

// containment returns the share, from 0 to 1, of the pairs of neighbouring
// characters of part that also occur in whole. Punctuation, spaces and markup are
// left out, so neither layout nor omission hides a copy; an abridged copy scores as
// high as a full one.
func containment(part, whole string) float64 { return pairSet(whole).share(part) }

// pairsOf is the set of pairs of a text, for more than one comparison with it.
type pairsOf map[[2]rune]bool

func pairSet(text string) pairsOf {
	have := pairsOf{}
	for _, p := range pairs(text) {
		have[p] = true
	}
	return have
}

func (have pairsOf) share(part string) float64 {
	all, shared := 0, 0
	for _, p := range pairs(part) {
		all++
		if have[p] {
			shared++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(shared) / float64(all)
}

func pairs(s string) [][2]rune {
	var out [][2]rune
	var last rune
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if last != 0 {
			out = append(out, [2]rune{last, r})
		}
		last = r
	}
	return out
}
